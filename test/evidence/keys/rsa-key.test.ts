import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRsaKey } from '../../../src/evidence/keys/rsa-key.ts';
import { element, integer, KEY_NAMES, keyType, modulusLength, publicMaterial, sequence } from '../support/keys.ts';

const RSA_KEYS = KEY_NAMES.filter((name) => keyType(name) === 'rsa');
const der = (name: (typeof KEY_NAMES)[number], form: 'spki' | 'pkcs1'): Buffer => Buffer.from(publicMaterial(name, form), 'base64');
const odd = (bits: number): string => `${'8'.padEnd(bits / 4 - 1, '0')}1`;

describe('an RSA key in DER', () => {
  it('is read alike as PKCS #1 and as SubjectPublicKeyInfo', () => {
    for (const name of RSA_KEYS) {
      const key = readRsaKey(der(name, 'spki'));
      assert.deepEqual(key, readRsaKey(der(name, 'pkcs1')));
      assert.equal(key?.modulus.length, modulusLength(name));
    }
    assert.equal(readRsaKey(der('rsa1000', 'spki'))?.bits, 1000);
  });

  it('is none where octets follow, or some are missing', () => {
    for (const form of ['spki', 'pkcs1'] as const) {
      const octets = der('rsa1024', form);
      assert.equal(readRsaKey(Buffer.concat([octets, Buffer.of(0)])), undefined);
      for (let length = 0; length < octets.length; length++) assert.equal(readRsaKey(octets.subarray(0, length)), undefined);
    }
  });

  for (const [why, modulus, exponent] of [
    ['the modulus is below the limit', odd(376), '010001'],
    ['the modulus is beyond the limit', odd(16_392), '010001'],
    ['the modulus is even', `${'8'.padEnd(255, '0')}2`, '010001'],
    ['the exponent is even', odd(1024), '010000'],
    ['the exponent is 1: a signature would be its own block', odd(1024), '01'],
    ['the exponent is as long as the modulus', odd(1024), odd(1024)],
    ['the exponent of a large modulus has more than 64 bits', odd(4096), odd(72)],
  ] as const) {
    it(`is none where ${why}`, () => assert.equal(readRsaKey(sequence(integer(modulus), integer(exponent))), undefined));
  }

  it('is read up to the limits', () => {
    for (const [modulus, exponent] of [
      [odd(384), '03'],
      [odd(16_384), '010001'],
      [odd(1024), odd(1016)],
      [odd(4096), odd(64)],
    ] as const) {
      assert.ok(readRsaKey(sequence(integer(modulus), integer(exponent))));
    }
  });

  it('is none where a number is negative or not minimal', () => {
    const negative = element(0x02, Buffer.from(odd(1024), 'hex'));
    const padded = element(0x02, Buffer.from(`0000${odd(1024)}`, 'hex'));
    for (const modulus of [negative, padded]) assert.equal(readRsaKey(sequence(modulus, integer('010001'))), undefined);
  });

  it('is none where the algorithm is another', () => {
    const spki = der('rsa1024', 'spki');
    assert.equal(readRsaKey(spki.with(14, 0x02) as Buffer), undefined);
  });

  it('never throws, whatever the octets', () => {
    const spki = der('rsa512', 'spki');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (octets) => void readRsaKey(octets)));
    fc.assert(
      fc.property(fc.nat(spki.length - 1), fc.nat(255), (at, octet) => void readRsaKey(Uint8Array.from(spki).with(at, octet))),
      { numRuns: 1_000 },
    );
  });
});
