import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import { mail } from './mail.ts';

/** An archive of three messages, damaged by this SQL; what the audit finds. */
async function auditAfter(sql: string) {
  using scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  openKeeper(directory, { create: true }).close();
  const octets = [1, 2, 3].map((i) =>
    mail(
      { From: `a${i}@b.example`, Subject: `Letter ${i}`, Date: 'Thu, 12 May 2016 16:02:00 +0200' },
      `Words of letter ${i}. ${'More. '.repeat(50)}\n`,
    ),
  );
  const path = join(scratch.path, 'three.mbox');
  writeFileSync(
    path,
    Buffer.concat(octets.flatMap((message) => [Buffer.from('From x@y Thu May 12 16:02:00 2016\r\n'), message, Buffer.from('\r\n')])),
  );
  await importMail(directory, [await openMailSource(path)]);
  const db = new DatabaseSync(join(directory, archiveFileName), { enableForeignKeyConstraints: false });
  if (sql !== '') db.exec(sql);
  db.close();
  return (await auditArchive(directory)).findings;
}

describe('auditArchive', () => {
  it('finds nothing in a sound archive', async () => assert.deepEqual(await auditAfter(''), []));

  const damages: readonly (readonly [string, string, RegExp])[] = [
    [
      'octets replaced',
      "UPDATE octets SET encoding = 'identity', octets = x'46726f6d3a2078' WHERE message = 2",
      /^2: its octets are not those/,
    ],
    ['octets that do not unpack', "UPDATE octets SET octets = x'00112233' WHERE message = 2", /^2: its octets cannot be read/],
    ['octets gone', 'DELETE FROM octets WHERE message = 2', /^2: its octets cannot be read/],
    ['a subject changed', "UPDATE messages SET subject = 'Another' WHERE number = 3", /^3: its stored subject/],
    ['a verdict changed', "UPDATE messages SET verdict = 'verified' WHERE number = 3", /^3: its stored verdict/],
    ['a person changed', "UPDATE message_people SET address = 'z@z.example' WHERE message = 1", /^1: its stored people/],
    ['a message that the index lost', 'DELETE FROM search WHERE rowid = 1', /index/],
    ['a row that refers to nothing', 'UPDATE message_people SET person = 99 WHERE message = 1', /refers to nothing/],
  ];
  for (const [name, sql, expected] of damages) {
    it(`finds ${name}`, async () => {
      const found = (await auditAfter(sql)).map(({ number, problem }) => `${number ?? 'archive'}: ${problem}`);
      assert.ok(
        found.some((line) => expected.test(line)),
        `found only ${JSON.stringify(found)}`,
      );
    });
  }
});
