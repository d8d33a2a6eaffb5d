import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const key = testKey('halden.example', 's1');
const words = `The board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.
`;
const letter = (subject: string, id: string, text = words) =>
  mail(
    {
      From: 'Lena Brandt <lena@halden.example>',
      To: 'Otto Weiss <otto@weiss.example>',
      Subject: subject,
      Date: 'Thu, 12 May 2016 16:02:00 +0200',
      'Message-ID': `<${id}@halden.example>`,
    },
    text,
  );
const hostile = '<img src=x onerror=alert(1)>\u202e';

let scratch: ReturnType<typeof scratchFolder>;
let archive: Archive;
let app: Hono;
before(async () => {
  scratch = scratchFolder();
  const folder = join(scratch.path, 'mail');
  const directory = join(scratch.path, 'archive');
  mkdirSync(folder);
  const mails = [
    signed(letter('The budget', 'one'), key),
    letter('The budget', 'one', words.replace('4,500', '45,000')),
    letter(hostile, 'two', words.replace('Berlin', hostile)),
    letter(hostile, 'two', words.replace('Berlin', 'Bonn')),
    ...Array.from({ length: 30 }, (_, index) => [
      letter(`x ${index}`, `many-${index}`),
      letter(`x ${index}`, `many-${index}`, words.replace('Friday', `${index}`)),
    ]).flat(),
  ];
  for (const [index, octets] of mails.entries()) writeFileSync(join(folder, `${String(index).padStart(3, '0')}.eml`), octets);
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys([{ domain: key.domain, selector: key.selector, record: key.record, tier: 'archived', source: 'this test' }]);
  keeper.close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  archive = openArchive(directory);
  app = createApp(archive);
});
after(() => {
  archive?.close();
  scratch?.[Symbol.dispose]();
});

const get = (path: string) => app.request(`http://localhost${path}`);
const text = async (path: string): Promise<string> => await (await get(path)).text();

describe('/findings', () => {
  it('lists the most telling first, page by page, in each language', async () => {
    const page = await text('/findings');
    assert.match(page, /№ 1 has “4,500” where № 2 has “45,000”/);
    assert.ok(page.indexOf('Strong') < page.indexOf('Moderate'));
    assert.match(page, /href="\/findings\?page=2" rel="next"/);
    assert.match(await text('/findings?lang=fr'), /nº\s1 porte «\u00a04,500\u00a0» là où nº\s2 porte «\u00a045,000\u00a0»/);
  });

  it('shows what strangers wrote as text', async () => {
    const page = await text('/findings?message=3');
    assert.match(page, /&lt;img src=x/);
    assert.doesNotMatch(page, /<img|\u202e/);
  });

  it('is led to from the pages of both messages, by the mark, and by a search for it', async () => {
    for (const number of [1, 2]) assert.match(await text(`/messages/${number}`), new RegExp(`href="/findings\\?message=${number}"`));
    assert.match(await text('/search?q=mark:finding+subject:budget'), /№ 1</);
    assert.match(await text('/findings?message=2'), /<h1>Findings: <a href="\/messages\/2">№ 2<\/a>/);
  });

  it('refuses a kind, a number or a page that is none, and turns to the last page where there are fewer', async () => {
    for (const bad of ['kind=theft', 'message=0', 'message=x', 'message=', 'page=0'])
      assert.equal((await get(`/findings?${bad}`)).status, 400, bad);
    assert.equal(
      (await get('/findings?kind=duplicate-differs&page=99')).headers.get('location'),
      '/findings?kind=duplicate-differs&page=2',
    );
    assert.equal((await get('/findings.json?limit=1000000')).status, 400);
    assert.match(await text('/findings?message=999999'), /There is nothing of this kind here/);
  });
});

describe('/findings.json', () => {
  it('gives the same as data, and with a message all that concern it', async () => {
    const all = (await (await get('/findings.json?limit=1')).json()) as Record<string, unknown>;
    assert.deepEqual([all['total'], all['held'], all['kinds']], [32, 0, { 'duplicate-differs': 32 }]);
    const [first] = all['findings'] as { readonly reasons: readonly { readonly code: string }[] }[];
    assert.deepEqual(
      { ...first, reasons: first?.reasons.map(({ code }) => code) },
      {
        kind: 'duplicate-differs',
        weight: 'strong',
        messages: [1, 2],
        sentence: 'Two copies of what should be one message differ inside: #1 has “4,500” where #2 has “45,000”.',
        innocent:
          'A draft beside what was sent, a mail sent again after a correction, or a program on the way that rewrites what it passes on.',
        reasons: ['contradicts-copy', 'one-signed', 'identifier-signed'],
        values: { own: '4,500', quoted: '45,000' },
        more: 0,
      },
    );
    const one = (await (await get('/findings.json?message=2')).json()) as { readonly total: number };
    assert.equal(one.total, 1);
  });
});
