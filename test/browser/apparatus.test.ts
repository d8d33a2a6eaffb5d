import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { addressesOf, boxOf, inBrowser, numberIn, readers, readingRoom, search, styleOf, totalOf } from './reading-room.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('what stands around the mail, in a real browser', inBrowser, () => {
  const room = readingRoom();

  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('the page about the archive has the rule of every verdict, and leads to the mail that has it', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}about`);
        for (const verdict of VERDICTS) assert.ok(((await page.locator(`[id="${verdict}"] dd`).textContent()) ?? '').length > 40, verdict);
        const link = page.locator('[id="failed"] a.count');
        const count = numberIn(await link.textContent());
        await link.click();
        assert.equal(await totalOf(page), count);
        await page.goBack();
        const rows = page.locator('.ledger tbody tr');
        assert.equal(await rows.count(), room.archive.sources().length);
        assert.deepEqual(tab.complaints, []);
      });

      it('the page about data leads to answers that are data', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        assert.equal((await page.goto(`${room.url}api`))?.status(), 200);
        const examples = [...new Set(await addressesOf(page.locator('main a[href*=".json"]')))].filter((address) => !address.includes('#'));
        assert.ok(examples.length > 5, examples.join());
        for (const address of examples) {
          const answer = await page.request.get(new URL(address, room.url).href);
          assert.equal(answer.status(), 200, address);
          if (/\.json(?:$|\?)/.test(address)) assert.ok(await answer.json(), address);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('what is not there, or cannot be asked, is answered with help that works', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const refused = {
          nothing: 404,
          'messages/999999': 404,
          'messages/0': 404,
          'people/nobody@nowhere.example': 404,
          'search?q=(': 400,
          'search?q=a&page=x': 400,
          'attachments?kind=exe': 400,
        };
        for (const [path, status] of Object.entries(refused)) {
          assert.equal((await page.goto(room.url + path))?.status(), status, path);
          assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path);
          assert.ok(((await page.locator('.lead').first().textContent()) ?? '').length > 10, path);
          const links = await addressesOf(page.getByRole('main').getByRole('link'));
          assert.ok(links.length > 0, path);
          for (const link of links.slice(0, 3)) assert.equal((await page.request.get(new URL(link, room.url).href)).status(), 200, link);
          await search(page, 'budget');
          assert.ok((await totalOf(page)) > 0, 'the box at the head goes on working');
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('asks machines to stay away', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        await tab.page.goto(`${room.url}robots.txt`);
        assert.match((await tab.page.locator('body').textContent()) ?? '', /User-agent: \*\s+Disallow: \//);
      });

      it('speaks French to who asks for it, and either to who clicks, and stays on the page', async () => {
        await using tab = await room.openTab({ javaScriptEnabled, locale: 'fr-CA' });
        const { page } = tab;
        await page.goto(`${room.url}search?q=budget`);
        assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
        const total = numberIn((await page.getByRole('heading', { level: 1 }).textContent())?.replaceAll(/(?<=\d)\s(?=\d)/g, ''));
        assert.equal(total, await room.total('budget'));
        await page.getByRole('link', { name: 'English' }).click();
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        assert.equal(await boxOf(page), 'budget');
        await page.locator('.hits h2 a').first().click();
        assert.equal(await page.locator('html').getAttribute('lang'), 'en', 'the choice goes along');
        await page.getByRole('link', { name: 'Français' }).click();
        assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
        await page.getByRole('navigation', { name: /./ }).getByRole('link', { name: 'Source' }).click();
        assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
        assert.deepEqual(tab.complaints, []);
      });
    });
  }

  it('shows everywhere what its keeper calls the archive, as soon as he says so', async () => {
    const config = (...settings: string[]) => {
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', main, 'config', '--archive', room.directory, ...settings],
        { encoding: 'utf8' },
      );
      assert.equal(status, 0, stderr);
    };
    await using tab = await room.openTab();
    const { page } = tab;
    config('--title', 'Letters of Marnay & Co', '--description', 'Mail of a town hall.', '--accent', '#b0603a');
    try {
      for (const path of ['', 'search?q=budget', 'messages/1', 'people', 'keys', 'about', 'nothing']) {
        await page.goto(room.url + path);
        assert.equal((await page.locator('.nameplate :is(h1, p:first-child)').textContent())?.trim(), 'Letters of Marnay & Co', path);
        assert.match(await page.title(), /Letters of Marnay & Co$/);
        const line =
          path === '' ? styleOf(page.locator('.masthead nav'), 'borderTopColor') : styleOf(page.locator('.masthead'), 'borderBottomColor');
        assert.equal(await line, 'rgb(176, 96, 58)', path);
      }
      await page.goto(room.url);
      assert.equal(await page.locator('.description').textContent(), 'Mail of a town hall.');
    } finally {
      config('--title', 'The Halden Files', '--description', '', '--accent', '');
    }
    await page.goto(room.url);
    assert.equal(await page.title(), 'The Halden Files');
  });
});
