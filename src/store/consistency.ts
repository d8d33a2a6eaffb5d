import { DatabaseSync } from 'node:sqlite';
import { addressKey, domainOf } from '../message/addresses.ts';
import { applySchema, type Database, wrap } from './database.ts';
import { areThreadsGrouped } from './thread-links.ts';
import { joinThread, ownThreadNumber } from './threads.ts';

/** Something that rows say of each other and that cannot be so. */
export interface Inconsistency {
  /** The message it concerns; absent where it concerns the whole archive. */
  readonly number?: number;
  readonly problem: string;
}

/** What the rows of an archive say of each other, wherever that can be checked without a message's octets. */
export function* checkRows(database: Database): Generator<Inconsistency> {
  yield* checkSchema(database);
  for (const [sql, problem] of perMessage) {
    for (const row of database.db.prepare(sql).iterate()) yield { number: Number(row['number']), problem };
  }
  for (const [sql, problem] of wholeArchive) {
    const n = Number(database.db.prepare(sql).get()!['n']);
    if (n > 0) yield { problem: `${problem} (${n})` };
  }
  yield* checkPeople(database);
  yield* checkSignatures(database);
  if (!areThreadsGrouped(database)) yield { problem: 'threads that are one are not stored so, or threads that are not' };
}

const perMessage: readonly (readonly [string, string])[] = [
  [
    `SELECT number FROM messages WHERE sender IS NOT (
       SELECT person FROM message_people WHERE message = number AND role = 'from' AND address <> '' ORDER BY position LIMIT 1)`,
    'its stored sender is not the first of those in From',
  ],
  [
    'SELECT message AS number FROM message_people GROUP BY message, role HAVING min(position) <> 0 OR max(position) <> count(*) - 1',
    'the places of its people are not counted from the first to the last',
  ],
  [
    'SELECT message AS number FROM signatures GROUP BY message HAVING min(position) <> 0 OR max(position) <> count(*) - 1',
    'the places of its signatures are not counted from the first to the last',
  ],
  [
    'SELECT message AS number FROM attachments GROUP BY message HAVING min(position) <> 0 OR max(position) <> count(*) - 1',
    'the places of its attachments are not counted from the first to the last',
  ],
  [
    `SELECT owner AS number FROM findings WHERE json_valid(detail) AND (kind IS NOT detail ->> '$.kind' OR weight IS NOT detail ->> '$.weight'
       OR one IS NOT detail ->> '$.messages[0]' OR other IS NOT detail ->> '$.messages[1]' OR owner NOT IN (one, other))`,
    'what orders one of its findings is not what is stored of it',
  ],
  [
    'SELECT number FROM messages WHERE (SELECT total(added) FROM places WHERE message = number) <> 1',
    'the ledger does not say once, and once only, from which place it came',
  ],
];

const wholeArchive: readonly (readonly [string, string])[] = [
  [
    `SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'messages'), 0) - count(*) AS n FROM messages`,
    'messages are gone: their numbers were given out and nothing has them now',
  ],
  [
    `SELECT max(number) > ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'messages'), 0) AS n FROM messages`,
    'a number could be given out a second time',
  ],
  ['SELECT count(*) AS n FROM people WHERE id NOT IN (SELECT person FROM message_people)', 'people whom no message names'],
  [
    'SELECT count(*) AS n FROM places WHERE added NOT IN (0, 1) OR gone NOT IN (0, 1) OR (failure IS NOT NULL AND added + gone <> 0)',
    'places with an impossible count',
  ],
  ['SELECT count(*) AS n FROM sources WHERE complete NOT IN (0, 1)', 'sources that are neither read to their end nor not'],
  ['SELECT (SELECT count(*) FROM search_revision) <> 1 AS n', 'the counter of changes is gone'],
  [
    'SELECT count(*) AS n FROM thread_numbers WHERE thread NOT IN (SELECT thread FROM messages) OR number IN (SELECT thread FROM messages)',
    'threads that have a number and no messages, or another thread’s number',
  ],
  [
    `SELECT count(*) AS n FROM thread_links JOIN messages own ON own.number = message JOIN messages other ON other.number = target
     WHERE own.thread <> message_thread OR other.thread <> target_thread`,
    'messages that follow another are stored in a thread that is not theirs',
  ],
];

const selectPeople = 'SELECT id, address, domain FROM people';
const selectUses = `
  SELECT message, message_people.address AS written, people.address AS kept FROM message_people JOIN people ON people.id = person
  WHERE message_people.address <> people.address`;

