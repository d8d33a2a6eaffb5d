/**
 * The Fourier transform behind the products of very large numbers.
 *
 * A number is a row of small digits, and so a polynomial; products of polynomials modulo `X^L + 1` are products of numbers modulo
 * `B^L + 1`. The real digit `j` and the digit `j + L/2` make one complex coefficient, since `X^(L/2) = i` in the half of the ring that
 * is enough. That ring is split by four, `X^4m − c` into `X^m − r`, `X^m + r`, `X^m − ir` and `X^m + ir`, until rings of three or four
 * coefficients are left, which are multiplied as they are. No coefficient ever has to be put into another place, and each part of the
 * row is worked through while it is in the processor's cache.
 */

/** The lengths that can be transformed, in digits: 3 or 4 times a power of two. @returns The least that is not below `digits`. */
export function transformLength(digits: number): number {
  let length = LEAST_LENGTH;
  while (length < digits) length *= 2;
  const threeQuarters = (length / 4) * 3;
  return threeQuarters >= digits ? threeQuarters : length;
}

/** Four rings of four complex coefficients, or of three. */
const LEAST_LENGTH = 32;

/** Transforms a row of digits where it stands. */
export function forward(row: Float64Array): void {
  const half = row.length / 2;
  const re = row.subarray(0, half);
  const im = row.subarray(half);
  const leaf = leafOf(half);
  if (isOddPower(half / leaf)) {
    splitInTwo(re, im, half / 2);
    forwardBlock(re, im, 0, half / 2, leaf, 1, 0);
    forwardBlock(re, im, half / 2, half / 2, leaf, 1, 1);
  } else forwardBlock(re, im, 0, half, leaf, 0, 0);
}

/** Undoes {@link forward}, but for a factor: {@link scaleOf}. */
export function inverse(row: Float64Array): void {
  const half = row.length / 2;
  const re = row.subarray(0, half);
  const im = row.subarray(half);
  const leaf = leafOf(half);
  if (isOddPower(half / leaf)) {
    inverseBlock(re, im, 0, half / 2, leaf, 1, 0);
    inverseBlock(re, im, half / 2, half / 2, leaf, 1, 1);
    joinTwo(re, im, half / 2);
  } else inverseBlock(re, im, 0, half, leaf, 0, 0);
}

/** What each digit is to be multiplied by after {@link inverse}. */
export function scaleOf(length: number): number {
  return leafOf(length / 2) / (length / 2);
}

/** Adds `sign` times the product of two transformed rows to a third. */
export function addProduct(sum: Float64Array, one: Float64Array, other: Float64Array, sign: 1 | -1): void {
  const half = sum.length / 2;
  const leaf = leafOf(half);
  const level = Math.log2(half / leaf);
  const [low, high] = [new Float64Array(2 * leaf), new Float64Array(2 * leaf)];
  const roots = rootsAt(level - 2);
  for (let block = 0; block < half / leaf; block++) {
    const at = block * leaf;
    low.fill(0);
    high.fill(0);
    for (let i = 0; i < leaf; i++) {
      const a = one[at + i]!;
      const b = one[half + at + i]!;
      for (let k = 0; k < leaf; k++) {
        const c = other[at + k]!;
        const d = other[half + at + k]!;
        low[i + k]! += a * c - b * d;
        high[i + k]! += a * d + b * c;
      }
    }
    // The four rings that came of one: X^m is r, −r, ir or −ir.
    const root = 6 * (block >> 2);
    let c = roots[root]!;
    let d = roots[root + 1]!;
    const which = block & 3;
    if (which >= 2) [c, d] = [-d, c];
    if ((which & 1) === 1) [c, d] = [-c, -d];
    for (let i = 0; i < leaf; i++) {
      const a = low[i + leaf]!;
      const b = high[i + leaf]!;
      sum[at + i]! += sign * (low[i]! + a * c - b * d);
      sum[half + at + i]! += sign * (high[i]! + a * d + b * c);
    }
  }
}

