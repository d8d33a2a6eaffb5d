import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Hono } from 'hono';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { archiveFileName, openDatabase } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.ts';
import { holdingLimit } from '../../src/web/heavy.ts';
import { createPageThreads, type PageThreads } from '../../src/web/large-mail.ts';
import { largeHtmlMailOctets, largeMailOctets, maxExports } from '../../src/web/limits.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();
const directory = join(scratch.path, 'archive');
const attached = 'Not small. '.repeat(largeMailOctets / 8);
let archive: Archive;
before(async () => {
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  const from = { From: 'Lena <lena@halden.example>', Date: 'Thu, 12 May 2016 16:02:00 +0200' };
  writeFileSync(join(folder, '1.eml'), mail({ ...from, Subject: 'Small' }, 'A small budget.\n'));
  const multipart = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' };
  const body = `--b\n\nA large budget.\n--b\nContent-Disposition: attachment; filename=large.txt\n\n${attached}\n--b--\n`;
  writeFileSync(join(folder, '2.eml'), mail({ ...from, ...multipart, Subject: 'Large' }, body));
  openKeeper(directory, { create: true }).close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  archive = openArchive(directory);
});
after(() => {
  archive?.close();
  scratch[Symbol.dispose]();
});

const get = (app: Hono, path: string, method = 'GET') => app.request(`http://localhost${path}`, { method });

describe('a search that takes too long', () => {
  it('is given up: the reader is told, with advice, and the next search is answered', async () => {
    const before = childrenOfThisProcess();
    using limited = openArchive(directory, {
      limits: { processes: 1, milliseconds: 500, waiting: 10, waitMilliseconds: 60_000 },
    });
    const app = createApp(limited);
    assert.equal((await get(app, '/search?q=budget')).status, 200);
    // A process that is stopped takes as long as the longest search.
    const stop = () => process.kill(childrenOfThisProcess().find((child) => !before.includes(child))!, 'SIGSTOP');
    stop();
    const page = await get(app, '/search?q=budget+b*');
    assert.equal(page.status, 503);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.match(await page.text(), /This search took too long.*Whole words are quicker than words with a star/s);
    assert.equal((await get(app, '/search?q=budget')).status, 200);
    stop();
    const json = await get(app, '/search.json?q=b*');
    assert.equal(json.status, 503);
    assert.match(((await json.json()) as { error: { message: string } }).error.message, /took too long/);
    assert.equal((await get(app, '/search?q=budget')).status, 200);
    stop();
    assert.equal((await get(app, '/search.csv?q=b*')).status, 503);
  });

  it('turns readers away where too many wait, and says when to come again', async () => {
    using limited = openArchive(directory, { limits: { processes: 1, milliseconds: 60_000, waiting: 1, waitMilliseconds: 60_000 } });
    const app = createApp(limited);
    const answers = await Promise.all(['a', 'b', 'c'].map((word) => get(app, `/search?q=${word}`)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 503, 503]);
    const refused = answers.find(({ status }) => status === 503)!;
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.match(await refused.text(), /The archive is busy/);
  });
});

describe('a large mail', () => {
  let threads: PageThreads;
  after(() => threads?.close());

  it('is shown from a thread as it would be from here', async () => {
    threads = createPageThreads({ directory }, 1);
    const [here, there] = [createApp(archive), createApp(archive, { largeMail: threads })];
    const sha256 = createHash('sha256').update(attached).digest('hex');
    const paths = ['', '.eml', '.txt', '.json', '/evidence', '/headers', '/source', '/attachments', '/formatted'].map(
      (part) => `/messages/2${part}`,
    );
    for (const path of [...paths, `/attachments/${sha256}/large.txt`, '/messages/1']) {
      const [expected, found] = [await get(here, path), await get(there, path)];
      assert.equal(found.status, expected.status, path);
      assert.deepEqual([...found.headers].sort(), [...expected.headers].sort(), path);
      assert.ok(Buffer.from(await found.arrayBuffer()).equals(Buffer.from(await expected.arrayBuffer())), path);
    }
    const head = await get(there, '/messages/2.eml', 'HEAD');
    assert.equal(await head.text(), '');
    const tag = (await get(there, '/messages/2.eml')).headers.get('etag')!;
    const again = await there.request('http://localhost/messages/2.eml', { headers: { 'if-none-match': tag } });
    assert.equal(again.status, 304);
  });

  it('has its own HTML made in a thread from a smaller size on: that takes long for what it is', async () => {
    const html = { 'MIME-Version': '1.0', 'Content-Type': 'text/html' };
    const folder = join(scratch.path, 'html');
    mkdirSync(folder);
    writeFileSync(join(folder, '1.eml'), mail({ ...html, Subject: 'Wide' }, '<p><b>Words.</b></p>\n'.repeat(largeHtmlMailOctets / 20)));
    writeFileSync(join(folder, '2.eml'), mail({ ...html, Subject: 'Narrow' }, '<p>Words.</p>\n'));
    const directory = join(scratch.path, 'html-archive');
    openKeeper(directory, { create: true }).close();
    await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
    using archive = openArchive(directory);
    const threads = createPageThreads({ directory }, 1);
    const asked: string[] = [];
    const heard: PageThreads = {
      answer: (request) => {
        asked.push(new URL(request.url).pathname);
        return threads.answer(request);
      },
      close: () => threads.close(),
    };
    try {
      const [here, there] = [createApp(archive), createApp(archive, { largeMail: heard })];
      for (const path of ['/messages/1', '/messages/1/formatted', '/messages/1/body.html', '/messages/2/body.html']) {
        assert.equal(await (await get(there, path)).text(), await (await get(here, path)).text(), path);
      }
      assert.deepEqual(asked, ['/messages/1/body.html']);
    } finally {
      await threads.close();
    }
  });

  it('cannot be shown while the archive is not where it was; all else can, and so can it afterwards', async () => {
    const threads = createPageThreads({ directory }, 1);
    try {
      const faults: string[] = [];
      const app = createApp(archive, { largeMail: threads, onFault: ({ message }) => faults.push(message) });
      renameSync(directory, `${directory}-moved`);
      const answers = await Promise.all([get(app, '/messages/2'), get(app, '/messages/2/source')]);
      renameSync(`${directory}-moved`, directory);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [500, 500],
      );
      assert.match(faults.join(), /There is no archive/);
      assert.equal((await get(app, '/messages/2')).status, 200);
    } finally {
      await threads.close();
    }
  });

  it('whose thread cannot even start costs its readers the page, not the server its life', async () => {
    // Given nothing to begin with, a thread ends where it starts.
    const threads = createPageThreads(undefined as never, 1);
    try {
      const app = createApp(archive, { largeMail: threads, onFault: () => {} });
      for (let times = 0; times < 2; times++) assert.equal((await get(app, '/messages/2')).status, 500);
      assert.equal((await get(app, '/messages/1')).status, 200);
    } finally {
      await threads.close();
    }
  });

  it('whose page takes too long is given up, with a word on what can be had instead', async () => {
    const hasty = createPageThreads({ directory }, 1, 1);
    try {
      const page = await get(createApp(archive, { largeMail: hasty }), '/messages/2');
      assert.equal(page.status, 503);
      assert.match(await page.text(), /This page took too long to make/);
    } finally {
      await hasty.close();
    }
  });
});

