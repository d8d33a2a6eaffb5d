import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { keyConflict } from '../../../src/evidence/keys/conflicts.ts';
import type { StoredKey } from '../../../src/evidence/keys/key.ts';

const recordOf = () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
};
const one = recordOf();
const other = recordOf();
const revoked = 'v=DKIM1; p=';
const seen = (record: string, first?: number, last?: number): StoredKey => ({
  domain: 'halden.example',
  selector: 'june',
  record,
  tier: 'archived',
  source: 'a test',
  ...(first !== undefined && { firstSeenSeconds: first }),
  ...(last !== undefined && { lastSeenSeconds: last }),
});

describe('keyConflict', () => {
  it('finds nothing in one key, one key seen twice, and a change of keys', () => {
    assert.equal(keyConflict([]), undefined);
    assert.equal(keyConflict([seen(one)]), undefined);
    assert.equal(keyConflict([seen(one, 10, 20), seen(`${one}; t=y`, 15, 30), seen(one)]), undefined);
    assert.equal(keyConflict([seen(one, 10, 20), seen(other, 20, 30), seen(revoked, 40, 40)]), undefined);
  });

  it('finds different keys, or a key and its revocation, in one span of time', () => {
    assert.equal(keyConflict([seen(one, 10, 20), seen(other, 19, 30)]), 'overlapping');
    assert.equal(keyConflict([seen(one, 10, 20), seen(revoked, 15, 15)]), 'overlapping');
    assert.equal(keyConflict([seen(one, 10, 10), seen(other, 10, 10)]), 'overlapping');
  });

  it('says where the order is not known, unless there is worse', () => {
    assert.equal(keyConflict([seen(one, 10, 20), seen(other)]), 'unordered');
    assert.equal(keyConflict([seen(one), seen(other), seen(one, 10, 20), seen(other, 15, 30)]), 'overlapping');
  });

  it('lets a record that cannot be read speak against nothing', () => {
    assert.equal(keyConflict([seen(one, 10, 20), seen('v=DKIM1; p=!', 10, 20), seen('')]), undefined);
  });

  it('does not depend on the order of the records', () => {
    const time = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
    const anyKey = fc.tuple(fc.constantFrom(one, other, revoked, 'x'), time, fc.nat(3));
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 5 }), (keys) => {
        const all = keys.map(([record, first, length]) => seen(record, first, first === undefined ? undefined : first + length));
        assert.equal(keyConflict(all), keyConflict(all.toReversed()));
      }),
    );
  });
});
