import fc from 'fast-check';
import { type Query, textFields } from '../../src/query/ast.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { markNames, maxPrefixes, maxTerms, verdictNames } from '../../src/query/vocabulary.ts';

const here = { start: 0, end: 0 };
const anyWord = fc.oneof(
  fc.constantFrom('budget', 'Lena', 'OR', 'NOT', 'AND', 'été', 'हिन्दी', '東京', '10', 'x'),
  fc.stringMatching(/^[a-zA-Zа-я0-9]{1,8}$/u),
);
const anyMoment = fc.constantFrom('2016', '2016-03', '2016-02-29', '2016-03-01T12:00', '2016-12-31T23:59:59');

/** A query of one condition, as text: all that the parser takes. */
const anyTermText = fc.oneof(
  anyWord.map((word) => (/^(OR|NOT|AND)$/.test(word) ? `"${word}"` : word)),
  fc.tuple(fc.constantFrom(...textFields), anyWord, fc.constantFrom('', '*')).map(([field, word, star]) => `${field}:${word}${star}`),
  fc
    .tuple(fc.array(anyWord, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '*'))
    .map(([words, star]) => `"${words.join(' ')}"${star}`),
  fc.constantFrom(
    'from:a@b.org',
    'to:"a(b@c.org"',
    'domain:b.org',
    'domain:Bücher。example。',
    'signer:☃.b',
    'from:a@bücher.example',
    'signer:*',
    'signer:b.org',
    'has:attachment',
    'type:image/png',
    'type:pdf',
    '*',
  ),
  fc.constantFrom(...verdictNames).map((name) => `verdict:${name}`),
  fc.constantFrom('verdict:verified*', 'mark:s*', ...markNames.map((name) => `mark:${name}`)),
  fc.nat({ max: 99 }).map((thread) => `thread:${thread}`),
  fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 9, max: 20 })).map(([first, last]) => `number:${first}..${last}`),
  fc.nat({ max: 9 }).map((first) => `number:${first}..`),
  anyMoment.map((moment) => `date:${moment}`),
  fc.tuple(fc.constantFrom('after:', 'before:', 'date:..'), anyMoment).map(([form, moment]) => `${form}${moment}`),
);

const anyTerm: fc.Arbitrary<Query> = anyTermText.map((text) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
});

/** Every shape of query within the limits, its terms made by the parser, all positions 0. */
export const anyQuery: fc.Arbitrary<Query> = fc
  .letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      anyTerm,
      tie('query').map((part) => ({ kind: 'not', part, ...here }) as const),
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: 'and', parts, ...here }) as const),
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: 'or', parts, ...here }) as const),
    ),
  }))
  .query.filter((query) => countTerms(query) <= maxTerms && countTerms(query, isPrefix) <= maxPrefixes);

function countTerms(query: Query, counts = (_: Query) => true): number {
  if ('parts' in query) return query.parts.reduce((sum, part) => sum + countTerms(part, counts), 0);
  if ('part' in query) return countTerms(query.part, counts);
  return counts(query) ? 1 : 0;
}

function isPrefix(query: Query): boolean {
  return query.kind === 'words' && query.prefix;
}

/** Texts that look like queries: pieces of the language in any order. */
export const anyQueryLikeText = fc
  .array(
    fc.oneof(anyTermText, fc.constantFrom('(', ')', '-', ' ', 'OR', 'NOT', '"', '*', ':', '..', 'from:', 'foo:', '“', '\u00AD', '\uFEFF')),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(' ').replaceAll(/ (?=[-(]) /g, ''));

/** A query without its positions. */
export function withoutPositions(query: Query): unknown {
  const { start: _start, end: _end, ...rest } = query;
  if ('parts' in rest) return { ...rest, parts: rest.parts.map(withoutPositions) };
  if ('part' in rest) return { ...rest, part: withoutPositions(rest.part) };
  return rest;
}
