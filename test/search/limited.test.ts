import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Query } from '../../src/query/ast.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { createLimitedIndex, type SearchLimits, SearchStopped } from '../../src/search/limited.ts';
import { ArchiveError } from '../../src/store/database.ts';
import { sampleMessage } from '../contracts/search-sample.ts';
import { scratchFolder } from '../scratch.ts';
import { openFts5Fixture } from './fts5-fixture.ts';

const generous: SearchLimits = { processes: 1, milliseconds: 60_000, waiting: 100, waitMilliseconds: 60_000 };

describe('a search with limits', () => {
  it('finds what one without them finds, whatever the question', async () => {
    using fixture = manyWords();
    const index = createLimitedIndex(fixture.directory, generous);
    try {
      for (const text of [
        '',
        'aaa',
        'aa* -ab',
        'from:x OR number:3',
        'date:2016..2017',
        'verdict:verified',
        'has:attachment',
        '-number:1..58',
      ]) {
        const query = read(text);
        assert.deepEqual(await index.all(query), await fixture.index.all(query), text);
        for (const sort of ['relevance', 'date', '-date'] as const) {
          const options = { sort, offset: 1, limit: 3, facets: true };
          assert.deepEqual(await index.search(query, options), await fixture.index.search(query, options), text);
          assert.deepEqual(await index.neighbours(query, sort, 3), await fixture.index.neighbours(query, sort, 3), text);
        }
        assert.deepEqual(index.terms(query), fixture.index.terms(query));
      }
      fixture.add([sampleMessage({ own: ['late'] })]);
      assert.deepEqual(await index.all(read('late')), [61], 'it sees what is added');
    } finally {
      index.close();
    }
  });

  it('is stopped when it takes too long, says so, and the next one is answered', async () => {
    using fixture = manyWords();
    const index = createLimitedIndex(fixture.directory, { ...generous, milliseconds: 1_000 });
    try {
      // The first words: a process that is not ready yet would be waited for, not stopped.
      assert.equal((await index.all(read('number:1'))).length, 1);
      await assert.rejects(
        index.all(endless),
        (error) => error instanceof SearchStopped && error.code === 'too-long' && /longer than 1 s /.test(error.message),
      );
      assert.equal((await index.all(read('aa*'))).length, 60);
    } finally {
      index.close();
    }
  });

  it('turns away what would wait behind too many others', async () => {
    using fixture = manyWords();
    const index = createLimitedIndex(fixture.directory, { ...generous, waiting: 2 });
    try {
      const asked = await Promise.allSettled([1, 2, 3].map((number) => index.all(read(`number:${number}`))));
      assert.deepEqual(
        asked.map(({ status }) => status),
        ['fulfilled', 'fulfilled', 'rejected'],
      );
      assert.ok(asked[2]!.status === 'rejected' && asked[2]!.reason instanceof SearchStopped && asked[2]!.reason.code === 'too-busy');
    } finally {
      index.close();
    }
  });

  it('turns away who has waited too long', async () => {
    using fixture = manyWords();
    const index = createLimitedIndex(fixture.directory, { ...generous, waitMilliseconds: 300 });
    try {
      while (!(await index.all(read('number:1')).catch(() => undefined))) await setTimeout(100);
      const long = index.all(endless);
      long.catch(() => {});
      await assert.rejects(index.all(read('number:2')), (error) => error instanceof SearchStopped && error.code === 'too-busy');
      index.close();
      await assert.rejects(long, SearchStopped);
    } finally {
      index.close();
    }
  });

  it('says what is wrong with an archive that cannot be opened', async () => {
    using scratch = scratchFolder();
    const index = createLimitedIndex(scratch.path, generous);
    try {
      await assert.rejects(index.all(read('budget')), (error) => error instanceof ArchiveError && error.code === 'not-found');
    } finally {
      index.close();
    }
  });
});

/** Nobody can write it: an alternation so large that putting it together takes minutes, in a single call of SQLite. */
const endless: Query = {
  kind: 'or',
  parts: Array.from({ length: 40_000 }, () => ({ kind: 'words', words: ['a'], prefix: true, start: 0, end: 0 }) as const),
  start: 0,
  end: 0,
};

/** Sixty messages of a thousand words, all of which begin with "a". */
function manyWords() {
  const fixture = openFts5Fixture();
  const words = Array.from({ length: 1_000 }, (_, place) => `a${place.toString(36)}`).join(' ');
  fixture.add(Array.from({ length: 60 }, () => sampleMessage({ own: [`aaa ${words}`] })));
  return fixture;
}

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}
