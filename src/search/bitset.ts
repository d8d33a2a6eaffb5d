/** A set of message numbers from 0 to a fixed limit. */
export interface Bitset {
  /** Number `n` is in the set when bit `n % 32` of word `n / 32` is 1. */
  readonly words: Uint32Array;
}

/** An empty set for numbers below `limit`. */
export function emptySet(limit: number): Bitset {
  return { words: new Uint32Array(Math.ceil(limit / 32)) };
}

/** Adds a number; one past the set's limit is left out. */
export function add(set: Bitset, number: number): void {
  const word = number >>> 5;
  if (word < set.words.length) set.words[word]! |= 1 << (number & 31);
}

export function has(set: Bitset, number: number): boolean {
  return ((set.words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

/** Keeps in `set` what is in `other` too. */
export function intersect(set: Bitset, other: Bitset): void {
  for (let index = 0; index < set.words.length; index++) set.words[index]! &= other.words[index]!;
}

/** Adds to `set` what is in `other`. */
export function unite(set: Bitset, other: Bitset): void {
  for (let index = 0; index < set.words.length; index++) set.words[index]! |= other.words[index]!;
}

/** Takes from `set` what is in `other`. */
export function subtract(set: Bitset, other: Bitset): void {
  for (let index = 0; index < set.words.length; index++) set.words[index]! &= ~other.words[index]!;
}

export function copy(set: Bitset): Bitset {
  return { words: set.words.slice() };
}

export function count(set: Bitset): number {
  let total = 0;
  for (const word of set.words) {
    // Warren, Hacker's Delight, 5-1: the bits of a word, added in pairs, fours and eights.
    let bits = word - ((word >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}

/** The lowest of the last `many` numbers of a set; 0 where it has no more than these. */
export function startOfLast(set: Bitset, many: number): number {
  let left = many;
  for (let index = set.words.length - 1; index >= 0; index--) {
    const inWord = count({ words: set.words.subarray(index, index + 1) });
    if (inWord < left) {
      left -= inWord;
      continue;
    }
    for (let bit = 31; bit >= 0; bit--) {
      if (has(set, index * 32 + bit) && --left === 0) return index * 32 + bit;
    }
  }
  return 0;
}

/** Calls `visit` with each number, ascending. */
export function forEach(set: Bitset, visit: (number: number) => void): void {
  for (let index = 0; index < set.words.length; index++) {
    let word = set.words[index]!;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      visit(index * 32 + bit);
      word &= word - 1;
    }
  }
}

/** The numbers of the set, ascending. */
export function toArray(set: Bitset): number[] {
  const numbers: number[] = [];
  forEach(set, (number) => numbers.push(number));
  return numbers;
}
