import { addProduct, forward, inverse, scaleOf, transformLength } from './transform.ts';

/**
 * Whole numbers of many millions of bits, and the few things that a greatest common divisor asks of them. BigInt has no way to keep
 * a number's transform, which is needed for several products, and its own products take longer.
 */
export interface Large {
  /** 32 bits each, the lowest first; the last one is not 0. Nobody changes them. */
  readonly limbs: Uint32Array;
  readonly negative: boolean;
}

/** Two rows of two: what turns a pair of numbers into another. */
export type Quad<T> = readonly [T, T, T, T];

export function largeOf(number: bigint): Large {
  const digits = new TextEncoder().encode((number < 0n ? -number : number).toString(16));
  const limbs = new Uint32Array(Math.ceil(digits.length / 8));
  for (let at = digits.length - 1, shift = 0, limb = 0; at >= 0; at--) {
    const code = digits[at]!;
    limbs[limb]! |= (code < 0x3a ? code - 0x30 : code - 0x57) << shift;
    shift = (shift + 4) & 31;
    if (shift === 0) limb++;
  }
  return { limbs: trimmed(limbs), negative: number < 0n };
}

export function bigintOf({ limbs, negative }: Large): bigint {
  const digits = new Uint8Array(8 * limbs.length + 2);
  digits[0] = 0x30;
  digits[1] = 0x78;
  for (let at = digits.length - 1, limb = 0; limb < limbs.length; limb++) {
    const value = limbs[limb]!;
    for (let shift = 0; shift < 32; shift += 4) {
      const digit = (value >>> shift) & 15;
      digits[at--] = digit < 10 ? digit + 0x30 : digit + 0x57;
    }
  }
  const number = limbs.length === 0 ? 0n : BigInt(new TextDecoder().decode(digits));
  return negative ? -number : number;
}

export function bitLength({ limbs }: Large): number {
  return limbs.length === 0 ? 0 : 32 * limbs.length - Math.clz32(limbs.at(-1)!);
}

/** The number without its lowest limbs: the same memory. */
export function withoutLowest({ limbs, negative }: Large, count: number): Large {
  return { limbs: limbs.subarray(count), negative };
}

/** @returns Whether |one| < |other|. */
export function isLess({ limbs: one }: Large, { limbs: other }: Large): boolean {
  if (one.length !== other.length) return one.length < other.length;
  for (let at = one.length - 1; at >= 0; at--) if (one[at] !== other[at]) return one[at]! < other[at]!;
  return false;
}

export function negated({ limbs, negative }: Large): Large {
  return { limbs, negative: limbs.length > 0 && !negative };
}

export function product(one: Large, other: Large): Large {
  const length = transformLength(Math.ceil((bitLength(one) + bitLength(other) + SPARE_BITS) / DIGIT_BITS));
  const rows = rowsOf(length, one === other ? 2 : 3);
  const sum = rows.pop()!;
  const left = rows[0]!;
  const right = rows.at(-1)!;
  transformInto(left, one);
  if (one !== other) transformInto(right, other);
  return combined(sum, [[left, right, 1]]);
}

/** Neither is negative, and the first is not the less. */
export function difference({ limbs: one }: Large, { limbs: other }: Large): Large {
  const limbs = one.slice();
  for (let at = 0, borrow = 0; at < limbs.length && (at < other.length || borrow === 1); at++) {
    const value = limbs[at]! - (other[at] ?? 0) - borrow;
    borrow = value < 0 ? 1 : 0;
    limbs[at] = value;
  }
  return { limbs: trimmed(limbs), negative: false };
}

/**
 * `(m₃a − m₁b, m₀b − m₂a)`: the pair before the matrix, where its determinant is 1.
 *
 * @param bits - No result has more.
 */
export function unapplied([m0, m1, m2, m3]: Quad<Large>, a: Large, b: Large, bits: number): [Large, Large] {
  const rows = rowsOf(transformLength(Math.ceil((bits + SPARE_BITS) / DIGIT_BITS)), 5);
  const [ofA, ofB, ofFirst, ofSecond, sum] = [rows[0]!, rows[1]!, rows[2]!, rows[3]!, rows[4]!];
  transformInto(ofA, a);
  transformInto(ofB, b);
  transformInto(ofFirst, m3);
  transformInto(ofSecond, m1);
  const first = combined(sum, [
    [ofFirst, ofA, 1],
    [ofSecond, ofB, -1],
  ]);
  transformInto(ofFirst, m0);
  transformInto(ofSecond, m2);
  const second = combined(sum, [
    [ofFirst, ofB, 1],
    [ofSecond, ofA, -1],
  ]);
  return [first, second];
}

