import { rawValue, unfoldedText } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { isWeakKey } from '../cautions.ts';
import { countFields, fieldCoverage } from '../coverage.ts';
import type { Crypto } from '../crypto.ts';
import type { BodyDigest } from '../dkim/body.ts';
import { headerOctets, signedFields, signedHeaderOctets } from '../dkim/header.ts';
import { type Opening, openSignature } from '../dkim/open.ts';
import type { Signature } from '../dkim/signature.ts';
import type { ArcEvidence, ArcHop, ArcLink, ArcSealEvidence } from '../evidence.ts';
import type { KeyRing, StoredKey } from '../keys/key.ts';
import { isPrivateKeyPublic } from '../keys/known-public.ts';
import { nearestFirst } from '../keys/sighting.ts';
import { messageTime } from '../message-time.ts';
import type { Policy } from '../policy.ts';
import { parseAuthenticationResults } from '../recorded-results.ts';
import { sameOctets } from '../same-octets.ts';
import { usedKey } from '../used-key.ts';
import { type ParsedArcField, parseMessageSignature, parseSeal, type Seal } from './fields.ts';
import { type ArcSet, arcSets } from './sets.ts';

export interface ArcInquiry {
  readonly message: Message;
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy: Policy;
  readonly bodyDigest: (signature: Signature) => BodyDigest;
}

/**
 * Tests every link of a message's ARC chain: each hop's seal, and each hop's signature over the message as it stands here, not that of
 * the newest alone, since an older one that still holds tells where the message was last changed.
 *
 * @returns Undefined where the message has no ARC field. Never throws.
 * @see RFC 8617 §5.2
 */
export function gatherArc(inquiry: ArcInquiry): ArcEvidence | undefined {
  const found = arcSets(inquiry.message);
  if (found.kind === 'none') return undefined;
  if (found.kind === 'broken') {
    const { fault, instance } = found;
    return { state: 'fail', fault: { code: fault, ...(instance === undefined ? {} : { instance }) }, hops: [] };
  }
  const read = found.sets.map((set) => readSet(inquiry.message, set));
  const hops = read.map((set, place) => testHop(inquiry, found.sets.slice(0, place + 1), set));
  return { ...conclude(read, hops), hops };
}

interface ReadSet {
  readonly set: ArcSet;
  readonly seal: ParsedArcField<Seal>;
  readonly messageSignature: ParsedArcField<Signature>;
}

function readSet({ octets, fields }: Message, set: ArcSet): ReadSet {
  return {
    set,
    seal: parseSeal(rawValue(octets, fields[set.seal]!)),
    messageSignature: parseMessageSignature(rawValue(octets, fields[set.messageSignature]!)),
  };
}

/** The state of the whole chain, in the order of RFC 8617 §5.2; what cannot be tested for want of a key is no failure. */
function conclude(read: readonly ReadSet[], hops: readonly ArcHop[]): Pick<ArcEvidence, 'state' | 'fault'> {
  const newest = hops.at(-1)!;
  const failure = (code: NonNullable<ArcEvidence['fault']>['code'], instance: number) =>
    ({ state: 'fail', fault: { code, instance } }) as const;
  if (newest.claim === 'fail') return failure('claimed-broken', newest.instance);
  for (const { set, seal, messageSignature } of read) {
    if (seal.kind === 'malformed' || messageSignature.kind === 'malformed') return failure('malformed', set.instance);
  }
  // Step 3: the first hop found no chain, every later one a chain that passed.
  const lying = hops.find(({ claim, instance }) => claim !== (instance === 1 ? 'none' : 'pass'));
  if (lying !== undefined) return failure('claim', lying.instance);
  if (newest.message.result === 'fail' || newest.message.result === 'headers-only') return failure('message-altered', newest.instance);
  const broken = hops.findLast(({ seal }) => seal.result === 'fail');
  if (broken !== undefined) return failure('seal-broken', broken.instance);
  const untrusted = [newest.message, ...hops.map(({ seal }) => seal)].find((link) => link.cautions.length > 0);
  if (untrusted !== undefined) return failure('key-untrusted', untrusted.instance);
  const isTested = newest.message.result === 'pass' && hops.every(({ seal }) => seal.result === 'pass');
  return { state: isTested ? 'pass' : 'keyless' };
}

