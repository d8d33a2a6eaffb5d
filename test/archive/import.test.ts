import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openArchive, QueryError } from '../../src/archive/archive.ts';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { MailSource } from '../../src/archive/ports.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { ArchiveError } from '../../src/store/database.ts';
import { lockArchive } from '../../src/store/lock.ts';
import type { SourceLedger } from '../../src/store/sources.ts';
import { scratchFolder } from '../scratch.ts';
import { dumpArchive } from './dump.ts';
import { mail, signed, testKey } from './mail.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const key = testKey('halden.example', 'june');
const storedKey = {
  domain: key.domain,
  selector: key.selector,
  record: key.record,
  tier: 'archived',
  source: 'made by this test',
} as const;

const letter = mail(
  { From: lena, To: otto, Subject: 'Draft budget', Date: 'Thu, 12 May 2016 16:02:00 +0200', 'Message-ID': '<one@halden.example>' },
  'We cannot publish the budget before the council has met.\n',
);
const answer = mail(
  {
    From: otto,
    To: lena,
    Subject: 'Re: Draft budget',
    Date: 'Thu, 12 May 2016 17:00:00 +0200',
    'Message-ID': '<two@weiss.example>',
    References: '<one@halden.example>',
  },
  'Agreed.\n\n> We cannot publish the budget\n',
);
const stranger = mail({ From: 'x@y.example', Subject: 'No date at all' }, 'hello\n');

/** Writes messages as files of a tree, and opens it. */
async function tree(folder: string, messages: Record<string, Buffer>): Promise<MailSource> {
  mkdirSync(folder, { recursive: true });
  for (const [name, octets] of Object.entries(messages)) writeFileSync(join(folder, name), octets);
  return await openMailSource(folder);
}

