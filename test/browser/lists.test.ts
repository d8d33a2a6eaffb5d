import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressesOf, boxOf, downloadBy, inBrowser, numberIn, readers, readingRoom, totalOf } from './reading-room.ts';

describe('people, attachments and keys, in a real browser', inBrowser, () => {
  const room = readingRoom();

  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('lists people, finds a part of a name, orders by a column, and turns pages', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}people`);
        const rows = page.locator('.people tbody tr');
        const sent = async () => (await rows.locator('td').nth(0).allTextContents()).map(numberIn);
        assert.deepEqual(
          await sent(),
          (await sent()).toSorted((a, b) => b - a),
        );
        await page.getByRole('link', { name: /Received/ }).click();
        const received = (
          await rows.evaluateAll((all) =>
            all.map((row) => (row as unknown as { cells: { textContent: string }[] }).cells[2]?.textContent ?? ''),
          )
        ).map(numberIn);
        assert.deepEqual(
          received,
          received.toSorted((a, b) => b - a),
        );
        assert.equal(await page.locator('[aria-sort=descending]').textContent(), 'Received');
        const next = page.getByRole('link', { name: 'Next ›' });
        if ((await next.count()) > 0) {
          await next.click();
          assert.match(page.url(), /page=2/);
        }
        await page.getByLabel('Part of a name or address').fill('BRANDT');
        await page.getByRole('button', { name: 'Filter' }).click();
        const names = await rows.locator('th').allTextContents();
        assert.ok(names.length > 0 && names.every((name) => /brandt/i.test(name)), names.join());
        assert.match(page.url(), /sort=received/, 'the order stays');
        assert.deepEqual(tab.complaints, []);
      });

      it('gives a person a page whose every figure leads to as much mail', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}people`);
        await page.locator('.people tbody th a').first().click();
        const person = page.url();
        const summary = (await page.locator('.lead').textContent()) ?? '';
        const [sent, received] = [/Sent ([\d,]+)/, /received ([\d,]+)/].map((figure) => numberIn(figure.exec(summary)?.[1]));
        await page.getByRole('link', { name: 'All e-mail from this address' }).click();
        assert.equal(await totalOf(page), sent);
        await page.goto(person);
        await page.getByRole('link', { name: 'All e-mail to it' }).click();
        assert.equal(await totalOf(page), received);
        for (const list of [
          '.verdict-list li',
          '.years tbody tr:first-child',
          '[aria-labelledby=written-to] li',
          '[aria-labelledby=heard-from] li',
        ]) {
          await page.goto(person);
          const link = page.locator(`${list} a[href^="/search"]`).first();
          const count = numberIn(await link.textContent());
          await link.click();
          assert.equal(await totalOf(page), count, list);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('lists attached files by words and kind, and hands each over', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}attachments`);
        const kinds = page.getByRole('navigation', { name: 'Kind' });
        const pdfs = numberIn(await kinds.getByRole('link', { name: /^PDF/ }).locator('.count').textContent());
        await kinds.getByRole('link', { name: /^PDF/ }).click();
        assert.match((await page.locator('.tally').textContent()) ?? '', new RegExp(`^${pdfs} different files`));
        await page.getByLabel('Words in the file name').fill('budget');
        await page.getByRole('button', { name: 'Filter' }).click();
        assert.match(page.url(), /kind=pdf/);
        const names = await page.locator('.file-name > a:first-child').allTextContents();
        assert.ok(names.length > 0 && names.every((name) => /budget.*\.pdf$/i.test(name)), names.join());
        await page.getByRole('link', { name: 'smallest' }).click();
        assert.equal(await page.locator('.sorts [aria-current]').textContent(), 'smallest');
        const file = await downloadBy(page, page.locator('.download').first());
        assert.ok(file.octets.length > 0);
        await page.getByRole('link', { name: /The e-mails with/ }).click();
        assert.ok((await totalOf(page)) > 0);
        assert.match(await boxOf(page), /filename:budget/);
        assert.deepEqual(tab.complaints, []);
      });

      it('gives a file a page that leads to every mail it is attached to', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { attachments, number } = await room.first('verdict:verified has:attachment');
        await page.goto(`${room.url}messages/${number}/attachments`);
        await page.locator('.hash a').first().click();
        assert.equal(page.url(), `${room.url}attachments/${attachments[0]?.sha256}`);
        const places = page.locator('.places li');
        assert.equal(await places.count(), numberIn(await page.locator('#places .count').textContent()));
        const [address = ''] = await addressesOf(places.locator('a[href^="/messages/"]'));
        await page.goto(new URL(address, room.url).href);
        assert.ok((await page.locator(`[href*="${attachments[0]?.sha256}"]`).count()) > 0);
        assert.deepEqual(tab.complaints, []);
      });

      it('shows each key with its window, its source and its use, and those of one domain alone', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}keys`);
        assert.equal(numberIn(await page.getByRole('heading', { level: 1 }).textContent()), room.archive.keys().length);
        const domain = page.locator('.domain').first();
        assert.match((await domain.textContent()) ?? '', /(RSA|Ed25519), [\d,]+\sbits.*Source: /s);
        assert.ok((await page.locator('.sightings').count()) > 3);
        await domain.getByText('The record as seen').first().click();
        assert.match((await domain.locator('pre, code').filter({ hasText: 'p=' }).first().textContent()) ?? '', /v=DKIM1/);
        await domain.getByRole('link', { name: /e-mails with a signature that passes/ }).click();
        assert.match(await boxOf(page), /^signer:/);
        assert.ok((await totalOf(page)) > 0);
        await page.goto(`${room.url}keys?domain=halden.example`);
        assert.deepEqual(
          await page
            .locator('.domain h2')
            .allTextContents()
            .then((all) => all.map((text) => text.trim().split(/\s/)[0])),
          ['halden.example'],
        );
        assert.equal(await page.getByRole('textbox', { name: /domain/i }).inputValue(), 'halden.example');
        assert.deepEqual(tab.complaints, []);
      });
    });
  }
});
