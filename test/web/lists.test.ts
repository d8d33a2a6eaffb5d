import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { hasPage, urls } from '../../src/pages/urls.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { openTrove } from './trove.ts';

type Trove = Awaited<ReturnType<typeof openTrove>>;

let trove: Trove;
let app: Hono;
before(async () => {
  trove = await openTrove();
  app = createApp(trove.archive);
});
after(() => trove?.[Symbol.dispose]());

const get = (path: string) => app.request(`http://localhost${path}`);
const text = async (path: string): Promise<string> => await (await get(path)).text();
const json = async (path: string): Promise<unknown> => await (await get(path)).json();

describe('/people', () => {
  it('lists everyone, finds a part of a name or address, and gives the same as data', async () => {
    assert.match(await text('/people'), /<h1>People <span class="count">4<\/span>/);
    assert.match(await text('/people?q=BRANDT'), /1 with “BRANDT” in the address or a name/);
    const { total, people } = (await json('/people.json?q=halden&sort=address')) as { total: number; people: { address: string }[] };
    assert.deepEqual([total, people.map(({ address }) => address)], [2, ['board@halden.example', 'lena@halden.example']]);
  });

  it('refuses an order or a page that is none, and turns to the last page where there are fewer', async () => {
    for (const bad of ['sort=name', 'page=0', 'page=x']) assert.equal((await get(`/people?${bad}`)).status, 400, bad);
    assert.equal((await get('/people.json?limit=1000000')).status, 400);
    assert.equal((await get('/people?q=lena&page=9')).headers.get('location'), '/people?q=lena');
  });
});

describe('/people/ADDRESS', () => {
  it('tells of one, however his address is written, and as data', async () => {
    const page = await text('/people/LENA%40halden.example');
    assert.match(page, /<link rel="canonical" href="\/people\/lena%40halden\.example">/);
    assert.match(page, /Sent 2 e-mails, received 1 \(in To or Cc\)/);
    assert.match(page, /href="\/search\?q=from:lena@halden\.example\+verdict:verified"/);
    assert.deepEqual(await json('/people/lena@halden.example.json'), {
      address: 'lena@halden.example',
      name: 'Lena Brandt',
      sent: 2,
      received: 1,
      firstDate: '2016-05-12T14:02:00Z',
      lastDate: '2016-06-03T07:00:00Z',
      names: [{ name: 'Lena Brandt', count: 3 }],
      years: [{ year: '2016', sent: 2, received: 1 }],
      verdicts: {
        verified: 1,
        'verified-repaired': 0,
        'verified-recovered': 0,
        'verified-partly': 0,
        'headers-verified': 0,
        corroborated: 0,
        unverified: 0,
        failed: 1,
        contradicted: 0,
      },
      writtenTo: [{ address: 'otto@weiss.example', name: 'Otto Weiss', messages: 2 }],
      heardFrom: [{ address: 'otto@weiss.example', name: 'Otto Weiss', messages: 1 }],
    });
  });

  it('is led to from hits and from messages', async () => {
    assert.match(await text('/search?q=budget'), /<a href="\/people\/otto%40weiss\.example"><bdi lang="">Otto Weiss<\/bdi><\/a>/);
    assert.match(await text('/messages/1'), /<a href="\/people\/lena%40halden\.example"><bdi lang="">Lena Brandt<\/bdi><\/a>/);
  });

  it('says that there is no such person', async () => {
    for (const path of ['/people/nobody', '/people/nobody.json', '/people/%ff', '/people/%', '/people/', '/people/..%2f'])
      assert.equal((await get(path)).status, 404, path);
    assert.equal(((await json('/people/nobody.json')) as { error: { status: number } }).error.status, 404);
  });
});

