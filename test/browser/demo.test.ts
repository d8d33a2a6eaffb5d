import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { scratchFolder } from '../scratch.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('chainmail demo, in a real browser without JavaScript', { skip: withoutChromium, timeout: 180_000 }, () => {
  const scratch = scratchFolder();
  let demo: ChildProcess;
  let url: string;
  let browser: Browser;
  let page: Page;

  before(async () => {
    const args = ['demo', '--archive', join(scratch.path, 'demo'), '--port', '0', '--no-open'];
    demo = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    url = await new Promise((resolve, reject) => {
      let said = '';
      demo.stderr!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /Serving .* at (http:\S+)/.exec(said);
        if (found) resolve(found[1]!);
      });
      demo.on('exit', () => reject(new Error(`the demo ended before it served: ${said}`)));
    });
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true })).newPage();
  });
  after(async () => {
    await browser?.close();
    demo?.kill('SIGTERM');
    scratch[Symbol.dispose]();
  });

  /** Asks for a search of the archive as a reader does, and opens its first result. */
  async function openFirst(query: string): Promise<void> {
    await page.goto(url);
    await page.getByRole('searchbox').fill(query);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('article').first().getByRole('link').first().click();
  }

  it('shows the figures of about 1,500 messages, and every verdict that exists so far', async () => {
    await page.goto(url);
    const text = (await page.getByRole('main').textContent()) ?? '';
    assert.match(text, /1,\d{3}\s*e-mails/);
    for (const label of ['DKIM verified', 'DKIM verified in part', 'Headers verified', 'Not verified', 'Signature does not match']) {
      assert.ok(text.includes(label), label);
    }
  });

  it('finds mail, filters it by verdict, and opens a verified message whose .eml is the stored octets', async () => {
    await page.goto(url);
    await page.getByRole('searchbox').fill('budget');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'DKIM verified', exact: true }).click();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'budget verdict:verified');
    await page.getByRole('article').first().getByRole('link').first().click();
    assert.match((await page.getByRole('region', { name: 'Verdict' }).textContent()) ?? '', /DKIM verified/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '↓ .eml' }).click()]);
    const { origin, pathname } = new URL(page.url());
    const record = (await (await fetch(`${origin}${pathname}.json`)).json()) as { sha256: string };
    assert.equal(hash('sha256', readFileSync(await download.path())), record.sha256);
  });

  it('opens a message whose signature does not match, and says so without alarm', async () => {
    await openFirst('verdict:failed');
    const banner = (await page.getByRole('region', { name: 'Verdict' }).textContent()) ?? '';
    assert.match(banner, /Signature does not match/);
    assert.doesNotMatch(banner, /DKIM verified/);
  });
});
