import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import { createApp } from '../../src/web/app.ts';
import { openTrove } from './trove.ts';

let trove: Awaited<ReturnType<typeof openTrove>>;
let app: Hono;
before(async () => {
  trove = await openTrove();
  app = createApp(trove.archive);
});
after(() => trove?.[Symbol.dispose]());

const get = (path: string) => app.request(`http://localhost${path}`);
const text = async (path: string): Promise<string> => await (await get(path)).text();

describe('the ways through the reading room', () => {
  it('leads from a hit through the search that found it, and back to its page of results', async () => {
    const results = await text('/search?q=budget&sort=date');
    assert.match(results, /href="\/messages\/1\?q=budget&amp;sort=date"/);
    const page = await text('/messages/1?q=budget&sort=date');
    const numbers = (await trove.archive.search('budget', { sort: 'date', offset: 0, limit: 9 })).hits.map(({ number }) => number);
    assert.equal(numbers[0], 1);
    assert.match(page, new RegExp(`href="/messages/${numbers[1]}\\?q=budget&amp;sort=date" rel="next"`));
    assert.doesNotMatch(page, /rel="prev"/);
    assert.match(page, /1 of 3 found <code>budget<\/code> · <a href="\/search\?q=budget&amp;sort=date">/);
    assert.match(page, /href="\/messages\/1\/headers\?q=budget&amp;sort=date"/);
    assert.match(page, /<link rel="canonical" href="\/messages\/1">/);
    assert.match(page, /<input id="q"[^>]*value="budget"/);
  });

  it('goes by number where there is no search, or none that found the message', async () => {
    for (const path of ['/messages/2', '/messages/2?q=nothingofthekind']) {
      const page = await text(path);
      assert.match(page, /href="\/messages\/1" rel="prev"/);
      assert.match(page, /href="\/messages\/3" rel="next"/);
      assert.doesNotMatch(page, /back to the results/);
    }
    assert.equal((await get('/messages/2?q=(')).status, 400);
    assert.equal((await get('/messages/2?q=x&sort=up')).status, 400);
    assert.equal((await get('/messages/99?q=x')).status, 404);
  });

  it('leads from the front page to the largest threads', async () => {
    assert.deepEqual(trove.archive.largestThreads(), [{ number: 1, messages: 2, subject: 'Draft budget' }]);
    assert.match(await text('/'), /<a href="\/threads\/1"><bdi lang="">Draft budget<\/bdi><\/a> <span class="count">2</);
  });
});
