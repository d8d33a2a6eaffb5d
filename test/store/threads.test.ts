import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createFts5Index } from '../../src/search/fts5.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { listThread, readMessages } from '../../src/store/records.ts';
import { joinThread, largestThreads } from '../../src/store/threads.ts';
import { scratchFolder } from '../scratch.ts';

interface Mail {
  readonly id: string | undefined;
  readonly references: readonly string[];
}

it('knows a thread by the number of its first message, however the others came together', async () => {
  using folder = scratchFolder();
  const database = openDatabase(folder.path, { create: true });
  const few = { id: 'a@x', references: [] };
  const many = [1, 2, 3].map((place) => ({ id: `b${place}@x`, references: ['b@x'] }));
  add(database, [few, ...many, { id: 'c@x', references: ['b@x', 'a@x'] }]);
  assert.deepEqual(threadsOf(database, 5), [1, 1, 1, 1, 1]);
  assert.deepEqual(listThread(database, 1, 10), [1, 2, 3, 4, 5]);
  // By this number the larger part was known before.
  assert.deepEqual(listThread(database, 2, 10), []);
  assert.deepEqual(largestThreads(database, 5), [{ number: 1, messages: 5 }]);
  const index = createFts5Index(database.db);
  assert.deepEqual(await index.all({ kind: 'thread', thread: 1, start: 0, end: 8 }), [1, 2, 3, 4, 5]);
  assert.deepEqual(await index.all({ kind: 'thread', thread: 2, start: 0, end: 8 }), []);
  database.close();
});

it('joins what any chain of ids joins, and nothing else', () => {
  const id = fc.integer({ min: 0, max: 30 }).map((n) => `${n}@x`);
  const anyMail = fc.record({ id: fc.option(id, { nil: undefined }), references: fc.array(id, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(anyMail, { maxLength: 40 }), (mails) => {
      using folder = scratchFolder();
      const database = openDatabase(folder.path, { create: true });
      try {
        add(database, mails);
        const expected = naiveThreads(mails);
        assert.deepEqual(threadsOf(database, mails.length), expected);
        for (let number = 1; number <= mails.length; number++) {
          const members = expected.flatMap((thread, place) => (thread === number ? [place + 1] : []));
          assert.deepEqual(listThread(database, number, 100), members);
        }
      } finally {
        database.close();
      }
    }),
    { numRuns: 30 },
  );
});

function add(database: Database, mails: readonly Mail[]): void {
  const insert = database.db.prepare(`
    INSERT INTO messages (number, sha256, size, rebuilt, thread, verdict, reasons, marks)
    VALUES (:number, randomblob(32), 0, 0, :thread, 'unverified', '[]', '[]')`);
  database.transaction(() => {
    for (const [place, { id, references }] of mails.entries()) {
      insert.run({ number: place + 1, thread: joinThread(database, place + 1, id, references) });
    }
  });
}

function threadsOf(database: Database, mails: number): number[] {
  return readMessages(
    database,
    Array.from({ length: mails }, (_, place) => place + 1),
  ).map(({ thread }) => thread);
}

/** For each mail the number of the first that shares an id with it, or with one that does, and so on. */
function naiveThreads(mails: readonly Mail[]): number[] {
  const threads = mails.map((_, place) => place + 1);
  const idsOf = ({ id, references }: Mail) => [...(id === undefined ? [] : [id]), ...references];
  for (let changed = true; changed; ) {
    changed = false;
    for (const [one, mail] of mails.entries()) {
      for (const [other, second] of mails.entries()) {
        if (threads[one]! <= threads[other]! || !idsOf(mail).some((id) => idsOf(second).includes(id))) continue;
        threads[one] = threads[other]!;
        changed = true;
      }
    }
  }
  return threads;
}