function testHop(inquiry: ArcInquiry, below: readonly ArcSet[], { set, seal, messageSignature }: ReadSet): ArcHop {
  const { message } = inquiry;
  const sealed = seal.kind === 'read' ? seal.value : undefined;
  return {
    instance: set.instance,
    fields: { results: set.results, messageSignature: set.messageSignature, seal: set.seal },
    ...(sealed === undefined ? {} : { claim: sealed.claim }),
    ...(sealed?.signedAtSeconds === undefined ? {} : { sealedAtSeconds: sealed.signedAtSeconds }),
    seal: seal.kind === 'malformed' ? malformedLink(set, seal.tag) : testSeal(inquiry, below, seal.value),
    message:
      messageSignature.kind === 'malformed'
        ? malformedLink(set, messageSignature.tag)
        : testMessageSignature(inquiry, set, messageSignature.value),
    statement: parseAuthenticationResults(unfoldedText(message.octets, message.fields[set.results]!)),
  };
}

/** A seal covers the sets from the first to its own, each as results, message signature, seal (§5.1.1). */
function testSeal(inquiry: ArcInquiry, below: readonly ArcSet[], seal: Seal): ArcSealEvidence {
  const { message, crypto } = inquiry;
  const own = below.at(-1)!;
  const covered = below.flatMap(({ results, messageSignature, seal }) => [results, messageSignature, seal]).slice(0, -1);
  const octets = () => headerOctets(message, 'relaxed', covered, message.fields[own.seal]!, seal.signatureValue);
  const opening = open(inquiry, own.seal, seal, () => crypto[seal.hash](octets()));
  const result = opening.kind === 'keyless' ? 'keyless' : opening.intact ? 'pass' : 'fail';
  return { ...link(own, seal), result, ...conclusion(inquiry, seal, opening) };
}

function testMessageSignature(inquiry: ArcInquiry, set: ArcSet, signature: Signature): ArcHop['message'] {
  const { message, crypto } = inquiry;
  const field = message.fields[set.messageSignature]!;
  const signed = signedFields(message, signature.headerNames, set.messageSignature);
  const body = inquiry.bodyDigest(signature);
  const length = signature.bodyLength ?? body.total;
  const bodyIntact = length <= body.total && sameOctets(body.digest, signature.bodyHash);
  const opening = open(inquiry, set.messageSignature, signature, () =>
    crypto[signature.hash](signedHeaderOctets(message, signature, signed, field)),
  );
  const holds = opening.kind === 'opened' && opening.intact;
  const result = opening.kind === 'keyless' ? (bodyIntact ? 'keyless' : 'fail') : !holds ? 'fail' : bodyIntact ? 'pass' : 'headers-only';
  return {
    ...link(set, signature),
    result,
    bodyIntact,
    ...conclusion(inquiry, signature, opening),
    coverage: {
      fields: fieldCoverage(countFields(message, signed), signed),
      body: { signed: Math.min(length, body.total), total: body.total },
    },
  };
}

function open(inquiry: ArcInquiry, fieldIndex: number, signature: Seal | Signature, digest: () => Uint8Array): Opening {
  const { keys, failure } = inquiry.keys.lookup(signature.signer, signature.selector);
  if (keys.length === 0) return { kind: 'keyless', reason: failure === undefined ? 'never-seen' : 'lookup-failed' };
  const { seconds } = messageTime(inquiry.message, fieldIndex, signature.signedAtSeconds);
  const inOrder: readonly StoredKey[] = nearestFirst(keys, seconds, inquiry.policy.windowGraceDays);
  return openSignature(signature, digest(), inOrder, failure !== undefined, inquiry.crypto);
}

function link({ instance }: ArcSet, { signer, selector, algorithm }: Seal | Signature) {
  return { instance, signer, selector, algorithm };
}

/** What a link rests on. A key that others could have made, or have been given, vouches for nothing. */
function conclusion(
  { keys, policy }: ArcInquiry,
  { signer, selector }: Seal | Signature,
  opening: Opening,
): Pick<ArcLink, 'key' | 'reason' | 'cautions'> {
  if (opening.kind === 'keyless') return { reason: opening.reason, cautions: [] };
  const { stored, key } = opening;
  const isPublic = isPrivateKeyPublic(key, keys.lookup(signer, selector).keys, policy);
  return {
    key: usedKey(stored, key),
    cautions: [...(isWeakKey(key, policy) ? ['weak-key' as const] : []), ...(isPublic ? ['private-key-public' as const] : [])],
  };
}

function malformedLink({ instance }: ArcSet, tag: string): ArcHop['message'] & ArcSealEvidence {
  return { instance, signer: '', selector: '', algorithm: '', result: 'malformed', tag, cautions: [] };
}
