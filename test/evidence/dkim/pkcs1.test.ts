import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readPkcs1Block } from '../../../src/evidence/dkim/pkcs1.ts';
import { encodeBlock } from '../support/signer.ts';

describe('a PKCS #1 v1.5 block', () => {
  const digest = createHash('sha256').update('x').digest();

  for (const hash of ['sha1', 'sha256'] as const) {
    for (const withoutNull of [false, true]) {
      it(`is read with ${hash}, NULL ${withoutNull ? 'left out' : 'present'} (RFC 8017 §9.2)`, () => {
        const signed = createHash(hash).update('x').digest();
        const read = readPkcs1Block(encodeBlock(signed, hash, 128, withoutNull));
        assert.equal(read?.hash, hash);
        assert.deepEqual(Buffer.from(read?.digest ?? []), signed);
      });
    }
  }

  it('needs eight octets of padding', () => {
    const infoLength = 51;
    assert.ok(readPkcs1Block(encodeBlock(digest, 'sha256', infoLength + 11)));
    assert.equal(readPkcs1Block(encodeBlock(digest, 'sha256', infoLength + 10)), undefined);
  });

  it('is none where anything follows the digest, as forgeries under the exponent 3 have it (CVE-2006-4339)', () => {
    const short = encodeBlock(digest, 'sha256', 70);
    assert.equal(readPkcs1Block(Buffer.concat([short, Buffer.alloc(58)])), undefined);
  });

  it('is none where one octet outside of the digest is another', () => {
    const block = encodeBlock(digest, 'sha256', 128);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 128 - 33 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        assert.equal(readPkcs1Block(Uint8Array.from(block).with(at, block[at]! ^ change)), undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('is none of any length without such an inside, and never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => assert.equal(readPkcs1Block(octets), undefined)));
  });
});
