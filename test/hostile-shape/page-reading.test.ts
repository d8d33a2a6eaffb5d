import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { limitsOfPage } from '../../src/archive/chains/limits.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const fields = (index: number) => ({
  From: `a${index}@b.example`,
  Date: 'Thu, 12 May 2016 16:02:00 +0200',
  'Message-ID': `<${index}@b.example>`,
});
const lines = (length: number) => 'The board met and approved the budget.\n'.repeat(Math.ceil(length / 39)).slice(0, length);

function withAttached(index: number, octets: number): Buffer {
  const type = 'multipart/mixed; boundary=m';
  const attached = `From: c@d.example\nDate: Thu, 5 May 2016 16:02:00 +0200\n\n${lines(octets)}`;
  const body = `--m\nContent-Type: text/plain\n\nSee below.\n--m\nContent-Type: message/rfc822\n\n${attached}\n--m--\n`;
  return mail({ ...fields(index), 'MIME-Version': '1.0', 'Content-Type': type }, body);
}

function withQuote(index: number, characters: number): Buffer {
  return mail(fields(index), `${lines(characters - 100)}\nOn 5 May 2016, at 16:02, c@d.example wrote:\n\n> Yes.\n`);
}

/** How many quotes a page of all of these messages finds in each. */
async function quotesIn(mails: readonly Buffer[]): Promise<number[]> {
  using scratch = scratchFolder();
  const [folder, directory] = [join(scratch.path, 'mail'), join(scratch.path, 'archive')];
  mkdirSync(folder);
  for (const [index, octets] of mails.entries()) writeFileSync(join(folder, `${index}.eml`), octets);
  openKeeper(directory, { create: true }).close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  using archive = openArchive(directory);
  return [...archive.quotes(mails.map((_, index) => index + 1)).values()].map(({ length }) => length);
}

describe('for a page of a conversation', () => {
  const { maxAttachedOctets, maxInAll } = limitsOfPage;

  it('mail that is attached is read where the whole is no larger than a megabyte', async () => {
    assert.deepEqual(await quotesIn([withAttached(0, 10_000), withAttached(1, maxAttachedOctets), withAttached(2, 10_000)]), [1, 0, 1]);
  });

  it('no more is read than two megabytes of attached mail, and of text, in all', async () => {
    const large = maxAttachedOctets - 50_000;
    assert.deepEqual(await quotesIn([0, 1, 2, 3].map((index) => withAttached(index, large))), [1, 1, 0, 0]);
    const long = Math.floor(maxInAll / 4) - 1_000;
    assert.deepEqual(await quotesIn([0, 1, 2, 3, 4, 5].map((index) => withQuote(index, long))), [1, 1, 1, 1, 0, 0]);
  });
});
