import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openConversations } from '../../../src/archive/threads/conversation.ts';
import { maxCarriers, maxSameIndex } from '../../../src/archive/threads/limits.ts';
import { linkThreads } from '../../../src/archive/threads/link.ts';
import { writeAnswers } from '../../../src/store/answers.ts';
import { checkRows } from '../../../src/store/consistency.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { readMessages } from '../../../src/store/records.ts';
import { addThreadWork } from '../../../src/store/thread-links.ts';
import { joinAllThreads, joinThread } from '../../../src/store/threads.ts';
import { scratchFolder } from '../../scratch.ts';

interface Sketch {
  readonly name: string;
  readonly id?: string;
  readonly references?: readonly string[];
  /** In hex. */
  readonly index?: string;
  /** Hours after the conversations began. */
  readonly hour?: number;
  /** The name of a message that it surely quotes. */
  readonly quotes?: string;
}

/** As older Outlooks write 12 May 2016 14:02 UTC. */
const began = '01d1ac56da4b';
const beganSeconds = Date.UTC(2016, 4, 12, 14, 2) / 1000;
const root = (n: number) => `${began}${n.toString(16).padStart(32, '0')}`;
const answer = (n: number) => n.toString(16).padStart(10, '0');

/** Brings messages into an archive in this order, finding the threads at the end or after each. */
function bring(database: Database, mails: readonly Sketch[], stepwise = false): void {
  const insert = database.db.prepare(`
    INSERT INTO messages (number, sha256, size, rebuilt, message_id, date_seconds, thread, verdict, reasons, marks)
    VALUES (:number, :sha256, 0, 0, :id, :date, :thread, 'unverified', '[]', '[]')`);
  const relate = database.db.prepare('INSERT OR IGNORE INTO relations (voucher, quoted, detail) VALUES (:voucher, :quoted, :detail)');
  const numbers = new Map<string, number>();
  for (const { name, id, references = [], index, hour } of mails) {
    const number = numbers.size + 1;
    database.transaction(() => {
      insert.run({
        number,
        sha256: hash('sha256', name, 'buffer'),
        id: id ?? null,
        date: hour === undefined ? null : beganSeconds + hour * 3600,
        thread: joinThread(database, number, id, references),
      });
      writeAnswers(database, number, { references, ...(index !== undefined && { threadIndex: Buffer.from(index, 'hex') }) });
      if (index !== undefined) addThreadWork(database, number);
      numbers.set(name, number);
      for (const { name: one, quotes } of mails) {
        const [voucher, quoted] = [numbers.get(one), numbers.get(quotes ?? '')];
        if (voucher === undefined || quoted === undefined || voucher === quoted || (voucher !== number && quoted !== number)) continue;
        const detail = JSON.stringify({ voucher, quoted, named: 'sender', depth: 1, matchedWords: 30, ownWords: 30, differences: [] });
        relate.run({ voucher, quoted, detail });
        addThreadWork(database, voucher);
      }
    });
    if (stepwise) linkThreads(database);
  }
  linkThreads(database);
}

/** The threads by the names of their messages, each drawn as its places. */
function threads(database: Database, mails: readonly Sketch[]): string[] {
  const records = readMessages(
    database,
    mails.map((_, index) => index + 1),
  );
  const conversation = openConversations(database);
  const name = (number: number) => mails[number - 1]!.name;
  return [...new Set(records.map(({ thread }) => thread))]
    .map((thread) => {
      const { places } = conversation(thread)!;
      const numbers = places.flatMap((place) => (place.kind === 'message' ? place.number : []));
      assert.equal(thread, Math.min(...numbers), 'a thread has the number of its first message');
      return places
        .map((place) =>
          place.kind === 'message'
            ? `${name(place.number)}${place.answers ? `>${name(place.answers.number)} ${place.answers.by}` : ''}`
            : `[${place.ids}]`,
        )
        .join(', ');
    })
    .toSorted();
}

function threadsOf(...mails: readonly Sketch[]): string[] {
  return threadsAfter(mails, false);
}

function threadsAfter(mails: readonly Sketch[], stepwise: boolean): string[] {
  using folder = scratchFolder();
  const database = openDatabase(folder.path, { create: true });
  try {
    bring(database, mails, stepwise);
    return threads(database, mails);
  } finally {
    database.close();
  }
}

