import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { MailSource } from '../../src/archive/ports.ts';
import { scratchFolder } from '../scratch.ts';
import { mail } from './mail.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiß <Otto@Weiss.example>';

/** A source of these messages, in this order. */
function sourceOf(path: string, messages: readonly Uint8Array[]): MailSource {
  return {
    path,
    format: 'tree',
    octetsRead: () => 0,
    async *items() {
      for (const [at, octets] of messages.entries()) yield { kind: 'message', message: { at: String(at), octets } } as const;
    },
  };
}

/** An archive of these messages that more can be added to. */
async function archiveOf(messages: readonly Uint8Array[]) {
  const scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  const add = (path: string, more: readonly Uint8Array[]) => importMail(directory, [sourceOf(path, more)], { jobs: 1 });
  openKeeper(directory, { create: true }).close();
  await add('first', messages);
  const archive: Archive = openArchive(directory);
  return {
    archive,
    add,
    [Symbol.dispose]() {
      archive.close();
      scratch[Symbol.dispose]();
    },
  };
}

let serial = 0;
function letter(from: string, to: string, more: Record<string, string> = {}, body = 'Good day.\n'): Uint8Array {
  serial += 1;
  return mail({ From: from, To: to, Date: 'Thu, 12 May 2016 14:00:00 +0000', 'Message-ID': `<${serial}@test.example>`, ...more }, body);
}

