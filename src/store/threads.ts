import type { Database } from './database.ts';

/** A thread by its number, with how many messages it has and what its first one is about. */
export interface ThreadSize {
  readonly number: number;
  readonly messages: number;
  readonly subject?: string;
}

/** In a query over `messages`: the number by which readers know the thread of a row (schema/0005-thread-numbers.sql). */
export const threadNumber = 'ifnull((SELECT number FROM thread_numbers WHERE thread_numbers.thread = messages.thread), messages.thread)';

/** What `messages.thread` holds for the thread with the number `:thread`; NULL where there is none. */
export const threadNamed = `(
  SELECT thread FROM thread_numbers WHERE number = :thread
  UNION ALL SELECT :thread WHERE NOT EXISTS (SELECT 1 FROM thread_numbers WHERE thread = :thread)
  LIMIT 1)`;

const selectLargest = `
  SELECT largest.number, largest.messages, first.subject
  FROM (
    SELECT ${threadNumber} AS number, count(*) AS messages FROM messages GROUP BY thread HAVING count(*) > 1
    ORDER BY messages DESC, number LIMIT :limit
  ) largest
  JOIN messages first ON first.number = largest.number
  ORDER BY largest.messages DESC, largest.number`;

/** The threads with the most messages, the largest first; one message alone is none. */
export function largestThreads(database: Database, limit: number): ThreadSize[] {
  const rows = database.statement(selectLargest).all({ limit }) as { number: number; messages: number; subject: string | null }[];
  return rows.map(({ number, messages, subject }) => ({ number, messages, ...(subject !== null && { subject }) }));
}

/** Of a longer References field the first and the last are kept: a field of a million ids must not cost a million rows. */
const maxReferences = 100;

const selectName = 'SELECT thread FROM thread_ids WHERE id = :id';
const insertId = 'INSERT OR IGNORE INTO thread_ids (id, thread) VALUES (:id, :thread)';

/**
 * Finds the thread of a message by Message-ID, References and In-Reply-To, joining threads that turn out to be one. A thread's number is
 * that of its first message. Runs inside the caller's transaction, whether or not the message has its row yet.
 *
 * @returns What `messages.thread` is to hold.
 * @see RFC 5322 §3.6.4
 */
export function joinThread(database: Database, message: number, messageId: string | undefined, references: readonly string[]): number {
  const kept = references.length > maxReferences ? [references[0]!, ...references.slice(1 - maxReferences)] : references;
  const ids = new Set(messageId === undefined ? kept : [messageId, ...kept]);
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

const selectNumber = 'SELECT number FROM thread_numbers WHERE thread = :thread';
const moveMessages = 'UPDATE messages SET thread = :to WHERE thread = :from';
const moveIds = 'UPDATE thread_ids SET thread = :to WHERE thread = :from';
const forgetNumber = 'DELETE FROM thread_numbers WHERE thread = :thread';
const keepNumber = 'INSERT INTO thread_numbers (thread, number) VALUES (:thread, :number)';

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
  }
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