describe('people with addresses that nobody should have', () => {
  const strange = [
    'a/b@x.example',
    '50%@x.example',
    'a%2fb@x.example',
    'é😀@bücher.example',
    `${'l'.repeat(980)}@x.example`,
    'data@x.json',
    '"two words"@x.example',
    "o'neill@x.example",
    'q?a#b&c+d@x.example',
    '<b>@x.example',
    'tab\u0001bell\u0007@x.example',
    'rlo\u202e@x.example',
  ];
  let scratch: ReturnType<typeof scratchFolder>;
  let archive: Archive;
  let own: Hono;
  before(async () => {
    scratch = scratchFolder();
    const folder = join(scratch.path, 'mail');
    mkdirSync(folder);
    for (const [number, address] of [...strange, '..', `${'x'.repeat(60_000)}@x.example`].entries()) {
      writeFileSync(join(folder, `${number}.eml`), mail({ From: `Name ${number} <${address}>`, To: address, Date: 'never' }, 'Hello.\n'));
    }
    openKeeper(join(scratch.path, 'archive'), { create: true }).close();
    await importMail(join(scratch.path, 'archive'), [await openMailSource(folder)], { jobs: 1 });
    archive = openArchive(join(scratch.path, 'archive'));
    own = createApp(archive);
  });
  after(() => {
    archive?.close();
    scratch?.[Symbol.dispose]();
  });

  it('have a page each, to which the list leads, and which leads nowhere that is not there', async () => {
    const { people } = archive.people.list({ part: '', sort: 'address', offset: 0, limit: 100 });
    const withPage = people.filter(({ address }) => hasPage(address));
    assert.ok(withPage.length >= strange.length - 1, JSON.stringify(withPage.map(({ address }) => address)));
    const list = await (await own.request('http://localhost/people?sort=address')).text();
    for (const { address, sent } of withPage) {
      const link = urls.person(address);
      assert.ok(list.includes(`href="${link.replaceAll("'", '&#39;')}"`), link);
      const page = await own.request(`http://localhost${link}`);
      assert.equal(page.status, 200, link);
      const markup = await page.text();
      assert.ok(Buffer.byteLength(markup) < 100_000);
      const data = await own.request(`http://localhost${urls.personJson(address)}`);
      assert.equal(((await data.json()) as { address: string }).address, address);
      for (const [, query = ''] of markup.slice(markup.indexOf('<main')).matchAll(/href="\/search\?q=([^"]*)"/g)) {
        const q = decodeURIComponent(query.replaceAll('+', ' ').replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
        assert.equal((await archive.search(q, { sort: 'date', offset: 0, limit: 0 })).total, sent, q);
      }
    }
    assert.ok(Buffer.byteLength(list) < 100_000);
  });
});

describe('/attachments', () => {
  it('lists each file with its earliest mail, filters by words and kind, and gives the same as data', async () => {
    assert.match(await text('/attachments'), /<bdi lang="">Budget €\.pdf<\/bdi>[\s\S]*DKIM verified[\s\S]*Draft budget/);
    assert.match(await text('/attachments?q=budget&kind=pdf'), /1 file, attached once · <a href="\/search\?q=filename:budget\+type:pdf">/);
    assert.match(await text('/attachments?q=nothing'), /No attachment has these words in its name/);
    const { total, files } = (await json('/attachments.json?q=budg*')) as { total: number; files: { name: string; message: number }[] };
    assert.deepEqual([total, files[0]?.name, files[0]?.message], [1, 'Budget €.pdf', 1]);
    for (const bad of ['sort=kind', 'kind=exe', 'page=0']) assert.equal((await get(`/attachments?${bad}`)).status, 400, bad);
    assert.equal((await get('/attachments?page=9')).status, 303);
  });

  it('has a page for each file, that never shows it', async () => {
    const [file] = trove.archive.message(1)?.attachments ?? [];
    const response = await get(`/attachments/${file?.sha256}`);
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    const page = await response.text();
    assert.match(page, /<a href="\/messages\/1">/);
    assert.doesNotMatch(page, /<(?:img|iframe|object|embed)\b/);
    const data = (await json(`/attachments/${file?.sha256}.json`)) as { places: { message: number; md5: string }[] };
    assert.deepEqual(
      data.places.map(({ message, md5 }) => [message, md5]),
      [[1, file?.md5]],
    );
    for (const path of ['', '.json', '/x']) assert.equal((await get(`/attachments/${'0'.repeat(64)}${path}`)).status, 404, path);
    const link = /class="download" href="([^"]+)"/.exec(page)?.[1] ?? '';
    const download = await get(link);
    assert.equal(
      createHash('sha256')
        .update(Buffer.from(await download.arrayBuffer()))
        .digest('hex'),
      file?.sha256,
    );
    assert.match(download.headers.get('content-disposition') ?? '', /^attachment;/);
    assert.match(download.headers.get('content-security-policy') ?? '', /^sandbox/);
  });

  it('stands on a tab of its message', async () => {
    assert.match(await text('/messages/1'), /href="\/messages\/1\/attachments">1\u00a0attachment<\/a>/);
    assert.match(await text('/messages/1/attachments'), /<dt>Part<\/dt><dd><bdi lang="">2<\/bdi>[\s\S]*in no other e-mail of this archive/);
    assert.equal((await get('/messages/5/attachments')).status, 404);
  });

  it('answers any words without a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (words) => {
        const q = encodeURIComponent(words.toWellFormed());
        for (const path of [`/attachments?q=${q}`, `/people?q=${q}`, `/people/${q}`])
          assert.ok([200, 404].includes((await get(path)).status), path);
      }),
      { numRuns: 60 },
    );
  });
});
