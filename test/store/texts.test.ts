import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { packText, unpackText } from '../../src/store/octets.ts';

describe('packText', () => {
  it('keeps every text, short or long, whatever it begins with', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(1, 300, 30_000),
        fc.constantFrom('', '(', '(µ/ý', '\uFFFD'),
        (unit, times, start) => {
          const text = start + unit.repeat(times);
          assert.equal(unpackText(packText(text)), text.slice(0, 1 << 20).toWellFormed());
        },
      ),
    ));

  it('stores a long text in less room than it has', () => {
    assert.ok(packText('all work and no play '.repeat(1_000)).length < 1_000);
  });
});