function withFile(name: string, content: string, more: Record<string, string> = {}): Uint8Array {
  return letter(
    lena,
    otto,
    { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b', ...more },
    `--b\nContent-Type: application/octet-stream; name="${name}"\nContent-Disposition: attachment\n\n${content}\n--b--\n`,
  );
}

const everyone = { part: '', sort: 'sent', offset: 0, limit: 100 } as const;
const everything = { words: '', sort: '-date', offset: 0, limit: 100 } as const;

describe('the people of an archive', () => {
  it('are counted once a message, however often it names them, and Cc is receiving too', async () => {
    using trove = await archiveOf([
      letter(lena, `${otto}, OTTO@weiss.example`, { Cc: otto }),
      letter(otto, 'undisclosed-recipients:;', { Cc: lena, Date: 'Fri, 3 Jun 2016 09:00:00 +0000' }),
      letter(lena, lena, { Date: 'never' }),
    ]);
    assert.deepEqual(trove.archive.people.list(everyone), {
      total: 2,
      people: [
        {
          address: 'lena@halden.example',
          name: 'Lena Brandt',
          sent: 2,
          received: 2,
          firstDate: '2016-05-12T14:00:00Z',
          lastDate: '2016-06-03T09:00:00Z',
        },
        {
          address: 'otto@weiss.example',
          name: 'Otto Weiß',
          sent: 1,
          received: 1,
          firstDate: '2016-05-12T14:00:00Z',
          lastDate: '2016-06-03T09:00:00Z',
        },
      ],
    });
  });

  it('are found by a part of an address or of any name, without regard to case and diacritics', async () => {
    using trove = await archiveOf([letter(lena, otto), letter('L. B. <lena@halden.example>', 'Ines <ines@moreau.example>')]);
    const found = (part: string) => trove.archive.people.list({ ...everyone, part, sort: 'address' }).people.map(({ address }) => address);
    assert.deepEqual(found('BRAN'), ['lena@halden.example']);
    assert.deepEqual(found('l. b.'), ['lena@halden.example']);
    assert.deepEqual(found('@'), ['ines@moreau.example', 'lena@halden.example', 'otto@weiss.example']);
    assert.deepEqual(found('nobody'), []);
  });

  it('are told of with names, years, verdicts and correspondents, whose counts are those of the search', async () => {
    using trove = await archiveOf([
      letter(lena, otto, { Cc: 'Ines <ines@moreau.example>' }),
      letter(lena, otto, { Date: 'Sun, 1 Jan 2017 00:00:00 +0000' }),
      letter('Lena <lena@halden.example>', otto, { Date: 'never' }),
      letter(otto, lena),
    ]);
    const person = await trove.archive.people.person(' LENA@halden.example');
    assert.deepEqual(person?.names, [
      { name: 'Lena Brandt', count: 3 },
      { name: 'Lena', count: 1 },
    ]);
    assert.deepEqual(person?.years, [
      { year: '2016', sent: 1, received: 1 },
      { year: '2017', sent: 1, received: 0 },
    ]);
    assert.equal(person?.verdicts.unverified, 3);
    assert.deepEqual(person?.writtenTo, [
      { address: 'otto@weiss.example', name: 'Otto Weiß', messages: 3 },
      { address: 'ines@moreau.example', name: 'Ines', messages: 1 },
    ]);
    assert.deepEqual(person?.heardFrom, [{ address: 'otto@weiss.example', name: 'Otto Weiß', messages: 1 }]);
    const { total } = await trove.archive.search('from:lena@halden.example', { sort: 'date', offset: 0, limit: 0 });
    assert.equal(total, person?.sent);
    assert.equal(await trove.archive.people.person('nobody@halden.example'), undefined);
    assert.equal(await trove.archive.people.person(''), undefined);
  });

  it('grow with the archive while it is open', async () => {
    using trove = await archiveOf([letter(lena, otto)]);
    assert.equal(trove.archive.people.list(everyone).total, 2);
    await trove.add('second', [letter(lena, 'Ines <ines@moreau.example>'), letter(otto, lena)]);
    assert.deepEqual(
      trove.archive.people.list(everyone).people.map(({ address, sent, received }) => [address, sent, received]),
      [
        ['lena@halden.example', 2, 1],
        ['otto@weiss.example', 1, 1],
        ['ines@moreau.example', 0, 1],
      ],
    );
  });
});

describe('the attachments of an archive', () => {
  const june = { Date: 'Fri, 3 Jun 2016 09:00:00 +0000' };

  it('are listed once for the same octets, named as the earliest message names them', async () => {
    using trove = await archiveOf([withFile('copy.pdf', 'same', june), withFile('original.pdf', 'same'), withFile('b.xls', 'other!')]);
    const { files, ...counts } = trove.archive.files.list({ ...everything, sort: 'name' });
    assert.deepEqual(counts, { total: 2, copies: 3, kinds: { pdf: 1, spreadsheet: 1 } });
    assert.deepEqual(
      files.map(({ name, kind, size, date, message, copies }) => ({ name, kind, size, date, message, copies })),
      [
        { name: 'b.xls', kind: 'spreadsheet', size: 6, date: '2016-05-12T14:00:00Z', message: 3, copies: 1 },
        { name: 'original.pdf', kind: 'pdf', size: 4, date: '2016-05-12T14:00:00Z', message: 2, copies: 2 },
      ],
    );
    assert.deepEqual(
      trove.archive.files.occurrences(files[1]?.sha256 ?? '', 0, 10).map(({ message, part, name }) => ({ message, part, name })),
      [
        { message: 1, part: '1', name: 'copy.pdf' },
        { message: 2, part: '1', name: 'original.pdf' },
      ],
    );
    assert.deepEqual(trove.archive.files.file(files[1]?.sha256 ?? ''), files[1]);
    assert.equal(trove.archive.files.file('0'.repeat(64)), undefined);
    assert.deepEqual(
      trove.archive.files.ofMessage(3).map(({ name, md5 }) => [name, md5.length]),
      [['b.xls', 32]],
    );
  });

  it('are filtered by words of any of their names as filename: takes them, and by kind', async () => {
    using trove = await archiveOf([
      withFile('Budget_2016.xls', 'a'),
      withFile('été budget.pdf', 'b'),
      withFile('x.pdf', 'b'),
      withFile('budgets.pdf', 'c'),
      withFile('', 'd'),
    ]);
    const names = (words: string, more: object = {}) =>
      trove.archive.files.list({ ...everything, words, sort: 'name', ...more }).files.map(({ name }) => name);
    assert.deepEqual(names('budget'), ['Budget_2016.xls', 'été budget.pdf']);
    assert.deepEqual(names('BUDG*'), ['Budget_2016.xls', 'budgets.pdf', 'été budget.pdf']);
    assert.deepEqual(names('budget ete'), ['été budget.pdf']);
    assert.deepEqual(names('x'), ['été budget.pdf']);
    assert.deepEqual(names('budget.2016'), ['Budget_2016.xls']);
    assert.deepEqual(names('budget', { kind: 'pdf' }), ['été budget.pdf']);
    for (const words of ['budget', 'budg*', 'x', 'budget.2016', 'ete']) {
      const { total } = await trove.archive.search(`filename:${words}`, { sort: 'date', offset: 0, limit: 0 });
      const found = trove.archive.files
        .list({ ...everything, words })
        .files.flatMap(({ sha256 }) => trove.archive.files.occurrences(sha256, 0, 9));
      assert.ok(total > 0 && total <= new Set(found.map(({ message }) => message)).size, words);
    }
  });

  it('stand in any order, those without a date always last', async () => {
    using trove = await archiveOf([
      withFile('b.txt', 'bb', june),
      withFile('A.txt', 'a', { Date: 'never' }),
      withFile('c.txt', 'ccc'),
      withFile('', 'dddd', { Date: 'Sat, 4 Jun 2016 09:00:00 +0000' }),
    ]);
    const names = (sort: 'date' | '-date' | 'size' | '-size' | 'name') =>
      trove.archive.files
        .list({ ...everything, sort })
        .files.map(({ size }) => 'abcd'[size - 1])
        .join('');
    assert.deepEqual(
      { date: names('date'), newest: names('-date'), size: names('size'), largest: names('-size'), name: names('name') },
      { date: 'cbda', newest: 'dbca', size: 'abcd', largest: 'dcba', name: 'abcd' },
    );
  });
});