/** Three or four coefficients stay together at the end. */
function leafOf(half: number): 3 | 4 {
  return half % 3 === 0 ? 3 : 4;
}

function isOddPower(powerOfTwo: number): boolean {
  return Math.log2(powerOfTwo) % 2 === 1;
}

/** A block of this many coefficients stays in the processor's nearest cache. */
const CACHED = 2_048;

function forwardBlock(re: Float64Array, im: Float64Array, at: number, length: number, leaf: number, level: number, node: number): void {
  if (length <= leaf) return;
  if (length > CACHED) {
    const quarter = length / 4;
    splitInFour(re, im, at, quarter, rootsAt(level), node, 1);
    for (let k = 0; k < 4; k++) forwardBlock(re, im, at + k * quarter, quarter, leaf, level + 2, 4 * node + k);
    return;
  }
  for (let quarter = length / 4, count = 1, depth = level; quarter >= leaf; quarter /= 4, count *= 4, depth += 2) {
    splitInFour(re, im, at, quarter, rootsAt(depth), node * count, count);
  }
}

function inverseBlock(re: Float64Array, im: Float64Array, at: number, length: number, leaf: number, level: number, node: number): void {
  if (length <= leaf) return;
  if (length > CACHED) {
    const quarter = length / 4;
    for (let k = 0; k < 4; k++) inverseBlock(re, im, at + k * quarter, quarter, leaf, level + 2, 4 * node + k);
    joinFour(re, im, at, quarter, rootsAt(level), node, 1);
    return;
  }
  const levels = Math.log2(length / leaf);
  for (let quarter = leaf, count = length / leaf / 4, depth = level + levels - 2; count >= 1; quarter *= 4, count /= 4, depth -= 2) {
    joinFour(re, im, at, quarter, rootsAt(depth), node * count, count);
  }
}

/** Splits `count` rings of four times `quarter` coefficients that stand one after another. */
function splitInFour(
  re: Float64Array,
  im: Float64Array,
  start: number,
  quarter: number,
  roots: Float64Array,
  node: number,
  count: number,
): void {
  for (let block = 0, at = start; block < count; block++, at += 4 * quarter) {
    const root = 6 * (node + block);
    const [r1, s1, r2, s2, r3, s3] = [
      roots[root]!,
      roots[root + 1]!,
      roots[root + 2]!,
      roots[root + 3]!,
      roots[root + 4]!,
      roots[root + 5]!,
    ];
    for (let i0 = at, end = at + quarter; i0 < end; i0++) {
      const i1 = i0 + quarter;
      const i2 = i1 + quarter;
      const i3 = i2 + quarter;
      const x0 = re[i0]!;
      const y0 = im[i0]!;
      const u1 = re[i1]!;
      const v1 = im[i1]!;
      const u2 = re[i2]!;
      const v2 = im[i2]!;
      const u3 = re[i3]!;
      const v3 = im[i3]!;
      const x1 = u1 * r1 - v1 * s1;
      const y1 = u1 * s1 + v1 * r1;
      const x2 = u2 * r2 - v2 * s2;
      const y2 = u2 * s2 + v2 * r2;
      const x3 = u3 * r3 - v3 * s3;
      const y3 = u3 * s3 + v3 * r3;
      const a = x0 + x2;
      const b = y0 + y2;
      const c = x0 - x2;
      const d = y0 - y2;
      const e = x1 + x3;
      const f = y1 + y3;
      const g = y3 - y1; // i·(x1 − x3), its real part
      const h = x1 - x3;
      re[i0] = a + e;
      im[i0] = b + f;
      re[i1] = a - e;
      im[i1] = b - f;
      re[i2] = c + g;
      im[i2] = d + h;
      re[i3] = c - g;
      im[i3] = d - h;
    }
  }
}

