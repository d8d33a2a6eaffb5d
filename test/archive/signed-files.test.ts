import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';
import { mail, signed, testKey } from './mail.ts';

const key = testKey('weiss.example', 's1');

function withFile(id: string, encoding: 'base64' | '7bit', file: string): Buffer {
  const body = encoding === 'base64' ? Buffer.from(file).toString('base64') : file;
  return mail(
    {
      ...{
        From: 'Otto Weiss <otto@weiss.example>',
        To: 'lena@halden.example',
        Subject: 'The budget',
        'Message-ID': `<${id}@weiss.example>`,
      },
      ...{ Date: 'Fri, 13 May 2016 09:00:00 +0200', 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
    },
    `--b\nContent-Type: text/plain\n\nAs promised.\n--b\nContent-Type: application/x-budget; name=budget\nContent-Transfer-Encoding: ${encoding}\nContent-Disposition: attachment\n\n${body}\n--b--\n`,
  );
}

it('a file says which mail signed it, octet for octet, however it was encoded; altered mail and another file do not', async () => {
  using scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys([{ domain: key.domain, selector: key.selector, record: key.record, tier: 'archived', source: 'this test' }]);
  keeper.close();
  const altered = Buffer.from(
    signed(withFile('3', '7bit', '4,500'), key)
      .toString('latin1')
      .replace('As promised', 'As you wished'),
    'latin1',
  );
  const mails = [
    withFile('1', '7bit', '4,500'),
    signed(withFile('2', 'base64', '4,500'), key),
    altered,
    signed(withFile('4', '7bit', '45,000'), key),
  ];
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  for (const [index, octets] of mails.entries()) writeFileSync(join(folder, `${index}.eml`), octets);
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  using archive = openArchive(directory);
  const [file] = archive.files.ofMessage(1);
  assert.deepEqual(archive.files.signedWith(file!.sha256, 9), [2]);
  assert.deepEqual(
    archive.files.occurrences(file!.sha256, 0, 9).map(({ message, isSigned }) => [message, isSigned]),
    [
      [1, false],
      [2, true],
      [3, false],
    ],
  );
});
