import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText, wordsOf } from '../../src/query/words.ts';
import { makeSnippet, type SnippetPiece } from '../../src/search/snippet.ts';

/** A snippet as a line, its hits in square brackets. */
const shown = (pieces: readonly SnippetPiece[]) => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('makeSnippet', () => {
  it('marks whole words without regard to case and diacritics', () => {
    assert.equal(shown(makeSnippet('An Été of budgets: BUDGET, été!', ['budget', 'ete'], 100)), 'An [Été] of budgets: [BUDGET], [été]!');
  });

  it('marks words that begin as asked', () => {
    assert.equal(shown(makeSnippet('budgets and low-budget plans', ['budg*'], 100)), '[budgets] and low-[budget] plans');
  });

  it('puts the text on one line', () => {
    assert.equal(shown(makeSnippet(' a\r\n\tb\u00A0c\0d \n', [], 100)), 'a b c d');
  });

  it('shows the place where most of the words stand together', () => {
    const text = `${'draft of nothing else. '.repeat(20)}${'lorem ipsum '.repeat(20)}the draft budget for May ${'dolor sit '.repeat(30)}`;
    assert.match(shown(makeSnippet(text, ['draft', 'budget'], 60)), /^… .*the \[draft\] \[budget\] for May.* …$/);
  });

  it('shows the beginning where no word is found, whole words where it can', () => {
    assert.equal(shown(makeSnippet('one two three four', ['none'], 12)), 'one two …');
    assert.equal(shown(makeSnippet('', ['none'], 12)), '');
    assert.equal(shown(makeSnippet('x'.repeat(50), [], 12)), `${'x'.repeat(12)} …`);
  });

  it('finds a hit at the very end', () => {
    assert.equal(shown(makeSnippet(`${'a '.repeat(100)}budget`, ['budget'], 20)), `… ${'a '.repeat(7)}[budget]`);
  });

  it('marks in a text that it shows whole each word that folds to one asked for, and no other', () => {
    const piece = fc.constantFrom(...'aAbé’ſKı-_ .9中😀𝐀', 'e\u0301', '\u0301', '\u00ad', '\u200b', 'ab', 'ß', 'İ');
    const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const asked = fc.constantFrom(['a'], ['ab'], ['b*'], ['a*', 'é'], ['e'], ['k', 's'], ['a', 'ab', 'e*'], ['中'], ['9', 'i*']);
    fc.assert(
      fc.property(anyText, asked, (text, words) => {
        const line = text.trim();
        const marked = makeSnippet(line, words, 1_000).flatMap(({ text, hit }) => (hit ? [text] : []));
        const expected = [...wordsOf(line)].filter(({ text }) => {
          const folded = foldText(text);
          return words.some((word) => (word.endsWith('*') ? folded.startsWith(word.slice(0, -1)) : folded === word));
        });
        assert.deepEqual(
          marked,
          expected.map(({ text }) => text),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('marks a word of any length', () => {
    const word = 'ab'.repeat(20_000);
    assert.deepEqual(makeSnippet(`x ${word}c ${word} y`, [word], 120_000), [
      { text: `x ${word}c `, hit: false },
      { text: word, hit: true },
      { text: ' y', hit: false },
    ]);
  });

  it('takes bounded time on a long text', () => {
    const text = 'a '.repeat(5_000_000);
    const began = performance.now();
    makeSnippet(text, ['a', 'b*'], 240);
    makeSnippet('a'.repeat(5_000_000), ['a'], 240);
    makeSnippet('aé'.repeat(5_000_000), ['a', 'e*'], 240);
    assert.ok(performance.now() - began < 2_000);
  });

  it('is a piece of the line, not longer than asked, and marks nothing but hits', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('draft', 'Budget', 'x'.repeat(30), '😀', '\n', 'é', 'e\u0301', '…'), { maxLength: 60 }),
        fc.constantFrom(['draft'], ['budget', 'e'], ['b*', 'draft'], []),
        fc.integer({ min: 1, max: 80 }),
        (parts, words, maxChars) => {
          const pieces = makeSnippet(parts.join(' '), words, maxChars);
          const line = parts.join(' ').replace(/\s+/g, ' ').trim();
          const inner = pieces
            .filter(({ text }, index) => text !== '… ' || index > 0)
            .filter(({ text }, index, all) => text !== ' …' || index < all.length - 1);
          const text = inner.map((piece) => piece.text).join('');
          assert.ok(line.includes(text));
          assert.ok(text.length <= maxChars);
          assert.ok(text.isWellFormed());
          for (const piece of pieces.filter(({ hit }) => hit)) {
            const [word, ...rest] = wordsOf(piece.text);
            assert.deepEqual(rest, []);
            const folded = foldText(word!.text);
            assert.ok(words.some((asked) => (asked.endsWith('*') ? folded.startsWith(asked.slice(0, -1)) : folded === asked)));
          }
        },
      ),
      { numRuns: 500 },
    ));
});
