import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import type { RsaPublicKey } from '../../src/evidence/crypto.ts';
import { pureCrypto } from '../../src/evidence/crypto-pure.ts';
import { isSoundEd25519Key } from '../../src/evidence/keys/ed25519-key.ts';
import { readRsaKey } from '../../src/evidence/keys/rsa-key.ts';
import { ed25519Sign, integer, KEY_NAMES, keyType, modulusLength, publicMaterial, rsaPrivate, sequence } from './support/keys.ts';

const ADAPTERS = { 'in Node': createNodeCrypto(), 'in JavaScript alone': pureCrypto };
const RSA_KEYS = KEY_NAMES.filter((name) => keyType(name) === 'rsa');

function rsaKey(name: (typeof KEY_NAMES)[number]): RsaPublicKey {
  return readRsaKey(Buffer.from(publicMaterial(name), 'base64'))!;
}

const ED_KEY = new Uint8Array(Buffer.from(publicMaterial('ed25519'), 'base64'));
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): void => assert.deepEqual(a && Buffer.from(a), b && Buffer.from(b));

for (const [where, crypto] of Object.entries(ADAPTERS)) {
  describe(`the crypto port ${where}`, () => {
    it('hashes as FIPS 180-4 says, in one go and in slices that are overwritten afterwards', () => {
      const abc = new Uint8Array([97, 98, 99]);
      same(crypto.sha1(abc), hex('a9993e364706816aba3e25717850c26c9cd0d89d'));
      same(crypto.sha256(abc), hex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));
      for (const algorithm of ['sha1', 'sha256'] as const) {
        const hasher = crypto.hasher(algorithm);
        const slice = new Uint8Array(1);
        for (const octet of abc) {
          slice[0] = octet;
          hasher.update(slice);
        }
        same(hasher.digest(), crypto[algorithm](abc));
      }
    });

    it('recovers the block that the private key signed, leading zeros kept, at every size', () => {
      for (const name of RSA_KEYS) {
        const block = Buffer.alloc(modulusLength(name), 0x2a).fill(0, 0, 3);
        same(crypto.rsaRecover(rsaPrivate(name, block), rsaKey(name)), block);
      }
    });

    it('recovers nothing from a signature of another length, or one that is not less than the modulus', () => {
      const key = rsaKey('rsa1024');
      assert.equal(crypto.rsaRecover(new Uint8Array(127), key), undefined);
      assert.equal(crypto.rsaRecover(new Uint8Array(129), key), undefined);
      assert.equal(crypto.rsaRecover(new Uint8Array(0), key), undefined);
      assert.equal(crypto.rsaRecover(key.modulus, key), undefined);
      assert.equal(crypto.rsaRecover(new Uint8Array(128).fill(0xff), key), undefined);
    });

    it('recovers at the extremes that the limits allow', () => {
      const odd = (bits: number): string => `${'8'.padEnd(bits / 4 - 1, '0')}1`;
      for (const [modulus, exponent] of [
        [odd(384), '03'],
        [odd(16_384), '010001'],
        [odd(2048), odd(2040)],
        [odd(4096), odd(64)],
      ] as const) {
        const key = readRsaKey(sequence(integer(modulus), integer(exponent)))!;
        const two = new Uint8Array(key.modulus.length).with(-1, 2);
        same(crypto.rsaRecover(two, key), pureCrypto.rsaRecover(two, key));
      }
    });

    it('verifies Ed25519 (RFC 8032 §7.1, test 3)', () => {
      const key = hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025');
      const signature = hex(
        '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      );
      assert.equal(crypto.ed25519Verify(signature, hex('af82'), key), true);
      assert.equal(crypto.ed25519Verify(signature, hex('af83'), key), false);
      assert.equal(crypto.ed25519Verify(signature.with(0, 0), hex('af82'), key), false);
      assert.equal(crypto.ed25519Verify(signature, hex('af82'), ED_KEY), false);
    });

    it('refuses an Ed25519 signature whose S is not reduced, that has another length, or whose key is no point', () => {
      const octets = new Uint8Array([1, 2, 3]);
      const signature = new Uint8Array(ed25519Sign('ed25519', octets));
      assert.equal(crypto.ed25519Verify(signature, octets, ED_KEY), true);
      const order = 2n ** 252n + 27742317777372353535851937790883648493n;
      const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
      const malleable = Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
      assert.equal(crypto.ed25519Verify(malleable, octets, ED_KEY), false);
      assert.equal(crypto.ed25519Verify(signature.subarray(1), octets, ED_KEY), false);
      assert.equal(crypto.ed25519Verify(new Uint8Array(64), octets, ED_KEY), false);
      assert.equal(crypto.ed25519Verify(signature, octets, new Uint8Array(32).fill(7)), false);
      assert.equal(crypto.ed25519Verify(signature, octets, new Uint8Array(31)), false);
    });

    it('refuses Ed25519 keys of small order, under which one signature fits many messages', () => {
      const identity = new Uint8Array(32).with(0, 1);
      const anyMessage = new Uint8Array(64).with(0, 1);
      assert.equal(crypto.ed25519Verify(anyMessage, new Uint8Array(5), identity), false);
    });
  });
}

describe('both crypto adapters', () => {
  it('hash alike, whatever the octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (octets) => {
        same(ADAPTERS['in Node'].sha1(octets), pureCrypto.sha1(octets));
        same(ADAPTERS['in Node'].sha256(octets), pureCrypto.sha256(octets));
      }),
    );
  });

  it('recover alike, whatever the signature', () => {
    const key = rsaKey('rsa512');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (signature) => {
        same(ADAPTERS['in Node'].rsaRecover(signature, key), pureCrypto.rsaRecover(signature, key));
      }),
    );
  });

  it('verify Ed25519 alike, crafted signatures included', () => {
    const octets = new Uint8Array([9]);
    // R and the key with a point of small order added: only a check with the cofactor takes it.
    const torsion = ed25519.Point.fromBytes(hex('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'), true);
    const signature = new Uint8Array(ed25519Sign('ed25519', octets));
    const r = ed25519.Point.fromBytes(signature.slice(0, 32)).add(torsion).toBytes();
    const twisted = new Uint8Array([...r, ...signature.slice(32)]);
    const twistedKey = ed25519.Point.fromBytes(ED_KEY).add(torsion).toBytes();
    for (const [s, k] of [
      [signature, ED_KEY],
      [twisted, ED_KEY],
      [signature, twistedKey],
      [twisted, twistedKey],
    ] as const) {
      assert.equal(pureCrypto.ed25519Verify(s, octets, k), ADAPTERS['in Node'].ed25519Verify(s, octets, k));
    }
  });
});

it('every point of small order is no sound key, nor is an encoding that is not canonical', () => {
  const base = ed25519.Point.fromBytes(hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'), true);
  let point = base;
  for (let order = 1; order <= 8; order++, point = point.add(base)) {
    assert.equal(isSoundEd25519Key(point.toBytes()), false);
    assert.equal(isSoundEd25519Key(point.negate().toBytes()), false);
  }
  assert.equal(isSoundEd25519Key(new Uint8Array(32).fill(0xff)), false);
  assert.equal(isSoundEd25519Key(ED_KEY), true);
});