function* checkPeople(database: Database): Generator<Inconsistency> {
  for (const row of database.db.prepare(selectPeople).iterate()) {
    const { address, domain } = row as { address: string; domain: string | null };
    if (address !== addressKey(address) || domain !== (domainOf(address) ?? null)) {
      yield { problem: `the person in row ${row['id']} has an address or a domain that cannot be his` };
    }
  }
  for (const row of database.db.prepare(selectUses).iterate()) {
    const { message, written, kept } = row as { message: number; written: string; kept: string };
    if (addressKey(written) !== kept) yield { number: message, problem: 'one of its people is taken for somebody else' };
  }
}

const selectSignatures = `
  SELECT message, signer, selector, detail ->> '$.signer' AS told, detail ->> '$.selector' AS toldSelector,
    result IS NOT detail ->> '$.result' OR tier IS NOT detail ->> '$.key.tier'
      OR key_sha256 IS NOT unhex(detail ->> '$.key.sha256') OR signed_at_seconds IS NOT detail ->> '$.signedAtSeconds' AS differs
  FROM signatures WHERE json_valid(detail)`;

function* checkSignatures(database: Database): Generator<Inconsistency> {
  for (const row of database.db.prepare(selectSignatures).iterate()) {
    const { message, signer, selector, told, toldSelector, differs } = row as {
      message: number;
      signer: string;
      selector: string;
      told: string | null;
      toldSelector: string | null;
      differs: number;
    };
    if (differs === 1 || told?.toLowerCase() !== signer || toldSelector?.toLowerCase() !== selector) {
      yield { number: message, problem: 'what is searched for of one of its signatures is not what is stored of it' };
    }
  }
}

const selectSchema = `SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`;

/** Tables, indexes and triggers as a new archive would have them. */
function* checkSchema(database: Database): Generator<Inconsistency> {
  using fresh = openEmpty();
  const expected = new Map(
    fresh.database.db
      .prepare(selectSchema)
      .all()
      .map((row) => [String(row['name']), row['sql']]),
  );
  for (const row of database.db.prepare(selectSchema).all()) {
    const name = String(row['name']);
    if (expected.get(name) !== row['sql']) yield { problem: `the ${name} is not one that this program made` };
    expected.delete(name);
  }
  for (const name of expected.keys()) yield { problem: `the ${name} is missing` };
}

/** Threads made again, message by message, to be compared with those that are stored. */
export interface ThreadCheck extends Disposable {
  add(number: number, messageId: string | undefined, references: readonly string[]): void;
  /** Once all messages were added. */
  compare(database: Database): Generator<Inconsistency>;
}

const insertNumber = `
  INSERT INTO messages (number, sha256, size, rebuilt, thread, verdict, reasons, marks) VALUES (:number, randomblob(32), 0, 0, :thread, '', '', '')`;
const selectThreads = `SELECT number AS key, ${ownThreadNumber('messages.thread')} AS thread FROM messages ORDER BY number`;
const selectIds = `SELECT id AS key, ${ownThreadNumber('thread_ids.thread')} AS thread FROM thread_ids ORDER BY id`;

export function openThreadCheck(): ThreadCheck {
  const made = openEmpty();
  made.database.begin();
  return {
    add(number, messageId, references) {
      made.database.bound(insertNumber).run({ number, thread: joinThread(made.database, number, messageId, references) });
    },
    *compare(database) {
      for (const number of differing(database, made.database, selectThreads)) {
        yield { number: Number(number), problem: 'it is not in the thread that its references give' };
      }
      for (const id of differing(database, made.database, selectIds)) {
        yield { problem: `the thread of the Message-ID ${JSON.stringify(id)} is not the one that the messages give` };
      }
    },
    [Symbol.dispose]: () => made[Symbol.dispose](),
  };
}

/** The keys for which two ordered tables do not say the same, one table's or the other's. */
function* differing(stored: Database, made: Database, sql: string): Generator<string | number> {
  type Row = { key: string | number; thread: number };
  const [left, right] = [stored, made].map(({ db }) => db.prepare(sql).iterate() as unknown as Iterator<Row>) as [
    Iterator<Row>,
    Iterator<Row>,
  ];
  let [a, b] = [left.next(), right.next()];
  while (!a.done || !b.done) {
    // SQLite orders texts by their octets, as Buffer does.
    const order = a.done ? 1 : b.done ? -1 : compareKeys(a.value.key, b.value.key);
    if (order === 0 && a.value.thread !== b.value.thread) yield a.value.key;
    else if (order < 0) yield a.value.key;
    else if (order > 0) yield b.value.key;
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
}

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** An archive of nothing, in a file of SQLite's own that is gone when it is closed. */
function openEmpty(): Disposable & { readonly database: Database } {
  const db = new DatabaseSync('');
  applySchema(db, 0);
  const database = wrap(db, false);
  return { database, [Symbol.dispose]: () => database.close() };
}