/** Undoes {@link splitInFour}, but for a factor of four. */
function joinFour(
  re: Float64Array,
  im: Float64Array,
  start: number,
  quarter: number,
  roots: Float64Array,
  node: number,
  count: number,
): void {
  for (let block = 0, at = start; block < count; block++, at += 4 * quarter) {
    const root = 6 * (node + block);
    const [r1, s1, r2, s2, r3, s3] = [
      roots[root]!,
      roots[root + 1]!,
      roots[root + 2]!,
      roots[root + 3]!,
      roots[root + 4]!,
      roots[root + 5]!,
    ];
    for (let i0 = at, end = at + quarter; i0 < end; i0++) {
      const i1 = i0 + quarter;
      const i2 = i1 + quarter;
      const i3 = i2 + quarter;
      const a = re[i0]! + re[i1]!;
      const b = im[i0]! + im[i1]!;
      const e = re[i0]! - re[i1]!;
      const f = im[i0]! - im[i1]!;
      const c = re[i2]! + re[i3]!;
      const d = im[i2]! + im[i3]!;
      const g = im[i2]! - im[i3]!; // −i·(…)
      const h = re[i3]! - re[i2]!;
      re[i0] = a + c;
      im[i0] = b + d;
      const x2 = a - c;
      const y2 = b - d;
      const x1 = e + g;
      const y1 = f + h;
      const x3 = e - g;
      const y3 = f - h;
      re[i1] = x1 * r1 + y1 * s1;
      im[i1] = y1 * r1 - x1 * s1;
      re[i2] = x2 * r2 + y2 * s2;
      im[i2] = y2 * r2 - x2 * s2;
      re[i3] = x3 * r3 + y3 * s3;
      im[i3] = y3 * r3 - x3 * s3;
    }
  }
}

/** `X^2m − i` into `X^m − √i` and `X^m + √i`. */
function splitInTwo(re: Float64Array, im: Float64Array, half: number): void {
  for (let i = 0; i < half; i++) {
    const u = re[i + half]!;
    const v = im[i + half]!;
    const x = (u - v) * Math.SQRT1_2;
    const y = (u + v) * Math.SQRT1_2;
    const a = re[i]!;
    const b = im[i]!;
    re[i] = a + x;
    im[i] = b + y;
    re[i + half] = a - x;
    im[i + half] = b - y;
  }
}

function joinTwo(re: Float64Array, im: Float64Array, half: number): void {
  for (let i = 0; i < half; i++) {
    const a = re[i]!;
    const b = im[i]!;
    const x = a - re[i + half]!;
    const y = b - im[i + half]!;
    re[i] = a + re[i + half]!;
    im[i] = b + im[i + half]!;
    re[i + half] = (x + y) * Math.SQRT1_2;
    im[i + half] = (y - x) * Math.SQRT1_2;
  }
}

/**
 * For each ring `X^4m − c` of a level, from left to right: the fourth root `r` of `c`, its square and its cube. A level has twice the
 * rings of the one before it, and they are the same whatever the length of the row.
 */
function rootsAt(level: number): Float64Array {
  const known = tables[level];
  if (known !== undefined) return known;
  const count = 2 ** level;
  // In turns: c of the first ring is i, and those of its halves are the two roots of it.
  let turns = Float64Array.of(1 / 4);
  while (turns.length < count) turns = Float64Array.from({ length: 2 * turns.length }, (_, i) => turns[i >> 1]! / 2 + (i & 1) / 2);
  const table = new Float64Array(6 * count);
  for (let node = 0; node < count; node++) {
    for (let power = 1; power <= 3; power++) {
      const angle = (Math.PI / 2) * turns[node]! * power;
      table[6 * node + 2 * power - 2] = Math.cos(angle);
      table[6 * node + 2 * power - 1] = Math.sin(angle);
    }
  }
  tables[level] = table;
  return table;
}

const tables: Float64Array[] = [];
