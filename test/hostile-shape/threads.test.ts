import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { it } from 'node:test';
import { linkThreads } from '../../src/archive/threads/link.ts';
import { writeAnswers } from '../../src/store/answers.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { addThreadWork } from '../../src/store/thread-links.ts';
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

/** How often the archive is asked or written, to find whom so many messages follow that refer to none. */
function asked(mails: number, place: (database: Database, number: number) => void): number {
  using folder = scratchFolder();
  const database = openDatabase(folder.path, { create: true });
  const insert = database.db.prepare(`
    INSERT INTO messages (number, sha256, size, rebuilt, date_seconds, thread, verdict, reasons, marks)
    VALUES (:number, :sha256, 0, 0, :date, :number, 'unverified', '[]', '[]')`);
  let count = 0;
  const counting: Database = {
    ...database,
    statement(sql) {
      count++;
      return database.statement(sql);
    },
    bound(sql) {
      count++;
      return database.bound(sql);
    },
  };
  try {
    database.transaction(() => {
      for (let number = 1; number <= mails; number++) {
        insert.run({ number, sha256: hash('sha256', `${number}`, 'buffer'), date: Date.UTC(2016, 4, 13) / 1000 });
        place(database, number);
        addThreadWork(database, number);
      }
    });
    linkThreads(counting);
    return count;
  } finally {
    database.close();
  }
}

it('mails of many Outlook conversations, one of each after the other, are gone through by their number, not by its square', () => {
  const ofRoots = (roots: number) => (database: Database, number: number) => {
    const [root, answer] = [(number % roots).toString(16).padStart(32, '0'), number.toString(16).padStart(10, '0')];
    writeAnswers(database, number, { references: [], threadIndex: Buffer.from(`01d1ac56da4b${root}${answer}`, 'hex') });
  };
  const [few, many] = [asked(1_000, ofRoots(2)), asked(8_000, ofRoots(16))];
  assert.ok(many <= few * 8 * 2, `${few} for 1,000 mails, ${many} for 8,000`);
  const crowded = asked(8_000, ofRoots(15));
  assert.ok(crowded <= few * 8 * 3, `${few} for 1,000 mails, ${crowded} for 8,000 that are too many for conversations`);
});

it('mails that all quote one are gone through by their number, not by its square', () => {
  const quotingTheFirst = (database: Database, number: number) => {
    writeAnswers(database, number, { references: [] });
    if (number === 1) return;
    const detail = { voucher: number, quoted: 1, named: 'sender', depth: 1, matchedWords: 30, ownWords: 30, differences: [] };
    const insert = 'INSERT INTO relations (voucher, quoted, detail) VALUES (:voucher, 1, :detail)';
    database.bound(insert).run({ voucher: number, detail: JSON.stringify(detail) });
  };
  const [few, many] = [asked(1_000, quotingTheFirst), asked(16_000, quotingTheFirst)];
  assert.ok(many <= few * 16 * 1.5, `${few} for 1,000 mails, ${many} for 16,000`);
});
