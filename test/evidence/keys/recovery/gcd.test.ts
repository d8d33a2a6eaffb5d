import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { gcd, smallGcd } from '../../../../src/evidence/keys/recovery/gcd.ts';
import {
  bigintOf,
  difference,
  largeOf,
  matrixProduct,
  product,
  type Quad,
  unapplied,
} from '../../../../src/evidence/keys/recovery/large.ts';
import { sharedModulus } from '../../../../src/evidence/keys/recovery/shared-modulus.ts';

/** A number of just so many bits; its leading and its other bits are drawn. */
function numberOf(bits: number): fc.Arbitrary<bigint> {
  return fc.uint8Array({ minLength: Math.ceil(bits / 8), maxLength: Math.ceil(bits / 8) }).map((octets) => {
    const number = octets.reduce((sum, octet) => sum + octet.toString(16).padStart(2, '0'), '0x0');
    return (BigInt(number) & ((1n << BigInt(bits)) - 1n)) | (1n << BigInt(bits - 1));
  });
}

/** Cheap to draw and without a pattern: the bits of powers of 3. */
function longNumber(bits: number, seed: number): bigint {
  const power = 3n ** BigInt(Math.ceil(bits / 1.5) + seed);
  return (power & ((1n << BigInt(bits)) - 1n)) | (1n << BigInt(bits - 1));
}

function euclid(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}

describe('products of large numbers', () => {
  it('are those of BigInt, at every length around which the transform changes its own', () => {
    for (let digits = 8; digits <= 20_000; digits *= 2) {
      for (const share of [0.7, 0.75, 0.76, 1, 1.01]) {
        const bits = Math.max(1, Math.floor(8 * digits * share));
        for (const more of [-17, -1, 0, 1, 16]) {
          const [a, b] = [longNumber(Math.max(1, bits + more), 0), longNumber(bits, 7)];
          assert.equal(bigintOf(product(largeOf(a), largeOf(b))), a * b, `${bits} bits`);
        }
      }
    }
  });

  it('are right for numbers all of whose digits are the largest, and for 0 and 1', () => {
    const ones = (1n << 40_000n) - 1n;
    for (const [a, b] of [
      [ones, ones],
      [ones, 1n],
      [ones, 0n],
      [0n, 0n],
      [1n << 65_535n, ones],
    ] as const) {
      assert.equal(bigintOf(product(largeOf(a), largeOf(b))), a * b);
    }
  });

  it('come of what is negative too, in matrices', () => {
    const signed = fc.tuple(fc.integer({ min: 1, max: 3_000 }).chain(numberOf), fc.boolean()).map(([n, minus]) => (minus ? -n : n));
    fc.assert(
      fc.property(fc.tuple(signed, signed, signed, signed), fc.tuple(signed, signed, signed, signed), (one, other) => {
        const quad = (numbers: Quad<bigint>): Quad<ReturnType<typeof largeOf>> => [
          largeOf(numbers[0]),
          largeOf(numbers[1]),
          largeOf(numbers[2]),
          largeOf(numbers[3]),
        ];
        const [a, b, c, d] = one;
        const [e, f, g, h] = other;
        assert.deepEqual(matrixProduct(quad(one), quad(other)).map(bigintOf), [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]);
        const [first, second] = unapplied(quad(one), largeOf(e), largeOf(f), 6_100);
        assert.deepEqual([first, second].map(bigintOf), [d * e - b * f, a * f - c * e]);
      }),
      { numRuns: 60 },
    );
  });

  it('are undone by differences', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 3_000n }), fc.bigInt({ min: 0n, max: 1n << 3_000n }), (a, b) => {
        const [greater, less] = a > b ? [a, b] : [b, a];
        assert.equal(bigintOf(difference(largeOf(greater), largeOf(less))), greater - less);
      }),
    );
  });
});

describe('the greatest common divisor', () => {
  it("is Euclid's, of numbers of any two lengths", () => {
    const any = fc.integer({ min: 1, max: 3_000 }).chain(numberOf);
    fc.assert(
      fc.property(any, any, any, (a, b, planted) => assert.equal(smallGcd(a * planted, b * planted), euclid(a * planted, b * planted))),
    );
    assert.equal(smallGcd(0n, 12n), 12n);
    assert.equal(smallGcd(12n, 0n), 12n);
  });

  it('is found where one number divides the other, or follows it in the row of Fibonacci', () => {
    let [a, b] = [1n, 1n];
    for (let i = 0; i < 3_000; i++) [a, b] = [a + b, a];
    for (const planted of [1n, 3n, longNumber(700, 1)]) {
      assert.equal(gcd(largeOf(a * planted), largeOf(b * planted)), planted);
      const long = longNumber(150_000, 2) * planted;
      assert.equal(gcd(largeOf(long), largeOf(planted)), planted);
      assert.equal(gcd(largeOf(long), largeOf(long)), long);
      assert.equal(gcd(largeOf(long), largeOf(0n)), long);
    }
  });

  it("is Euclid's at lengths around which it changes its way", () => {
    for (const bits of [64, 128, 129, 359, 360, 361, 720, 65_000, 65_536, 66_000, 131_072, 140_000, 270_000]) {
      for (const [planted, differ] of [
        [1, 0],
        [40, 0],
        [1_024, 1],
        [Math.floor(bits / 3), 500],
      ] as const) {
        const common = longNumber(planted, 3) | 1n;
        const a = longNumber(bits, 4) * common;
        const b = longNumber(Math.max(8, bits - differ), 1_000) * common;
        const found = gcd(largeOf(a), largeOf(b));
        if (bits <= 66_000) assert.equal(found, euclid(a, b));
        else {
          // A common divisor is the greatest where nothing is left in common without it.
          assert.ok(a % found === 0n && b % found === 0n && found % common === 0n, `${bits} bits, ${planted} in common`);
          assert.equal(smallGcd(a / found, b / found), 1n);
        }
      }
    }
  });
});

describe('what signatures share', () => {
  it('is the modulus, times what is there by chance', () => {
    const [p, q] = [(1n << 521n) - 1n, (1n << 607n) - 1n];
    const modulus = p * q;
    const power = (base: bigint, exponent: number): bigint => {
      let result = 1n;
      for (let i = 0; i < exponent; i++) result = (result * base) % modulus;
      return result;
    };
    for (const exponent of [3, 17, 257]) {
      const [one, other] = [longNumber(1_100, 5), longNumber(1_101, 6)].map((signature) => ({
        signature,
        block: power(signature, exponent),
      }));
      const shared = sharedModulus(one!, other!, exponent);
      assert.equal(shared % modulus, 0n);
      assert.ok(shared / modulus < 1_000_000n);
      const altered = sharedModulus(one!, { ...other!, block: other!.block ^ 1n }, exponent);
      assert.ok(altered < 1_000_000n);
    }
  });
});
