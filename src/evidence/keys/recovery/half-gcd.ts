/**
 * Half of a greatest common divisor, on BigInt: for numbers of up to some ten thousand bits, where products are cheap.
 *
 * All that is promised of a {@link Reduction} is that its determinant is 1 or −1, so the pair before it and the pair after it have the
 * same divisors, and that its elements are about half as long as the numbers. It is worked out from leading bits alone, and a last
 * quotient may be off by one: a result is then negative or the greater of two, which costs a bit, and nothing else.
 *
 * @see Schönhage 1971; Möller, "On Schönhage's algorithm and subquadratic integer gcd computation", 2008
 */
export interface Reduction {
  /** `a = m₀a′ + m₁b′` and `b = m₂a′ + m₃b′`. */
  readonly matrix: readonly [bigint, bigint, bigint, bigint];
  readonly determinant: 1 | -1;
}

export const identity: Reduction = { matrix: [1n, 0n, 0n, 1n], determinant: 1 };

/**
 * @param a - Not less than `b`, which is not negative.
 * @param bits - Those of `a`.
 */
export function halfGcd(a: bigint, b: bigint, bits: number): Reduction {
  if (bits <= LEHMER_BITS) return lehmer(a, b, bits);
  const goal = bits >> 1;
  const first = bits - goal;
  const one = halfGcd(a >> BigInt(goal), b >> BigInt(goal), first);
  if (one === identity) return identity;
  const reduced = unapply(one, a, b);
  const left = bitsOf(reduced.a, bits);
  const second = Math.min(2 * (left - goal), first);
  if (second < LEAST_WINDOW) return reduced.reduction;
  const shift = BigInt(left - second);
  const other = halfGcd(reduced.a >> shift, reduced.b >> shift, second);
  return other === identity ? reduced.reduction : multiplied(reduced.reduction, other);
}

/** The pair before a reduction, made positive and put in order, and the reduction that leads to just that pair. */
export function unapply({ matrix, determinant }: Reduction, a: bigint, b: bigint): { a: bigint; b: bigint; reduction: Reduction } {
  let [m0, m1, m2, m3] = matrix;
  let sign = determinant;
  let first = m3 * a - m1 * b;
  let second = m0 * b - m2 * a;
  if (sign < 0) [first, second] = [-first, -second];
  if (first < 0n) {
    [first, m0, m2] = [-first, -m0, -m2];
    sign = flipped(sign);
  }
  if (second < 0n) {
    [second, m1, m3] = [-second, -m1, -m3];
    sign = flipped(sign);
  }
  if (first < second) {
    [first, second] = [second, first];
    [m0, m1, m2, m3] = [m1, m0, m3, m2];
    sign = flipped(sign);
  }
  return { a: first, b: second, reduction: { matrix: [m0, m1, m2, m3], determinant: sign } };
}

export function flipped(sign: 1 | -1): 1 | -1 {
  return sign === 1 ? -1 : 1;
}

/** @param most - No fewer than there are: where it is close, only the leading bits are looked at. */
export function bitsOf(number: bigint, most: number): number {
  const shift = Math.max(0, most - 64);
  const leading = Number(number >> BigInt(shift));
  return leading === 0 && number !== 0n ? number.toString(2).length : shift + Math.ceil(Math.log2(leading + 1));
}

/** Euclid's algorithm on leading bits that a number of JavaScript holds exactly (Lehmer 1938). */
function lehmer(a: bigint, b: bigint, bits: number): Reduction {
  const goal = bits >> 1;
  let reduction = identity;
  let left = bits;
  while (left - goal >= LEAST_WINDOW) {
    const window = Math.min(2 * (left - goal), EXACT_BITS);
    const shift = BigInt(Math.max(0, left - window));
    const step = euclid(Number(a >> shift), Number(b >> shift), 2 ** Math.ceil(window / 2));
    if (step === undefined) break;
    if (reduction === identity && left - window <= 0) return step;
    const reduced = unapply(step, a, b);
    reduction = reduction === identity ? reduced.reduction : multiplied(reduction, reduced.reduction);
    [a, b] = [reduced.a, reduced.b];
    left = bitsOf(a, left);
  }
  return reduction;
}

/** Where BigInt's own cost for each number, however small, outweighs that of more steps. */
const LEHMER_BITS = 360;
const LEAST_WINDOW = 8;
const EXACT_BITS = 52;

function euclid(a: number, b: number, least: number): Reduction | undefined {
  let [m0, m1, m2, m3] = [1, 0, 0, 1];
  let sign: 1 | -1 = 1;
  while (b >= least) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [m0, m1] = [m0 * quotient + m1, m0];
    [m2, m3] = [m2 * quotient + m3, m2];
    sign = flipped(sign);
  }
  if (m1 === 0) return undefined;
  return { matrix: [BigInt(m0), BigInt(m1), BigInt(m2), BigInt(m3)], determinant: sign };
}

function multiplied(one: Reduction, other: Reduction): Reduction {
  const [a, b, c, d] = one.matrix;
  const [e, f, g, h] = other.matrix;
  return {
    matrix: [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h],
    determinant: one.determinant === other.determinant ? 1 : -1,
  };
}
