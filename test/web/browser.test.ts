import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createApp } from '../../src/web/app.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { openTrove } from './trove.ts';

describe('in a real browser, without JavaScript', { skip: withoutChromium }, () => {
  let trove: Awaited<ReturnType<typeof openTrove>>;
  let server: RunningServer;
  let browser: Browser;
  before(async () => {
    trove = await openTrove();
    server = await startServer(createApp(trove.archive), { host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    trove?.[Symbol.dispose]();
  });

  /** A page that keeps what no page here may have: complaints, and requests to elsewhere. */
  async function openPage(options: BrowserContextOptions = {}): Promise<AsyncDisposable & { page: Page; complaints: string[] }> {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) complaints.push(`asked ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      if (!request.url().endsWith('.eml')) complaints.push(`failed ${request.url()}`);
    });
    return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  it('a reader searches, filters by verdict, opens a verified message, and downloads its stored octets', async () => {
    await using tab = await openPage({ javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(server.url);
    await page.getByRole('searchbox').fill('budget');
    await page.getByRole('button', { name: 'Search' }).click();
    assert.equal(
      await page
        .getByRole('listitem')
        .filter({ has: page.getByRole('article') })
        .count(),
      3,
    );
    await page.getByRole('link', { name: 'DKIM verified', exact: true }).click();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'budget verdict:verified');
    await page.getByRole('link', { name: 'Draft budget' }).click();
    assert.match((await page.getByRole('region', { name: 'Verdict' }).textContent()) ?? '', /DKIM verified/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '↓ .eml' }).click()]);
    const octets = readFileSync(await download.path());
    assert.equal(download.suggestedFilename(), '1.eml');
    assert.equal(createHash('sha256').update(octets).digest('hex'), trove.archive.message(1)?.sha256);
    assert.deepEqual(tab.complaints, []);
  });

  it('he opens a failed one, and its evidence', async () => {
    await using tab = await openPage({ javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(server.url);
    await page.getByRole('link', { name: /Signature does not match/ }).click();
    await page.getByRole('link', { name: 'Council cancelled' }).click();
    assert.match((await page.getByRole('region', { name: 'Verdict' }).textContent()) ?? '', /Signature does not match/);
    await page.getByRole('link', { name: 'Evidence', exact: true }).click();
    assert.match((await page.getByRole('main').textContent()) ?? '', /Not intact: the covered fields are not what was signed/);
    assert.deepEqual(tab.complaints, []);
  });

  it('the frame of a mail shows its text and its own picture, and asks nothing of anyone', async () => {
    await using tab = await openPage();
    const { page } = tab;
    await page.goto(`${server.url}messages/1/formatted`);
    const frame = page.frameLocator('iframe');
    assert.equal(await frame.locator('b').textContent(), 'cannot');
    assert.equal(await frame.locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth), 1);
    assert.deepEqual(tab.complaints, []);
  });

  it('a keyboard alone reaches the content first, then everything else, and sees where it is', async () => {
    await using tab = await openPage();
    const { page } = tab;
    await page.goto(`${server.url}search?q=budget`);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'main');
    await page.keyboard.press('Tab');
    assert.match(String(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')), /solid|auto/);
  });

  const paths = [
    '',
    'search?q=budget',
    'search?q=budget+nothing',
    'search?q=(',
    'messages/1',
    'messages/2',
    'messages/3',
    'messages/4',
    'messages/1/evidence',
    'messages/1/headers',
    'messages/1/source',
    'messages/1/formatted',
    'threads/1',
    'people',
    'people?q=lena&sort=received',
    'people?q=nobody',
    'people/lena%40halden.example',
    'attachments',
    'attachments?q=budget&kind=pdf',
    'attachments?q=nothing',
    'messages/1/attachments',
    'messages/1?q=budget&sort=date',
    'keys',
    'keys?domain=halden.example',
    'about',
    'nothing',
  ];

  const axeRuns = { light: { iframes: false }, dark: { iframes: false, runOnly: ['color-contrast'] } };
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`no page has a fault that axe knows, in the ${colorScheme}`, async () => {
      await using tab = await openPage({ colorScheme });
      for (const path of paths) {
        await tab.page.goto(server.url + path);
        await tab.page.evaluate(axe.source);
        const { violations } = (await tab.page.evaluate(`axe.run(${JSON.stringify(axeRuns[colorScheme])})`)) as axe.AxeResults;
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`),
          [],
        );
      }
    });
  }

  it('no page is wider than a phone, nor than a screen at 200 %', async () => {
    await using tab = await openPage();
    for (const path of paths) {
      await tab.page.goto(server.url + path);
      for (const width of [320, 390, 640, 1280]) {
        await tab.page.setViewportSize({ width, height: 800 });
        const excess = await tab.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        assert.equal(excess, 0, `${path} at ${width}`);
      }
    }
  });
});
