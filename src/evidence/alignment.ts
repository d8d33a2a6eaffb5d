import { getDomain } from 'tldts';
import { domainOf, parseAddresses } from '../message/addresses.ts';
import { fieldsNamed, unfoldedText } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { asciiName, isDomainName } from './dkim/domain-name.ts';
import type { Alignment } from './evidence.ts';
import { customerIn, isProviderFor } from './provider-domains.ts';

/** Whom a message names as its authors. */
export interface Authors {
  /** The domains of every mailbox in every From field, A-labels, lower-cased; undefined for a mailbox without one. */
  readonly domains: readonly (string | undefined)[];
}

export function readAuthors(message: Message): Authors {
  const mailboxes = fieldsNamed(message, 'from').flatMap((field) => parseAddresses(unfoldedText(message.octets, field)));
  return {
    domains: mailboxes.map(({ address }) => authorDomain(address)),
  };
}

/**
 * The domain that an address is surely of. None where more than one could be read out of it: `<ben@b.example,eve@e.example>` and
 * `<ben@b.example@e.example>` show the reader two, and `<eve@e.example/b.example>` is no name at all.
 */
function authorDomain(address: string): string | undefined {
  const domain = domainOf(address);
  if (domain === undefined || address.length > MAX_ADDRESS_LENGTH) return undefined;
  const local = address.slice(0, address.lastIndexOf('@')).replaceAll(QUOTED, '');
  const name = asciiName(domain);
  return NOT_IN_A_LOCAL_PART.test(local) || !isDomainName(name, 1) ? undefined : name;
}

/** RFC 5321 §4.5.3.1 allows 320 octets; addresses of bounces have been seen that are longer. */
const MAX_ADDRESS_LENGTH = 1_000;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** RFC 5322 §3.2.3 `specials` but the dot, and what shows as nothing. */
const NOT_IN_A_LOCAL_PART = /[\s@,;:<>()[\]\\"\p{C}]/u;

/**
 * How a signing domain relates to the authors: what the least related of them allows. Without an author, or with one that has no
 * domain: `none`.
 */
export function alignment(signer: string, authors: Authors): Alignment {
  let weakest: Alignment = 'exact';
  for (const domain of authors.domains) {
    const relation = domain === undefined ? 'none' : relate(signer, domain);
    if (STRENGTH[relation] < STRENGTH[weakest]) weakest = relation;
  }
  return authors.domains.length === 0 ? 'none' : weakest;
}

const STRENGTH: Readonly<Record<Alignment, number>> = { none: 0, provider: 1, organisation: 2, exact: 3 };

function relate(signer: string, domain: string): Alignment {
  if (signer === domain) return 'exact';
  const organisation = organisationOf(signer);
  if (organisation !== undefined && organisation === organisationOf(domain)) return 'organisation';
  return isProviderFor(signer, domain) ? 'provider' : 'none';
}

/**
 * The organisational domain: one label below a public suffix, the private section of the list included, so that two customers of a
 * host are two organisations, and so are two customers of a provider that the list does not name. The list is the one that `tldts` carries at the version in the lock file.
 *
 * @see RFC 7489 §3.2
 */
function organisationOf(domain: string): string | undefined {
  const customer = customerIn(domain);
  if (customer !== undefined) return customer;
  return getDomain(domain, { allowPrivateDomains: true, validateHostname: false, extractHostname: false }) ?? undefined;
}