describe('large answers', () => {
  const octets = new Uint8Array(1_000_000);
  const small = () =>
    new Hono()
      .onError((_, context) => context.text('busy', 503))
      .use(holdingLimit(2_500_000))
      .get('/', (context) => context.body(octets, 200, { 'Content-Length': String(octets.length) }));

  it('are refused while others wait to be taken, and given again once those are', async () => {
    const app = small();
    const held = [await get(app, '/'), await get(app, '/')];
    assert.deepEqual(
      [...held, await get(app, '/')].map(({ status }) => status),
      [200, 200, 503],
    );
    assert.equal((await held[0]!.arrayBuffer()).byteLength, octets.length);
    assert.equal((await get(app, '/')).status, 200);
  });

  it('that nobody goes on reading are let go of', async () => {
    const app = small();
    for (let times = 0; times < 10; times++) {
      const response = await get(app, '/');
      assert.equal(response.status, 200);
      await response.body!.cancel();
    }
  });

  it('are not held for a reader who only asks how large they are', async () => {
    const app = small();
    for (let times = 0; times < 10; times++) assert.equal((await get(app, '/', 'HEAD')).status, 200);
  });
});

describe('exports', () => {
  it('run only so many at once', async () => {
    const app = createApp(archive);
    const running: Response[] = [];
    for (let place = 0; place < maxExports; place++) running.push(await get(app, '/search.mbox?q='));
    assert.deepEqual(new Set(running.map(({ status }) => status)), new Set([200]));
    const refused = await get(app, '/search.mbox?q=');
    assert.equal(refused.status, 503);
    assert.ok(refused.headers.has('retry-after'));
    await running[0]!.arrayBuffer();
    await running[1]!.body!.cancel();
    assert.equal((await get(app, '/search.csv?q=')).status, 200);
    assert.equal((await get(app, '/search.csv?q=')).status, 200);
    assert.equal((await get(app, '/search.csv?q=')).status, 503);
  });
});

describe('what cannot be asked', () => {
  it('a request with a body, a longer address than any query needs', async () => {
    const app = createApp(archive);
    const sent = await app.request('http://localhost/', { headers: { 'content-length': '5' } });
    assert.equal(sent.status, 413);
    assert.equal(sent.headers.get('connection'), 'close');
    assert.equal((await app.request('http://localhost/', { headers: { 'transfer-encoding': 'chunked' } })).status, 413);
    const long = await get(app, `/search?q=${'a'.repeat(40_001)}`);
    assert.equal(long.status, 414);
    assert.match(await long.text(), /This address is too long/);
    assert.equal((await get(app, `/search?q=${encodeURIComponent('Ж'.repeat(4_096))}`)).status, 200, 'the longest query');
  });

  it('any change: the archive is opened to be read alone, and its file stays as it is', async () => {
    const { db } = openDatabase(directory, { readOnly: true });
    for (const sql of [
      'DELETE FROM messages',
      "UPDATE settings SET value = 'x'",
      'CREATE TABLE x (y)',
      'DROP TABLE octets',
      'PRAGMA user_version = 1',
    ]) {
      assert.throws(() => db.exec(sql), /readonly/, sql);
    }
    db.close();
    // What is written goes to the write-ahead log first.
    const hash = () => {
      const files = [archiveFileName, `${archiveFileName}-wal`].map((name) => join(directory, name)).filter((path) => existsSync(path));
      return files.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex')).join(' ');
    };
    const before = hash();
    const app = createApp(archive);
    for (const path of ['/', '/search?q=budget', '/messages/1', '/people', '/attachments', '/keys', '/about', '/search.mbox?q=']) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) await (await get(app, path, method)).arrayBuffer();
    }
    assert.equal(hash(), before);
  });
});

function childrenOfThisProcess(): number[] {
  const tasks = readdirSync('/proc/self/task');
  return tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number));
}
