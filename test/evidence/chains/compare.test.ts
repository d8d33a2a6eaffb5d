import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Comparison, compareTexts } from '../../../src/evidence/chains/compare.ts';
import { chainWords, extentOfWords } from '../../../src/evidence/chains/words.ts';

const letter = `Dear Otto,
the board met on 12 May and approved the budget of $4,500 for the archive. Lena Brandt was not there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.

Please tell nobody before the lawyers have read it.`;

function compare(own: string, quoted: string, isMarked = true): Comparison {
  const words = chainWords(own);
  return compareTexts({ text: own, ...words, counts: () => true }, { text: quoted, ...chainWords(quoted), isMarked });
}

/** A text with itself, of which no words are made. */
function compareUnread(text: string): Comparison {
  const none = { text, words: [], starts: [], ends: [] };
  return compareTexts({ ...none, extent: extentOfWords(text), counts: () => true }, { ...none, isMarked: true });
}

const told = (own: string, { differences }: Comparison, quoted: string) =>
  differences.map(({ kind, of, own: a, quoted: b }) => [kind, of, own.slice(a.start, a.end), quoted.slice(b.start, b.end)]);

describe('a quote of the whole text', () => {
  const honest: Readonly<Record<string, string>> = {
    'as it is': letter,
    'wrapped anew': letter.replaceAll('\n', ' ').replace(/(.{20,30}) /g, '$1\n'),
    'with typographic quotes and dashes': letter.replaceAll("'", '’').replaceAll(', ', ' — '),
    'in capitals': letter.toUpperCase(),
  };
  for (const [how, quoted] of Object.entries(honest)) {
    it(`has all its words, and differs in nothing: ${how}`, () => {
      const { ownWords, matchedWords, unmatched, differences } = compare(letter, quoted);
      assert.equal(matchedWords, ownWords);
      assert.deepEqual([unmatched, differences], [[], []]);
    });
  }
});

describe('a quote that is the same text to the letter', () => {
  it('is found to be what a comparison of the words finds', () => {
    const word = fc.constantFrom(...'the board met, on 12 May. Nobody > \n - $5'.split(' '));
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.boolean(), (same, isMarked) => {
        // White space at the end is nothing to the words, and keeps the two texts apart.
        assert.deepEqual(compare(same, same, isMarked), compare(same, `${same} `, isMarked));
        assert.deepEqual(compareUnread(same), compare(same, `${same} `, isMarked));
      }),
    );
  });
});

describe('an honest quote', () => {
  const cases: Readonly<Record<string, readonly [own: string, quoted: string, isMarked?: boolean]>> = {
    'that begins and ends later': [letter, letter.slice(60, -60)],
    'that lacks a sentence': [letter, letter.replace(/We shall.*week\.\n/, '')],
    'in which a passage became an ellipsis': [letter, letter.replace(/We shall.*week\./, '[...]')],
    'with an answer between two sentences, unmarked': [letter, letter.replace('there.\n', 'there.\nThat is what I heard too.\n'), false],
    'with an answer instead of the rest of a paragraph, unmarked': [
      letter,
      letter.replace(/We shall.*week\./, 'Thanks, that will do!'),
      false,
    ],
    'whose links were rewritten': [
      letter.replace('contract', 'contract http://a.example/1'),
      letter.replace('contract', 'contract https://safe.example/?u=2'),
    ],
    'whose accents were lost': [letter.replaceAll('Lena', 'Héléna'), letter.replaceAll('Lena', 'Helena')],
    'whose charset was misread': [letter.replaceAll('Brandt', 'Brändtlein'), letter.replaceAll('Brandt', 'BrÃ¤ndtlein')],
    'of which the end of a line stands elsewhere, with the word that the next line begins with': [
      letter.replace('before Friday', 'before before Friday'),
      letter.replace('before Friday', '\nbefore Friday'),
    ],
    'in which a word was misread so that it ends in the one that follows': [
      letter.replace('met on', 'não o comissão on'),
      letter.replace('met on', 'nÃ£o o comissÃ£o on'),
    ],
    'whose accents were lost at the ends of words': [letter.replaceAll('contract', 'manhã'), letter.replaceAll('contract', 'manha')],
    'whose accents one program lost, while another misread the letter that was left': [
      letter.replaceAll('budget', 'größte'),
      letter.replaceAll('budget', 'groÃ\u009fte'),
    ],
    'whose spaces were misread twice': [
      letter.replace('12 May', '12.5.2016 and May'),
      letter.replace('12 May', '12.5.2016Ã\u0082Â and May'),
    ],
    'that lacks a sentence of one word': [letter.replace('archive. ', 'archive. Good. '), letter],
    'of which the last word of a line stands elsewhere': [letter.replace('there.\n', 'there either.\n'), letter],
    'that puts an ellipsis for the beginning of a sentence': [letter, letter.replace('Lena Brandt was', '... was')],
    'in which a word is hyphenated': [letter.replace('lawyers', 'solicitors'), letter.replace('lawyers', 'solici-\ntors')],
  };
  for (const [how, [own, quoted, isMarked]] of Object.entries(cases)) {
    it(`${how} differs in nothing`, () => assert.deepEqual(told(own, compare(own, quoted, isMarked), quoted), []));
  }
});

