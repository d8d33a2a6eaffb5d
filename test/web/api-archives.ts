import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { writeDemo } from '../../src/demo/write.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { key as hostileKey, hostileMails } from './hostile-mail.ts';

export interface TestArchive extends Disposable {
  readonly archive: Archive;
  readonly directory: string;
}

/** The demonstration's archive, smaller. */
export async function openDemo(): Promise<TestArchive> {
  const scratch = scratchFolder();
  const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 150, seed: 4, attachments: 'small' });
  const keys = (await Promise.all(keyFiles.map((file) => readKeys(file)))).flatMap((file) => file.keys);
  return await importAll(scratch, sources, keys);
}

/** Mail that lacks what others have, or has it twice: as odd in the data as mail can be. */
export async function openOddities(): Promise<TestArchive> {
  const scratch = scratchFolder();
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  for (const [index, octets] of oddMail().entries()) writeFileSync(join(folder, `${String(index).padStart(3, '0')}.eml`), octets);
  const keys = [first, second, hostileKey].map(({ domain, selector, record }): StoredKey => {
    return { domain, selector, record, tier: 'archived', source: 'made by this test' };
  });
  const seen = { firstSeenSeconds: 1_400_000_000, lastSeenSeconds: 1_500_000_000, privateKeyPublicSinceSeconds: 1_600_000_000 };
  return await importAll(scratch, [folder, join(folder, '000.eml')], [{ ...keys[0]!, ...seen }, ...keys.slice(1)]);
}

/** One without any mail. */
export async function openEmpty(): Promise<TestArchive> {
  return await importAll(scratchFolder(), [], []);
}

async function importAll(
  scratch: ReturnType<typeof scratchFolder>,
  sources: readonly string[],
  keys: readonly StoredKey[],
): Promise<TestArchive> {
  const directory = join(scratch.path, 'archive');
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys([...keys]);
  keeper.close();
  for (const source of sources) await importMail(directory, [await openMailSource(source)], { jobs: 1 });
  const archive = openArchive(directory);
  return {
    archive,
    directory,
    [Symbol.dispose]() {
      archive.close();
      scratch[Symbol.dispose]();
    },
  };
}

const first = testKey('halden.example', 'first');
const second = testKey('relay.example', 'second');
const unknown = testKey('halden.example', 'unknown');

function oddMail(): Buffer[] {
  const letter = { From: 'lena@halden.example', To: 'otto@weiss.example', Subject: 'Budget', Date: 'Thu, 12 May 2016 16:02:00 +0200' };
  const { From, Date: date, ...unsent } = letter;
  const whole = mail(letter, 'We cannot publish the budget.\n');
  const { html, words, heavy } = hostileMails('');
  return [
    whole,
    mail({}, 'nothing but a body\n'),
    Buffer.from('no header at all'),
    mail({ From }, 'no date, no subject\n'),
    mail({ ...unsent, Date: date }, 'no From\n'),
    mail({ ...letter, From: '', To: ',,;', Cc: 'a group: b@c.example, d@e.example;', Subject: '' }, ''),
    mail({ ...letter, From: 'a@b.example, c@d.example', Date: 'Fri, 31 Dec 9999 23:59:59 -1200' }, 'the last day\n'),
    mail({ ...letter, Date: 'Sat, 1 Jan 0001 00:00:00 +0000' }, 'long ago\n'),
    signed(whole, first),
    signed(signed(whole, first), second),
    signed(mail({ ...letter, Subject: 'Another' }, 'text\n'), unknown),
    Buffer.from(signed(whole, first).toString('latin1').replace('cannot', 'can'), 'latin1'),
    Buffer.from(signed(whole, first).toString('latin1').replace('Subject: Budget', 'Subject: Party'), 'latin1'),
    Buffer.concat([Buffer.from('DKIM-Signature: v=1; a=rsa-sha256\r\nDKIM-Signature: nonsense\r\n'), whole]),
    mail({ ...letter, 'Message-ID': '<a@b>', 'Content-Type': 'multipart/mixed; boundary=b' }, attached('report.pdf', 'x.bin')),
    mail({ ...letter, 'In-Reply-To': '<a@b>', 'Content-Type': 'multipart/mixed; boundary=b' }, attached('report.pdf', '')),
    ...html.slice(0, 3),
    ...words,
    heavy[0]!,
    // A mail to ten thousand.
    heavy[4]!,
    Buffer.alloc(0),
  ];
}

function attached(...names: string[]): string {
  const parts = names.map(
    (name) => `--b\nContent-Type: application/pdf\nContent-Disposition: attachment${name && `; filename="${name}"`}\n\n%PDF\n`,
  );
  return `${parts.join('')}--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: inner\n\ninner\n--b--\n`;
}
