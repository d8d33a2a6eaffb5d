import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText, wordsOf } from '../../src/query/words.ts';

const words = (text: string) => Array.from(wordsOf(text), (word) => word.text);

describe('wordsOf', () => {
  it('gives the runs of letters and digits', () => {
    assert.deepEqual(words('Re: snake_case, lena.b@example.org (№ 12,5)'), [
      'Re',
      'snake',
      'case',
      'lena',
      'b',
      'example',
      'org',
      '12',
      '5',
    ]);
  });

  it('keeps combining marks with their letters', () => {
    assert.deepEqual(words('हिन्दी e\u0301te\u0301 ภาษาไทย'), ['हिन्दी', 'e\u0301te\u0301', 'ภาษาไทย']);
  });

  it('is not fooled by invisible characters inside a word', () => {
    assert.deepEqual(words('exam\u00ADple').map(foldText), ['example']);
    assert.deepEqual(words('a\u200Bb'), ['a', 'b']);
  });

  it('takes a run of CJK letters for one word', () => {
    assert.deepEqual(words('東京都に、行く'), ['東京都に', '行く']);
  });

  it('gives what a single pattern would, without asking it of every character', () => {
    const piece = fc.oneof(
      fc.constantFrom('a', 'Z', '9', ' ', '.', 'é', 'e\u0301', '\u0301', '\u00AD', '\u200B', '\u200D', '𝒳', '😀', '中', '\uD800', '\uDC00'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const found = Array.from(text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}[\p{Cf}--\u200B]]*/gv), ([word]) => word);
        assert.deepEqual(words(text), found);
      }),
    );
  });

  it('gives each word its place', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of wordsOf(text)) assert.equal(text.slice(word.start, word.end), word.text);
      }),
    ));
});

describe('foldText', () => {
  it('drops case and diacritics', () => {
    assert.equal(foldText('ÉTÉ Straße'), 'ete straße');
    assert.equal(foldText('e\u0301te\u0301'), foldText('ÉTÉ'));
    assert.equal(foldText('Ёлка й'), 'елка и');
    assert.equal(foldText('ΟΔΌΣ οδός'), 'οδοσ οδοσ');
    assert.equal(foldText('İstanbul'), 'istanbul');
    assert.equal(foldText('שָׁלוֹם'), 'שלום');
    assert.equal(foldText('مُحَمَّد'), 'محمد');
  });

  it('leaves what is no mark yet in a block of marks', () => {
    assert.deepEqual(words(foldText('a\u20fdb')), ['a', 'b']);
  });

  it('leaves the vowel signs of Indic scripts', () => {
    assert.notEqual(foldText('की'), foldText('का'));
  });

  it('makes one word of every letter and digit there is', () => {
    for (let point = 0; point < 0x110000; point++) {
      const letter = String.fromCodePoint(point);
      if (!/[\p{L}\p{N}]/u.test(letter)) continue;
      const folded = foldText(letter);
      if (words(folded).join('|') !== folded) assert.fail(`U+${point.toString(16)}`);
    }
  });

  it('keeps the words of a text, and changes nothing the second time', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(words(foldText(text)), words(text).map(foldText));
        assert.equal(foldText(foldText(text)), foldText(text));
      }),
      { numRuns: 1000 },
    ));
});
