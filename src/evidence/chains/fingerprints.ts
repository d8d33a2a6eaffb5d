import { eachWord, maxChainWords, type WordExtent } from './words.ts';

/**
 * Winnowed fingerprints: a few numbers that stand for a text, so that texts which share a passage are found by a number that they
 * share. Of every {@link windowShingles} neighbouring shingles, each a hash of {@link shingleWords} words in a row, the least is
 * kept: any two texts with a run of 12 words in common share a fingerprint, and where none has moved it is the same one.
 *
 * A candidate is nothing more: whoever chooses his words can make two shingles collide. What two texts share is then found word by
 * word (`align.ts`).
 *
 * @see Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting (SIGMOD 2003)
 */

/** Words in a shingle. */
export const shingleWords = 5;

/** Shingles in a window. A run of `shingleWords + windowShingles - 1` shared words is always found. */
export const windowShingles = 8;

/**
 * @param words - As `chainWords` gives them.
 * @returns Distinct, ascending, 32 bits each: about two for each nine words; none of a text of less than {@link shingleWords} words.
 */
export function fingerprintsOf(words: readonly string[]): Uint32Array {
  return winnowed(shinglesOf(Uint32Array.from(words, hashOfWord)));
}

/** Those of the words of a text (`chainWords`), of which none is made; and where those words stand. */
export function fingerprintsOfText(text: string): { readonly prints: Uint32Array; readonly extent: WordExtent } {
  const hashes = new Uint32Array(Math.min(text.length, maxChainWords));
  let [words, first, last] = [0, 0, 0];
  const add = (hash: number, start: number, end: number): void => {
    hashes[words++] = hash;
    if (words === 1) first = start;
    last = end;
  };
  eachWord(
    text,
    (start, end) => add(hashOfPlainWord(text, start, end), start, end),
    (word, start, end) => add(hashOfWord(word), start, end),
  );
  return { prints: winnowed(shinglesOf(hashes.subarray(0, words))), extent: { words, start: first, end: last } };
}

function winnowed(shingles: Uint32Array): Uint32Array {
  const kept = new Uint32Array(shingles.length);
  let count = 0;
  // Where the text is shorter than a window, the window is the text.
  const width = Math.min(windowShingles, shingles.length);
  let least = -1;
  for (let end = width; width > 0 && end <= shingles.length; end++) {
    const start = end - width;
    const before = least;
    if (least < start) {
      least = start;
      for (let at = start + 1; at < end; at++) if (shingles[at]! <= shingles[least]!) least = at;
    } else if (shingles[end - 1]! <= shingles[least]!) least = end - 1;
    if (least !== before) kept[count++] = shingles[least]!;
  }
  return ascending(kept.subarray(0, count));
}

/**
 * Those of a text that is known again as a whole or not at all, like `Sent from my phone`: a short one has a fingerprint too.
 */
export function fingerprintsOfWhole(words: readonly string[]): Uint32Array {
  if (words.length === 0 || words.length >= shingleWords) return fingerprintsOf(words);
  return fingerprintsOf([...words, ...Array.from({ length: shingleWords - words.length }, () => '')]);
}

/** Fingerprints of several texts as those of one. */
export function unionOf(prints: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(prints.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const some of prints) {
    all.set(some, length);
    length += some.length;
  }
  return ascending(all);
}

/** Distinct, in order. Takes what it is given to pieces. */
function ascending(prints: Uint32Array): Uint32Array {
  prints.sort();
  let length = 0;
  for (const print of prints) if (length === 0 || prints[length - 1] !== print) prints[length++] = print;
  return prints.slice(0, length);
}

/** The hash of each run of {@link shingleWords} words, by where it begins. */
function shinglesOf(hashes: Uint32Array): Uint32Array {
  const count = Math.max(0, hashes.length - shingleWords + 1);
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (let word = 0; word < shingleWords; word++) sum = (Math.imul(sum, MULTIPLIER) + hashes[at + word]!) | 0;
    shingles[at] = mixed(sum);
  }
  return shingles;
}

/** Odd, with bits well spread: 2³² divided by the golden ratio. */
const MULTIPLIER = 0x9e3779b1;

/** Fowler, Noll, Vo: FNV-1a of 32 bits. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, without the accents that some programs lose of what they quote. */
function hashOfWord(word: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    const letter = unit < WITHOUT_ACCENTS.length ? WITHOUT_ACCENTS[unit]! : unit;
    if (letter !== 0) hash = Math.imul(hash ^ letter, FNV_PRIME);
  }
  return hash;
}

/** The hash of a word of which each letter has its lower case by itself. */
function hashOfPlainWord(text: string, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    // Of all letters this one alone has another lower case at the end of a word.
    if (unit === SIGMA) return hashOfWord(text.slice(start, end).toLowerCase());
    const letter = LOWER_WITHOUT_ACCENTS[unit]!;
    if (letter !== 0) hash = Math.imul(hash ^ letter, FNV_PRIME);
  }
  return hash;
}

const SIGMA = 0x3a3;

/** The letter that is left of each of Latin, Greek and Cyrillic, to the end of Greek Extended; of an accent by itself nothing. */
const WITHOUT_ACCENTS = Uint16Array.from({ length: 0x2000 }, (_, code) => {
  const left = String.fromCharCode(code)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return left === '' ? 0 : left.length === 1 ? left.charCodeAt(0) : code;
});

/** As {@link WITHOUT_ACCENTS}, of the lower case of a letter, where it is one letter. */
const LOWER_WITHOUT_ACCENTS = Uint16Array.from(WITHOUT_ACCENTS, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  return WITHOUT_ACCENTS[lower] ?? lower;
});

/** Spreads every bit over all (the finaliser of MurmurHash3): the least of a window must not depend on the words it begins with. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
