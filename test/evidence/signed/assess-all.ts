import { assessMessage, type Crypto, keyRingOf, parseMessage, reasonSentence, type StoredKey, verdictWords } from '../../../src/verify.ts';

/** One message to judge; JSON, so that a page in a browser can be handed it. */
export interface SignedInput {
  readonly name: string;
  readonly base64: string;
  readonly hasOriginalOctets: boolean;
}

/**
 * The results as JSON. The same code in Node and in a browser: it needs nothing but what it is handed.
 *
 * @param failures - Names of keys that were asked for in vain, each with what happened.
 */
export function assessAll(
  inputs: readonly SignedInput[],
  keys: readonly StoredKey[],
  crypto: Crypto,
  failures: readonly (readonly [string, string])[] = [],
): string {
  const ring = keyRingOf(keys, new Map(failures));
  const results = inputs.map(({ name, base64, hasOriginalOctets }) => {
    const octets = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { evidence, judgement } = assessMessage(parseMessage(octets), { keys: ring, crypto, hasOriginalOctets });
    const words = [verdictWords(judgement.verdict).label, ...judgement.reasons.map(reasonSentence)];
    return { name, judgement, words, evidence };
  });
  return `${JSON.stringify(results, null, 2)}\n`;
}
