/**
 * Takes the pictures of docs/screenshots/: every page of the demonstration archive, on a desktop and on a phone, some of them in the
 * dark and in French. Needs Chromium. With names, only those pages, and with `--to DIR` elsewhere.
 *
 *   npm run screenshots
 *   npm run screenshots -- front results --to /tmp/pictures
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions } from 'playwright-core';
import { openArchive } from '../src/archive/archive.ts';
import { openMail } from '../src/views/mail.ts';
import { createApp } from '../src/web/app.ts';
import { startServer } from '../src/web/server.ts';
import { launchChromium } from '../test/chromium.ts';

const { values, positionals: only } = parseArgs({
  options: { to: { type: 'string', default: 'docs/screenshots' } },
  allowPositionals: true,
});
const folder = mkdtempSync(join(tmpdir(), 'chainmail-screenshots-'));
const directory = join(folder, 'demo');
const made = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', 'demo', '--no-serve', '--archive', directory],
  { stdio: 'inherit' },
);
if (made.status !== 0) process.exit(made.status ?? 1);

const archive = openArchive(directory);
const server = await startServer(createApp(archive), { host: '127.0.0.1', port: 0 });
const browser = await launchChromium();
mkdirSync(values.to, { recursive: true });

/** The newest message that a query finds. */
async function newest(query: string, isWanted: (number: number) => boolean = () => true): Promise<number> {
  const { hits } = await archive.search(query, { sort: '-date', offset: 0, limit: 100 });
  const found = hits.find(({ number }) => isWanted(number));
  if (found === undefined) throw new Error(`the demonstration has no message for ${query}`);
  return found.number;
}

/** The message of a thread that quotes most others, or is quoted by them. */
function mostQuoted(thread: number): number {
  const quotes = new Map(archive.threadNumbers(thread).map((number) => [number, archive.chainSize(number)]));
  return [...quotes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
}

const verified = await newest('verdict:verified has:attachment');
const conversation = archive.message(await newest('verdict:corroborated', (number) => archive.chainSize(number) > 6))?.thread ?? 1;
const formatted = await newest('verdict:verified', (number) => openMail(archive, number)?.htmlPart !== undefined);
const pages: Record<string, string> = {
  front: '',
  results: 'search?q=budget',
  'results-narrowed': 'search?q=budget+(verdict:verified+OR+verdict:verified-partly)+-type:pdf',
  'results-empty': 'search?q=budget+zeppelin',
  'query-error': 'search?q=budget+form:lena',
  'message-verified': `messages/${verified}?q=has:attachment`,
  'message-unverified': `messages/${await newest('verdict:unverified')}`,
  'message-failed': `messages/${await newest('verdict:failed')}`,
  'message-partly': `messages/${await newest('verdict:verified-partly')}`,
  'message-headers-verified': `messages/${await newest('verdict:headers-verified')}`,
  formatted: `messages/${formatted}/formatted`,
  evidence: `messages/${verified}/evidence`,
  'message-attachments': `messages/${verified}/attachments`,
  headers: `messages/${verified}/headers`,
  source: `messages/${verified}/source`,
  chain: `messages/${mostQuoted(conversation)}/chain`,
  thread: `threads/${conversation}`,
  people: 'people',
  person: 'people/lena.brandt@halden-campaign.example',
  attachments: 'attachments',
  file: `attachments/${archive.message(verified)?.attachments[0]?.sha256}`,
  'verify-again': `messages/${verified}/verify`,
  verify: 'verify',
  keys: 'keys',
  about: 'about',
  api: 'api',
  'api-shapes': 'api/shapes',
  'not-found': 'messages/999999',
};
const mostLookedAt = ['front', 'results', 'message-verified', 'message-failed', 'evidence', 'verify-again', 'verify', 'thread', 'chain'];

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
await take('desktop', Object.keys(pages), { viewport: desktop });
await take('phone', Object.keys(pages), { viewport: phone });
await take('dark', mostLookedAt, { viewport: desktop, colorScheme: 'dark' });
await take('dark-phone', mostLookedAt.slice(0, 3), { viewport: phone, colorScheme: 'dark' });
await take('french', mostLookedAt, { viewport: desktop, locale: 'fr' });
await take('french-phone', mostLookedAt.slice(0, 3), { viewport: phone, locale: 'fr' });

await browser.close();
await server.close();
archive.close();
rmSync(folder, { recursive: true });

/** The head of each page, as far as its window shows it: what a reader sees first. */
async function take(suffix: string, names: readonly string[], options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ locale: 'en', colorScheme: 'light', javaScriptEnabled: true, ...options });
  const page = await context.newPage();
  for (const name of names.filter((each) => only.length === 0 || only.includes(each))) {
    await page.goto(server.url + pages[name]);
    if (name === 'verify-again') await page.locator('.verified-here').waitFor();
    await page.screenshot({ path: join(values.to, `${name}-${suffix}.png`) });
  }
  await context.close();
}
