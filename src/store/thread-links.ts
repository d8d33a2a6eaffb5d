import type { Database } from './database.ts';
import { ownThreadNumber } from './threads.ts';

/** Which message one follows that refers to none, and what says so. */
export interface ThreadLink {
  readonly target: number;
  readonly why: 'thread-index' | 'quote';
}

const insertWork = 'INSERT OR IGNORE INTO thread_work (message) VALUES (:message)';
const deleteWork = 'DELETE FROM thread_work WHERE message = :message';
const selectWork = 'SELECT message FROM thread_work WHERE message > :after ORDER BY message LIMIT :limit';
const countWork = 'SELECT count(*) AS n FROM thread_work';

/** Notes that it is to be found which message one follows. Runs inside the caller's transaction. */
export function addThreadWork(database: Database, message: number): void {
  database.bound(insertWork).run({ message });
}

export function endThreadWork(database: Database, messages: Iterable<number>): void {
  for (const message of messages) database.bound(deleteWork).run({ message });
}

/** Messages for which that is to be found, in number order, some at a time. */
export function nextThreadWork(database: Database, after: number, limit: number): number[] {
  return database
    .statement(selectWork)
    .all({ after, limit })
    .map((row) => Number(row['message']));
}

export function threadWorkLeft(database: Database): number {
  return Number(database.statement(countWork).get()!['n']);
}

const selectLink = 'SELECT target, why FROM thread_links WHERE message = :message';

export function readThreadLink(database: Database, message: number): ThreadLink | undefined {
  return database.bound(selectLink).get({ message }) as ThreadLink | undefined;
}

const selectThreads = `
  SELECT messages.thread AS own, target_thread AS other FROM messages LEFT JOIN thread_links ON message = number WHERE number = :message`;
const selectThread = 'SELECT thread FROM messages WHERE number = :message';
const deleteLink = 'DELETE FROM thread_links WHERE message = :message';
const upsertLink = `
  INSERT INTO thread_links (message, target, why, message_thread, target_thread) VALUES (:message, :target, :why, :own, :other)
  ON CONFLICT (message) DO UPDATE
    SET target = excluded.target, why = excluded.why, message_thread = excluded.message_thread, target_thread = excluded.target_thread`;

/**
 * Stores which message one follows, in place of what was stored. Runs inside the caller's transaction, which then has to
 * {@link groupThreads}.
 *
 * @returns The names of the threads that this may have joined or parted.
 */
export function writeThreadLink(database: Database, message: number, link: ThreadLink | undefined): number[] {
  const { own, other } = database.bound(selectThreads).get({ message }) as { own: number; other: number | null };
  const touched = other === null ? [own] : [own, other];
  if (link === undefined) {
    database.bound(deleteLink).run({ message });
    return touched;
  }
  const target = Number(database.bound(selectThread).get({ message: link.target })!['thread']);
  database.bound(upsertLink).run({ message, ...link, own, other: target });
  return [...touched, target];
}

const selectNeighbours = `
  SELECT target_thread AS thread FROM thread_links WHERE message_thread = :thread
  UNION SELECT message_thread FROM thread_links WHERE target_thread = :thread`;
const selectNumber = `SELECT ${ownThreadNumber('thread')} AS number FROM (SELECT :thread AS thread)`;
const deleteGroup = 'DELETE FROM thread_groups WHERE thread = :thread';
const upsertGroup = `
  INSERT INTO thread_groups (thread, number) VALUES (:thread, :number)
  ON CONFLICT (thread) DO UPDATE SET number = excluded.number WHERE number <> excluded.number`;

/**
 * Finds anew which threads are one to readers, among those named and whatever is one with them. Where a link is gone, both of its ends must
 * be named: each part of what it held together then has one. Runs inside the caller's transaction.
 */
export function groupThreads(database: Database, names: Iterable<number>): void {
  for (const { threads, number } of groupsOf(database, names)) {
    if (threads.size === 1) for (const thread of threads) database.bound(deleteGroup).run({ thread });
    else for (const thread of threads) database.bound(upsertGroup).run({ thread, number });
  }
}

const selectLinked = 'SELECT DISTINCT message_thread AS thread FROM thread_links';
const selectGroups = 'SELECT thread, number FROM thread_groups';

/** Whether {@link groupThreads} would leave all as it is; where work is left to be done, that cannot be said. */
export function areThreadsGrouped(database: Database): boolean {
  if (threadWorkLeft(database) > 0) return true;
  const stored = new Map(
    database
      .statement(selectGroups)
      .all()
      .map(({ thread, number }) => [Number(thread), Number(number)]),
  );
  const linked = database
    .statement(selectLinked)
    .all()
    .map(({ thread }) => Number(thread));
  for (const { threads, number } of groupsOf(database, linked)) {
    if (threads.size === 1) continue;
    for (const thread of threads) {
      if (stored.get(thread) !== number) return false;
      stored.delete(thread);
    }
  }
  return stored.size === 0;
}

/** The threads among which those named are, each group once, and the number of the first message of each group. */
function* groupsOf(
  database: Database,
  names: Iterable<number>,
): Generator<{ readonly threads: ReadonlySet<number>; readonly number: number }> {
  const left = new Set(names);
  for (const name of left) {
    const threads = new Set([name]);
    for (const thread of threads) for (const neighbour of list(database, selectNeighbours, thread)) threads.add(neighbour);
    let number = Number.POSITIVE_INFINITY;
    for (const thread of threads) {
      left.delete(thread);
      number = Math.min(number, Number(database.bound(selectNumber).get({ thread })!['number']));
    }
    yield { threads, number };
  }
}

function list(database: Database, sql: string, thread: number): number[] {
  return database
    .statement(sql)
    .all({ thread })
    .map((row) => Number(row['thread']));
}