describe('importMail', () => {
  it('gives numbers in the order of the source, figures, threads and verdicts', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    const keeper = openKeeper(directory, { create: true });
    keeper.addKeys([storedKey]);
    keeper.close();
    const source = await tree(join(scratch.path, 'mail'), { 'a.eml': signed(letter, key), 'b.eml': answer, 'c.eml': stranger });
    const report = await importMail(directory, [source], { jobs: 2 });
    assert.deepEqual(
      report.sources.map(({ read, added, duplicates, failed, expected }) => ({ read, added, duplicates, failed, expected })),
      [{ read: 3, added: 3, duplicates: 0, failed: 0, expected: null }],
    );
    assert.deepEqual(report.totals, {
      messages: 3,
      attachments: 0,
      senders: 3,
      firstDate: '2016-05-12T14:02:00Z',
      lastDate: '2016-05-12T15:00:00Z',
    });
    using archive = openArchive(directory);
    const [first, second, third] = [1, 2, 3].map((number) => archive.message(number)!);
    assert.equal(first!.verdict, 'verified');
    assert.deepEqual(first!.from, { name: 'Lena Brandt', address: 'lena@halden.example' });
    assert.equal(second!.verdict, 'unverified');
    assert.equal(second!.thread, 1);
    assert.equal(third!.thread, 3);
    assert.equal(third!.date, null);
    assert.deepEqual(archive.threadNumbers(1), [1, 2]);
    assert.deepEqual(archive.threadNumbers(2), []);
    assert.deepEqual(
      archive.messages([3, 9, 1]).map(({ number }) => number),
      [3, 1],
    );
    assert.deepEqual(Buffer.from(archive.octets(1)!), signed(letter, key));
  });

  it('stores the same octets once, and notes each place', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    const source = await tree(join(scratch.path, 'mail'), { 'a.eml': letter, 'b.eml': letter });
    const report = await importMail(directory, [source]).catch((error: unknown) => error);
    assert.ok(report instanceof ArchiveError, 'an import makes no archive by itself: the command opens it first');
    openKeeper(directory, { create: true }).close();
    const done = await importMail(directory, [source]);
    assert.equal(done.sources[0]!.duplicates, 1);
    using archive = openArchive(directory);
    assert.equal(archive.figures().messages, 1);
    assert.deepEqual(
      archive.places(1).map(({ at }) => at),
      ['a.eml', 'b.eml'],
    );
    assert.deepEqual(
      archive.sources().map(({ read, added, duplicates, failed, complete }) => ({ read, added, duplicates, failed, complete })),
      [{ read: 2, added: 1, duplicates: 1, failed: 0, complete: true }],
    );
  });

  it('adds nothing when it is run again, and leaves the ledger as it was', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    const source = await tree(join(scratch.path, 'mail'), { 'a.eml': letter, 'b.eml': answer, 'c.eml': letter });
    await importMail(directory, [source]);
    const before = dumpArchive(directory);
    const again = await importMail(directory, [source]);
    assert.deepEqual([again.sources[0]!.added, again.sources[0]!.duplicates], [0, 3]);
    assert.deepEqual(dumpArchive(directory), before);
  });

  it('tells of a source that was cut short, and is whole when it is read again, as it is now', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    const inbox = join(scratch.path, 'inbox.mbox.gz');
    const letters = Array.from({ length: 300 }, (_, i) =>
      mail({ From: lena, Subject: `Letter ${i}`, 'Message-ID': `<${i}@x.example>` }, `${hash('sha512', `${i}`)}\n`.repeat(9)),
    );
    const mbox = Buffer.concat(
      letters.flatMap((octets) => [Buffer.from('From lena@halden.example Thu May 12 16:02:00 2016\n'), octets, Buffer.from('\n')]),
    );
    const whole = gzipSync(mbox);
    const ledger = () => {
      using archive = openArchive(directory);
      return archive
        .sources()
        .map(({ read, added, duplicates, failed, gone, complete }) => ({ read, added, duplicates, failed, gone, complete }));
    };
    writeFileSync(inbox, whole.subarray(0, whole.length / 2));
    const first = (await importMail(directory, [await openMailSource(inbox)])).sources[0]!;
    assert.equal(first.failed, 1);
    assert.deepEqual(first.notes, []);
    assert.deepEqual(ledger(), [{ read: first.read, added: first.added, duplicates: 0, failed: 1, gone: 0, complete: true }]);

    writeFileSync(inbox, whole);
    const again = (await importMail(directory, [await openMailSource(inbox)])).sources[0]!;
    assert.deepEqual([again.read, again.failed], [300, 0]);
    assert.deepEqual(ledger(), [{ read: 300, added: 300, duplicates: 0, failed: 0, gone: 1, complete: true }]);
    assert.equal(again.notes.length, 2);
    assert.match(
      again.notes[1]!,
      new RegExp(`^offset:\\d+: another message stood here before: #${first.added}, which stays beside #${first.added + 1}$`),
    );
    const archive = openArchive(directory);
    assert.equal(archive.figures().messages, 301, 'the message that was cut short stays');
    assert.equal(archive.places(first.added).length, 1);
    assert.deepEqual([...archive.failures(1)], []);
    archive.close();

    const before = dumpArchive(directory);
    assert.deepEqual((await importMail(directory, [await openMailSource(inbox)])).sources[0]!.notes, [], 'what is gone is told once');
    assert.deepEqual(dumpArchive(directory), before);
    writeFileSync(inbox, whole.subarray(0, whole.length / 2));
    await importMail(directory, [await openMailSource(inbox)]);
    assert.deepEqual(ledger(), [
      { read: first.read, added: first.added, duplicates: 0, failed: 1, gone: 301 - first.added, complete: true },
    ]);
    await importMail(directory, [await openMailSource(inbox)]);
    assert.equal(ledger()[0]!.failed, 1, 'a failure that is told again stays, once');
    assert.deepEqual((await auditArchive(directory)).findings, []);
  });

  it('counts a message of a Maildir once when its flags have changed', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    const folder = join(scratch.path, 'Maildir');
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'cur', '1:2,'), letter);
    const ledger = { expected: 1, read: 1, added: 1, duplicates: 0, failed: 0 };
    for (const [from, to, gone] of [
      ['1:2,', '1:2,', 0],
      ['1:2,', '1:2,S', 1],
      ['1:2,S', '1:2,RS', 2],
      ['1:2,RS', '1:2,', 2],
    ] as const) {
      renameSync(join(folder, 'cur', from), join(folder, 'cur', to));
      const report = await importMail(directory, [await openMailSource(folder)]);
      assert.deepEqual(report.sources[0]!.notes, [], 'it is still there');
      using archive = openArchive(directory);
      const [{ id: _id, path: _path, format: _format, complete: _complete, ...counts }] = archive.sources() as [SourceLedger];
      assert.deepEqual(counts, { ...ledger, gone });
    }
    assert.deepEqual((await auditArchive(directory)).findings, []);
  });

  it('gives the same archive whatever the number of threads', async () => {
    using scratch = scratchFolder();
    const messages = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [
        `${String(i).padStart(4, '0')}.eml`,
        mail({ From: lena, Subject: `Letter ${i}`, 'Message-ID': `<${i}@x.example>` }, `Body ${i}\n`),
      ]),
    );
    const source = await tree(join(scratch.path, 'mail'), messages);
    const dumps = [];
    for (const jobs of [1, 3]) {
      const directory = join(scratch.path, `archive-${jobs}`);
      openKeeper(directory, { create: true }).close();
      await importMail(directory, [source], { jobs });
      dumps.push(dumpArchive(directory));
    }
    assert.deepEqual(dumps[0], dumps[1]);
  });

  it('gives up the messages that threads die over, and none that lay with them', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    // Larger than a batch: several lie with the thread that dies, and fail with the one that it dies over.
    const fitting = (number: number) =>
      mail({ From: lena, Subject: `Number ${number}` }, 'As it was agreed in the council.\n'.repeat(33_000));
    const tooLarge = (number: number) => mail({ From: lena, Subject: `Number ${number}` }, '> One?\nTwo.\n'.repeat(1_000_000));
    const names = Array.from({ length: 20 }, (_, number) => `${String(number).padStart(2, '0')}.eml`);
    const dying = ['06.eml', '13.eml'];
    const messages = names.map((name, number) => [name, dying.includes(name) ? tooLarge(number) : fitting(number)] as const);
    const source = await tree(join(scratch.path, 'mail'), Object.fromEntries(messages));
    const report = await importMail(directory, [source], { jobs: 2, heapMegabytes: 40 });
    assert.deepEqual(
      report.sources[0]!.failures.map(({ at }) => at),
      dying,
    );
    assert.match(report.sources[0]!.failures[0]!.reason, /made a worker thread fail: .*memory/);
    assert.equal(report.sources[0]!.added, names.length - dying.length);
    const archive = openArchive(directory);
    assert.equal(archive.message(8)?.subject, 'Number 8');
    archive.close();
  });

  it('refuses to write while another command does, and says so', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    using _lock = lockArchive(directory);
    const source = await tree(join(scratch.path, 'mail'), { 'a.eml': letter });
    await assert.rejects(importMail(directory, [source]), (error: ArchiveError) => error.code === 'locked');
  });
});

