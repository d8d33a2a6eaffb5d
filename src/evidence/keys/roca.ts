/**
 * Whether an RSA modulus was made by the chips whose keys can be factored (ROCA, CVE-2017-15361).
 *
 * Their primes are k·M + (65537^a mod M), M being the product of the first primes; so the modulus is a power of 65537 modulo M. For
 * each of the primes up to 167, which divide M whatever the size of the key, the discrete logarithm of the modulus is looked up, and
 * the logarithms must fit together to one exponent. Of moduli made otherwise one in 2^154 does.
 *
 * @see M. Nemec et al., The Return of Coppersmith's Attack (2017), §2.2
 */
export function isRocaModulus(modulus: bigint): boolean {
  const logarithms: number[] = [];
  for (const { prime, logarithmOf } of FIELDS) {
    const logarithm = logarithmOf.get(Number(modulus % BigInt(prime)));
    if (logarithm === undefined) return false;
    logarithms.push(logarithm);
  }
  // Two congruences have a common solution if they agree modulo what their moduli share; then so have all of them.
  return PAIRS.every(({ one, other, shared }) => (logarithms[one]! - logarithms[other]!) % shared === 0);
}

/** When everybody could know how: the day on which the flaw was made public. */
export const rocaPublishedSeconds = Date.UTC(2017, 9, 16) / 1000;

const GENERATOR = 65_537;

const FIELDS = primesUpTo(167).map((prime) => {
  const logarithmOf = new Map<number, number>();
  for (let power = 1, exponent = 0; !logarithmOf.has(power); power = (power * GENERATOR) % prime, exponent++) {
    logarithmOf.set(power, exponent);
  }
  return { prime, logarithmOf };
});

/** The order of 65537 modulo a prime is the number of its powers. */
const PAIRS = FIELDS.flatMap(({ logarithmOf: { size } }, one) =>
  FIELDS.slice(0, one).map((field, other) => ({ one, other, shared: greatestCommonDivisor(size, field.logarithmOf.size) })),
).filter(({ shared }) => shared > 1);

/** The odd ones: an even modulus is no key. */
function primesUpTo(most: number): number[] {
  const primes: number[] = [];
  for (let number = 3; number <= most; number += 2) if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
