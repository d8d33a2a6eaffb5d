/**
 * Takes the pictures of docs/screenshots/: every page of the demonstration archive, on a desktop and on a phone. Needs Chromium.
 *
 *   npm run screenshots
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../src/archive/archive.ts';
import { createApp } from '../src/web/app.ts';
import { startServer } from '../src/web/server.ts';
import { launchChromium } from '../test/chromium.ts';

const target = 'docs/screenshots';
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
mkdirSync(target, { recursive: true });

/** The newest message that a query finds. */
async function newest(query: string): Promise<number> {
  const { hits } = await archive.search(query, { sort: '-date', offset: 0, limit: 1 });
  return hits[0]!.number;
}

const verified = await newest('verdict:verified has:attachment');
const pages: Record<string, string> = {
  front: '',
  results: 'search?q=budget',
  'results-empty': 'search?q=budget+zeppelin',
  'query-error': 'search?q=budget+from:(',
  'message-verified': `messages/${verified}`,
  'message-failed': `messages/${await newest('verdict:failed')}`,
  'message-partly': `messages/${await newest('verdict:verified-partly')}`,
  evidence: `messages/${verified}/evidence`,
  headers: `messages/${verified}/headers`,
  source: `messages/${verified}/source`,
  thread: `threads/${(await archive.search('"The trestle tables"', { sort: 'date', offset: 0, limit: 1 })).hits[0]?.thread ?? 1}`,
  people: 'people',
  person: 'people/lena.brandt@halden-campaign.example',
  attachments: 'attachments',
  keys: 'keys',
  about: 'about',
  'not-found': 'messages/999999',
};

for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
  const context = await browser.newContext({ viewport, colorScheme: 'light', javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(server.url + path);
    await page.screenshot({ path: join(target, `${name}-${device}.png`) });
  }
  await context.close();
}
const dark = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' });
const page = await dark.newPage();
for (const name of ['front', 'message-verified'] as const) {
  await page.goto(server.url + pages[name]);
  await page.screenshot({ path: join(target, `${name}-dark.png`) });
}

await browser.close();
await server.close();
archive.close();
rmSync(folder, { recursive: true });
