import assert from 'node:assert/strict';
import { highlightWords } from '../../src/pages/highlight.ts';
import { addTerm, excludeTerm, listChips, removeTerm, termState } from '../../src/query/edit.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { printQuery } from '../../src/query/print.ts';
import { maxQueryLength } from '../../src/query/vocabulary.ts';
import { foldText, wordsOf } from '../../src/query/words.ts';
import { indexText } from '../../src/search/fts5/writer.ts';
import { makeSnippet } from '../../src/search/snippet.ts';
import { anyQuery, anyQueryLikeText, withoutPositions } from '../../test/query/arbitrary.ts';
import { assertNoLonger, assertOrdered } from '../laws.ts';
import { octetsOfText, type Target, textOf } from '../target.ts';

const wordTokens = [
  '\u00e9',
  'e\u0301',
  '\u0301',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u0130',
  '\u03c2',
  '\u0927\u094d',
  '\u6771\u4eac',
  '\u{1d7d8}',
  '\ufb01',
  '\u1e9e',
  ' ',
  '-',
  'x',
  '10',
];

export const queryTargets: readonly Target[] = [
  {
    name: 'query',
    laws: 'what is read, printed and read again is the same; an error stands in the text; a click adds and takes away what it says',
    seeds: () =>
      [
        'a "b c" OR -d',
        'from:ada -(to:"x y" NOT date:2016-03..2016-05) word*',
        'verdict:verified* number:3..9 has:attachment signer:*',
      ].map(octetsOfText),
    tokens: [
      ...[
        '(',
        ')',
        '-',
        '"',
        '\u201c',
        '*',
        ':',
        ' ',
        ' OR ',
        ' AND ',
        'NOT ',
        '..',
        'from:',
        'to:',
        'cc:',
        'subject:',
        'body:',
        'own:',
        'quoted:',
        'filename:',
        'attachment:',
      ],
      ...[
        'domain:',
        'verdict:',
        'signer:',
        'mark:',
        'type:',
        'thread:',
        'number:',
        'has:attachment',
        'date:',
        'after:',
        'before:',
        '2016',
        '2016-02-30',
        '9999-12-31',
        'http://',
        'foo:',
      ],
      ...wordTokens,
    ],
    grammar: anyQueryLikeText.map(octetsOfText),
    maxOctets: 2 * maxQueryLength,
    microsecondsPerOctet: 60,
    run: (input) => checkQuery(textOf(input)),
  },
  {
    name: 'query-print',
    laws: 'as query, begun with the print of whole queries',
    seeds: () => [octetsOfText('a')],
    tokens: [],
    grammar: anyQuery.map((query) => octetsOfText(printQuery(query))),
    maxOctets: 2 * maxQueryLength,
    microsecondsPerOctet: 60,
    run: (input) => checkQuery(textOf(input)),
  },
  {
    name: 'snippet',
    laws: 'pieces of the text, in order, no longer than asked for; highlighting loses nothing; the index has the words that the query language has',
    seeds: () =>
      ['the budget for May: \u00c9t\u00e9, b\u00fcdget', 'a '.repeat(300), '\u6771\u4eac\u90fd e\u0301 \u0301x'].map(octetsOfText),
    tokens: [...wordTokens, 'budget', '\n', '\0', '\u2028', '\ud800', '\u{1f600}'],
    run: (input) => checkSnippet(textOf(input)),
  },
];

function checkQuery(text: string): void {
  const parsed = parseQuery(text);
  if (!parsed.ok) {
    const { at, found, message } = parsed.error;
    assert.ok(at >= 0 && at <= text.length);
    assertNoLonger(found.length, 50);
    assertNoLonger(message.length, 1_000 + text.length);
    assert.equal(addTerm(text, 'from', 'ada'), text, 'a text that is no query was changed');
    return;
  }
  const { query } = parsed;
  assert.ok(query.start >= 0 && query.end <= text.length);
  const printed = printQuery(query);
  const again = parseQuery(printed);
  assert.ok(again.ok || printed.length > maxQueryLength, `${JSON.stringify(printed)} is no query`);
  if (!again.ok) return;
  assert.deepEqual(withoutPositions(again.query), withoutPositions(query), 'printing changes the query');
  assert.equal(printQuery(again.query), printed);
  for (const chip of listChips(text)) assert.ok(parseQuery(chip.without).ok && parseQuery(chip.text).ok, JSON.stringify(chip));
  if (printed.length > maxQueryLength - 100) return;
  checkClicks(text);
}

/** At the limits a click may give a query that is refused, and told: then there is nothing more to check. */
function checkClicks(text: string): void {
  const added = addTerm(text, 'verdict', 'verified');
  if (!parseQuery(added).ok || added === text) return;
  assert.equal(termState(added, 'verdict', 'verified'), 'asked', added);
  assert.equal(termState(excludeTerm(added, 'verdict', 'verified'), 'verdict', 'verified'), 'excluded');
  assert.equal(termState(removeTerm(added, 'verdict', 'verified'), 'verdict', 'verified'), 'absent');
}

function checkSnippet(text: string): void {
  const words = [...wordsOf(text)];
  assertOrdered(words, 0, text.length);
  const folded = words.map((word) => foldText(word.text));
  for (const word of folded) assert.ok(word !== '');
  const asked = [folded[0] ?? 'x', `${(folded[1] ?? 'y').slice(0, 2).toWellFormed()}*`];
  const pieces = makeSnippet(text, asked, 120);
  assertNoLonger(
    pieces.reduce((sum, piece) => sum + piece.text.length, 0),
    124,
  );
  const query = parseQuery('budget a*');
  assert.ok(query.ok);
  assert.equal(
    highlightWords(text, query.query)
      .map((run) => run.text)
      .join(''),
    text,
  );
  // SQLite's tokenizer `ascii`: letters, digits and all above ASCII.
  const indexed = indexText(text).match(/[a-z0-9\u0080-\u{10ffff}]+/gu) ?? [];
  assert.deepEqual(
    indexed,
    folded.flatMap((word) => word.match(/[a-z0-9\u0080-\u{10ffff}]+/gu) ?? []),
    'the index has other words',
  );
}
