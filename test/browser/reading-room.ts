import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { MessageRecord } from '../../src/archive/record.ts';
import { writeDemo } from '../../src/demo/write.ts';
import type { Verdict } from '../../src/evidence/verdict.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.ts';
import { startServer } from '../../src/web/server.ts';
import { mail } from '../archive/mail.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { scratchFolder } from '../scratch.ts';
import { rewritten, troveKey, writeTrove } from '../web/trove.ts';

/** A tab of a browser, and what no page of an archive may make it say. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
  /** Complaints of the browser, faults of scripts, requests that failed or went elsewhere. */
  readonly complaints: readonly string[];
  /** How many requests the pages made so far, themselves included. */
  requests(): number;
}

/** An archive that has every state, served, with a browser before it. Made before the tests of a file, gone after them. */
export interface ReadingRoom {
  readonly url: string;
  readonly archive: Archive;
  readonly directory: string;
  openTab(options?: BrowserContextOptions): Promise<Tab>;
  /** The first message that a query finds, the oldest first. */
  first(query: string): Promise<MessageRecord>;
  total(query: string): Promise<number>;
}

/** Said to `describe`: skipped where there is no browser. The limit stops what hangs; a machine with much else to do takes minutes. */
export const inBrowser = { skip: withoutChromium, timeout: 900_000 } as const;

/** With a script engine and without: whatever a page offers must work in both. */
export const readers = [
  { reader: 'with JavaScript', javaScriptEnabled: true },
  { reader: 'without JavaScript', javaScriptEnabled: false },
] as const;

/** To be called at the head of a file's `describe`. What it gives can be used inside its tests. */
export function readingRoom({ browser: isWithBrowser = true } = {}): ReadingRoom {
  const scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  let archive: Archive;
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  before(async () => {
    await fill(directory, scratch.path);
    archive = openArchive(directory);
    server = await startServer(createApp(archive), { host: '127.0.0.1', port: 0 });
    if (isWithBrowser) browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    archive?.close();
    scratch[Symbol.dispose]();
  });
  return {
    directory,
    get url() {
      return server.url;
    },
    get archive() {
      return archive;
    },
    openTab: (options) => openTab(browser, server.url, options),
    async first(query) {
      const { hits } = await archive.search(query, { sort: 'date', offset: 0, limit: 1 });
      assert.ok(hits[0], `the archive of these tests has no message for ${query}`);
      return hits[0];
    },
    total: async (query) => (await archive.search(query, { sort: 'date', offset: 0, limit: 0 })).total,
  };
}

/** The demonstration's archive, made smaller, with a few letters more; and verdicts that no evidence brings about yet. */
async function fill(directory: string, scratch: string): Promise<void> {
  const demo = await writeDemo(join(scratch, 'demo'), { messages: 400, seed: 1, attachments: 'small' });
  const letters = join(scratch, 'letters');
  mkdirSync(letters);
  writeTrove(letters);
  writeFileSync(join(letters, '6.eml'), rewritten);
  for (const [index, octets] of answersToNothing.entries()) writeFileSync(join(letters, `missing-${index}.eml`), octets);
  const keeper = openKeeper(directory, { create: true });
  for (const path of demo.keyFiles) keeper.addKeys((await readKeys(path)).keys);
  keeper.addKeys([troveKey]);
  keeper.setTitle('The Halden Files');
  keeper.close();
  await importMail(directory, await Promise.all([...demo.sources, letters].map((path) => openMailSource(path))), { jobs: 1 });

  const database = new DatabaseSync(join(directory, archiveFileName));
  const toCome = ['verified-repaired', 'verified-recovered', 'corroborated', 'contradicted'] as const satisfies readonly Verdict[];
  const update = database.prepare(
    "UPDATE messages SET verdict = ?, reasons = '[]' WHERE number = (SELECT number FROM messages WHERE verdict = 'unverified' AND date_seconds > 0 LIMIT 1)",
  );
  for (const verdict of toCome) assert.equal(update.run(verdict).changes, 1);
  database.close();
}

/** Two answers to a letter that is not there; what one of them quotes of it is. */
const answersToNothing = ['Ines Falk <ines@falk.example>', 'Jan Dorn <jan@dorn.example>'].map((from, index) =>
  mail(
    {
      From: from,
      To: 'Ada Horn <ada@horn.example>',
      Subject: 'Re: The missing letter',
      Date: `Mon, ${16 + index} May 2016 10:00:00 +0200`,
      'Message-ID': `<answer-${index}@falk.example>`,
      References: '<before@horn.example> <missing@horn.example>',
    },
    index === 1
      ? 'I did not get it.\n'
      : 'I shall call them.\n\nOn 15 May 2016, at 18:30, Ada Horn <ada@horn.example> wrote:\n\n> Nobody told the harbour office that the crane would be moved on Monday,\n> so please call them before noon and ask for the master.\n',
  ),
);

async function openTab(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ acceptDownloads: true, locale: 'en', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  let requests = 0;
  page.on('console', (message) => {
    // A page that is refused with reason says so by its status; the browser notes that as an error.
    if (!/the server responded with a status of 40[04]/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
  page.on('request', (request) => {
    if (request.url().startsWith('data:')) return;
    requests += 1;
    if (!request.url().startsWith(url)) complaints.push(`asked ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // What is handed over as a download ends the navigation that asked for it.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed ${request.url()}`);
  });
  return { page, complaints, requests: () => requests, [Symbol.asyncDispose]: () => context.close() };
}

/** What a click on a link hands over as a file. */
export async function downloadBy(page: Page, link: Locator): Promise<{ readonly name: string; readonly octets: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), octets: readFileSync(await download.path()) };
}

/** A number as pages write it. */
export function numberIn(text: string | null | undefined): number {
  const found = /\d[\d,]*/.exec(text ?? '');
  assert.ok(found, `no number in “${text}”`);
  return Number(found[0].replaceAll(',', ''));
}

/** How many messages the page of results says it found. */
export async function totalOf(page: Page): Promise<number> {
  const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  return heading.startsWith('No e-mails') ? 0 : numberIn(heading);
}

/** The text of the box at the head of every page. */
export function boxOf(page: Page): Promise<string> {
  return page.locator('search input[name=q]').inputValue();
}

/** Asks for a search as a reader does. */
export async function search(page: Page, query: string): Promise<void> {
  await page.locator('search input[name=q]').fill(query);
  await Promise.all([page.waitForEvent('load'), page.locator('search').getByRole('button').click()]);
}

/** Where a link leads, for as many as there are. */
export function addressesOf(links: Locator): Promise<string[]> {
  return links.evaluateAll((all) => all.map((link) => (link as unknown as { getAttribute(name: string): string }).getAttribute('href')));
}

/** What a property of the style of an element comes to. */
export function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate(
    (each, name) => (globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> }).getComputedStyle(each)[name] ?? '',
    property,
  );
}
