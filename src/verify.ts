/**
 * The verifier for any platform, a browser included: octets and keys in, evidence and verdict out. It asks the network for nothing.
 *
 * ```ts
 * const { evidence, judgement } = assessMessage(parseMessage(octets), { keys: keyRingOf(keys), crypto: pureCrypto });
 * ```
 */
export type { Crypto } from './evidence/crypto.ts';
export { pureCrypto } from './evidence/crypto-pure.ts';
export type { Evidence, SignatureEvidence } from './evidence/evidence.ts';
export type { EvidenceContext } from './evidence/gather.ts';
export { assessMessage, judge } from './evidence/judge.ts';
export type { KeyRing, StoredKey } from './evidence/keys/key.ts';
export { keyRingOf } from './evidence/keys/key-ring.ts';
export { wantedKeys } from './evidence/keys/wanted.ts';
export { defaultPolicy, type Policy } from './evidence/policy.ts';
export type { Caution, Judgement, Mark, Reason, Verdict } from './evidence/verdict.ts';
export { cautionSentence, markWords, reasonSentence, verdictWords } from './evidence/words.ts';
export { type Message, parseMessage } from './message/message.ts';
