import { rawValue } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import type { BodyReadings } from '../message/readings.ts';
import type { RootReading } from '../message/root-reading.ts';
import { type Authors, alignment } from './alignment.ts';
import { cautionsOf } from './cautions.ts';
import { countFields, fieldCoverage } from './coverage.ts';
import type { Crypto } from './crypto.ts';
import type { BodyDigest } from './dkim/body.ts';
import { type SignedFields, signedFields, signedHeaderOctets } from './dkim/header.ts';
import { type Opening, openSignature } from './dkim/open.ts';
import { type ParsedSignature, parseSignature, type Signature } from './dkim/signature.ts';
import type { Coverage, SignatureEvidence } from './evidence.ts';
import type { KeyRing, StoredKey } from './keys/key.ts';
import { nearestFirst } from './keys/sighting.ts';
import { dateSeconds, type MessageTime, messageTime } from './message-time.ts';
import type { Policy } from './policy.ts';
import type { Workshop } from './repair/mend.ts';
import { sameOctets } from './same-octets.ts';
import { usedKey } from './used-key.ts';

/** What the signatures of one message have in common. */
export interface Inquiry {
  readonly message: Message;
  readonly readings: () => BodyReadings & RootReading;
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy: Policy;
  readonly authors: Authors;
  readonly bodyDigest: (signature: Signature) => BodyDigest;
  readonly hasOriginalOctets: boolean;
  readonly workshop: Workshop;
}

/** One signature of one message, and what the keys make of it. */
export interface Question {
  readonly kind: 'signature';
  /** Index in `message.fields` of the signature's own field. */
  readonly index: number;
  readonly signature: Signature;
  readonly signed: SignedFields;
  readonly body: BodyDigest;
  readonly bodyIntact: boolean;
  readonly time: MessageTime;
  /** Every stored key of the selector. */
  readonly keys: readonly StoredKey[];
  readonly opening: Opening;
}

export function signatureQuestion(inquiry: Inquiry, index: number): Question | (ParsedSignature & { kind: 'malformed' }) {
  const { message, policy } = inquiry;
  const parsed = parseSignature(rawValue(message.octets, message.fields[index]!));
  if (parsed.kind === 'malformed') return parsed;
  const { signature } = parsed;
  const body = inquiry.bodyDigest(signature);
  const bodyIntact = (signature.bodyLength ?? 0) <= body.total && sameOctets(body.digest, signature.bodyHash);
  const signed = signedFields(message, signature.headerNames, index);
  const time = messageTime(message, index, signature.signedAtSeconds);
  const { keys, failure } = inquiry.keys.lookup(signature.signer, signature.selector);
  const inOrder = nearestFirst(keys, time.seconds, policy.windowGraceDays);
  const opening = openHeader(inquiry, index, signature, signed, inOrder, failure !== undefined);
  return { kind: 'signature', index, signature, signed, body, bodyIntact, time, keys, opening };
}

/** The message as it is given, whichever that is. */
export type Given = Pick<Inquiry, 'message' | 'readings' | 'authors' | 'policy'>;

export function evidenceOf({ message, readings, authors, policy }: Given, question: Question): SignatureEvidence {
  const { index, signature, signed, body, bodyIntact, time, keys, opening } = question;
  const count = countFields(message, signed);
  const coverage: Coverage = {
    fields: fieldCoverage(count, signed),
    body: { signed: Math.min(signature.bodyLength ?? body.total, body.total), total: body.total },
  };
  const cautions = cautionsOf({
    readings,
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

export function malformedEvidence(
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
