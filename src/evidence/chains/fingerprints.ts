import { hashOfWord } from './word-hash.ts';
import { maxChainWords, type WordExtent, WordReader } from './words.ts';

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
  const room = roomFor(words.length);
  for (const [at, word] of words.entries()) room[at] = hashOfWord(word);
  return winnowed(room, words.length);
}

/** Those of the words of a text (`chainWords`), of which none is made; and where those words stand. */
export function fingerprintsOfText(text: string): { readonly prints: Uint32Array; readonly extent: WordExtent } {
  const room = roomFor(Math.min(text.length, maxChainWords));
  const reader = new WordReader(text);
  let start = 0;
  while (reader.next()) {
    if (reader.count === 1) start = reader.start;
    room[reader.count - 1] = reader.hash;
  }
  return { prints: winnowed(room, reader.count), extent: { words: reader.count, start, end: reader.end } };
}

/** Those of a text of which the hashes of all words are given, which are overwritten. */
function winnowed(hashes: Uint32Array, words: number): Uint32Array {
  const shingles = toShingles(hashes, words);
  // Where the text is shorter than a window, the window is the text.
  const width = Math.min(windowShingles, shingles);
  let count = 0;
  let least = -1;
  for (let end = width; width > 0 && end <= shingles; end++) {
    const start = end - width;
    const before = least;
    if (least < start) {
      least = start;
      for (let at = start + 1; at < end; at++) if (hashes[at]! <= hashes[least]!) least = at;
    } else if (hashes[end - 1]! <= hashes[least]!) least = end - 1;
    // What is kept stands where no later window looks.
    if (least !== before) hashes[count++] = hashes[least]!;
  }
  return ascending(hashes.subarray(0, count));
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
  const room = roomFor(prints.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const some of prints) {
    room.set(some, length);
    length += some.length;
  }
  return ascending(room.subarray(0, length));
}

/** Distinct, in order. Takes what it is given to pieces. */
function ascending(prints: Uint32Array): Uint32Array {
  prints.sort();
  let length = 0;
  for (const print of prints) if (length === 0 || prints[length - 1] !== print) prints[length++] = print;
  return prints.slice(0, length);
}

/** Puts the hash of each run of {@link shingleWords} words where the hash of its first was. @returns How many there are. */
function toShingles(hashes: Uint32Array, words: number): number {
  const count = Math.max(0, words - shingleWords + 1);
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (let word = 0; word < shingleWords; word++) sum = (Math.imul(sum, MULTIPLIER) + hashes[at + word]!) | 0;
    hashes[at] = mixed(sum);
  }
  return count;
}

/**
 * Where fingerprints are made: room for so many numbers at least. The one that was used before, where it is large enough: memory outside
 * the heap costs more to get and to give back than to fill.
 */
function roomFor(numbers: number): Uint32Array {
  if (room.length < numbers) room = new Uint32Array(Math.max(numbers, 2 * room.length));
  return room;
}

let room = new Uint32Array(1 << 12);

/** Odd, with bits well spread: 2³² divided by the golden ratio. */
const MULTIPLIER = 0x9e3779b1;

/** Spreads every bit over all (the finaliser of MurmurHash3): the least of a window must not depend on the words it begins with. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
