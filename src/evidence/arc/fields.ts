import type { Signature } from '../dkim/signature.ts';
import { base64Octets, colonList, parseTagList, type Tag } from '../dkim/tag-list.ts';
import { fault, readAlgorithm, readCanonicalization, readName, readNumber, required, TagFault } from '../dkim/tag-values.ts';
import { maxArcInstances, maxSignatureFieldOctets } from '../limits.ts';

/**
 * The two signed fields of an ARC set, read. Both are what the other parts of the verifier call a signature; a seal has no body hash.
 *
 * Declared deviation: a message signature without `c=` is relaxed, as the protocol's own test suite has it; RFC 8617 is silent.
 *
 * @see RFC 8617 §4.1.2 (ARC-Message-Signature), §4.1.3 (ARC-Seal)
 */
export type ParsedArcField<T> = { readonly kind: 'read'; readonly value: T } | { readonly kind: 'malformed'; readonly tag: string };

/** An ARC-Seal: it covers the ARC sets up to its own, by relaxed canonicalisation. */
export type Seal = Omit<Signature, 'headerNames' | 'bodyHash' | 'bodyCanonicalization' | 'headerCanonicalization' | 'bodyLength'> & {
  /** `cv=`: what the sealer found of the chain before him. */
  readonly claim: ChainClaim;
};
export type ChainClaim = 'none' | 'pass' | 'fail';

/** @param value - What follows the colon, folding kept, one character an octet. Never throws; linear in its length. */
export function parseMessageSignature(value: string): ParsedArcField<Signature> {
  return read(value, (tags) => {
    const [headerCanonicalization, bodyCanonicalization] = readCanonicalization(tags.get('c')?.value ?? 'relaxed/relaxed');
    const bodyLength = readNumber(tags, 'l', 76);
    return {
      ...signatureTags(tags),
      headerCanonicalization,
      bodyCanonicalization,
      headerNames: readHeaderNames(required(tags, 'h')),
      bodyHash: base64Octets(required(tags, 'bh')) ?? fault('bh'),
      ...(bodyLength === undefined ? {} : { bodyLength }),
    };
  });
}

/** @param value - What follows the colon, folding kept, one character an octet. Never throws; linear in its length. */
export function parseSeal(value: string): ParsedArcField<Seal> {
  return read(value, (tags) => {
    // §4.1.3: a seal names no fields; one that does was made to be misread.
    if (tags.has('h')) throw new TagFault('h');
    const claim = required(tags, 'cv');
    if (claim !== 'none' && claim !== 'pass' && claim !== 'fail') throw new TagFault('cv');
    return { ...signatureTags(tags), claim };
  });
}

/**
 * The instance that a field of an ARC set says it belongs to, from 1 to 50 (RFC 8617 §4.2.1): of a seal or a message signature by its
 * tag, of ARC-Authentication-Results by what the value begins with.
 */
export function readInstance(lowerName: string, value: string): number | undefined {
  const text = lowerName === 'arc-authentication-results' ? /^\s*i\s*=([^;]*);/.exec(value)?.[1] : instanceTag(value);
  const trimmed = text?.trim();
  if (trimmed === undefined || !/^[0-9]{1,2}$/.test(trimmed)) return undefined;
  const instance = Number(trimmed);
  return instance >= 1 && instance <= maxArcInstances ? instance : undefined;
}

/** Found even where the rest of the list is malformed, so that the set can be told of. */
function instanceTag(value: string): string | undefined {
  return /(?:^|;)\s*i\s*=([^;]*)/.exec(value)?.[1];
}

function read<T>(value: string, make: (tags: ReadonlyMap<string, Tag>) => T): ParsedArcField<T> {
  if (value.length > maxSignatureFieldOctets) return { kind: 'malformed', tag: 'tag-list' };
  const list = parseTagList(value);
  if (!list.ok) return { kind: 'malformed', tag: list.tag };
  try {
    return { kind: 'read', value: make(list.tags) };
  } catch (problem) {
    if (problem instanceof TagFault) return { kind: 'malformed', tag: problem.tag };
    throw problem;
  }
}

function signatureTags(tags: ReadonlyMap<string, Tag>) {
  const algorithm = readAlgorithm(tags);
  // RFC 8617 §4.1.2 takes the algorithms of RFC 8301, which ended rsa-sha1 before ARC began.
  if (algorithm.hash === 'sha1') throw new TagFault('a');
  const signer = readName(required(tags, 'd'), 2) ?? fault('d');
  const signedAtSeconds = readNumber(tags, 't', 12);
  const { start, end } = tags.get('b') ?? fault('b');
  return {
    ...algorithm,
    signer,
    selector: readName(required(tags, 's'), 1) ?? fault('s'),
    // `i=` is the instance here, so that the key's `t=s` compares the signer with itself.
    identityDomain: signer,
    signature: base64Octets(required(tags, 'b')) ?? fault('b'),
    ...(signedAtSeconds === undefined ? {} : { signedAtSeconds }),
    signatureValue: { start, end },
  };
}

/** Unlike in DKIM-Signature, From need not be among them, and an empty name names nothing; a seal must not be (§4.1.2). */
function readHeaderNames(value: string): string[] {
  const names = colonList(value)
    .map((name) => name.toLowerCase())
    .filter((name) => name !== '');
  if (!names.every((name) => /^[!-9<-~]+$/.test(name)) || names.includes('arc-seal')) throw new TagFault('h');
  return names;
}
