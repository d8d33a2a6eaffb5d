import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { boxOf, inBrowser, readingRoom, search, styleOf } from './reading-room.ts';

describe('the manners of every page, in a real browser', inBrowser, () => {
  const room = readingRoom();

  /** Every kind of page, and every state that looks another way. */
  async function paths(): Promise<string[]> {
    const draft = await room.first('subject:"Draft budget" verdict:verified');
    const [thread] = room.archive.largestThreads();
    const quotes = (number: number) => room.archive.chainSize(number);
    const mostQuoting = room.archive.threadNumbers(thread?.number ?? 1).toSorted((a, b) => quotes(b) - quotes(a))[0];
    const ofVerdicts = await Promise.all(VERDICTS.map(async (verdict) => `messages/${(await room.first(`verdict:${verdict}`)).number}`));
    return [
      '',
      'search?q=budget',
      'search?q=budget+(verdict:verified+OR+verdict:failed)+-from:lena&sort=relevance',
      'search?q=budget+zeppelin',
      'search?q=zeppelin',
      'search?q=form:lena',
      ...ofVerdicts,
      `messages/${draft.number}?q=budget&sort=date`,
      ...['formatted', 'evidence', 'chain', 'verify', 'attachments', 'headers', 'source'].map((tab) => `messages/${draft.number}/${tab}`),
      `messages/${(await room.first('subject:"Council cancelled"')).number}/evidence`,
      `messages/${(await room.first('from:eve@evil.example')).number}`,
      `messages/${(await room.first('subject:"Re: Draft budget" from:otto@weiss.example')).number}`,
      `threads/${thread?.number}`,
      `threads/${(await room.first('subject:"missing letter"')).thread}`,
      `messages/${mostQuoting}/chain`,
      'people',
      'people?q=brandt&sort=received',
      'people?q=nobody',
      'people/lena%40halden.example',
      'people/lena.brandt%40halden-campaign.example',
      'attachments',
      'attachments?q=budget&kind=pdf',
      'attachments?q=nothing',
      `attachments/${draft.attachments[0]?.sha256}`,
      'keys',
      'keys?domain=halden.example',
      'findings',
      'findings?kind=dispute&message=1',
      'about',
      'api',
      'api/shapes',
      'nothing',
      'verify',
    ];
  }

  // The dark changes colours and nothing else (the stylesheet has no other rule for it), and words change no colour.
  const colourRules = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
  for (const [locale, colourSchemes] of [
    ['en', ['light', 'dark']],
    ['fr', ['light']],
  ] as const) {
    it(`no page has a fault that axe knows, in ${locale}, ${colourSchemes.join(' and ')}`, async () => {
      await using tab = await room.openTab({ locale });
      const { page } = tab;
      for (const path of await paths()) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(room.url + path);
        assert.equal(await page.locator('html').getAttribute('lang'), locale);
        await page.evaluate(axe.source);
        for (const colorScheme of colourSchemes) {
          await page.emulateMedia({ colorScheme });
          const options = { iframes: false, resultTypes: ['violations'], ...(colorScheme === 'dark' ? colourRules : {}) };
          const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as axe.AxeResults;
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`),
            [],
          );
        }
      }
      assert.deepEqual(tab.complaints, []);
    });

    it(`each page needs itself and one stylesheet, less than 100 kB of both, nothing from elsewhere, and is no wider than a phone, nor than a screen at 200 % or with text twice as large, in ${locale}`, async () => {
      await using tab = await room.openTab({ locale, javaScriptEnabled: false });
      const { page } = tab;
      const lengths: Promise<number>[] = [];
      page.on('response', (response) => {
        lengths.push(response.headerValue('content-length').then(Number));
      });
      // Each page as on the first visit.
      const browser = await page.context().newCDPSession(page);
      await browser.send('Network.setCacheDisabled', { cacheDisabled: true });
      const excess = () => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      for (const path of await paths()) {
        await page.setViewportSize({ width: 1280, height: 800 });
        lengths.length = 0;
        const before = tab.requests();
        await page.goto(room.url + path);
        // The page that verifies any mail is one file with its script, to be kept.
        if (path !== 'verify') {
          const octets = (await Promise.all(lengths)).reduce((sum, length) => sum + length, 0);
          const requests = tab.requests() - before;
          assert.ok(requests >= 2 && requests <= (path.endsWith('/formatted') ? 3 : 2), `${path}: ${requests} requests`);
          assert.ok(octets > 1_000 && octets < 100_000, `${path}: ${octets} octets`);
        }
        for (const width of [1280, 640, 390, 320]) {
          await page.setViewportSize({ width, height: 800 });
          assert.equal(await excess(), 0, `${path} at ${width}`);
        }
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.locator('html').evaluate((html) => html.style.setProperty('font-size', '200%'));
        assert.equal(await excess(), 0, `${path} with large text`);
      }
      assert.deepEqual(tab.complaints, []);
    });
  }

  const focused = async (page: Page) => {
    // Waits until something has the focus.
    const [outline, text, name] = await page.locator(':focus').evaluate((element) => {
      const { getComputedStyle } = globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> };
      const { outlineWidth, outlineStyle } = getComputedStyle(element);
      const { textContent } = element as unknown as { textContent: string };
      return [`${outlineWidth} ${outlineStyle}`, textContent.trim(), element.getAttribute('name')] as const;
    });
    return { outline, text, name };
  };

  it('a keyboard alone skips to the content, searches, narrows, opens a message and its evidence, and always sees where it is', async () => {
    await using tab = await room.openTab();
    const { page } = tab;
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let step = 0; step < 150; step += 1) {
        await page.keyboard.press('Tab');
        const { text, name, outline } = await focused(page);
        assert.match(outline, /^[1-9].* (?:solid|auto)$/, `what has the focus shows it: ${text}`);
        if (wanted.test(name ?? text)) return;
      }
      assert.fail(`no way to ${wanted} by the Tab key`);
    };
    await page.goto(room.url);
    await tabTo(/^Skip to the content$/);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator(':focus').getAttribute('id'), 'main');
    await page.goto(room.url);
    await tabTo(/^q$/);
    await page.keyboard.type('budget');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=budget/);
    await tabTo(/DKIM verified$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/verdict:verified/);
    const subject = (await page.locator('.hits h2').first().textContent()) ?? '';
    await tabTo(new RegExp(`^${subject.replaceAll(/[^\w ]/g, '.')}$`));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/messages\/\d+\?/);
    await tabTo(/^Evidence$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/evidence/);
    await tabTo(/^The signature as it stands in the message$/);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.signature pre').first().isVisible(), true);
    assert.deepEqual(tab.complaints, []);
  });

  it('a printed message has its verdict in words, its quotes laid open, what identifies it, and no navigation', async () => {
    await using tab = await room.openTab({ javaScriptEnabled: false, colorScheme: 'dark' });
    const { page } = tab;
    const { number, sha256 } = await room.first('subject:"Re: Draft budget" from:otto@weiss.example');
    await page.goto(`${room.url}messages/${number}`);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['nav', 'search', '.skip', '.banner .more', '.neighbours a']) {
      for (const element of await page.locator(hidden).all()) assert.equal(await element.isVisible(), false, hidden);
    }
    assert.match(await page.getByRole('region', { name: 'Verdict', exact: true }).innerText(), /Not verified/);
    assert.equal(await page.locator('.quote blockquote').isVisible(), true);
    assert.match(await page.locator('.identity').innerText(), new RegExp(sha256));
    assert.equal(await styleOf(page.locator('html'), 'backgroundColor'), 'rgb(255, 255, 255)');
    assert.ok((await page.pdf({ format: 'A4' })).length > 5_000);
    await page.goto(`${room.url}search?q=budget`);
    assert.equal(await page.locator('.rail').isVisible(), false);
    assert.match(await page.locator('.hits .verdict').first().innerText(), /verified|match/i);
  });

  it('nothing moves for those who asked for stillness', async () => {
    await using tab = await room.openTab({ reducedMotion: 'reduce' });
    await tab.page.goto(room.url);
    assert.equal(await styleOf(tab.page.locator('html'), 'scrollBehavior'), 'auto');
    await tab.page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.equal(await styleOf(tab.page.locator('html'), 'scrollBehavior'), 'smooth');
  });

  it('in colours that a system forces, shapes, marks and the place in a list can still be seen', async () => {
    await using tab = await room.openTab({ forcedColors: 'active', colorScheme: 'dark' });
    const { page } = tab;
    await page.goto(`${room.url}messages/${(await room.first('verdict:verified')).number}`);
    for (const part of ['.banner', '.banner .shape', '.fields .mark', '.tabs [aria-current]']) {
      const box = await page.locator(part).first().boundingBox();
      assert.ok(box && box.width > 5 && box.height > 5, part);
    }
    const line = (tabs: string): Promise<string> => styleOf(page.locator(`.tabs ${tabs}`).first(), 'borderBottomColor');
    assert.notEqual(await line('[aria-current]'), await line('a:not([aria-current])'));
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run({ iframes: false })')) as axe.AxeResults;
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  });

  it('a French reader searches, narrows, and reads the verdict, all in his language', async () => {
    await using tab = await room.openTab({ locale: 'fr', javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(room.url);
    await search(page, 'budget');
    assert.equal(await boxOf(page), 'budget');
    await page.locator('.rail .value').first().click();
    await page.locator('.hits h2 a').first().click();
    for (const tabName of ['message', 'evidence', 'headers', 'source']) {
      const words = await page.locator('main').innerText();
      const stray = /\b(?:verified|signature of|covered by|not covered|evidence|headers|previous|next|octets covered)\b/i.exec(
        words.replaceAll(/^.*[@:].*$/gm, ''),
      );
      assert.equal(stray?.[0], undefined, `English on the page of a French reader (${tabName})`);
      await page.locator(`.tabs a[href*="/${tabName === 'message' ? 'evidence' : tabName === 'evidence' ? 'headers' : 'source'}"]`).click();
    }
  });
});
