import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import { answerLongJson } from '../../src/web/long-json.ts';

/** As hits are: read at once, each in some time. */
function* slowItems(count: number): Generator<number> {
  for (let item = 0; item < count; item++) {
    const end = performance.now() + 5;
    while (performance.now() < end);
    yield item;
  }
}

it('a list that takes long to read lets other readers have their turns, though it is short', async () => {
  const app = new Hono().get('/', (context) => answerLongJson(context, { items: slowItems(60) }));
  let [turns, isAnswered] = [0, false];
  const answer = (async () => await app.request('/'))().finally(() => (isAnswered = true));
  for (; !isAnswered; turns++) await setImmediate();
  assert.equal(((await (await answer).json()) as number[]).length, 60);
  assert.ok(turns >= 20, `${turns} turns`);
});