export function matrixProduct(one: Quad<Large>, other: Quad<Large>): Quad<Large> {
  const most = (quad: Quad<Large>): number => Math.max(...quad.map(bitLength));
  const rows = rowsOf(transformLength(Math.ceil((most(one) + most(other) + 1 + SPARE_BITS) / DIGIT_BITS)), 7);
  for (let i = 0; i < 4; i++) transformInto(rows[i]!, other[i]!);
  const rowTimes = (left: Large, right: Large): [Large, Large] => {
    transformInto(rows[4]!, left);
    transformInto(rows[5]!, right);
    const [l, r, sum] = [rows[4]!, rows[5]!, rows[6]!];
    return [
      combined(sum, [
        [l, rows[0]!, 1],
        [r, rows[2]!, 1],
      ]),
      combined(sum, [
        [l, rows[1]!, 1],
        [r, rows[3]!, 1],
      ]),
    ];
  };
  return [...rowTimes(one[0], one[1]), ...rowTimes(one[2], one[3])];
}

/** Small enough that the rounding of a transform of many million digits stays far below one half. */
const DIGIT_BITS = 16;

/** The highest bit tells a negative result; the rest is for digits that carry. */
const SPARE_BITS = 34;

/** The memory that transforms are worked out in, kept: no two products are under way at once. */
let arena = new Float64Array(0);

function rowsOf(length: number, count: number): Float64Array[] {
  if (arena.length < length * count) arena = new Float64Array(length * count);
  return Array.from({ length: count }, (_, i) => arena.subarray(i * length, (i + 1) * length));
}

function transformInto(row: Float64Array, number: Large): void {
  digitsInto(row, number);
  forward(row);
}

/** The digits of a number modulo `B^L + 1`, from −B/2 to B/2: what is beyond the row's end is taken away at its beginning. */
function digitsInto(row: Float64Array, { limbs, negative }: Large): void {
  const length = row.length;
  row.fill(0);
  let sign = negative ? -1 : 1;
  let at = 0;
  let carry = 0;
  const put = (digit: number): void => {
    row[at]! += sign * digit;
    if (++at === length) {
      at = 0;
      sign = -sign;
    }
  };
  for (let limb = 0; limb < limbs.length; limb++) {
    const value = limbs[limb]!;
    const low = (value & 0xffff) + carry;
    carry = low >= 0x8000 ? 1 : 0;
    put(carry === 1 ? low - 0x10000 : low);
    const high = (value >>> 16) + carry;
    carry = high >= 0x8000 ? 1 : 0;
    put(carry === 1 ? high - 0x10000 : high);
  }
  if (carry === 1) put(1);
}

type Term = readonly [Float64Array, Float64Array, 1 | -1];

/** The number that a sum of products of transformed rows stands for. */
function combined(sum: Float64Array, terms: readonly Term[]): Large {
  sum.fill(0);
  for (const [one, other, sign] of terms) addProduct(sum, one, other, sign);
  inverse(sum);
  return numberOf(sum);
}

/** Adding and taking away 1.5 × 2⁵² rounds to the nearest whole number. */
const ROUNDER = 6_755_399_441_055_744;

function numberOf(row: Float64Array): Large {
  const scale = scaleOf(row.length);
  const limbs = new Uint32Array(row.length / 2);
  let carry = 0;
  for (let limb = 0, at = 0; limb < limbs.length; limb++, at += 2) {
    const low = row[at]! * scale + ROUNDER - ROUNDER + carry;
    carry = Math.floor(low / 0x10000);
    const high = row[at + 1]! * scale + ROUNDER - ROUNDER + carry;
    const lowDigit = low - carry * 0x10000;
    carry = Math.floor(high / 0x10000);
    limbs[limb] = (high - carry * 0x10000) * 0x10000 + lowDigit;
  }
  // What is carried out at the end comes back at the beginning, since B^L is −1 here; at most once more after that.
  while (carry !== 0) {
    let left = -carry;
    carry = 0;
    for (let limb = 0; limb < limbs.length && left !== 0; limb++) {
      const value = limbs[limb]! + left;
      left = Math.floor(value / 0x100000000);
      limbs[limb] = value - left * 0x100000000;
    }
    carry = left;
  }
  // The upper half of what there is modulo B^L + 1 are the negative numbers.
  if (limbs.at(-1)! < 0x80000000) return { limbs: trimmed(limbs), negative: false };
  for (let limb = 0, over = 2; limb < limbs.length; limb++) {
    const value = (~limbs[limb]! >>> 0) + over;
    over = value > 0xffffffff ? 1 : 0;
    limbs[limb] = value;
  }
  return { limbs: trimmed(limbs), negative: true };
}

/** In memory of its own where much was reserved for nothing. */
function trimmed(limbs: Uint32Array): Uint32Array {
  let length = limbs.length;
  while (length > 0 && limbs[length - 1] === 0) length--;
  return length === limbs.length ? limbs : limbs.slice(0, length);
}
