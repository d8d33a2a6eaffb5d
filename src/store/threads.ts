import { isMessageId } from '../message/message-ids.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';

/** A thread by its number, with how many messages it has and what its first one is about. */
export interface ThreadSize {
  readonly number: number;
  readonly messages: number;
  readonly subject?: string;
}

/** In a query: the number of the first message of a thread that Message-IDs join (schema/0005-thread-numbers.sql), by its name. */
export function ownThreadNumber(name: string): string {
  return `ifnull((SELECT number FROM thread_numbers WHERE thread_numbers.thread = ${name}), ${name})`;
}

/** In a query over `messages`: the number by which readers know the thread of a row (schema/0009-conversations.sql). */
export const threadNumber = `
  ifnull((SELECT number FROM thread_groups WHERE thread_groups.thread = messages.thread), ${ownThreadNumber('messages.thread')})`;

/**
 * In a query: all that `messages.thread` holds for the thread that readers know by the number `:thread`; nothing where there is none. To
 * be asked with `INDEXED BY messages_thread`: where one thread is half of an archive, SQLite would else read it all for any thread.
 */
export const threadsNamed = `(
  SELECT thread FROM thread_groups WHERE number = :thread
  UNION ALL SELECT thread FROM thread_numbers WHERE number = :thread AND thread NOT IN (SELECT thread FROM thread_groups)
  UNION ALL SELECT :thread
    WHERE NOT EXISTS (SELECT 1 FROM thread_numbers WHERE thread = :thread) AND NOT EXISTS (SELECT 1 FROM thread_groups WHERE thread = :thread))`;

const selectLargest = `
  SELECT largest.number, largest.messages, first.subject
  FROM (
    SELECT ifnull(thread_groups.number, ${ownThreadNumber('named.thread')}) AS number, sum(named.messages) AS messages
    FROM (SELECT thread, count(*) AS messages FROM messages GROUP BY thread) named
    LEFT JOIN thread_groups ON thread_groups.thread = named.thread
    GROUP BY 1 HAVING sum(named.messages) > 1
    ORDER BY 2 DESC, 1 LIMIT :limit
  ) largest
  JOIN messages first ON first.number = largest.number
  ORDER BY largest.messages DESC, largest.number`;

/** The threads with the most messages, the largest first; one message alone is none. */
export function largestThreads(database: Database, limit: number): ThreadSize[] {
  const rows = database.statement(selectLargest).all({ limit }) as { number: number; messages: number; subject: string | null }[];
  return rows.map(({ number, messages, subject }) => ({ number, messages, ...(subject !== null && { subject }) }));
}

const selectName = 'SELECT thread FROM thread_ids WHERE id = :id';
const insertId = 'INSERT OR IGNORE INTO thread_ids (id, thread) VALUES (:id, :thread)';

/**
 * Finds the thread of a message by Message-ID, References and In-Reply-To, joining threads that turn out to be one. A thread's number is
 * that of its first message. Runs inside the caller's transaction, whether or not the message has its row yet.
 *
 * @param references - As `readReferences` gives them.
 * @returns What `messages.thread` is to hold.
 * @see RFC 5322 §3.6.4
 */
export function joinThread(database: Database, message: number, messageId: string | undefined, references: readonly string[]): number {
  const ids = new Set(messageId === undefined || !isMessageId(messageId) ? references : [messageId, ...references]);
  const names = new Set<number>();
  const unseen: string[] = [];
  for (const id of ids) {
    const row = database.bound(selectName).get({ id }) as { thread: number } | undefined;
    if (row === undefined) unseen.push(id);
    else names.add(row.thread);
  }
  const thread = names.size === 0 ? message : joinAll(database, [...names]);
  for (const id of unseen) database.bound(insertId).run({ id, thread });
  return thread;
}

