import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyFileLine } from '../../src/archive/key-record.ts';
import { keyOfRow, RowFault } from '../../src/evidence/keys/files/row.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';

const name = { domain: 'halden.example', selector: 'june', record: 'v=DKIM1; p=', source: 'a test' };

describe('a key that is exported and imported again', () => {
  it('is the same sighting, and a look-up stays a look-up at its own time', () => {
    const keys: StoredKey[] = [
      { ...name, tier: 'archived', firstSeenSeconds: 1_400_000_000, lastSeenSeconds: 1_500_000_000 },
      { ...name, tier: 'dns', lookedUpAtSeconds: 1_700_000_000 },
    ];
    for (const key of keys) assert.deepEqual(keyOfRow({ ...keyFileLine(key) }, undefined), key);
  });

  it('is refused where it was recovered: nobody saw it', () => {
    assert.throws(() => keyOfRow({ ...keyFileLine({ ...name, tier: 'recovered' }) }, undefined), RowFault);
  });
});
