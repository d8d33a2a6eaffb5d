/**
 * The demo's own pseudo-random numbers: the same seed gives the same numbers on every machine and in every version of Node.
 * Good enough for fiction; never for secrets.
 */
export interface Random {
  /** A uniform integer in 0 ≤ n < limit; `limit` at most 2³². */
  below(limit: number): number;
  /** A uniform integer, both ends included. */
  between(low: number, high: number): number;
  /** A uniform number in 0 ≤ x < 1. */
  fraction(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. Throws on an empty list, which is a bug of ours. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, the first ones far more often than the last: about as words are used (Zipf). */
  pickCommon<T>(items: readonly T[]): T;
  /** `length` characters of `alphabet`. */
  letters(length: number, alphabet: string): string;
  /** Fills the octets with noise. */
  fill(octets: Uint8Array): void;
  /** Another stream, independent of this one; takes one number from this one. */
  fork(): Random;
}

/** A stream of numbers from a seed, and from labels that tell streams of one seed apart. */
export function createRandom(seed: number, ...labels: readonly number[]): Random {
  // sfc32 (a counter and a 96-bit state), seeded through a multiplicative hash of the labels.
  let a = hash(0x9e3779b9, seed);
  let b = hash(0x243f6a88, Math.floor(seed / 2 ** 32) ^ labels.length);
  let c = 0xb7e15162;
  for (const label of labels) {
    a = hash(a, label);
    b = hash(b ^ a, label);
  }
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();

  const fraction = () => next() / 2 ** 32;
  const below = (limit: number) => Math.floor(fraction() * limit);
  const pickAt = <T>(items: readonly T[], index: number): T => {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[index]!;
  };
  return {
    below,
    fraction,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => fraction() < probability,
    pick: (items) => pickAt(items, below(items.length)),
    pickCommon: (items) => pickAt(items, Math.min(items.length - 1, Math.floor((items.length + 1) ** fraction() - 1))),
    letters: (length, alphabet) => {
      let text = '';
      for (let i = 0; i < length; i++) text += alphabet[below(alphabet.length)];
      return text;
    },
    fill: (octets) => fillFrom(next(), octets),
    fork: () => createRandom(next()),
  };
}

const NOISE_OCTETS = 1 << 20;
let noise: Uint8Array | undefined;

/** Copies out of one block of noise, beginning anywhere in it: pictures are large, and this is fast. */
function fillFrom(start: number, octets: Uint8Array): void {
  noise ??= makeNoise();
  let from = start % NOISE_OCTETS;
  for (let at = 0; at < octets.length; ) {
    const piece = noise.subarray(from, from + octets.length - at);
    octets.set(piece, at);
    at += piece.length;
    from = 0;
  }
}

/** By xorshift32. */
function makeNoise(): Uint8Array {
  const octets = new Uint8Array(NOISE_OCTETS);
  let x = 0x2545f491;
  for (let at = 0; at < octets.length; at++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    octets[at] = x >>> 11;
  }
  return octets;
}

function hash(state: number, value: number): number {
  let mixed = Math.imul(state ^ (value | 0), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
