import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assess, LETTER } from '../support/assess.ts';
import { KEY_NAMES, keyType, storedKey } from '../support/keys.ts';
import { sign } from '../support/signer.ts';

describe('a DKIM signature', () => {
  for (const key of KEY_NAMES) {
    for (const hash of keyType(key) === 'rsa' ? (['sha1', 'sha256'] as const) : (['sha256'] as const)) {
      if (key === 'rsa384' && hash === 'sha256') continue; // the block is too short for it
      it(`passes under ${key} with ${hash}`, () => {
        const { signature } = assess(sign(LETTER, { key, hash }), [storedKey(key)]);
        assert.equal(signature.result, 'pass');
        assert.equal(signature.key?.algorithm, keyType(key));
      });
    }
  }
});
