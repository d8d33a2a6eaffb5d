import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MARKS, VERDICTS } from '../../src/evidence/verdict.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { checkFts5Index, createFts5Index } from '../../src/search/fts5.ts';
import { describeDomains } from '../contracts/search-domains.ts';
import { describeSearchIndex } from '../contracts/search-index.ts';
import { type SampleMessage, sampleMessage } from '../contracts/search-sample.ts';
import { anyQuery } from '../query/arbitrary.ts';
import { openFts5Fixture } from './fts5-fixture.ts';
import { matches } from './naive-search.ts';

describeSearchIndex('FTS5', openFts5Fixture);
describeDomains('FTS5', openFts5Fixture);

/** Made of the same words as `anyQuery`, so that they meet. */
const anyText = fc
  .array(fc.constantFrom('budget', 'Lena', 'or', 'not', 'été', 'हिन्दी', '東京', '10', 'x', '.', '❤️', '\uE000', '\u0301', 'a@b.org', '"'), {
    maxLength: 6,
  })
  .map((words) => words.join(' '));
const anyTexts = fc.array(anyText, { maxLength: 3 });
const anyPeople = fc.array(
  fc.record({
    name: anyText,
    address: fc.constantFrom('A@b.org', 'x@c.b.org', 'a(b@c.org', 'lena@x.net', 'a@bücher.example', 'a@xn--bcher-kva.example'),
  }),
  {
    maxLength: 2,
  },
);

const anyMessage: fc.Arbitrary<SampleMessage> = fc
  .record({
    date: fc.option(fc.constantFrom('2016-02-29T10:00Z', '2016-03-01T12:00:59Z', '2015-12-31T23:59:59Z', '2017-01-01T00:00Z')),
    from: anyPeople,
    to: anyPeople,
    cc: anyPeople,
    subject: anyText,
    own: anyTexts,
    quoted: anyTexts,
    attachments: fc.array(
      fc.record({
        name: fc.constantFrom('a.pdf', 'Budget x.PNG', 'x'),
        type: fc.constantFrom('image/png', 'application/pdf'),
        kind: fc.constantFrom('image', 'pdf', 'other'),
        text: anyText,
      }),
      { maxLength: 2 },
    ),
    verdict: fc.constantFrom(...VERDICTS),
    marks: fc.subarray([...MARKS]),
    signatures: fc.array(fc.record({ signer: fc.constantFrom('b.org', 'c.b.org', 'x.net'), passes: fc.boolean() }), { maxLength: 2 }),
    thread: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ date, ...message }) => ({ ...message, ...(date !== null && { dateSeconds: Date.parse(date) / 1000 }) }));

describe('FTS5 beside a search without any index', () => {
  it('finds the same messages for every query', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyMessage, { maxLength: 12 }),
        fc.array(anyQuery, { minLength: 20, maxLength: 20 }),
        async (messages, queries) => {
          using fixture = openFts5Fixture();
          fixture.add(messages);
          for (const query of queries) {
            const expected = messages.flatMap((message, index) => (matches(message, index + 1, query) ? index + 1 : []));
            assert.deepEqual(await fixture.index.all(query), expected);
            for (const sort of ['date', '-date', 'relevance'] as const) {
              const { total, numbers, facets } = await fixture.index.search(query, { sort, offset: 0, limit: 100, facets: true });
              assert.equal(total, expected.length);
              assert.deepEqual(
                numbers.toSorted((a, b) => a - b),
                expected,
              );
              assert.equal(sum(Object.values(facets!.verdict)), expected.length);
              assert.equal(
                sum(facets!.sender.map(({ count }) => count)),
                expected.filter((number) => messages[number - 1]!.from.length > 0).length,
              );
            }
          }
        },
      ),
      { numRuns: 30 },
    ));

  it('gives each facet the count that a reader finds who clicks on it', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyMessage, { minLength: 1, maxLength: 12 }), async (messages) => {
        using fixture = openFts5Fixture();
        fixture.add(messages);
        const { facets } = await fixture.index.search(read(''), { sort: '-date', offset: 0, limit: 0, facets: true });
        const clicks: [field: string, value: string, count: number][] = [
          ...Object.entries(facets!.verdict).map(([value, count]): [string, string, number] => ['verdict', value, count]),
          ...Object.entries(facets!.mark).map(([value, count]): [string, string, number] => ['mark', value, count]),
          ...Object.entries(facets!.year).map(([value, count]): [string, string, number] => ['date', value, count]),
          ...Object.entries(facets!.attachmentType).map(([value, count]): [string, string, number] => ['type', value, count]),
          ...facets!.domain.map(({ value, count }): [string, string, number] => ['domain', value, count]),
          ...facets!.months.map(({ month, counts }): [string, string, number] => ['date', month, sum(Object.values(counts))]),
        ];
        for (const [field, value, count] of clicks)
          assert.equal((await fixture.index.all(read(`${field}:${value}`))).length, count, `${field}:${value}`);
      }),
      { numRuns: 20 },
    ));
});

describe('relevance in FTS5', () => {
  it('is weighed over the last imported messages with the words, and the others follow, newest first', async () => {
    using fixture = openFts5Fixture();
    const index = createFts5Index(fixture.db, 3);
    const dated = (dateSeconds: number, own: string) => sampleMessage({ dateSeconds, own: [own] });
    fixture.add([
      dated(1, 'budget budget budget'),
      dated(9, 'budget'),
      dated(5, 'budget'),
      sampleMessage(),
      dated(2, 'budget x y'),
      dated(3, 'budget budget'),
    ]);
    const relevance = { sort: 'relevance', offset: 0, limit: 9, facets: false } as const;
    assert.deepEqual(await index.search(read('budget'), relevance), { total: 5, numbers: [6, 3, 5, 2, 1], ranked: 3 });
    assert.deepEqual((await index.search(read('budget'), { ...relevance, offset: 2, limit: 2 })).numbers, [5, 2]);
    assert.deepEqual((await index.search(read('budget'), { ...relevance, offset: 4 })).numbers, [1]);
    assert.deepEqual(await index.search(read('budget number:3..'), relevance), { total: 3, numbers: [6, 3, 5] });
  });
});

describe('checkFts5Index', () => {
  it('finds nothing wrong with an index as it was written', () => {
    using fixture = openFts5Fixture();
    fixture.add([sampleMessage({ own: ['one'] }), sampleMessage()]);
    fixture.remove(1);
    assert.deepEqual(checkFts5Index(fixture.db), []);
  });

  it('tells of messages that are not in it, of surplus ones, and of words that do not fit together', () => {
    using fixture = openFts5Fixture();
    fixture.add([sampleMessage({ own: ['one'] }), sampleMessage()]);
    fixture.db.exec(`DELETE FROM search WHERE rowid = 1; INSERT INTO search (rowid, own) VALUES (7, 'x')`);
    assert.deepEqual(checkFts5Index(fixture.db), ['1 messages are not in it', 'it knows 1 messages that the archive does not have']);
    fixture.db.enableDefensive(false);
    fixture.db.exec('DELETE FROM search_idx; DELETE FROM search_data WHERE id > 10');
    assert.match(checkFts5Index(fixture.db)[0]!, /do not fit together/);
  });
});

function read(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
