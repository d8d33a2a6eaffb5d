import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { PublicKey } from '../../../src/evidence/keys/record.ts';
import { materialName } from '../../../src/evidence/keys/same-key.ts';

it('keys whose octets are no UTF-8 have different names, however the octets are held', () => {
  const named = (octets: Uint8Array) => materialName({ type: 'ed25519', octets } as PublicKey);
  assert.notEqual(named(Buffer.of(0xff, 1)), named(Buffer.of(0xfe, 1)));
  assert.equal(named(Buffer.of(0xff, 1)), named(Uint8Array.of(0xff, 1)));
});
