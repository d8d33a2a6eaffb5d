import { createNodeCrypto } from '../../../src/archive/node-crypto.ts';
import type { SignatureEvidence } from '../../../src/evidence/evidence.ts';
import type { EvidenceContext } from '../../../src/evidence/gather.ts';
import { assessMessage } from '../../../src/evidence/judge.ts';
import type { StoredKey } from '../../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { defaultPolicy, type Policy } from '../../../src/evidence/policy.ts';
import type { Judgement } from '../../../src/evidence/verdict.ts';
import { type Message, parseMessage } from '../../../src/message/message.ts';
import { storedKey } from './keys.ts';

/** A message that a signature can cover in full. One character an octet. */
export const LETTER = [
  'From: Ada <ada@example.org>',
  'To: Ben <ben@example.net>',
  'Cc: Cleo <cleo@example.net>',
  'Subject: The lamp  in the harbour',
  'Date: Tue, 01 Mar 2016 10:00:00 +0000',
  'Message-ID: <lamp@example.org>',
  '',
  'The lamp was lit  at nine.',
  '',
  'Ada',
  '',
].join('\r\n');

/** The Date of {@link LETTER}. */
export const LETTER_SECONDS = Date.UTC(2016, 2, 1, 10) / 1000;

/** Nothing is undone: what holds is said of the message as it stands. */
export const AS_IT_STANDS: Policy = { ...defaultPolicy, repairBudget: { candidates: 0, octets: 0 } };

export const nodeCrypto = createNodeCrypto();

export function octetsOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

export function messageOf(text: string): Message {
  return parseMessage(octetsOf(text));
}

export interface Assessed {
  readonly signatures: readonly SignatureEvidence[];
  /** The only signature; throws where there are none or more. */
  readonly signature: SignatureEvidence;
  readonly judgement: Judgement;
}

/** Assesses a message with these keys; by default with the archived 2048-bit key of example.org. */
export function assess(text: string, keys: readonly StoredKey[] = [storedKey('rsa2048')], more: Partial<EvidenceContext> = {}): Assessed {
  const { evidence, judgement } = assessMessage(messageOf(text), { keys: keyRingOf(keys), crypto: nodeCrypto, ...more });
  const { signatures } = evidence;
  return {
    signatures,
    judgement,
    get signature() {
      const [only, ...others] = signatures;
      if (only === undefined || others.length > 0) throw new Error(`${signatures.length} signatures, not one`);
      return only;
    },
  };
}
