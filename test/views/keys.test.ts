import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { keysView } from '../../src/views/keys.ts';
import { testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

it('the view of all keys is made once, and anew when a key has come; that of one domain has its keys alone', () => {
  using scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  const keyOf = (name: string) => {
    const { domain, selector, record } = testKey(name, 'june');
    return { domain, selector, record, source: 'a test', tier: 'archived' as const };
  };
  const add = (...names: string[]) => {
    const keeper = openKeeper(directory, { create: true });
    keeper.addKeys(names.map(keyOf));
    keeper.close();
  };
  add('one.example', 'two.example');
  using archive = openArchive(directory);
  const view = keysView(archive);
  assert.equal(view.total, 2);
  assert.equal(keysView(archive, ''), view);
  assert.deepEqual(
    keysView(archive, 'ONE.example').domains.map(({ domain }) => domain),
    ['one.example'],
  );
  add('three.example');
  assert.equal(keysView(archive).total, 3);
});
