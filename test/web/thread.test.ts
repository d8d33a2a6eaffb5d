import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const budget =
  'The board met on 12 May and approved the budget of 4,500 for the archive. We shall send the contract to Berlin before Friday.';
const lost = 'Nobody told the harbour office that the crane would be moved on Monday, so please call them before noon and ask for Ada.';
const quoting = (text: string, who = 'On 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:') => `\n\n${who}\n\n> ${text}\n`;
const key = testKey('weiss.example', 's1');

const mails = () => [
  mail({ From: lena, To: otto, Subject: 'Budget', Date: 'Thu, 12 May 2016 16:02:00 +0200', 'Message-ID': '<one@x>' }, `${budget}\n`),
  // It refers to nothing: what it quotes says where it belongs.
  signed(
    mail(
      { From: otto, To: lena, Subject: 'Re: Budget', Date: 'Fri, 13 May 2016 09:00:00 +0200', 'Message-ID': '<two@x>' },
      `Thank you.${quoting(budget)}`,
    ),
    key,
  ),
  mail(
    {
      From: lena,
      To: otto,
      Subject: 'Crane',
      Date: 'Sat, 14 May 2016 09:00:00 +0200',
      'Message-ID': '<four@x>',
      References: '<two@x> <three@x>',
    },
    `Whom?${quoting(lost, 'On 13 May 2016, at 18:30, Ada Horn <ada@horn.example> wrote:')}`,
  ),
  mail(
    {
      From: otto,
      To: lena,
      Subject: 'Re: Crane',
      Date: 'Sun, 15 May 2016 09:00:00 +0200',
      'Message-ID': '<five@x>',
      References: '<two@x> <three@x>',
    },
    'I did.\n',
  ),
];

describe('a thread', () => {
  const scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  let archive: Archive;
  let get: (path: string) => Promise<string>;
  before(async () => {
    const keeper = openKeeper(directory, { create: true });
    keeper.addKeys([{ domain: key.domain, selector: key.selector, record: key.record, tier: 'archived', source: 'this test' }]);
    keeper.close();
    // One after another, the answers first.
    for (const [index, octets] of mails().toReversed().entries()) {
      const folder = join(scratch.path, `${index}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'a.eml'), octets);
      await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
    }
    archive = openArchive(directory);
    const app = createApp(archive);
    get = async (path) => await (await app.request(`http://localhost${path}`)).text();
  });
  after(() => {
    archive.close();
    scratch[Symbol.dispose]();
  });

  const shape = (from: Archive) =>
    from
      .conversation(1)!
      .places.map((place) => (place.kind === 'missing' ? place.ids : [place.number, place.answers?.number, place.answers?.by]));
  const expected = [[4, undefined, undefined], [3, 4, 'quote'], ['three@x'], [2, undefined, undefined], [1, undefined, undefined]];

  it('has each message below the one that it answers or quotes, and a gap for what is missing, with what a quote tells of it', async () => {
    assert.deepEqual(shape(archive), expected);
    const page = await get('/threads/1');
    for (const part of [
      /4\u00a0e-mails · 12 May 2016 – 15 May 2016 · 1 is missing/,
      /<strong>Not in this archive<\/strong> · answered by <a href="\/messages\/2">№ 2<\/a>, <a href="\/messages\/1">№ 1<\/a>/,
      /As it is quoted there: <a href="\/people\/ada%40horn\.example"><bdi lang="">Ada Horn<\/bdi><\/a>, <bdi lang="">13 May 2016, at 18:30/,
      /three@x/,
      /answers <a href="#m4">№ 4<\/a>, by what it quotes/,
    ])
      assert.match(page, part);
    // Its own words are there, and those of others folded.
    assert.match(page, /<div class="own"[^>]*>Thank you\.<\/div><details class="quote"><summary>/);
  });

  it('is found by the number of any of its messages, and says in its data what answers what', async () => {
    const app = createApp(archive);
    const elsewhere = await app.request('http://localhost/threads/3');
    assert.deepEqual([elsewhere.status, elsewhere.headers.get('location')], [302, '/threads/1']);
    assert.equal((await app.request('http://localhost/threads/1?page=2')).status, 404);
    const data = JSON.parse(await get('/threads/1.json')) as { number: number; answers: unknown; answersMissing: string[] }[];
    assert.deepEqual(
      data.map(({ number, answers, answersMissing }) => [number, answers, answersMissing]),
      [
        [4, null, []],
        [3, { number: 4, by: 'quote' }, []],
        [2, null, ['three@x']],
        [1, null, ['three@x']],
      ],
    );
  });

  it('is the same when all is assessed from nothing, and an audit finds nothing wrong with it', async () => {
    await assessArchive(directory, { jobs: 1 });
    using again = openArchive(directory);
    assert.deepEqual(shape(again), expected);
    assert.deepEqual((await auditArchive(directory, { jobs: 1 })).findings, []);
  });

  it('leads from each quote to the message that it is of, and from the verdict to whoever vouches', async () => {
    const answer = await get('/messages/3');
    assert.match(
      answer,
      /In this archive: <span class="verdict v-corroborated">.*<a href="\/messages\/4">№ 4<\/a>, .*href="\/messages\/3\/chain#pair-4"/,
    );
    assert.match(await get('/messages/3/chain'), /<li id="pair-4">/);
    assert.match(await get('/messages/2'), /<p class="origin">Not found in this archive\.<\/p>/);
    assert.match(await get('/messages/4'), /Message <a href="\/messages\/3">#3<\/a>, which otto@weiss\.example signed later/);
  });

  it('is searched by own words and by quoted ones', async () => {
    const found = async (query: string) =>
      (await archive.search(query, { sort: 'date', offset: 0, limit: 9 })).hits.map(({ number }) => number);
    assert.deepEqual(await found('own:budget'), [4]);
    assert.deepEqual(await found('quoted:budget'), [3]);
    assert.deepEqual(await found('quoted:crane'), [2]);
    assert.deepEqual(await found('thread:1'), [4, 3, 2, 1]);
  });
});
