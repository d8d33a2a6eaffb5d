import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Relation } from '../../../src/evidence/chains/relate.ts';
import { canBeSame, quotersOf } from '../../../src/evidence/findings/false-attribution.ts';

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

describe('those who quote a message', () => {
  const person = (index: number) => ({ name: `Reader${'abcdefghij'[index % 10]!.repeat(2)}x`, address: `r${index}@many.example` });
  const by = (author: object) => ({ author }) as Relation;

  it('are known by any of their names', () => {
    const quoters = quotersOf([
      by({ name: 'Lena Brandt', address: 'lena@halden.example' }),
      by({ name: 'Otto Weiss', address: 'ow@weiss.example' }),
    ]);
    assert.ok(quoters({ name: 'L. Brandt' }) && quoters({ address: 'ow@weiss.example' }));
    assert.ok(!quoters({ name: 'Mira Okafor' }));
    assert.ok(!quotersOf([])({ name: 'Mira Okafor' }));
  });

  it('are two hundred at the most, however often each of them quotes it', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => by(person(Math.floor(index / 4))));
    const quoters = quotersOf(many);
    const stranger = (index: number) => quoters({ name: 'Mira Okafor', address: person(index).address });
    assert.deepEqual([stranger(0), stranger(199), stranger(200)], [true, true, false]);
  });
});
