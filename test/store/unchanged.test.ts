import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { readSetting, writeSetting } from '../../src/store/settings.ts';
import { whileUnchanged } from '../../src/store/unchanged.ts';
import { scratchFolder } from '../scratch.ts';

describe('whileUnchanged', () => {
  it('reads once, and again only after this or another connection has written', () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    const writing = openDatabase(directory, { create: true });
    const reading = openDatabase(directory, { readOnly: true });
    let reads = 0;
    const titleBy = (database: typeof reading) =>
      whileUnchanged(database.db, () => {
        reads++;
        return readSetting(database, 'title');
      });

    for (const title of [titleBy(reading), titleBy(writing)]) {
      reads = 0;
      const before = title();
      assert.equal(title(), before);
      assert.equal(reads, 1);
      const after = `${before} again`;
      writeSetting(writing, 'title', after);
      assert.equal(title(), after);
      assert.equal(title(), after);
      assert.equal(reads, 2);
    }
    reading.close();
    writing.close();
  });
});
