import { normalizeStreamSafe } from '../../message/stream-safe.ts';

/** Fowler, Noll, Vo: FNV-1a of 32 bits, over UTF-16 units. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The hash of no word; one letter more of one is {@link hashWithLetter}. */
export const hashOfNothing = FNV_BASIS;

export function hashWithLetter(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, FNV_PRIME);
}

/** Of a word in the form that chains compare, without the accents that some programs lose of what they quote. 32 bits, signed. */
export function hashOfWord(word: string): number {
  let hash = hashOfNothing;
  for (let at = 0; at < word.length; at++) {
    const letter = withoutAccent(word.charCodeAt(at));
    if (letter !== 0) hash = hashWithLetter(hash, letter);
  }
  return hash;
}

/** The letter that is left of one of Latin, Greek and Cyrillic, to the end of Greek Extended; of an accent by itself 0. Of all else itself. */
export function withoutAccent(unit: number): number {
  return unit < WITHOUT_ACCENTS.length ? WITHOUT_ACCENTS[unit]! : unit;
}

const WITHOUT_ACCENTS = Uint16Array.from({ length: 0x2000 }, (_, code) => {
  const left = normalizeStreamSafe(String.fromCharCode(code), 'NFD').replace(/[\u0300-\u036f]/g, '');
  return left === '' ? 0 : left.length === 1 ? left.charCodeAt(0) : code;
});
