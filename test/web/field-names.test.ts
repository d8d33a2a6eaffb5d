import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

/** What every plain object of JavaScript has, though nobody put it there. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

it('every page of a mail is there whose fields, tags, types and charsets have the names of what every object inherits', async () => {
  using scratch = scratchFolder();
  const [folder, directory] = [join(scratch.path, 'mail'), join(scratch.path, 'archive')];
  mkdirSync(folder);
  for (const [index, name] of inherited.entries()) {
    const fields = [
      ['From', `${name} <${name}@${name}.example>`],
      ['Subject', `=?${name}?q?x?= =?utf-8?${name}?x?=`],
      ['Date', `Fri, 3 ${name} 2016 09:00:00 ${name}`],
      ['Received', `${name} x from y; Fri, 3 Jun 2016 09:00:00 ${name}`],
      ['Authentication-Results', `${name}; ${name}=${name} ${name}.${name}=${name}`],
      ['DKIM-Signature', `v=1; a=${name}; c=${name}/${name}; d=${name}.example; s=${name}; h=from:${name}; bh=x; b=x; ${name}=y`],
      ['MIME-Version', '1.0'],
      ['Content-Type', `text/${name}; charset=${name}; ${name}=${name}`],
      ['Content-Transfer-Encoding', name],
      ['Content-Disposition', `${name}; filename=a.${name}`],
      ...inherited.map((field) => [field, 'x'] as const),
    ] as const;
    const header = fields.map(([field, value]) => `${field}: ${value}\r\n`).join('');
    writeFileSync(join(folder, `${index}.eml`), Buffer.concat([Buffer.from(header), mail({ 'Message-ID': `<${index}@x>` }, 'Words.\n')]));
  }
  openKeeper(directory, { create: true }).close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  using archive = openArchive(directory);
  const faults: string[] = [];
  const app = createApp(archive, { onFault: ({ stack }, path) => faults.push(`${path}: ${stack}`) });
  assert.equal(archive.figures().messages, inherited.length);
  const parts = ['', '.json', '.evidence.zip', '/evidence', '/headers', '/source', '/chain', '/attachments', '/verify'];
  for (const number of inherited.keys())
    for (const part of parts) await (await app.request(`http://localhost/messages/${number + 1}${part}`)).arrayBuffer();
  for (const name of inherited)
    for (const path of [`search.json?q=${name}:x`, `search?q=type:${name}`, `search?q=x&sort=${name}`, `people/${name}`, `?lang=${name}`])
      await (await app.request(`http://localhost/${path}`)).arrayBuffer();
  assert.deepEqual(faults, []);
});
