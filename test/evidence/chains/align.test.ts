import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { alignWords, type Run } from '../../../src/evidence/chains/align.ts';

const split = (text: string) => text.split(' ');
const shared = (runs: readonly Run[]) => runs.reduce((sum, { length }) => sum + length, 0);

describe('alignWords', () => {
  it('finds what two texts share around a word that was replaced and one that was left out', () => {
    const runs = alignWords(
      split('we meet on monday at five in the old house near the river'),
      split('we meet on tuesday at five in the house near the river'),
    );
    assert.deepEqual(runs, [
      { a: 0, b: 0, length: 3 },
      { a: 4, b: 4, length: 4 },
      { a: 9, b: 8, length: 4 },
    ]);
  });

  it('takes no word in common for agreement between texts that differ', () => {
    const one = split('yesterday morning seven of our people were seen and nobody there could tell us why they had come');
    const other = split('buy cheap watches now from the best shops and get another one free with no questions asked today');
    assert.deepEqual(alignWords(one, other), []);
  });

  it('gives runs of equal words, in order in both, each as long as can be, whatever the texts', () => {
    const word = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.array(word, { maxLength: 60 }), (a, b) => {
        let last: Run = { a: 0, b: 0, length: 0 };
        for (const run of alignWords(a, b)) {
          assert.ok(run.length > 0 && run.a >= last.a + last.length && run.b >= last.b + last.length);
          assert.ok(run.a > last.a + last.length || run.b > last.b + last.length || last.length === 0);
          assert.deepEqual(a.slice(run.a, run.a + run.length), b.slice(run.b, run.b + run.length));
          last = run;
        }
        assert.ok(last.a + last.length <= a.length && last.b + last.length <= b.length);
      }),
    );
  });

  it('finds nearly all that the longest common subsequence has, where one text is the other with changes', () => {
    const change = fc.constantFrom('keep', 'keep', 'keep', 'keep', 'keep', 'keep', 'drop', 'add', 'replace');
    const texts = fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }).map(String), change), { minLength: 30, maxLength: 120 });
    fc.assert(
      fc.property(texts, (pairs) => {
        const a = pairs.map(([word]) => word);
        const b = pairs.flatMap(([word, change]) =>
          change === 'drop' ? [] : change === 'add' ? [word, 'new'] : change === 'replace' ? ['other'] : [word],
        );
        assert.ok(shared(alignWords(a, b)) >= 0.85 * longestCommon(a, b));
      }),
    );
  });

  it('is about linear in the length of the texts, alike, unlike or of one word repeated', () => {
    const time = (length: number) => {
      const a = Array.from({ length }, (_, index) => `w${(index * 7919) % 3001}`);
      const b = a.map((word, index) => (index % 100 === 7 ? 'changed' : word));
      const began = process.threadCpuUsage();
      for (const other of [b, a.toReversed(), a.map(() => 'a')]) alignWords(a, other);
      alignWords(
        b.map(() => 'a'),
        [...a.map(() => 'a'), 'b', 'a'],
      );
      const { user, system } = process.threadCpuUsage(began);
      return user + system;
    };
    time(5_000);
    const ratios = [0, 1, 2].map(() => time(40_000) / time(5_000));
    assert.ok(Math.min(...ratios) < 24, `${ratios}`);
  });

  it('is about linear, though each search between anchors finds one more and leaves nearly all', () => {
    const block = (index: number) => Array.from({ length: 8 }, (_, word) => `${index}-${word}`);
    /** Blocks 2 1 3 2 4 3 …, each between two words that the other text has not: at each end alone one stands once. */
    const text = (blocks: number, between: string) =>
      Array.from({ length: blocks }, (_, index) =>
        [index + 1, index].flatMap((one, at) => [...block(one), `${between}${index}-${at}`]),
      ).flat();
    const time = (blocks: number) => {
      const [a, b] = [text(blocks, 'a'), text(blocks, 'b')];
      const began = process.threadCpuUsage();
      alignWords(a, b);
      const { user, system } = process.threadCpuUsage(began);
      return user + system;
    };
    time(300);
    const ratios = [0, 1, 2].map(() => time(2_400) / time(300));
    assert.ok(Math.min(...ratios) < 24, `${ratios}`);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    const next = new Uint16Array(b.length + 1);
    for (let at = 1; at <= b.length; at++) next[at] = word === b[at - 1] ? row[at - 1]! + 1 : Math.max(row[at]!, next[at - 1]!);
    row = next;
  }
  return row[b.length]!;
}
