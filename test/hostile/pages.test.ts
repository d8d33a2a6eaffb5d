import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { urls } from '../../src/pages/urls.ts';
import { createApp } from '../../src/web/app.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { withoutChromium } from '../chromium.ts';
import { catcher, type Listener } from './catcher.ts';
import { hostileFiles } from './corpus/files.ts';
import { hostileWords } from './corpus/words.ts';
import { troublesOf } from './inspect.ts';
import { type HostileTrove, openHostileTrove } from './trove.ts';
import { type Seen, watch } from './watched.ts';

/** JavaScript is on throughout: nothing here may depend on a reader having switched it off. */
describe('an archive of nothing but hostile mail, in a real browser', { skip: withoutChromium }, () => {
  let evil: Listener & { readonly asked: string[] };
  let trove: HostileTrove;
  let server: RunningServer;
  before(async () => {
    evil = await catcher();
    trove = await openHostileTrove(evil.port);
    server = await startServer(createApp(trove.archive, { onFault: (fault, path) => faults.push(`${path}: ${fault.stack}`) }), {
      host: '127.0.0.1',
      port: 0,
    });
  });
  after(async () => {
    await server?.close();
    trove?.[Symbol.dispose]();
    evil?.close();
  });
  const faults: string[] = [];

  /** Opens every path, four at a time, and tells what is wrong with what came. */
  async function visitAll(paths: readonly string[]): Promise<{ readonly seen: Seen; readonly troubles: readonly string[] }> {
    const troubles: string[] = [];
    const left = [...paths];
    const seen = await watch(async (watched) => {
      const visitor = async () => {
        const page = await watched.newPage();
        page.on('request', (request) => {
          if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
            troubles.push(`${page.url()} asks for ${request.url()}`);
        });
        for (let path = left.shift(); path !== undefined; path = left.shift()) troubles.push(...(await visit(page, path)));
      };
      await Promise.all(Array.from({ length: 4 }, visitor));
    });
    assert.deepEqual(faults, []);
    return { seen, troubles };
  }

  async function visit(page: Page, path: string): Promise<string[]> {
    await page.goto(server.url + path);
    await page.mouse.move(100, 300);
    if (path.endsWith('/verify')) await page.locator('.verified-here').waitFor();
    const gone = decodeURIComponent(page.url()) === decodeURIComponent(server.url + path) ? [] : [`gone to ${page.url()}`];
    return [...gone, ...(await troublesOf(page, trove.archive.appearance().title))].map((trouble) => `${path}: ${trouble}`);
  }

  function assertQuiet({ seen, troubles }: Awaited<ReturnType<typeof visitAll>>): void {
    assert.deepEqual(troubles, []);
    assert.deepEqual([...seen.ran], []);
    assert.deepEqual([...seen.asked], []);
    assert.deepEqual(evil.asked, []);
    assert.deepEqual(
      seen.complaints.filter((complaint) => !/the server responded with a status of 4\d\d/.test(complaint)),
      [],
    );
  }

  const numbered = (isWanted: (about: string) => boolean): number[] =>
    trove.mails.flatMap(({ about }, index) => (isWanted(about) ? [index + 1] : []));
  const isMarkup = (about: string) => about === 'html' || about === 'hidden' || about === 'pictures';

  it('no HTML of a mail runs, asks elsewhere, leaves its place or covers the note above it, where it is opened alone', async () => {
    assertQuiet(await visitAll(numbered(isMarkup).map((number) => `messages/${number}/body.html`)));
  });

  it('nor does it in the page that frames it, nor does its text become markup there', async () => {
    const some = numbered(isMarkup).filter((number, index) => trove.mails[number - 1]?.about === 'pictures' || index % 4 === 0);
    assertQuiet(await visitAll(some.flatMap((number) => [`messages/${number}/formatted`, `messages/${number}`])));
  });

  it('no field, file name, type or charset becomes markup on any page of its message', async () => {
    const tabs = {
      words: ['', '/evidence', '/headers', '/attachments'],
      files: ['', '/attachments', '/source'],
      domain: ['', '/headers'],
      charset: ['', '/body.html'],
      chain: [],
    };
    const paths = trove.mails.flatMap(({ about, octets }, index) => {
      if (about === 'html' || about === 'hidden' || about === 'pictures') return [];
      const isPlain = about === 'charset' && octets.includes('Content-Type: text/plain');
      return tabs[about].slice(0, isPlain ? 1 : undefined).map((tab) => `messages/${index + 1}${tab}`);
    });
    const words = numbered((about) => about === 'words');
    paths.push(
      ...words.flatMap((number, index) =>
        ['/source', '.txt', '.json', '?q=evil'].slice(index % 4, (index % 4) + 1).map((tab) => `messages/${number}${tab}`),
      ),
    );
    assertQuiet(await visitAll(paths));
  });

  it('no words of a mail become markup where they stand beside their quote, nor on the page of its thread', async () => {
    const pairs = numbered((about) => about === 'chain').filter((number) => trove.archive.chain(number).about.length > 0);
    assert.ok(pairs.length >= 20, `only ${pairs.length} are quoted`);
    const threads = new Set(pairs.map((number) => trove.archive.message(number)?.thread));
    assertQuiet(
      await visitAll([...pairs.map((number) => `messages/${number}/chain`), ...[...threads].map((number) => `threads/${number}`)]),
    );
  });

  it('nor where a message is verified in the browser, on the only one of its pages that has a script', async () => {
    const some = trove.mails.flatMap(({ about }, index) =>
      about === 'words' || (about === 'files' && index % 4 === 0) ? [index + 1] : [],
    );
    assertQuiet(await visitAll(some.map((number) => `messages/${number}/verify`)));
  });

  it('nor where its files, or the archive as a file, are opened: they are saved under names that harm nothing, or shown as text', async () => {
    const { files } = trove.archive.files.list({ words: '', sort: 'name', offset: 0, limit: 200 });
    const harmful = hostileFiles.map(({ content }) => createHash('sha256').update(content).digest('hex'));
    const pages = files.filter(({ sha256 }) => harmful.includes(sha256));
    assert.ok(pages.length > 3, `only ${pages.length} files that would do harm`);
    const saved = [
      ...files.slice(0, 40).map(({ sha256, name }) => urls.attachment(sha256, name ?? '').slice(1)),
      ...pages.map(({ sha256 }) => urls.attachment(sha256, 'page.html').slice(1)),
      ...numbered((about) => about === 'words' || about === 'pictures').map((number) => `messages/${number}.eml`),
      'messages/1.evidence.zip',
      ...['csv', 'jsonl', 'mbox'].map((extension) => `search.${extension}?q=`),
    ];
    const names: string[] = [];
    const seen = await watch(async ({ newPage }) => {
      const page = await newPage();
      for (const path of saved) {
        const download = page.waitForEvent('download');
        await page.goto(server.url + path).catch((error: Error) => assert.match(error.message, /Download is starting/, path));
        names.push((await download).suggestedFilename());
        assert.equal(page.url(), 'about:blank', path);
      }
      const feed = await page.goto(`${server.url}search.atom?q=`);
      assert.match((await feed?.text()) ?? '', /<entry>/);
      await page.waitForLoadState();
    });
    assert.equal(names.length, saved.length);
    for (const name of names) assert.doesNotMatch(name, /[/\\\p{Cc}\p{Bidi_Control}]|^\.|^(?:con|nul|prn|aux|com\d|lpt\d)(?:\.|$)/iu);
    assertQuiet({
      seen: { ...seen, complaints: seen.complaints.filter((complaint) => !complaint.startsWith('download: ')) },
      troubles: [],
    });
  });

  it('none of the lists, feeds and pages about people, files, threads and keys carries any of it as markup', async () => {
    const paths = [
      '',
      'index.json',
      'about',
      'about.json',
      'keys',
      'keys.json',
      'findings',
      'findings.json',
      'search?q=',
      'search?q=&page=9',
      'search?q=evil&sort=relevance',
      'search.json?q=evil',
      'people',
      'people?sort=address&page=2',
      'people.json',
      'attachments',
      'attachments?page=2',
      'attachments.json',
    ];
    const { files } = trove.archive.files.list({ words: '', sort: 'name', offset: 0, limit: 200 });
    paths.push(...files.slice(0, 30).map(({ sha256 }) => `attachments/${sha256}`));
    paths.push(
      ...new Set(
        trove.archive.people
          .list({ part: '', sort: 'address', offset: 0, limit: 40 })
          .people.map(({ address }) => `people/${encodeURIComponent(address)}`),
      ),
    );
    const [first = 1] = numbered((about) => about === 'words');
    paths.push(`threads/${trove.archive.message(first)?.thread}`);
    paths.push(...Object.values(hostileWords).map((words) => `keys?domain=${encodeURIComponent(words.toWellFormed().slice(0, 60))}`));
    assertQuiet(await visitAll(paths));
  });

  it('nothing that is typed into an address comes back as markup, whether it finds something or is refused', async () => {
    const typed = Object.values(hostileWords).map((words) => encodeURIComponent(words.toWellFormed()));
    const paths = typed.flatMap((words) => [
      `search?q=%22${words}%22`,
      `search?q=(${words}`,
      `people?q=${words}`,
      `attachments?q=${words}`,
      `people/${words}`,
      `nothing/${words}`,
      `search?q=x&sort=${words}`,
      `messages/1?q=${words}`,
      `${words}.json`,
      `attachments/${'0'.repeat(64)}/${words}`,
    ]);
    assertQuiet(await visitAll(paths));
  });
});
