import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { largeMailOctets } from '../../src/web/limits.ts';
import { mail } from '../archive/mail.ts';
import { chainmail, startServing } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';

it('a server whose archive is moved away goes on; the pages of large mails, which threads make, are there again when it is', {
  timeout: 120_000,
}, async () => {
  using scratch = scratchFolder();
  const [folder, directory] = [join(scratch.path, 'mail'), join(scratch.path, 'archive')];
  mkdirSync(folder);
  writeFileSync(join(folder, '1.eml'), mail({ From: 'a@b.example', Subject: 'Small' }, 'Words.\n'));
  writeFileSync(join(folder, '2.eml'), mail({ From: 'a@b.example', Subject: 'Large' }, 'Many words.\n'.repeat(largeMailOctets / 10)));
  chainmail(['import', folder, '--archive', directory]);
  await using server = await startServing(['--archive', directory]);
  const statuses = () =>
    Promise.all(
      ['messages/1', 'messages/2', 'messages/2/source'].map(async (path) => {
        const answer = await fetch(new URL(path, server.url));
        await answer.arrayBuffer();
        return answer.status;
      }),
    );
  renameSync(directory, `${directory}-moved`);
  // Made by the server itself, which has its archive open, the large ones would be there.
  assert.deepEqual(await statuses(), [200, 500, 500]);
  assert.match(server.errors(), /There is no archive/);
  renameSync(`${directory}-moved`, directory);
  assert.deepEqual(await statuses(), [200, 200, 200]);
});