describe('a text that was changed after it was quoted', () => {
  const cases: Readonly<Record<string, readonly [from: string, to: string, expected: readonly string[]]>> = {
    'in a number': ['$4,500', '$45,000', ['replaced', 'number', '45,000', '4,500']],
    'in a date': ['12 May', '21 May', ['replaced', 'number', '21', '12']],
    'in a name': ['Lena Brandt', 'Lena Braun', ['replaced', 'name', 'Braun', 'Brandt']],
    'in a word': ['approved', 'rejected', ['replaced', 'word', 'rejected', 'approved']],
    'by a negation that was taken out': ['was not there', 'was there', ['inserted', 'negation', '', 'not']],
    'by a negation that was put in': ['We shall send', 'We shall not send', ['left-out', 'negation', 'not', '']],
    'by a sentence that was taken out': ['Lena Brandt was not there.\n', '', ['inserted', 'negation', '', 'Lena Brandt was not there']],
    'in two places with a word between': ['$4,500 for the', '$45,000 of the', ['replaced', 'number', '45,000 of', '4,500 for']],
    'in two words with one between': [
      'approved the budget of',
      'refused the contract of',
      ['replaced', 'word', 'refused the contract', 'approved the budget'],
    ],
    'by a negation put in where a sentence begins': ['. Lena', '. Never Lena', ['left-out', 'negation', 'Never', '']],
    'by a negation put in where a sentence ends': ['the archive.', 'the archive never.', ['left-out', 'negation', 'never', '']],
    'two words before its end': ['lawyers', 'bankers', ['replaced', 'word', 'bankers', 'lawyers']],
    'at the end of a sentence': ['before Friday', 'before Monday', ['replaced', 'name', 'Monday', 'Friday']],
  };
  for (const [how, [from, to, expected]] of Object.entries(cases)) {
    it(`${how} shows it`, () => {
      const changed = letter.replace(from, to);
      assert.notEqual(changed, letter);
      assert.deepEqual(told(changed, compare(changed, letter), letter), [expected]);
    });
  }

  it('by a sentence that was put in has words that the quote does not vouch for', () => {
    const added = 'I have paid the minister as we had agreed.';
    const changed = letter.replace('\n\nPlease', `\n${added}\n\nPlease`);
    const { unmatched, longestUnmatched } = compare(changed, letter);
    assert.deepEqual(
      unmatched.map(({ start, end }) => changed.slice(start, end)),
      [added.slice(0, -1)],
    );
    assert.equal(longestUnmatched, 9);
  });
});

describe('where a quote begins and ends', () => {
  const part = letter.slice(letter.indexOf('We shall'), letter.indexOf('\n\nPlease'));
  const added = (quoted: string, isMarked = true) =>
    compare(letter, quoted, isMarked).interleaved.map(({ start, end }) => quoted.slice(start, end));

  it('other words than the message has in that sentence are told, and are no difference', () => {
    const [other, longer] = [part.replace('We shall', 'Nobody will'), part.replace('next week.', 'as soon as the bank has paid.')];
    assert.deepEqual([added(other), added(longer)], [['Nobody will'], ['as soon as the bank has paid']]);
    assert.deepEqual([added(other, false), added(longer, false)], [['Nobody will'], ['as soon as the bank has paid']]);
    assert.deepEqual(
      [other, longer].flatMap((quoted) => compare(letter, quoted).differences),
      [],
    );
  });

  it('words beyond all that the message says are told, where they go on with its first or its last sentence', () => {
    assert.deepEqual(added(`By the way, ${letter.slice('Dear Otto,\n'.length)}`), ['By the way']);
    assert.deepEqual(added(letter.replace(/it\.$/, 'it and paid.')), ['and paid']);
  });

  it('nothing is told of a trimmed passage, of sentences of their own, and of remarks in brackets', () => {
    for (const quoted of [part, `Here it is: ${part}`, `${part} Thank you.`, `${part}\nOtto`, part.replace('We', '[They]'), `... ${part}`])
      assert.deepEqual(added(quoted), [], quoted);
  });

  it('nothing is told of the footer of a list below a ruler, and of what is left of an address that was wrapped', () => {
    assert.deepEqual(added(letter.replace(/\.$/, ' ______ Budget mailing list')), []);
    const link = letter.replace(/\.$/, ' http://a.example/1');
    const wrapped = letter.replace(/\.$/, ' https://safe.example/?u=2&data=04%7 C01%7C3000');
    assert.deepEqual(compare(link, wrapped).interleaved, []);
  });
});

it('words that do not count as the author’s are no part of the share, matched or not', () => {
  const own = `${letter}\n-- \nAda Roth, Head of Archives`;
  const words = chainWords(own);
  const signature = words.starts.findIndex((start) => start > letter.length);
  const { ownWords, matchedWords, unmatched } = compareTexts(
    { text: own, ...words, counts: (index) => index < signature },
    { text: letter, ...chainWords(letter), isMarked: true },
  );
  assert.equal(ownWords, signature);
  assert.equal(matchedWords, signature);
  assert.deepEqual(unmatched, []);
});
