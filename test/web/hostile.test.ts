import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { isForeignUse } from '../../src/web/origins.ts';
import { mailHtmlPolicy, pagePolicy } from '../../src/web/policies.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { scratchFolder } from '../scratch.ts';
import { breakouts, closing, hostileHtml, hostileMails, key } from './hostile-mail.ts';

const scratch = scratchFolder();
const askedElsewhere: string[] = [];
let elsewhere: RunningServer;
let archive: Archive;
before(async () => {
  elsewhere = await listen((request, response) => {
    askedElsewhere.push(request.url ?? '');
    response.end();
  });
  archive = await openHostileTrove(scratch.path, elsewhere.url);
});
after(async () => {
  archive?.close();
  await elsewhere?.close();
  scratch[Symbol.dispose]();
});

const htmlMails = hostileMails('').html.length;

describe('mail that is made to be heavy', () => {
  it('makes no page heavier than two ordinary ones, whatever its fields hold', async () => {
    const app = createApp(archive);
    const paths = ['/', '/keys', '/findings', '/about', '/search?q=', '/search?q=evil'];
    for (let number = 1; number <= archive.figures().messages; number++) {
      paths.push(...['', '/evidence', '/headers', '/source'].map((part) => `/messages/${number}${part}`), `/threads/${number}`);
    }
    for (const path of paths) {
      const octets = (await (await app.request(`http://localhost${path}`)).arrayBuffer()).byteLength;
      assert.ok(octets < 200_000, `${path}: ${octets}`);
    }
  });

  it('is read only as far as its page shows it, and the page says that there is more', async () => {
    const app = createApp(archive);
    for (const number of ['Far below', 'Long'].map((subject) => numbered(subject))) {
      const page = await (await app.request(`http://localhost/messages/${number}`)).text();
      assert.match(page, /The text goes on/);
    }
  });

  function numbered(subject: string): number {
    const { messages } = archive.figures();
    for (let number = 1; number <= messages; number++) if (archive.message(number)?.subject === subject) return number;
    throw new Error(`no message has the subject ${subject}`);
  }

  it('is sent its one picture only so often that all together stay small', async () => {
    const number = archive.figures().messages;
    const body = await (await createApp(archive).request(`http://localhost/messages/${number}/body.html`)).text();
    assert.ok(body.split('src="data:image/png').length > 10);
    assert.ok(body.length < 6_000_000, `${body.length}`);
  });
});

