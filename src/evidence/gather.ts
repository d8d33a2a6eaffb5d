import { rawValue } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { type Part, parseParts } from '../message/parts.ts';
import { type BodyReadings, bodyReadings } from '../message/readings.ts';
import { type RootReading, rootReading } from '../message/root-reading.ts';
import { type Authors, alignment, readAuthors } from './alignment.ts';
import { gatherArc } from './arc/chain.ts';
import { cautionsOf } from './cautions.ts';
import { countFields, fieldCoverage } from './coverage.ts';
import type { Crypto } from './crypto.ts';
import { type BodyDigest, bodyDigests } from './dkim/body.ts';
import { type SignedFields, signedFields, signedHeaderOctets } from './dkim/header.ts';
import { type Opening, openSignature } from './dkim/open.ts';
import { type ParsedSignature, parseSignature, type Signature } from './dkim/signature.ts';
import type { Coverage, Evidence, SignatureEvidence } from './evidence.ts';
import type { KeyRing, StoredKey } from './keys/key.ts';
import { nearestFirst } from './keys/sighting.ts';
import { signatureFields } from './keys/wanted.ts';
import { dateSeconds, messageTime } from './message-time.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { sameOctets } from './same-octets.ts';
import { usedKey } from './used-key.ts';

/** What a message is judged with. All of it is an argument: the same archive with the same keys gives the same verdicts anywhere. */
export interface EvidenceContext {
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy?: Policy;
  /** False for a message rebuilt from another representation. Default: true. */
  readonly hasOriginalOctets?: boolean;
  /** The root of the message's part tree, where the caller has it: saves reading it once more. */
  readonly parts?: Part;
}

/**
 * Tests every signature of a message, up to `maxSignatures`, and its ARC chain. Never throws, whatever the message.
 *
 * @see RFC 6376 §6.1; RFC 8617 §5.2
 */
export function gatherEvidence(message: Message, context: EvidenceContext): Evidence {
  const { tested, notTested } = signatureFields(message);
  const inquiry: Inquiry = {
    message,
    readings: once(() => {
      const root = context.parts ?? parseParts(message).root;
      return { ...bodyReadings(message, root), ...rootReading(message, root) };
    }),
    keys: context.keys,
    crypto: context.crypto,
    policy: context.policy ?? defaultPolicy,
    authors: readAuthors(message),
    bodyDigest: bodyDigests(message, context.crypto),
  };
  const arc = gatherArc(inquiry);
  return {
    signatures: tested.map((index) => testSignature(inquiry, index)),
    signaturesNotTested: notTested,
    hasOriginalOctets: context.hasOriginalOctets ?? true,
    ...(arc === undefined ? {} : { arc }),
  };
}

/** What the signatures of one message have in common. */
interface Inquiry {
  readonly message: Message;
  readonly readings: () => BodyReadings & RootReading;
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy: Policy;
  readonly authors: Authors;
  readonly bodyDigest: (signature: Signature) => BodyDigest;
}

function testSignature(inquiry: Inquiry, index: number): SignatureEvidence {
  const { message, policy, authors } = inquiry;
  const field = message.fields[index]!;
  const parsed = parseSignature(rawValue(message.octets, field));
  if (parsed.kind === 'malformed') return malformedEvidence(inquiry, index, parsed);
  const { signature } = parsed;

  const body = inquiry.bodyDigest(signature);
  const bodyLength = signature.bodyLength ?? body.total;
  const bodyIntact = bodyLength <= body.total && sameOctets(body.digest, signature.bodyHash);

  const signed = signedFields(message, signature.headerNames, index);
  const time = messageTime(message, index, signature.signedAtSeconds);
  const { keys, failure } = inquiry.keys.lookup(signature.signer, signature.selector);
  const inOrder = nearestFirst(keys, time.seconds, policy.windowGraceDays);
  const opening = openHeader(inquiry, index, signature, signed, inOrder, failure !== undefined);

  const count = countFields(message, signed);
  const coverage: Coverage = {
    fields: fieldCoverage(count, signed),
    body: { signed: Math.min(bodyLength, body.total), total: body.total },
  };
  const cautions = cautionsOf({
    readings: inquiry.readings,
    authors,
    signature,
    signed,
    bodyIntact,
    count,
    coverage,
    time,
    dateSeconds: dateSeconds(message),
    opening,
    keys,
    policy,
  });
  return {
    field: index,
    signer: signature.signer,
    selector: signature.selector,
    algorithm: signature.algorithm,
    canonicalization: `${signature.headerCanonicalization}/${signature.bodyCanonicalization}`,
    ...(signature.identity === undefined ? {} : { identity: signature.identity }),
    ...(signature.signedAtSeconds === undefined ? {} : { signedAtSeconds: signature.signedAtSeconds }),
    ...(signature.expiresAtSeconds === undefined ? {} : { expiresAtSeconds: signature.expiresAtSeconds }),
    ...conclude(opening, bodyIntact),
    aligned: alignment(signature.signer, authors),
    cautions,
    coverage,
    coveredFields: [...signed.indexes, index],
    repairs: [],
  };
}

function openHeader(
  { message, crypto }: Inquiry,
  index: number,
  signature: Signature,
  signed: SignedFields,
  keys: readonly StoredKey[],
  lookupFailed: boolean,
): Opening {
  if (keys.length === 0) return { kind: 'keyless', reason: lookupFailed ? 'lookup-failed' : 'never-seen' };
  const headerDigest = crypto[signature.hash](signedHeaderOctets(message, signature, signed, message.fields[index]!));
  return openSignature(signature, headerDigest, keys, lookupFailed, crypto);
}

type Conclusion = Pick<SignatureEvidence, 'result' | 'reason' | 'keysNotTried' | 'bodyIntact' | 'headersIntact' | 'key'>;

function conclude(opening: Opening, bodyIntact: boolean): Conclusion {
  if (opening.kind === 'keyless') {
    const { reason, keysNotTried } = opening;
    return { result: 'keyless', reason, ...(keysNotTried === undefined ? {} : { keysNotTried }), bodyIntact };
  }
  const { intact: headersIntact, stored } = opening;
  const result = !headersIntact ? 'fail' : bodyIntact ? 'pass' : 'headers-only';
  return { result, bodyIntact, headersIntact, key: usedKey(stored, opening.key) };
}

function malformedEvidence(
  { message, authors }: Inquiry,
  index: number,
  { tag, claims }: ParsedSignature & { kind: 'malformed' },
): SignatureEvidence {
  const nothing: SignedFields = { indexes: [], oversigned: new Set() };
  return {
    field: index,
    ...claims,
    result: 'malformed',
    tag,
    bodyIntact: false,
    aligned: alignment(claims.signer, authors),
    cautions: [],
    coverage: {
      fields: fieldCoverage(countFields(message, nothing), nothing),
      body: { signed: 0, total: message.octets.length - message.bodyStart },
    },
    coveredFields: [],
    repairs: [],
  };
}

/** Finds something out when it is first asked for, and remembers it. */
function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