describe('messages that refer to none', () => {
  it('follow the one whose Thread-Index theirs goes on, however far above it stands', () => {
    assert.deepEqual(
      threadsOf(
        { name: 'a', index: root(1) },
        { name: 'b', index: root(1) + answer(1) },
        { name: 'c', index: root(1) + answer(1) + answer(2) + answer(3) },
        { name: 'd', index: root(2) + answer(1) },
      ),
      ['a, b>a thread-index, c>b thread-index', 'd'],
    );
  });

  it('stand together below the beginning of their conversation where that is missing', () => {
    assert.deepEqual(threadsOf({ name: 'b', index: root(1) + answer(1), hour: 1 }, { name: 'c', index: root(1) + answer(2), hour: 2 }), [
      '[], b, c',
    ]);
  });

  it('follow what they quote, but Thread-Index before that, and References before both', () => {
    const original = { name: 'a', id: 'a@x' };
    assert.deepEqual(threadsOf(original, { name: 'b', quotes: 'a' }), ['a, b>a quote']);
    const other = { name: 'o', index: root(1) };
    assert.deepEqual(threadsOf(original, other, { name: 'b', quotes: 'a', index: root(1) + answer(1) }), ['a', 'o, b>o thread-index']);
    const referring = { name: 'b', quotes: 'o', index: root(1) + answer(1), references: ['a@x'] };
    assert.deepEqual(threadsOf(original, other, referring), ['a, b>a reference', 'o']);
  });

  it('are not joined by an index of a template, by one planted by the hundred, or by one that began after them', () => {
    const same = Array.from({ length: maxSameIndex + 1 }, (_, n) => ({ name: `${n}`, id: `${n}@x`, index: root(1) + answer(1) }));
    assert.equal(threadsOf({ name: 'a', index: root(1) }, ...same).length, same.length + 1);
    assert.equal(threadsOf({ name: 'a', index: root(1) }, ...same.slice(1)).length, 1, 'as many as this are copies');
    const planted = Array.from({ length: maxCarriers }, (_, n) => ({ name: `${n}`, index: root(1) + answer(n) }));
    assert.equal(threadsOf({ name: 'a', index: root(1) }, ...planted).length, planted.length + 1);
    assert.equal(threadsOf({ name: 'a', index: root(1) }, ...planted.slice(1)).length, 1);
    assert.equal(threadsOf({ name: 'a', index: root(1) }, { name: 'b', index: root(1) + answer(1), hour: -100 }).length, 2);
  });
});

describe('threads', () => {
  it('part again where a message is found to follow another than was thought', () => {
    const mails = [{ name: 'b', quotes: 'q', index: root(1) + answer(1) }, { name: 'q' }, { name: 'a', index: root(1) }];
    assert.deepEqual(threadsAfter(mails.slice(0, 2), true), ['q, b>q quote']);
    assert.deepEqual(threadsAfter(mails, true), ['a, b>a thread-index', 'q']);
  });

  it('are one with all that either was one with, where References join two', () => {
    const pair = (n: number) => [
      { name: `a${n}`, id: `a${n}@x`, hour: 2 * n },
      { name: `b${n}`, quotes: `a${n}`, hour: 2 * n + 1 },
    ];
    const mails = [...pair(0), ...pair(1), { name: 'c', references: ['a0@x', 'a1@x'], hour: 9 }];
    assert.deepEqual(threadsAfter(mails, true), ['a0, b0>a0 quote, a1>a0 others, b1>a1 quote, c>a1 reference']);
  });

  const name = fc.integer({ min: 0, max: 9 });
  const anyMail = fc.record(
    {
      id: name.map((n) => `${n}@x`),
      references: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.uniqueArray(
            name.map((n) => `${n}@x`),
            { maxLength: 3 },
          ),
        },
      ),
      index: fc
        .tuple(fc.nat({ max: 1 }), fc.array(fc.nat({ max: 2 }), { maxLength: 3 }))
        .map(([n, answers]) => root(n) + answers.map(answer).join('')),
      hour: fc.nat({ max: 5 }),
      quotes: name.map((n) => `mail ${n}`),
    },
    { requiredKeys: [] },
  );
  const anyMails = fc.array(anyMail, { minLength: 2, maxLength: 10 }).chain((list) => {
    const mails = list.map((mail, place): Sketch => ({ ...mail, name: `mail ${place}` }));
    return fc.tuple(fc.constant(mails), fc.shuffledSubarray(mails, { minLength: mails.length }));
  });

  it('are the same, and what answers what, in whatever order the mail came, at once or one by one, and found anew', () => {
    fc.assert(
      fc.property(anyMails, ([mails, shuffled]) => {
        using folder = scratchFolder();
        const expected = threadsOf(...mails);
        for (const stepwise of [false, true]) {
          const database = openDatabase(`${folder.path}/${stepwise}`, { create: true });
          try {
            bring(database, shuffled, stepwise);
            assert.deepEqual(threads(database, shuffled), expected);
            assert.deepEqual(
              [...checkRows(database)].filter(({ problem }) => problem.includes('thread')),
              [],
            );
            database.transaction(() => joinAllThreads(database));
            linkThreads(database);
            assert.deepEqual(threads(database, shuffled), expected);
          } finally {
            database.close();
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
