import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { joinThread } from '../../src/store/threads.ts';
import { scratchFolder } from '../scratch.ts';

/** How many rows are written for mails that each join the largest thread to one that is older: readers know it by the older one's number each time. */
function rowsWritten(mails: number): number {
  using folder = scratchFolder();
  const database = openDatabase(folder.path, { create: true });
  const changes = (): number => Number(database.db.prepare('SELECT total_changes() AS changes').get()!['changes']);
  try {
    let number = 0;
    for (let i = 0; i < mails; i++) joinThread(database, ++number, `old${i}@x`, []);
    for (let i = 0; i < mails; i++) joinThread(database, ++number, `new${i}@x`, ['root@x']);
    const before = changes();
    for (let i = mails - 1; i >= 0; i--) joinThread(database, ++number, undefined, [`old${i}@x`, 'root@x']);
    return changes() - before;
  } finally {
    database.close();
  }
}

it('mails that join one thread after another cost rows by their number, not by its square', () => {
  const [few, many] = [rowsWritten(50), rowsWritten(400)];
  assert.ok(many <= few * 8 * 3, `${few} rows for 50 mails, ${many} for 400`);
});