/** JavaScript is on throughout: nothing here may depend on the reader having switched it off. */
describe('mail by someone who knows this program, in a real browser', { skip: withoutChromium }, () => {
  const complaints: string[] = [];
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  before(async () => {
    server = await startServer(createApp(archive), { host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
    const context = await browser.newContext({ acceptDownloads: true });
    await context.exposeFunction('owned', (by: unknown) => void complaints.push(`ran ${by}`));
    page = await context.newPage();
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', () => complaints.push('popup'));
    page.on('download', () => complaints.push('download'));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) complaints.push(`asked ${request.url()}`);
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function visit(path: string): Promise<void> {
    complaints.length = 0;
    await page.goto(server.url + path);
    await page.mouse.move(100, 300);
    assert.deepEqual(complaints, [], path);
    assert.equal(page.url(), server.url + path, 'the page has gone elsewhere');
  }

  it('no HTML runs, asks elsewhere, leaves its place, or links anywhere', async () => {
    for (let number = 1; number <= htmlMails; number++) {
      await visit(`messages/${number}/formatted`);
      const frame = page.frameLocator('iframe');
      await frame.locator('body').waitFor({ state: 'attached' });
      const all = await frame.locator('*').evaluateAll(namesAndPositions);
      assert.ok(all.includes('body static'), `${number}: ${all}`);
      assert.doesNotMatch(
        all.join(),
        /\b(?:a|form|input|button|iframe|object|embed|svg|math|script|link|base|dialog) |fixed|absolute|sticky|relative/,
      );
    }
    assert.deepEqual(askedElsewhere, []);
  });

  it('no field, file name, key or place becomes markup on any page', async () => {
    const first = htmlMails + 1;
    for (let number = first; number < first + breakouts.length; number++) {
      for (const part of ['', '/evidence', '/headers', '/source']) await visit(`messages/${number}${part}`);
    }
    for (const path of ['', 'keys', 'about', `threads/${first}`, 'search?q=evil', 'messages/1/body.html']) await visit(path);
    for (const text of breakouts) {
      const typed = encodeURIComponent(text.toWellFormed());
      for (const path of [`search?q="${typed}"`, `search?q=(${typed}`]) await page.goto(server.url + path);
    }
    const own = complaints.filter((complaint) => !/status of 4\d\d/.test(complaint));
    assert.deepEqual(own, []);
    assert.deepEqual(askedElsewhere, []);
  });

  it('a page elsewhere may link to the archive, and use it for nothing else', async () => {
    const uses = new Map<string, boolean>();
    const stand = await listen(({ url = '', headers }, response) => {
      uses.set(
        url,
        isForeignUse((name) => headers[name]?.toString()),
      );
      response.end();
    });
    const other = await listen((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<!doctype html><a href="${stand.url}link">the archive</a><img src="${stand.url}image"><iframe src="${stand.url}frame"></iframe>`,
      );
    });
    await page.goto(other.url);
    await page.getByRole('link').click();
    for (const [path, isForeign] of Object.entries({ '/image': true, '/frame': true, '/link': false })) {
      assert.equal(uses.get(path), isForeign, path);
    }
    await page.goto(`${stand.url}typed`);
    assert.equal(uses.get('/typed'), false);
    const refused = await createApp(archive).request('http://localhost/search.mbox', { headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(refused.status, 403);
    await Promise.all([other.close(), stand.close()]);
  });

  for (const [name, policy] of [
    ['a mail', mailHtmlPolicy],
    ['a page', pagePolicy],
  ] as const) {
    it(`the policy of ${name} alone stops what runs, were nothing sanitised`, async () => {
      // A policy without `sandbox` lets a document send itself elsewhere; no page has markup of a mail in it.
      const pieces = hostileHtml(elsewhere.url).filter((piece) => policy === mailHtmlPolicy || !piece.includes('http-equiv=refresh'));
      const raw = await listen((_, response) => {
        response.setHeader('Content-Security-Policy', policy);
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(`<!doctype html><body>${pieces.join(closing)}`);
      });
      complaints.length = 0;
      await page.goto(raw.url);
      assert.deepEqual(
        complaints.filter((complaint) => /^(?:ran|dialog|popup|download)/.test(complaint)),
        [],
      );
      assert.ok(complaints.length > 10, 'the browser has refused a good deal');
      await raw.close();
      assert.deepEqual(askedElsewhere, []);
    });
  }
});

/** Runs in the browser, where elements are more than this. */
function namesAndPositions(elements: unknown): string[] {
  const { getComputedStyle } = globalThis as unknown as { getComputedStyle: (element: unknown) => { position: string } };
  return (elements as { localName: string }[]).map((element) => `${element.localName} ${getComputedStyle(element).position}`);
}

async function listen(answer: RequestListener): Promise<RunningServer> {
  const server = createServer(answer).listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function openHostileTrove(path: string, elsewhere: string): Promise<Archive> {
  const folder = join(path, breakouts[1].replaceAll('/', '_'));
  mkdirSync(folder);
  const { html, words, heavy } = hostileMails(elsewhere);
  for (const [index, octets] of [...html, ...words, ...heavy].entries())
    writeFileSync(join(folder, `${String(index).padStart(3, '0')}.eml`), octets);
  writeFileSync(join(folder, 'a<script>owned(1)<\u202e\u001b[2J.eml'), '');
  const directory = join(path, 'archive');
  const keeper = openKeeper(directory, { create: true });
  const { domain, selector, record } = key;
  keeper.addKeys([{ domain, selector, record, tier: 'archived', source: breakouts.join(' ') }]);
  keeper.setTitle(breakouts[0]);
  keeper.close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  return openArchive(directory);
}
