/** A modulus that everybody can factor who has another one; indexes into the moduli that were given. */
export interface SharedFactor {
  readonly modulus: number;
  /** One with which it has the factor in common; undefined where looking for it would take too long. */
  readonly partner?: number;
}

/**
 * Finds the moduli that have a proper factor in common with another one, all at once: the product of all is reduced modulo the square
 * of each, by trees of products and of remainders. A modulus that divides another one is not betrayed by it, and not told.
 *
 * @param moduli - Distinct, each above 1; at most {@link maxModuliCompared}.
 * @returns Ascending.
 * @see D. J. Bernstein, How to find smooth parts of integers (2004); N. Heninger et al., Mining Your Ps and Qs (2012), §3.1
 */
export function sharedFactors(moduli: readonly bigint[]): SharedFactor[] {
  if (moduli.length < 2) return [];
  const suspects = cofactors(moduli).flatMap((cofactor, modulus) => {
    const factor = greatestCommonDivisor(moduli[modulus]!, cofactor);
    return factor === 1n ? [] : [{ modulus, isProper: factor < moduli[modulus]! }];
  });
  let left = maxComparisons;
  return suspects.flatMap(({ modulus, isProper }): SharedFactor[] => {
    const partner = suspects.find((other) => {
      if (other.modulus === modulus || left-- <= 0) return false;
      const factor = greatestCommonDivisor(moduli[modulus]!, moduli[other.modulus]!);
      return factor > 1n && factor < moduli[modulus]!;
    })?.modulus;
    if (partner !== undefined) return [{ modulus, partner }];
    return isProper ? [{ modulus }] : [];
  });
}

/** Moduli compared with each other, of an archive the first: two thousand of 2,048 bits take some four seconds, and the time grows with the square. */
export const maxModuliCompared = 2_000;

/** Of suspects with each other, to name who shares with whom: a file of moduli that share factors would cost the square of their number. */
const maxComparisons = 20_000;

/** For each modulus, the product of all others modulo it. */
function cofactors(moduli: readonly bigint[]): bigint[] {
  const levels = [moduli];
  for (let below = moduli; below.length > 1; below = levels.at(-1)!) {
    const one = below;
    levels.push(Array.from({ length: Math.ceil(one.length / 2) }, (_, i) => one[2 * i]! * (one[2 * i + 1] ?? 1n)));
  }
  let remainders: readonly bigint[] = levels.pop()!;
  for (const level of levels.toReversed()) {
    const above = remainders;
    remainders = level.map((product, i) => above[i >> 1]! % (product * product));
  }
  return moduli.map((modulus, i) => remainders[i]! / modulus);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
