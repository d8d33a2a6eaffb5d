import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canBeSame } from '../../../src/evidence/findings/false-attribution.ts';

describe('two people', () => {
  it('can be one where a word of their names or addresses is the same, or stands within the other', () => {
    const lena = { name: 'Lena Brandt', address: 'lena@halden.example' };
    for (const other of [
      { name: 'Brandt, Lena' },
      { name: 'L. Brandt' },
      { address: 'lbrandt@home.example' },
      { name: 'LENA' },
      { name: 'Léna' },
      { name: 'Лена Брандт' },
      { name: '…' },
      { address: 'xxxx@xxxx' },
      {},
    ])
      assert.ok(canBeSame(lena, other), JSON.stringify(other));
  });

  it('cannot where nothing is', () => {
    const lena = { name: 'Lena Brandt', address: 'lena@halden.example' };
    for (const other of [{ name: 'Mira Okafor' }, { address: 'mira@halden.example' }, { name: 'Otto Weiss', address: 'ow@weiss.example' }])
      assert.ok(!canBeSame(lena, other), JSON.stringify(other));
  });

  it('are each the same as himself, and the same whichever is named first', () => {
    const person = fc.record({ name: fc.string({ unit: 'binary' }), address: fc.emailAddress() }, { requiredKeys: [] });
    fc.assert(
      fc.property(person, person, (one, other) => {
        assert.ok(canBeSame(one, one));
        assert.equal(canBeSame(one, other), canBeSame(other, one));
      }),
    );
  });
});
