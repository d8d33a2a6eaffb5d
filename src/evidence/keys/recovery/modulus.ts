import type { Crypto, RsaPublicKey } from '../../crypto.ts';
import { encodedBlock } from '../../dkim/pkcs1.ts';
import { smallGcd } from './gcd.ts';
import { type Sample, tryKey } from './sample.ts';

/** The public exponents in use, the cheapest first: the numbers are as many bits long as the exponent times the modulus. */
export const recoveryExponents = [3, 17, 257, 65_537] as const;

/**
 * Takes the modulus out of what signatures share.
 *
 * @param shared - A multiple of the modulus, if the signatures are one key's; else tiny, or nothing of use.
 * @param samples - All of that length: each that the modulus opens confirms it, and takes away factors that it has not.
 * @returns Undefined where no key comes of it that at least two of the signatures fit.
 */
export function modulusIn(shared: bigint, exponent: number, samples: readonly Sample[], crypto: Crypto): RsaPublicKey | undefined {
  const length = samples[0]?.signature.length ?? 0;
  // Numbers made so that one divides the other share far more than a modulus, and show nothing.
  if (shared >> BigInt(16 * length) > 0n) return undefined;
  let modulus = withoutSmallFactors(shared);
  if (bitCount(modulus) <= 8 * (length - 1)) return undefined;
  for (const sample of samples) {
    if (bitCount(modulus) <= 8 * length) break;
    for (const parameters of ['null', 'none'] as const) {
      const rest = modularPower(numberOf(sample.signature), exponent, modulus) - numberOf(encodedBlock(sample, length, parameters)!);
      const common = withoutSmallFactors(smallGcd(modulus, rest < 0n ? -rest : rest));
      if (bitCount(common) > 8 * (length - 1)) modulus = common;
    }
  }
  const bits = bitCount(modulus);
  if (bits <= 8 * (length - 1) || bits > 8 * length) return undefined;
  const key: RsaPublicKey = { modulus: octetsOf(modulus), exponent: octetsOf(BigInt(exponent)), bits };
  return samples.filter((sample) => tryKey(sample, key, crypto) === 'fits').length >= 2 ? key : undefined;
}

/** A modulus is the product of two long primes; whatever shorter is in it came there by chance. */
function withoutSmallFactors(number: bigint): bigint {
  let left = number;
  if (left === 0n) return left;
  while ((left & 1n) === 0n) left >>= 1n;
  for (;;) {
    const factors = smallGcd(left, oddPrimorial() % left);
    if (factors === 1n) return left;
    left /= factors;
  }
}

/** The product of the odd primes below 2¹⁶. */
function oddPrimorial(): bigint {
  if (primorial !== undefined) return primorial;
  const composite = new Uint8Array(65_536);
  let factors: bigint[] = [];
  for (let number = 3; number < composite.length; number += 2) {
    if (composite[number] === 1) continue;
    factors.push(BigInt(number));
    for (let multiple = number * number; multiple < composite.length; multiple += 2 * number) composite[multiple] = 1;
  }
  while (factors.length > 1) {
    factors = Array.from({ length: Math.ceil(factors.length / 2) }, (_, i) => factors[2 * i]! * (factors[2 * i + 1] ?? 1n));
  }
  primorial = factors[0]!;
  return primorial;
}

let primorial: bigint | undefined;

function modularPower(base: bigint, exponent: number, modulus: bigint): bigint {
  let result = 1n;
  for (let bit = 2 ** Math.floor(Math.log2(exponent)); bit >= 1; bit /= 2) {
    result = (result * result) % modulus;
    if ((exponent & bit) !== 0) result = (result * base) % modulus;
  }
  return result;
}

function bitCount(number: bigint): number {
  return number === 0n ? 0 : number.toString(2).length;
}

/** Big endian. */
export function numberOf(octets: Uint8Array): bigint {
  return BigInt(`0x0${hexOf(octets)}`);
}

export function hexOf(octets: Uint8Array): string {
  return octets.reduce((hex, octet) => hex + octet.toString(16).padStart(2, '0'), '');
}

function octetsOf(number: bigint): Uint8Array {
  const digits = number.toString(16);
  const hex = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
