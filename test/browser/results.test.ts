import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { addressesOf, boxOf, inBrowser, numberIn, readers, readingRoom, search, totalOf } from './reading-room.ts';

describe('the results of a search, in a real browser', inBrowser, () => {
  const room = readingRoom();

  /** A value of the rail: what it is called, how many it has, and its two links. */
  const facetValue = (page: Page, facet: string, name: string | RegExp): Locator =>
    page
      .getByRole('navigation', { name: 'Narrow these results' })
      .getByRole('region', { name: facet, exact: true })
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name, exact: true }) });
  const countOf = async (value: Locator): Promise<number> => numberIn(await value.locator('.count').textContent());
  const choose = (value: Locator): Promise<void> => value.locator('a.value').click();
  const exclude = (value: Locator): Promise<void> => value.locator('a.exclude').click();

  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('a value of the rail adds itself, a second one of the same kind stands beside it, and each chip takes its own away', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        await search(page, 'budget');
        const all = await totalOf(page);
        const verified = await countOf(facetValue(page, 'Verdict', /DKIM verified$/));
        await choose(facetValue(page, 'Verdict', /DKIM verified$/));
        assert.equal(await boxOf(page), 'budget verdict:verified');
        assert.equal(await totalOf(page), verified);

        const unverified = await countOf(facetValue(page, 'Verdict', /Not verified$/));
        await choose(facetValue(page, 'Verdict', /Not verified$/));
        assert.equal(await totalOf(page), verified + unverified);
        assert.ok((await totalOf(page)) < all);
        const chips = page.getByRole('list', { name: 'Chosen filters' }).getByRole('link');
        assert.deepEqual(await chips.locator('code').allTextContents(), ['budget', 'verdict:verified', 'verdict:unverified']);

        await chips.nth(1).click();
        assert.equal(await boxOf(page), 'budget verdict:unverified');
        assert.equal(await totalOf(page), unverified);
        await choose(facetValue(page, 'Verdict', /Not verified$/));
        assert.equal(await boxOf(page), 'budget');
        assert.deepEqual(tab.complaints, []);
      });

      it('a value excludes itself, stands there crossed out, and comes back', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=budget`);
        const all = await totalOf(page);
        const rail = page.getByRole('region', { name: 'Sender', exact: true });
        const first = rail.getByRole('listitem').first();
        const name = ((await first.locator('.name').textContent()) ?? '').trim();
        const count = await countOf(first);
        await exclude(first);
        assert.equal(await boxOf(page), `budget -from:${name}`);
        assert.equal(await totalOf(page), all - count);
        const excluded = rail.locator('li.without');
        assert.equal(((await excluded.locator('.name').textContent()) ?? '').trim(), name);
        await exclude(excluded);
        assert.equal(await boxOf(page), 'budget');
        assert.equal(await totalOf(page), all);
      });

      it('every kind of value narrows to as many as it tells', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        for (const facet of ['Verdict', 'Sender', 'Year', 'Domain', 'Attachment type', 'Mark']) {
          await page.goto(`${room.url}search?q=`);
          const value = page.getByRole('region', { name: facet, exact: true }).getByRole('listitem').first();
          const count = await countOf(value);
          await choose(value);
          assert.equal(await totalOf(page), count, facet);
          assert.notEqual(await boxOf(page), '');
        }
      });

      it('long lists of values unfold', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=`);
        const senders = page.getByRole('region', { name: 'Sender', exact: true });
        const before = await senders.getByRole('listitem').count();
        await senders.getByText(/^\d+ more$/).click();
        assert.ok((await senders.getByRole('listitem').count()) > before);
      });

      it('orders by date both ways and by relevance, and keeps the query', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=budget`);
        const dates = async (): Promise<number[]> =>
          (await page.locator('.hits .when').allTextContents()).map((text) => Date.parse(text.replace(' UTC', 'Z').replace(',', '')));
        const newest = await dates();
        assert.deepEqual(
          newest,
          newest.toSorted((a, b) => b - a),
        );
        await page.getByRole('link', { name: 'oldest' }).click();
        const oldest = await dates();
        assert.deepEqual(
          oldest,
          oldest.toSorted((a, b) => a - b),
        );
        assert.ok((oldest[0] ?? 0) < (newest.at(-1) ?? 0) || oldest.length === newest.length);
        await page.getByRole('link', { name: 'relevance' }).click();
        assert.equal(await page.locator('.sorts [aria-current]').textContent(), 'relevance');
        assert.match((await page.locator('.hits h2').first().textContent()) ?? '', /budget/i);
        assert.equal(await boxOf(page), 'budget');
        assert.match(page.url(), /q=budget&sort=relevance/);
      });

      it('pages show every message once, and lead on and back', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=verdict:verified`);
        const total = await totalOf(page);
        const seen: string[] = [];
        let pages = 1;
        for (;;) {
          seen.push(...(await addressesOf(page.locator('.hits h2 a'))));
          const next = page.getByRole('navigation', { name: 'Pages of results' }).getByRole('link', { name: /Next/ });
          if ((await next.count()) === 0) break;
          await next.click();
          pages += 1;
          await page.locator('.pager [aria-current]', { hasText: new RegExp(`^${pages}$`) }).waitFor();
          assert.match(await page.title(), new RegExp(`page ${pages}`));
        }
        assert.ok(pages > 2);
        assert.equal(seen.length, total);
        assert.equal(new Set(seen).size, total);
        await page.getByRole('link', { name: /Previous/ }).click();
        assert.equal(await page.locator('.pager [aria-current]').textContent(), String(pages - 1));
        await page.goto(`${room.url}search?q=verdict:verified&page=9999`);
        assert.equal(await page.locator('.pager [aria-current]').textContent(), String(pages));
        assert.deepEqual(tab.complaints, []);
      });

      it('marks the words that were asked for, in subjects and in the text around them', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=council`);
        const marked = await page.locator('.hits mark').allTextContents();
        assert.ok(marked.length > 0 && marked.every((word) => word.toLowerCase() === 'council'), marked.join());
      });

      it('the chart of the results narrows them to its months', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=budget`);
        const bar = page.locator('.histogram > svg a').first();
        const count = numberIn((await bar.locator('> title').textContent())?.split(':')[1]);
        await bar.click();
        assert.equal(await totalOf(page), count);
        assert.match(await boxOf(page), /^budget date:\d{4}-\d{2}/);
      });

      it('an empty result says which part to drop, and dropping it finds as many as it says', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        await search(page, 'budget zeppelin from:lena');
        assert.equal(await totalOf(page), 0);
        const advice = page.locator('.relaxations li');
        assert.deepEqual((await advice.locator('code').allTextContents()).toSorted(), ['budget', 'from:lena', 'zeppelin']);
        const helpful = advice.filter({ has: page.getByRole('link') });
        assert.equal(await helpful.count(), 1);
        assert.match((await helpful.textContent()) ?? '', /zeppelin/);
        const promised = numberIn(await helpful.getByRole('link').textContent());
        await helpful.getByRole('link').click();
        assert.equal(await totalOf(page), promised);
        assert.equal(await boxOf(page), 'budget from:lena');
      });

      it('a query that cannot be read is kept in the box, pointed at, and answered with examples that can', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        await search(page, 'budget form:lena');
        const response = await page.reload();
        assert.equal(response?.status(), 400);
        assert.equal(await boxOf(page), 'budget form:lena');
        assert.equal(await page.locator('.pointer mark').textContent(), 'f');
        assert.match((await page.locator('.lead').first().textContent()) ?? '', /Did you mean from:/);
        const examples = await addressesOf(page.locator('.examples-list a'));
        assert.ok(examples.length > 4);
        for (const address of examples) assert.equal((await page.goto(new URL(address, room.url).href))?.status(), 200, address);
        assert.deepEqual(tab.complaints, []);
      });

      it('an order or a page that is none is refused, with a way back', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        for (const path of ['search?q=budget&sort=nonsense', 'search?q=budget&page=0']) {
          assert.equal((await page.goto(room.url + path))?.status(), 400);
          await page.getByRole('main').getByRole('link', { name: 'front page' }).click();
          assert.equal(page.url(), room.url);
        }
      });
    });
  }
});
