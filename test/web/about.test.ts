import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

it('the page about an archive tells what a source does not hold any more', async () => {
  using scratch = scratchFolder();
  const [folder, directory] = [join(scratch.path, 'letters'), join(scratch.path, 'archive')];
  mkdirSync(folder);
  for (const subject of ['kept', 'lost']) writeFileSync(join(folder, `${subject}.eml`), mail({ Subject: subject }, 'Hello.\n'));
  openKeeper(directory, { create: true }).close();
  const about = async () => {
    await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
    using archive = openArchive(directory);
    return await (await createApp(archive).request('http://localhost/about')).text();
  };
  assert.doesNotMatch(await about(), /read before/);
  rmSync(join(folder, 'lost.eml'));
  assert.match(await about(), /1 more place held a message when read before, and no longer/);
});
