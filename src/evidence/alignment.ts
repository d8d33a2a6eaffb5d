import { getDomain } from 'tldts';
import { domainOf, parseAddresses } from '../message/addresses.ts';
import { fieldsNamed, unfoldedText } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { asciiName } from './dkim/domain-name.ts';
import type { Alignment } from './evidence.ts';
import { isProviderFor, tenantOf } from './provider-domains.ts';

/** Whom a message names as its authors. */
export interface Authors {
  /** The domains of every mailbox in every From field, A-labels, lower-cased; undefined for a mailbox without one. */
  readonly domains: readonly (string | undefined)[];
}

export function readAuthors(message: Message): Authors {
  const mailboxes = fieldsNamed(message, 'from').flatMap((field) => parseAddresses(unfoldedText(message.octets, field)));
  return {
    domains: mailboxes.map(({ address }) => {
      const domain = domainOf(address);
      return domain === undefined ? undefined : asciiName(domain);
    }),
  };
}

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
 * host are two organisations. The list is the one that `tldts` carries at the version in the lock file.
 *
 * @see RFC 7489 §3.2
 */
function organisationOf(domain: string): string | undefined {
  const tenant = tenantOf(domain);
  if (tenant !== undefined) return `tenant ${tenant}`;
  return getDomain(domain, { allowPrivateDomains: true, validateHostname: false }) ?? undefined;
}
