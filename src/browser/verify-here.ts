import { pureCrypto } from '../evidence/crypto-pure.ts';
import { assessMessage } from '../evidence/judge.ts';
import type { StoredKey } from '../evidence/keys/key.ts';
import { keyRingOf } from '../evidence/keys/key-ring.ts';
import { defaultPolicy, type Policy } from '../evidence/policy.ts';
import { hexOf } from '../evidence/steps/encodings.ts';
import { explainSignature } from '../evidence/steps/steps.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { decodedText, firstField } from '../message/fields.ts';
import { parseMessage } from '../message/message.ts';
import type { VerifiedView } from '../pages/verify-story.ts';

export interface Circumstances {
  readonly place: number;
  readonly file?: string;
  readonly policy?: Policy;
  readonly hasOriginalOctets?: boolean;
  readonly archiveSays?: Verdict;
}

/** Verifies a message by the functions that the archive uses, with hashes and arithmetic in JavaScript. */
export function verifyHere(octets: Uint8Array, keys: readonly StoredKey[], circumstances: Circumstances): VerifiedView {
  const { place, file, policy = defaultPolicy, hasOriginalOctets = true, archiveSays } = circumstances;
  const message = parseMessage(octets);
  const context = { keys: keyRingOf(keys), crypto: pureCrypto, policy, hasOriginalOctets };
  const { evidence, judgement } = assessMessage(message, context);
  const text = (name: string): string => {
    const field = firstField(message, name);
    return field === undefined ? '' : decodedText(octets, field);
  };
  return {
    place,
    ...(file === undefined ? {} : { file }),
    from: text('from'),
    subject: text('subject'),
    size: octets.length,
    sha256: hexOf(pureCrypto.sha256(octets)),
    judgement,
    signatures: evidence.signatures.map((signature) => explainSignature(message, signature, context)),
    archiveSays,
  };
}

/** Whether the octets could be a mail at all: what has no field has no signature, and "not verified" would be taken for a finding. */
export function isMail(octets: Uint8Array): boolean {
  return parseMessage(octets).fields.some(({ name }) => name !== '');
}
