import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NumberPairs } from '../../../src/evidence/chains/number-pairs.ts';

const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** As `takeSorted` gives them. */
function inOrder(given: readonly (readonly [number, number])[]): number[] {
  return [...given].sort(([a, x], [b, y]) => a - b || x - y).flatMap(([first, second]) => [second, first]);
}

describe('pairs of numbers', () => {
  it('come out by the first number, then by the second, and are gone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), fc.array(fc.tuple(number, number)), (some, others) => {
        const pairs = new NumberPairs();
        for (const given of [some, others]) {
          for (const [first, second] of given) pairs.add(first, second);
          assert.deepEqual([...pairs.takeSorted()], inOrder(given));
        }
      }),
    );
  });

  it('may be more than there is room for at first', () => {
    const given = Array.from({ length: 10_000 }, (_, at) => [(at * 7919) % 10_007, at] as const);
    const pairs = new NumberPairs();
    for (const [first, second] of given) pairs.add(first, second);
    assert.deepEqual([...pairs.takeSorted()], inOrder(given));
  });
});
