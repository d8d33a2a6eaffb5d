import { rawValue } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { canonicalBody, hashBody } from '../dkim/body.ts';
import { signedFields, signedHeaderOctets } from '../dkim/header.ts';
import { type KeyTrial, keyTrials } from '../dkim/open.ts';
import { readPkcs1Block, type SignedDigest } from '../dkim/pkcs1.ts';
import { parseSignature, type Signature } from '../dkim/signature.ts';
import type { SignatureEvidence } from '../evidence.ts';
import { type EvidenceContext, inquiryOf } from '../gather.ts';
import { nearestFirst } from '../keys/sighting.ts';
import { messageTime } from '../message-time.ts';
import { defaultPolicy } from '../policy.ts';
import type { Mended } from '../repair/mend.ts';
import { mendedMessage } from '../repaired-evidence.ts';
import { sameOctets } from '../same-octets.ts';
import { signatureQuestion } from '../signature-evidence.ts';

/** How the result of one signature comes about: every octet that was hashed, and every number that was compared. */
export interface SignatureSteps {
  readonly evidence: SignatureEvidence;
  /** The DKIM-Signature field as it stands in the message. */
  readonly fieldOctets: Uint8Array;
  /** The message as it was before the modifications that the evidence names: then all else here is of it. */
  readonly mendedOctets?: Uint8Array;
  /** Absent where the field cannot be read: then nothing follows from it. */
  readonly tested?: TestedSteps;
}

export interface TestedSteps {
  readonly signature: Signature;
  readonly body: BodyStep;
  readonly header: HeaderStep;
  /** Every key that was tried, in that order, up to the one that fits. */
  readonly keys: readonly KeyStep[];
}

export interface BodyStep {
  /** The canonical octets that are hashed: with `l=` the first so many. */
  readonly octets: Uint8Array;
  /** Octets of the whole canonical body. */
  readonly total: number;
  readonly digest: Uint8Array;
  readonly isIntact: boolean;
}

export interface HeaderStep {
  /** Names of the covered fields as the message writes them, in the order of `h=`. */
  readonly covered: readonly string[];
  /** Names that `h=` has more often than the message. */
  readonly provenAbsent: readonly string[];
  /** The canonical octets that are hashed: the covered fields, then the signature's own with `b=` emptied. */
  readonly octets: Uint8Array;
  readonly digest: Uint8Array;
}

export type KeyStep = KeyTrial & {
  /** How the block that an RSA key gives back is made up; absent where it is no signature of that key. */
  readonly read?: SignedDigest;
};

/**
 * The steps of each signature that was tested, by the very functions that the verdict rests on.
 *
 * @param message - The one that the evidence was gathered on, with the same context. Never throws.
 */
export function explainSignature(message: Message, evidence: SignatureEvidence, context: EvidenceContext): SignatureSteps {
  const mended = evidence.repairs.length === 0 ? undefined : mendedAgain(message, evidence.field, context);
  const { message: subject, ownField } = mended ?? { message, ownField: evidence.field };
  const field = subject.fields[ownField];
  if (field === undefined) throw new Error(`The message has no field ${evidence.field}: the evidence is that of another.`);
  const steps = {
    evidence,
    fieldOctets: subject.octets.subarray(field.start, field.end),
    ...(mended === undefined ? {} : { mendedOctets: subject.octets }),
  };
  const parsed = parseSignature(rawValue(subject.octets, field));
  return parsed.kind === 'malformed' ? steps : { ...steps, tested: testedSteps(subject, ownField, parsed.signature, context) };
}

/** The message as the evidence has it, its modifications undone once more: the search is deterministic. */
function mendedAgain(message: Message, ownField: number, context: EvidenceContext): Mended | undefined {
  const inquiry = inquiryOf(message, context);
  const question = signatureQuestion(inquiry, ownField);
  return question.kind === 'malformed' ? undefined : mendedMessage(inquiry, question);
}

function testedSteps(message: Message, ownField: number, signature: Signature, context: EvidenceContext): TestedSteps {
  const { crypto, keys, policy = defaultPolicy } = context;
  const signed = signedFields(message, signature.headerNames, ownField);
  // A copy: the verifier writes the next header into the same buffer.
  const headerOctets = signedHeaderOctets(message, signature, signed, message.fields[ownField]!).slice();
  const headerDigest = crypto[signature.hash](headerOctets);
  const { seconds } = messageTime(message, ownField, signature.signedAtSeconds);
  const known = nearestFirst(keys.lookup(signature.signer, signature.selector).keys, seconds, policy.windowGraceDays);
  return {
    signature,
    body: bodyStep(message, signature, context),
    header: {
      covered: signed.indexes.map((index) => message.fields[index]!.name),
      provenAbsent: [...signed.oversigned],
      octets: headerOctets,
      digest: headerDigest,
    },
    keys: keySteps(keyTrials(signature, headerDigest, known, crypto)),
  };
}

function bodyStep(message: Message, signature: Signature, { crypto }: EvidenceContext): BodyStep {
  const { bodyCanonicalization, hash, bodyLength, bodyHash } = signature;
  const { digest, total } = hashBody(message, bodyCanonicalization, hash, bodyLength, crypto);
  const octets = canonicalBody(message, bodyCanonicalization).subarray(0, bodyLength);
  return { octets, total, digest, isIntact: (bodyLength ?? total) <= total && sameOctets(digest, bodyHash) };
}

function keySteps(trials: Iterable<KeyTrial>): KeyStep[] {
  const steps: KeyStep[] = [];
  for (const trial of trials) {
    const read = 'block' in trial && trial.block !== undefined ? readPkcs1Block(trial.block) : undefined;
    steps.push(read === undefined ? trial : { ...trial, read });
    if (trial.outcome === 'intact') break;
  }
  return steps;
}

/** A key that was held against the signature. */
export type TriedKey = Extract<KeyStep, { readonly outcome: 'intact' | 'differs' | 'other' }>;

/** The key that the result rests on: the one that fits, else the first that opens the signature, though to another digest. */
export function openingKey(keys: readonly KeyStep[]): TriedKey | undefined {
  const isOpening = (step: KeyStep): step is TriedKey => step.outcome === 'intact' || step.outcome === 'differs';
  return keys.find((step): step is TriedKey => step.outcome === 'intact') ?? keys.find(isOpening);
}
