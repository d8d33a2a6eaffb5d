import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '../../src/query/parse.ts';
import type { SearchFixture } from './search-sample.ts';
import { sampleMessage } from './search-sample.ts';

/** What every engine behind `SearchIndex` tells of the place of a message among those that were found. */
export function describeNeighbours(engine: string, open: () => SearchFixture): void {
  const dates = [200, undefined, -100, 200, 300, undefined];
  const texts = ['budget', 'budget budget', 'nothing', 'Budget and many other things that are said at length here'];
  const messages = [
    ...dates.map((date) => sampleMessage(date === undefined ? {} : { dateSeconds: date })),
    ...texts.map((text, index) => sampleMessage({ own: [text], dateSeconds: 400 + index })),
  ];

  describe(`${engine}: the neighbours of a message`, () => {
    it('are those that a page of all results has beside it, in every order', async () => {
      using fixture = open();
      fixture.add(messages);
      for (const text of ['', 'budget', 'number:2..5', 'budget OR number:1', '-budget', 'nothingofthekind']) {
        for (const sort of ['-date', 'date', 'relevance'] as const) {
          const { numbers, total } = await fixture.index.search(read(text), { sort, offset: 0, limit: 100, facets: false });
          for (const [at, number] of numbers.entries()) {
            const [previous, next] = [numbers[at - 1], numbers[at + 1]];
            const beside = { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
            assert.deepEqual(
              await fixture.index.neighbours(read(text), sort, number),
              { place: at + 1, total, ...beside },
              `${text} ${sort}`,
            );
          }
        }
      }
    });

    it('are unknown where the query does not find it', async () => {
      using fixture = open();
      fixture.add(messages);
      assert.equal(await fixture.index.neighbours(read('budget'), '-date', 1), undefined);
      assert.equal(await fixture.index.neighbours(read(''), 'relevance', 1_000_000), undefined);
    });
  });
}

function read(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}