describe('assessArchive', () => {
  it('gives what the import would have given, had the keys been there', async () => {
    using scratch = scratchFolder();
    const source = await tree(join(scratch.path, 'mail'), { 'a.eml': signed(letter, key), 'b.eml': answer });
    const [before, after] = [join(scratch.path, 'before'), join(scratch.path, 'after')];
    for (const [directory, keysFirst] of [
      [before, true],
      [after, false],
    ] as const) {
      const keeper = openKeeper(directory, { create: true });
      if (keysFirst) keeper.addKeys([storedKey]);
      await importMail(directory, [source]);
      if (!keysFirst) {
        assert.equal(keeper.figures().verdicts.verified, 0);
        keeper.addKeys([storedKey]);
        const report = await assessArchive(directory);
        assert.deepEqual([report.messages, report.changed, report.verdicts.verified], [2, 1, 1]);
      }
      keeper.close();
    }
    assert.deepEqual(dumpArchive(after), dumpArchive(before));
  });
});

describe('Archive.search', () => {
  it('finds words, quotes apart, verdicts and people, with a snippet', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    await importMail(directory, [await tree(join(scratch.path, 'mail'), { 'a.eml': letter, 'b.eml': answer, 'c.eml': stranger })]);
    using archive = openArchive(directory);
    const numbers = async (query: string) => {
      const { hits } = await archive.search(query, { sort: 'date', offset: 0, limit: 10 });
      return hits.map(({ number }) => number);
    };
    assert.deepEqual(await numbers('publish budget'), [1, 2]);
    assert.deepEqual(await numbers('own:publish'), [1]);
    assert.deepEqual(await numbers('quoted:publish'), [2]);
    assert.deepEqual(await numbers('from:otto'), [2]);
    assert.deepEqual(await numbers('verdict:verified'), []);
    assert.deepEqual(await numbers('after:2016-05-12 before:2016-06'), [1, 2]);
    const { hits, facets } = await archive.search('council', { sort: 'relevance', offset: 0, limit: 10 });
    assert.deepEqual(
      hits[0]!.snippet.filter(({ hit }) => hit).map(({ text }) => text),
      ['council'],
    );
    assert.equal(facets.verdict.unverified, 1);
    const listed: number[] = [];
    for await (const { number } of archive.list('')) listed.push(number);
    assert.deepEqual(listed, [1, 2, 3]);
    await assert.rejects(archive.search('from:(', { sort: 'date', offset: 0, limit: 1 }), QueryError);
    await assert.rejects(archive.list('from:(').next(), QueryError);
  });
});