const deleteThreads = [
  'DELETE FROM thread_ids',
  'DELETE FROM thread_numbers',
  'DELETE FROM thread_links',
  'DELETE FROM thread_groups',
  'DELETE FROM thread_work',
  'UPDATE messages SET thread = number WHERE thread <> number',
];
const selectAnswers = 'SELECT number, message_id, ids FROM messages LEFT JOIN answers ON message = number ORDER BY number';
const updateThread = 'UPDATE messages SET thread = :thread WHERE number = :number AND thread <> :thread';
const insertAllWork = `
  INSERT INTO thread_work (message) SELECT message FROM answers
  WHERE ids = '[]' AND (thread_index IS NOT NULL OR EXISTS (SELECT 1 FROM relations WHERE voucher = message))`;

/**
 * Finds all threads anew, from what the messages are stored to say of themselves; whom those follow that refer to none is left to be
 * done. Runs inside the caller's transaction.
 */
export function joinAllThreads(database: Database): void {
  for (const sql of deleteThreads) database.statement(sql).run();
  const rows = database.db.prepare(selectAnswers).iterate() as Iterable<{ number: number; message_id: string | null; ids: string | null }>;
  for (const { number, message_id, ids } of rows) {
    const thread = joinThread(database, number, message_id ?? undefined, storedJson<string[]>(ids ?? '[]'));
    database.bound(updateThread).run({ number, thread });
  }
  database.statement(insertAllWork).run();
}

const selectNumber = 'SELECT number FROM thread_numbers WHERE thread = :thread';
const moveMessages = 'UPDATE messages SET thread = :to WHERE thread = :from';
const moveIds = 'UPDATE thread_ids SET thread = :to WHERE thread = :from';
const forgetNumber = 'DELETE FROM thread_numbers WHERE thread = :thread';
const keepNumber = 'INSERT INTO thread_numbers (thread, number) VALUES (:thread, :number)';
const moveLinks = [
  'UPDATE thread_links SET message_thread = :to WHERE message_thread = :from',
  'UPDATE thread_links SET target_thread = :to WHERE target_thread = :from',
  'UPDATE OR IGNORE thread_groups SET thread = :to WHERE thread = :from',
  'DELETE FROM thread_groups WHERE thread = :from',
];
/** One that touches the thread is enough: what is one with it to readers is then found anew. */
const noteLinks = `
  INSERT OR IGNORE INTO thread_work (message)
  SELECT message FROM (SELECT message FROM thread_links WHERE message_thread = :to UNION ALL SELECT message FROM thread_links WHERE target_thread = :to)
  LIMIT 1`;

/** @returns The name of the largest: the others' rows are written anew, with it. */
function joinAll(database: Database, names: readonly number[]): number {
  const largest = names.reduce((one, other) => (isSmaller(database, one, other) ? other : one));
  if (names.length === 1) return largest;
  let number = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const row = database.bound(selectNumber).get({ thread: name }) as { number: number } | undefined;
    number = Math.min(number, row?.number ?? name);
    if (row !== undefined) database.bound(forgetNumber).run({ thread: name });
    if (name === largest) continue;
    database.bound(moveMessages).run({ from: name, to: largest });
    database.bound(moveIds).run({ from: name, to: largest });
    for (const sql of moveLinks) database.bound(sql).run({ from: name, to: largest });
  }
  database.bound(noteLinks).run({ to: largest });
  if (number !== largest) database.bound(keepNumber).run({ thread: largest, number });
  return largest;
}

const countRows = `
  SELECT (SELECT count(*) FROM (SELECT 1 FROM messages WHERE thread = :thread LIMIT :most))
    + (SELECT count(*) FROM (SELECT 1 FROM thread_ids WHERE thread = :thread LIMIT :most)) AS rows`;

/** Counts no further than the smaller of the two reaches: a large thread is not counted over and over by each mail that joins it. */
function isSmaller(database: Database, one: number, other: number): boolean {
  for (let most = 16; ; most *= 8) {
    const [left, right] = [one, other].map((thread) => Number(database.bound(countRows).get({ thread, most })!['rows'])) as [
      number,
      number,
    ];
    if (left < most || right < most) return left < right;
  }
}
