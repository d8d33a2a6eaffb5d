import type { Message } from '../message/message.ts';
import { type Part, parseParts } from '../message/parts.ts';
import { bodyReadings } from '../message/readings.ts';
import { rootReading } from '../message/root-reading.ts';
import { readAuthors } from './alignment.ts';
import { gatherArc } from './arc/chain.ts';
import type { Crypto } from './crypto.ts';
import { bodyDigests } from './dkim/body.ts';
import type { Evidence, SignatureEvidence } from './evidence.ts';
import type { KeyRing } from './keys/key.ts';
import { signatureFields } from './keys/wanted.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { Budget } from './repair/budget.ts';
import { withRepairs } from './repaired-evidence.ts';
import { evidenceOf, type Inquiry, malformedEvidence, signatureQuestion } from './signature-evidence.ts';

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
  const inquiry = inquiryOf(message, context);
  const arc = gatherArc(inquiry);
  return {
    signatures: tested.map((index) => testSignature(inquiry, index)),
    signaturesNotTested: notTested,
    hasOriginalOctets: inquiry.hasOriginalOctets,
    ...(arc === undefined ? {} : { arc }),
  };
}

/** What one signature field proves, of the message as it stands or with modifications undone. */
function testSignature(inquiry: Inquiry, index: number): SignatureEvidence {
  const question = signatureQuestion(inquiry, index);
  if (question.kind === 'malformed') return malformedEvidence(inquiry, index, question);
  return withRepairs(inquiry, question, evidenceOf(inquiry, question));
}

/** What the signatures of a message are asked with. */
export function inquiryOf(message: Message, context: EvidenceContext): Inquiry {
  const { keys, crypto, policy = defaultPolicy, hasOriginalOctets = true } = context;
  return {
    message,
    readings: once(() => {
      const root = context.parts ?? parseParts(message).root;
      return { ...bodyReadings(message, root), ...rootReading(message, root) };
    }),
    keys,
    crypto,
    policy,
    authors: readAuthors(message),
    bodyDigest: bodyDigests(message, crypto),
    hasOriginalOctets,
    workshop: { crypto, budget: new Budget(policy.repairBudget), bodies: new Map() },
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
