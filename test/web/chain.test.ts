import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const words =
  'The board met on 12 May and approved the budget of 4,500 for the archive. We shall send the contract to Berlin before Friday.';
const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';

describe('the page of a message’s chain', () => {
  it('lays the message beside what a signed answer quotes of it, and says what that is worth; verifying again looks at signatures alone', async () => {
    using scratch = scratchFolder();
    const key = testKey('weiss.example', 's1');
    const directory = join(scratch.path, 'archive');
    const keeper = openKeeper(directory, { create: true });
    keeper.addKeys([{ domain: key.domain, selector: key.selector, record: key.record, tier: 'archived', source: 'this test' }]);
    keeper.close();
    const folder = join(scratch.path, 'mail');
    mkdirSync(folder);
    const date = 'Thu, 12 May 2016 16:02:00 +0200';
    const later = 'Fri, 13 May 2016 09:00:00 +0200';
    const quoting = (text: string) => `Thank you.\n\nOn 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:\n\n> ${text}\n`;
    const letter = mail({ From: lena, To: otto, Subject: 'Budget', Date: date }, `${words}\n`);
    const answer = signed(mail({ From: otto, To: lena, Subject: 'Re: Budget', Date: later }, quoting(words)), key);
    const other = signed(mail({ From: otto, To: lena, Subject: 'Re: Budget', Date: later }, quoting(words.replace('Berlin', 'Bonn'))), key);
    for (const [name, octets] of Object.entries({ 'a.eml': letter, 'b.eml': answer, 'c.eml': other }))
      writeFileSync(join(folder, name), octets);
    await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
    using archive = openArchive(directory);
    const app = createApp(archive);
    const get = async (path: string) => await (await app.request(`http://localhost${path}`)).text();

    const chain = await get('/messages/1/chain');
    for (const part of ['Vouches for it.', 'Has it otherwise.', '<mark class="differing">Berlin ', '<mark class="differing">Bonn '])
      assert.ok(chain.includes(part), part);
    assert.match(await get('/messages/2/chain'), /It quotes one message/);
    assert.match(await get('/messages/1'), /Corroborated/);
    const verify = await get('/messages/1/verify');
    assert.match(verify, /data-verdict="unverified"/);
    assert.match(verify, /what others quote of the message as well/);
    assert.doesNotMatch(await get('/messages/2/verify'), /what others quote of the message as well/);
  });

  it('reads a thousand of those that quote a message, shows sixty, and says how many more there are', async () => {
    using scratch = scratchFolder();
    const answer = (index: number) =>
      mail(
        {
          From: `Reader ${index} <r${index}@many.example>`,
          To: lena,
          Date: 'Fri, 13 May 2016 09:00:00 +0200',
          'Message-ID': `<${index}@x>`,
        },
        `I am no. ${index}.\n\nOn 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:\n\n> ${words}\n`,
      );
    const letter = mail({ From: lena, To: otto, Subject: 'Budget', Date: 'Thu, 12 May 2016 16:02:00 +0200' }, `${words}\n`);
    const path = join(scratch.path, 'all.mbox');
    const all = [letter, ...Array.from({ length: 1_004 }, (_, index) => answer(index))];
    writeFileSync(
      path,
      all.map((one) => `From a@example Thu May 12 16:02:00 2016\n${one.toString('latin1').replaceAll('\r\n', '\n')}\n`).join(''),
    );
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    await importMail(directory, [await openMailSource(path)], { jobs: 1 });
    using archive = openArchive(directory);
    const { about, aboutInAll } = archive.chain(1);
    assert.deepEqual([about.length, aboutInAll], [1_000, 1_004]);
    const page = await (await createApp(archive).request('http://localhost/messages/1/chain')).text();
    assert.match(page, /1,004 messages quote this one/);
    assert.match(page, /944 more are not shown/);
    assert.equal(page.match(/id="pair-/g)?.length, 60);
    assert.equal(page.match(/The two side by side/g)?.length, 12);
    assert.equal(page.match(/The two are not laid side by side here/g)?.length, 48);
  });
});
