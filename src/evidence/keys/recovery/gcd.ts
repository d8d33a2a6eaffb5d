import { bitsOf, flipped, halfGcd, identity, type Reduction, unapply } from './half-gcd.ts';
import { bigintOf, bitLength, isLess, type Large, largeOf, matrixProduct, negated, type Quad, unapplied, withoutLowest } from './large.ts';

/**
 * The greatest common divisor of two very large numbers, by halves: subquadratic, with the products of `large.ts` where the numbers
 * are long and those of BigInt where they are not.
 *
 * @param a - Not negative, as `b`.
 * @param onProgress - Told the share that is done, many times.
 */
export function gcd(a: Large, b: Large, onProgress?: (share: number) => void): bigint {
  const total = Math.max(bitLength(a), bitLength(b));
  let [greater, lesser] = isLess(a, b) ? [b, a] : [a, b];
  while (lesser.limbs.length > 0) {
    const bits = bitLength(greater);
    if (bits <= SMALL_BITS) return smallGcd(bigintOf(greater), bigintOf(lesser));
    onProgress?.(1 - bits / total);
    const reduction = reduceLeading(
      greater,
      lesser,
      bits >> 1,
      onProgress && ((share) => onProgress(1 - (bits - (share * bits) / 4) / total)),
    );
    const reduced = reduction && unapplyLarge(reduction, greater, lesser, bits);
    if (reduced !== undefined && bitLength(reduced.a) < bits) [greater, lesser] = [reduced.a, reduced.b];
    else [greater, lesser] = [lesser, remainder(greater, lesser)];
  }
  return bigintOf(greater);
}

/** @param a - Not less than `b`. */
export function smallGcd(a: bigint, b: bigint): bigint {
  let [greater, lesser] = a < b ? [b, a] : [a, b];
  let bits = greater.toString(2).length;
  while (lesser > 0n) {
    const reduction = bits > 128 ? halfGcd(greater, lesser, bits) : identity;
    const reduced = unapply(reduction, greater, lesser);
    const left = bitsOf(reduced.a, bits);
    [greater, lesser] = left < bits ? [reduced.a, reduced.b] : [lesser, greater % lesser];
    bits = bitsOf(greater, bits);
  }
  return greater;
}

/** As {@link Reduction}, of long numbers. */
interface LargeReduction {
  readonly matrix: Quad<Large>;
  readonly determinant: 1 | -1;
}

/** Below it BigInt is at least as fast. */
const SMALL_BITS = 65_536;

/** How far a reduction may be from the ideal one: a bit or so for each level of the halving. */
const SLACK_BITS = 64;

type OnProgress = ((share: number) => void) | undefined;

/** What the leading `window` bits of a pair show. Undefined: nothing, the second number is too small. */
function reduceLeading(a: Large, b: Large, window: number, onProgress: OnProgress): LargeReduction | undefined {
  const skipped = Math.max(0, Math.floor((bitLength(a) - window) / 32));
  return halfGcdLarge(withoutLowest(a, skipped), withoutLowest(b, skipped), onProgress);
}

function halfGcdLarge(a: Large, b: Large, onProgress?: OnProgress): LargeReduction | undefined {
  const bits = bitLength(a);
  if (bits <= SMALL_BITS) {
    const reduction = halfGcd(bigintOf(a), bigintOf(b), bits);
    return reduction === identity ? undefined : enlarged(reduction);
  }
  const goal = bits >> 1;
  const one = reduceLeading(a, b, goal, onProgress && ((share) => onProgress(share / 2)));
  if (one === undefined) return undefined;
  const reduced = unapplyLarge(one, a, b, bits);
  const left = bitLength(reduced.a);
  const window = Math.min(2 * (left - goal), goal);
  if (window < SMALL_BITS / 8) return reduced.reduction;
  const other = reduceLeading(reduced.a, reduced.b, window, onProgress && ((share) => onProgress(0.5 + share / 2)));
  if (other === undefined) return reduced.reduction;
  const { matrix, determinant } = reduced.reduction;
  return { matrix: matrixProduct(matrix, other.matrix), determinant: determinant === other.determinant ? 1 : -1 };
}

/** As {@link unapply}. */
function unapplyLarge(
  { matrix, determinant }: LargeReduction,
  a: Large,
  b: Large,
  bits: number,
): { a: Large; b: Large; reduction: LargeReduction } {
  let [m0, m1, m2, m3] = matrix;
  let sign = determinant;
  // What the elements are long, the pair becomes shorter: the leading bits that they come from are twice as many.
  let [first, second] = unapplied(matrix, a, b, bits - Math.max(...matrix.map(bitLength)) + SLACK_BITS);
  if (sign < 0) [first, second] = [negated(first), negated(second)];
  if (first.negative) {
    [first, m0, m2] = [negated(first), negated(m0), negated(m2)];
    sign = flipped(sign);
  }
  if (second.negative) {
    [second, m1, m3] = [negated(second), negated(m1), negated(m3)];
    sign = flipped(sign);
  }
  if (isLess(first, second)) {
    [first, second] = [second, first];
    [m0, m1, m2, m3] = [m1, m0, m3, m2];
    sign = flipped(sign);
  }
  return { a: first, b: second, reduction: { matrix: [m0, m1, m2, m3], determinant: sign } };
}

function enlarged({ matrix: [m0, m1, m2, m3], determinant }: Reduction): LargeReduction {
  return { matrix: [largeOf(m0), largeOf(m1), largeOf(m2), largeOf(m3)], determinant };
}

/** Where the second number is much shorter than the first: rare, and then BigInt's division will do. */
function remainder(a: Large, b: Large): Large {
  return largeOf(bigintOf(a) % bigintOf(b));
}
