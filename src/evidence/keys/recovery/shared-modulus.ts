import { gcd } from './gcd.ts';
import { difference, isLess, type Large, largeOf, product } from './large.ts';

/** A signature and the block that it would open to, as numbers. */
export interface SignedBlock {
  readonly signature: bigint;
  readonly block: bigint;
}

/**
 * What the modulus of a key divides, where both signatures are that key's: `s₁ᵉ − m₁` and `s₂ᵉ − m₂` are both multiples of it. Of two
 * numbers that share nothing, the greatest common divisor is tiny.
 */
export function sharedModulus(one: SignedBlock, other: SignedBlock, exponent: number, onProgress?: (share: number) => void): bigint {
  return gcd(multipleOfModulus(one, exponent), multipleOfModulus(other, exponent), onProgress);
}

/** Not negative: `sᵉ` is the greater but for signatures that nobody makes. */
function multipleOfModulus({ signature, block }: SignedBlock, exponent: number): Large {
  const raised = power(largeOf(signature), exponent);
  const encoded = largeOf(block);
  return isLess(raised, encoded) ? difference(encoded, raised) : difference(raised, encoded);
}

function power(base: Large, exponent: number): Large {
  let result = base;
  for (let bit = 2 ** Math.floor(Math.log2(exponent)) / 2; bit >= 1; bit /= 2) {
    result = product(result, result);
    if ((exponent & bit) !== 0) result = product(result, base);
  }
  return result;
}
