import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';
import { downloadBy, inBrowser, numberIn, readers, readingRoom, search, totalOf } from './reading-room.ts';

describe('what a search found, taken away from its page by its own links', inBrowser, () => {
  const room = readingRoom();
  const query = 'verdict:verified -from:nobody@nowhere.example';

  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('is a table, data, and mail, each with every message that the page counts', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        await search(page, query);
        const total = await totalOf(page);
        assert.ok(total > 30, 'more than a page of them');
        const links = page.locator('.exports');

        const table = await downloadBy(page, links.getByRole('link', { name: 'CSV' }));
        assert.match(table.name, /^The Halden Files.*verified.*\.csv$/);
        const [head, ...rows] = parseCsv(table.octets.toString('utf8').replace(/^\ufeff/, ''));
        assert.equal(rows.length, total);
        assert.ok(rows.every((row) => row.length === head?.length));

        const data = await downloadBy(page, links.getByRole('link', { name: 'JSONL' }));
        const records = data.octets
          .toString('utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { number: number; sha256: string });
        assert.deepEqual(
          records.map(({ number }) => String(number)),
          rows.map((row) => row[head?.indexOf('number') ?? 0]),
        );

        const mail = await downloadBy(page, links.getByRole('link', { name: 'mbox' }));
        using scratch = scratchFolder();
        const path = join(scratch.path, mail.name);
        writeFileSync(path, mail.octets);
        let read = 0;
        for await (const item of (await openMailSource(path)).items()) {
          if (item.kind === 'message') read += 1;
        }
        assert.equal(read, total);
        assert.deepEqual(tab.complaints, []);
      });

      it('is a feed of the newest, to which the page leads and which a browser reads', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=${encodeURIComponent(query)}`);
        const total = await totalOf(page);
        const named = (await page.locator('head link[type="application/atom+xml"]').getAttribute('href')) ?? '';
        const linked = (await page.locator('.exports').getByRole('link', { name: 'Atom' }).getAttribute('href')) ?? '';
        assert.equal(named, linked);
        const response = await page.request.get(new URL(linked, room.url).href);
        assert.match(response.headers()['content-type'] ?? '', /^application\/atom\+xml/);
        const entries = [...(await response.text()).matchAll(/<entry>.*?<\/entry>/gs)];
        assert.equal(entries.length, Math.min(total, 50));
        const newest = await page.locator('.hits h2').first().textContent();
        assert.ok(entries[0]?.[0].includes(newest ?? '?'), newest ?? '');
        assert.equal(
          numberIn(await page.locator('.hits .number').first().textContent()),
          numberIn(/messages\/(\d+)/.exec(entries[0]?.[0] ?? '')?.[1]),
        );
      });
    });
  }
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && row.length === 0) break;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
