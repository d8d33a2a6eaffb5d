import assert from 'node:assert/strict';
import { checkPrimeSync, createHash, createPublicKey, generatePrimeSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { isPrivateKeyPublic, knownPublic, modulusOf } from '../../../src/evidence/keys/known-public.ts';
import { type PublicKey, parseKeyRecord } from '../../../src/evidence/keys/record.ts';
import { isRocaModulus } from '../../../src/evidence/keys/roca.ts';
import { sharedFactors } from '../../../src/evidence/keys/shared-factors.ts';
import { keySha256 } from '../../../src/evidence/keys/spki.ts';
import { defaultPolicy } from '../../../src/evidence/policy.ts';
import { KEY_NAMES, keyRecord, publicMaterial, storedKey } from '../support/keys.ts';

function keyOf(record: string): PublicKey {
  const parsed = parseKeyRecord(record);
  assert.equal(parsed.kind, 'key');
  return (parsed as Extract<typeof parsed, { kind: 'key' }>).key;
}

/** A prime as the flawed chips made them, of 256 bits: k·M + (65537^a mod M), M being the product of the first 39 primes. */
function flawedPrime(exponent: bigint): bigint {
  const primes: bigint[] = [];
  for (let n = 2n; n <= 167n; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  const product = primes.reduce((a, b) => a * b, 1n);
  let power = 1n;
  for (let i = 0n; i < exponent; i++) power = (power * 65_537n) % product;
  for (let k = 1n << 36n; ; k++) if (checkPrimeSync(k * product + power)) return k * product + power;
}

describe('the name of a key', () => {
  it('is SHA-256 of what OpenSSL writes as its public half', () => {
    for (const name of KEY_NAMES) {
      const spki =
        name.startsWith('rsa') || name === 'rsa384'
          ? Buffer.from(publicMaterial(name), 'base64')
          : createPublicKey({
              key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicMaterial(name), 'base64').toString('base64url') },
              format: 'jwk',
            }).export({ format: 'der', type: 'spki' });
      assert.equal(keySha256(keyOf(keyRecord(name))), createHash('sha256').update(spki).digest('hex'), name);
    }
  });
});

describe('a modulus that betrays itself', () => {
  it('is known by the form that ROCA can factor, whichever powers it was made of', () => {
    assert.ok(isRocaModulus(flawedPrime(1_234n) * flawedPrime(98_765n)));
    assert.ok(isRocaModulus(flawedPrime(7n) * flawedPrime(8n)));
  });

  it('is none where its primes are drawn otherwise: not one of the keys of these tests, and not one with half of the form', () => {
    for (const name of KEY_NAMES) {
      const key = keyOf(keyRecord(name));
      if (key.type === 'rsa') assert.ok(!isRocaModulus(modulusOf(key.rsa.modulus)), name);
    }
    assert.ok(!isRocaModulus(flawedPrime(1_234n) * generatePrimeSync(256, { bigint: true })));
  });

  it('is known by a factor in common with another, both told; one that only divides another is not', () => {
    const [p, q, r, s, t] = Array.from({ length: 5 }, () => generatePrimeSync(128, { bigint: true })) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    assert.deepEqual(sharedFactors([p * q, r * s, q * t]), [
      { modulus: 0, partner: 2 },
      { modulus: 2, partner: 0 },
    ]);
    assert.deepEqual(
      sharedFactors([p * q, r * s, p * q * t]).map(({ modulus }) => modulus),
      [2],
    );
    // Both primes are shared, each with another one.
    assert.deepEqual(
      sharedFactors([p * q, p * r, q * s]).map(({ modulus }) => modulus),
      [0, 1, 2],
    );
    assert.deepEqual(sharedFactors([p * q, r * s]), []);
    assert.deepEqual(sharedFactors([p * q]), []);
  });
});

describe('a private half that is known to be public', () => {
  const key = keyOf(keyRecord('rsa1024'));
  const note = { why: 'listed', sinceSeconds: 1_000, source: 'a list' } as const;
  const acquired = (acquiredAtSeconds: number) => ({ ...defaultPolicy, acquiredAtSeconds });

  it('is so by what a record of the same key says or is told of, and by no other record', () => {
    assert.deepEqual(knownPublic(key, [storedKey('rsa1024', { knownPublic: [note] })]), [note]);
    assert.deepEqual(knownPublic(key, [storedKey('rsa1024', { privateKeyPublicSinceSeconds: 5, source: 'x' })]), [
      { why: 'listed', sinceSeconds: 5, source: 'x' },
    ]);
    assert.deepEqual(knownPublic(key, [storedKey('rsa2048', { knownPublic: [note] })]), []);
  });

  it('counts against what was acquired later, and always where nobody knows since when', () => {
    const since = [storedKey('rsa1024', { knownPublic: [note] })];
    assert.ok(isPrivateKeyPublic(key, since, defaultPolicy));
    assert.ok(isPrivateKeyPublic(key, since, acquired(1_000)));
    assert.ok(!isPrivateKeyPublic(key, since, acquired(999)));
    const { sinceSeconds: _, ...ever } = note;
    assert.ok(isPrivateKeyPublic(key, [storedKey('rsa1024', { knownPublic: [ever] })], acquired(0)));
  });
});
