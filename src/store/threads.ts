import type { Database } from './database.ts';

/** A thread by its number, with how many messages it has and what its first one is about. */
export interface ThreadSize {
  readonly number: number;
  readonly messages: number;
  readonly subject?: string;
}

const selectLargest = `
  SELECT largest.thread AS number, largest.messages, first.subject
  FROM (SELECT thread, count(*) AS messages FROM messages GROUP BY thread HAVING count(*) > 1 ORDER BY messages DESC, thread LIMIT :limit) largest
  JOIN messages first ON first.number = largest.thread
  ORDER BY largest.messages DESC, largest.thread`;

/** The threads with the most messages, the largest first; one message alone is none. */
export function largestThreads(database: Database, limit: number): ThreadSize[] {
  const rows = database.statement(selectLargest).all({ limit }) as { number: number; messages: number; subject: string | null }[];
  return rows.map(({ number, messages, subject }) => ({ number, messages, ...(subject !== null && { subject }) }));
}

/** Of a longer References field the first and the last are kept: a field of a million ids must not cost a million rows. */
const maxReferences = 100;

const selectThread = 'SELECT thread FROM thread_ids WHERE id = :id';
const insertId = 'INSERT OR IGNORE INTO thread_ids (id, thread) VALUES (:id, :thread)';
const moveMessages = 'UPDATE messages SET thread = :to WHERE thread = :from';
const moveIds = 'UPDATE thread_ids SET thread = :to WHERE thread = :from';

/**
 * Finds the thread of a message by Message-ID, References and In-Reply-To, joining threads that turn out to be one.
 * A thread's number is that of its first message. Runs inside the caller's transaction.
 *
 * @see RFC 5322 §3.6.4
 */
export function joinThread(database: Database, message: number, messageId: string | undefined, references: readonly string[]): number {
  const kept = references.length > maxReferences ? [references[0]!, ...references.slice(1 - maxReferences)] : references;
  const ids = new Set(messageId === undefined ? kept : [messageId, ...kept]);
  const threads = new Set<number>();
  const unseen: string[] = [];
  for (const id of ids) {
    const row = database.statement(selectThread).get({ id }) as { thread: number } | undefined;
    if (row === undefined) unseen.push(id);
    else threads.add(row.thread);
  }
  const thread = Math.min(message, ...threads);
  for (const other of threads) {
    if (other === thread) continue;
    database.statement(moveMessages).run({ from: other, to: thread });
    database.statement(moveIds).run({ from: other, to: thread });
  }
  for (const id of unseen) database.statement(insertId).run({ id, thread });
  return thread;
}
