import { maxSignatureFieldOctets } from '../limits.ts';
import { isDomainName, isSubdomainOf, nameFromOctets } from './domain-name.ts';
import { base64Octets, colonList, decodeDkimQuotedPrintable, parseTagList, type Tag, withoutSpace } from './tag-list.ts';
import {
  type Canonicalization,
  fault,
  readAlgorithm,
  readCanonicalization,
  readName,
  readNumber,
  required,
  type SigningAlgorithm,
  TagFault,
} from './tag-values.ts';

/**
 * One DKIM-Signature field, read. Names in here are the protocol's meaning, not its letters.
 *
 * Declared deviations from the grammar: an underscore may stand in the names of `d=` and `s=`, since domains in use have them; and
 * `z=`, which is diagnostic, never makes a signature malformed.
 *
 * @see RFC 6376 §3.5, §6.1.1; RFC 8301 and RFC 8463 for the algorithms; RFC 8616 for names in UTF-8
 */
export interface Signature extends SigningAlgorithm {
  readonly headerCanonicalization: Canonicalization;
  readonly bodyCanonicalization: Canonicalization;
  /** `d=`, lower-cased. */
  readonly signer: string;
  /** `s=`, lower-cased. */
  readonly selector: string;
  /** `i=`, decoded, as written. */
  readonly identity?: string;
  /** The domain of `i=`, lower-cased; the signer where there is none. */
  readonly identityDomain: string;
  /** `h=`, lower-cased, in order. */
  readonly headerNames: readonly string[];
  readonly bodyHash: Uint8Array;
  readonly signature: Uint8Array;
  /** `l=`: how many octets of the canonical body are signed. Up to 10⁷⁶, as the grammar allows. */
  readonly bodyLength?: number;
  readonly signedAtSeconds?: number;
  readonly expiresAtSeconds?: number;
  /** `z=`: the header fields as they were when signed, says the signer. */
  readonly copiedFields?: readonly { readonly name: string; readonly value: string }[];
  /** Where in the field's value, in octets from the colon on, the value of `b=` stands, white space around it included. */
  readonly signatureValue: { readonly start: number; readonly end: number };
}

export type ParsedSignature =
  | { readonly kind: 'signature'; readonly signature: Signature }
  | {
      readonly kind: 'malformed';
      /** The tag that breaks the rules, or `tag-list`. */
      readonly tag: string;
      /** What it says all the same, for display; empty strings where it does not. */
      readonly claims: {
        readonly signer: string;
        readonly selector: string;
        readonly algorithm: string;
        readonly canonicalization: string;
      };
    };

/** @param value - What follows the colon, folding kept, one character an octet. Never throws; linear in its length. */
export function parseSignature(value: string): ParsedSignature {
  if (value.length > maxSignatureFieldOctets) return malformed('tag-list', new Map());
  const list = parseTagList(value);
  if (!list.ok) return malformed(list.tag, new Map());
  try {
    return { kind: 'signature', signature: readTags(list.tags) };
  } catch (fault) {
    if (fault instanceof TagFault) return malformed(fault.tag, list.tags);
    throw fault;
  }
}

function readTags(tags: ReadonlyMap<string, Tag>): Signature {
  if (required(tags, 'v') !== '1') throw new TagFault('v');
  const algorithm = readAlgorithm(tags);
  const signature = base64Octets(required(tags, 'b')) ?? fault('b');
  const bodyHash = base64Octets(required(tags, 'bh')) ?? fault('bh');
  const [headerCanonicalization, bodyCanonicalization] = readCanonicalization(tags.get('c')?.value);
  const signer = readName(required(tags, 'd'), 2) ?? fault('d');
  const headerNames = readHeaderNames(required(tags, 'h'));
  const { identity, identityDomain } = readIdentity(tags.get('i')?.value, signer);
  const bodyLength = readNumber(tags, 'l', 76);
  const queries = tags.get('q')?.value;
  if (queries !== undefined && !colonList(queries).includes('dns/txt')) throw new TagFault('q');
  const selector = readName(required(tags, 's'), 1) ?? fault('s');
  const signedAtSeconds = readNumber(tags, 't', 12);
  const expiresAtSeconds = readNumber(tags, 'x', 12);
  if (signedAtSeconds !== undefined && expiresAtSeconds !== undefined && expiresAtSeconds <= signedAtSeconds) throw new TagFault('x');
  const copied = tags.get('z');
  const { start, end } = tags.get('b') ?? fault('b');
  return {
    ...algorithm,
    headerCanonicalization,
    bodyCanonicalization,
    signer,
    selector,
    ...(identity === undefined ? {} : { identity }),
    identityDomain,
    headerNames,
    bodyHash,
    signature,
    ...(bodyLength === undefined ? {} : { bodyLength }),
    ...(signedAtSeconds === undefined ? {} : { signedAtSeconds }),
    ...(expiresAtSeconds === undefined ? {} : { expiresAtSeconds }),
    ...(copied === undefined ? {} : { copiedFields: readCopiedFields(copied.value) }),
    signatureValue: { start, end },
  };
}

/** `h=` names the fields that are signed; From must be among them (RFC 6376 §5.4). */
function readHeaderNames(value: string): string[] {
  const names = colonList(value).map((name) => name.toLowerCase());
  if (!names.every((name) => FIELD_NAME.test(name)) || !names.includes('from')) throw new TagFault('h');
  return names;
}

const FIELD_NAME = /^[!-9<-~]+$/;

/** `i=` must lie in the signing domain or below it (RFC 6376 §6.1.1). */
function readIdentity(value: string | undefined, signer: string): { identity?: string; identityDomain: string } {
  if (value === undefined) return { identityDomain: signer };
  const identity = decodeDkimQuotedPrintable(value);
  const at = identity.lastIndexOf('@');
  const identityDomain = nameFromOctets(identity.slice(at + 1));
  if (at < 0 || !isDomainName(identityDomain, 2) || !isSubdomainOf(identityDomain, signer)) throw new TagFault('i');
  return { identity, identityDomain };
}

/** `z=`: `name:value` pairs parted by bars, each in dkim-quoted-printable. What does not read so is left out. */
function readCopiedFields(value: string): { name: string; value: string }[] {
  return value.split('|').flatMap((copied) => {
    const colon = copied.indexOf(':');
    if (colon <= 0) return [];
    return [{ name: withoutSpace(copied.slice(0, colon)), value: decodeDkimQuotedPrintable(copied.slice(colon + 1)) }];
  });
}

function malformed(tag: string, tags: ReadonlyMap<string, Tag>): ParsedSignature {
  const claimed = (name: string): string => withoutSpace(tags.get(name)?.value ?? '');
  return {
    kind: 'malformed',
    tag,
    claims: {
      signer: claimed('d').toLowerCase(),
      selector: claimed('s').toLowerCase(),
      algorithm: claimed('a'),
      canonicalization: claimed('c'),
    },
  };
}
