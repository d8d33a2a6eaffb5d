import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isHarmless } from '../../../src/evidence/chains/differences.ts';
import { chainWords, extentOfWords, linkWord, maxChainWords } from '../../../src/evidence/chains/words.ts';
import { checkLinear } from '../../linear.ts';

const words = (text: string) => chainWords(text).words;

describe('the words that chains compare', () => {
  it('are the same however the text is wrapped, cased and punctuated, with typographic quotes or plain ones', () => {
    assert.deepEqual(words('“Don’t” said Éva —\r\n   wait!'), words('"don\'t" said e\u0301va - WAIT'));
  });

  it('keep the digits, sign, decimals and currency of a number', () => {
    assert.deepEqual(words('-3.50 and 3.50; −7 and 7; $5 or €5; 12 % of 1,000.00'), [
      ...['-3.50', 'and', '3.50', '-7', 'and', '7', '$', '5', 'or', '€', '5', '12', '%', 'of', '1,000.00'],
    ]);
  });

  it('take no hyphen for a sign, and no date or time apart', () => {
    assert.deepEqual(words('A-4, 10-20, 2016-05-12 at 14:02'), ['a', '4', '10-20', '2016-05-12', 'at', '14:02']);
  });

  it('hold one word for every address of a link, and none for the address that a program puts behind a text', () => {
    assert.deepEqual(words('see http://a.example/x?y=1 or www.b.example'), ['see', linkWord, 'or', linkWord]);
    assert.deepEqual(
      words('the minutes<https://safe.example/?u=1> of ada@a.example<mailto:ada@a.example>'),
      words('the minutes of ada@a.example'),
    );
  });

  it('are the single characters of scripts without spaces', () => {
    assert.deepEqual(words('予算は5%'), ['予', '算', 'は', '5', '%']);
  });

  it('have no invisible characters in them, and none is made of those alone', () => {
    assert.deepEqual(words('soft\u00adware \u200e\u200f'), ['software']);
  });

  it('stand in the text where it is said, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { words, starts, ends } = chainWords(text);
        for (let at = 0; at < words.length; at++) {
          assert.notEqual(words[at], '');
          assert.ok(starts[at]! >= (ends[at - 1] ?? 0) && ends[at]! > starts[at]!);
          const alone = chainWords(text.slice(starts[at], ends[at])).words;
          assert.equal(alone.at(-1), words[at]);
        }
      }),
    );
  });

  it('are the same in a text of ASCII and in one that goes on beyond it', () => {
    const ascii = fc.string({ unit: fc.constantFrom(..."aB9 '-+$%.,:/<>\n\thttp:www".split('')), maxLength: 60 });
    fc.assert(fc.property(ascii, (text) => assert.deepEqual(words(`${text} é`), [...words(text), 'é'])));
    assert.deepEqual(words('<http://a.b> x http://c.d/e é'), [...words('<http://a.b> x http://c.d/e'), 'é']);
  });

  it('hide no word in the address of a link: it ends where other letters begin', () => {
    assert.deepEqual(words('https://a.example/x議会'), [linkWord, '議', '会']);
  });

  it('are the same by the short cut as by the pattern, whatever the text', () => {
    const near = fc.constantFrom(
      ..."aZ19éÂÃàÖşİıŉſß’'-+−$€£%.,:/<>[] \n\u0301\u00ad漢Жא٣",
      'http://',
      'HTTPS://',
      'www.',
      'ftp',
      '[image: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(chainWords(text), chainWords(text, true));
        const { words, starts, ends } = chainWords(text);
        assert.deepEqual(extentOfWords(text), { words: words.length, start: starts[0] ?? 0, end: ends.at(-1) ?? 0 });
      }),
      { numRuns: 3_000 },
    );
  });

  it('end at a limit, and cost linear time', () => {
    assert.equal(words('a '.repeat(maxChainWords + 5)).length, maxChainWords);
    for (const piece of ["'a", '-', '<http:', '$', 'www.', '1.', 'a\u2019', 'http://', '\u00ad'])
      checkLinear('', piece.repeat(10), chainWords);
    // Marks in the wrong order.
    for (const piece of ['\u0301\u0327', '\u0e48\u0e38']) checkLinear('b', piece, (text) => [chainWords(text), isHarmless([text], ['b'])]);
  });
});
