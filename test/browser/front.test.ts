import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressesOf, boxOf, inBrowser, numberIn, readers, readingRoom, totalOf } from './reading-room.ts';

describe('the front page, in a real browser', inBrowser, () => {
  const room = readingRoom();
  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('shows the name of the archive and its figures', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'The Halden Files');
        assert.equal(await page.title(), 'The Halden Files');
        const figures = await page.getByRole('list', { name: 'The archive in figures' }).getByRole('listitem').allTextContents();
        const { messages, attachments, senders } = room.archive.figures();
        assert.deepEqual(figures.slice(0, 3).map(numberIn), [messages, attachments, senders]);
        assert.match(figures[3] ?? '', /^\d{1,2} [A-Z][a-z]+ \d{4} to \d{1,2} [A-Z][a-z]+ \d{4}$/);
        assert.deepEqual(tab.complaints, []);
      });

      it('leads from each verdict to just as many results as it tells', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        const links = page.locator('.verdict-list a');
        const told = await links.allTextContents();
        assert.equal(told.length, 9);
        for (const [place, text] of told.entries()) {
          await page.goto(room.url);
          await links.nth(place).click();
          assert.equal(await totalOf(page), numberIn(text), text);
          assert.match(await boxOf(page), /^verdict:[a-z-]+$/);
          const verdicts = await page.locator('.hits .verdict').allTextContents();
          assert.ok(verdicts.length > 0 && verdicts.every((verdict) => text.includes(verdict.trim())), `${text}: ${verdicts}`);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('leads from each bar of the chart to the mail of its months', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        const bars = page.locator('.histogram > svg a');
        const titles = await bars.locator('> title').allTextContents();
        assert.ok(titles.length > 24);
        for (const place of [0, Math.floor(titles.length / 2), titles.length - 1]) {
          await page.goto(room.url);
          await bars.nth(place).click();
          const count = numberIn(titles[place]?.split(':')[1]);
          assert.equal(await totalOf(page), count, titles[place]);
          assert.match(await boxOf(page), /^date:\d{4}-\d{2}$/);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('says the same as its chart in a table that unfolds', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        const table = page.locator('.histogram table');
        assert.equal(await table.isVisible(), false);
        await page.getByText('The same by year, as a table').click();
        assert.equal(await table.isVisible(), true);
        const sum = (await table.locator('td').allTextContents()).map(numberIn).reduce((all, count) => all + count, 0);
        const undrawn = numberIn(await page.locator('.histogram .note').textContent());
        assert.equal(sum + undrawn, room.archive.figures().messages);
      });

      it('leads from senders, threads and examples to mail', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        const senders = page.getByRole('region', { name: 'Most frequent senders' }).getByRole('listitem');
        const sender = {
          text: await senders.first().locator('a').textContent(),
          count: await senders.first().locator('.count').textContent(),
        };
        await senders.first().getByRole('link').click();
        assert.equal(await totalOf(page), numberIn(sender.count));
        assert.equal(await boxOf(page), `from:${sender.text}`);

        await page.goto(room.url);
        const thread = page.getByRole('region', { name: 'Largest threads' }).getByRole('listitem').first();
        const count = numberIn(await thread.locator('.count').textContent());
        const subject = await thread.getByRole('link').textContent();
        await thread.getByRole('link').click();
        assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), subject);
        assert.equal(await page.getByRole('article').count(), count);

        await page.goto(room.url);
        const examples = page.locator('.examples a');
        const queries = await examples.allTextContents();
        assert.ok(queries.length >= 3);
        for (const [place, query] of queries.entries()) {
          await page.goto(room.url);
          await examples.nth(place).click();
          assert.equal(await boxOf(page), query);
          assert.ok((await totalOf(page)) > 0, query);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('tells what “verified” means, and leads to the rule of each verdict', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        const meaning = page.getByRole('region', { name: /What .verified. means here/ });
        assert.equal(await meaning.locator('p.prose').count(), 2);
        const [address] = await addressesOf(meaning.getByRole('link'));
        assert.match(address ?? '', /^\/about/);
        await meaning.getByRole('link').click();
        assert.ok((await page.getByRole('heading', { level: 2, name: 'What each verdict means' }).count()) === 1);
      });
    });
  }
});
