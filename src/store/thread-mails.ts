import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';
import type { ThreadLink } from './thread-links.ts';
import { threadsNamed } from './threads.ts';

/** What of a message decides its place among those of its thread. */
export interface ThreadMail {
  readonly number: number;
  readonly sha256: string;
  readonly messageId?: string;
  readonly dateSeconds?: number;
  /** The Message-IDs that it refers to, the one that it answers last. */
  readonly references: readonly string[];
  /** Its Thread-Index, in hex. */
  readonly threadIndex?: string;
  /** Whom it follows, where it refers to none. */
  readonly link?: ThreadLink;
}

const selectMails = `
  SELECT number, lower(hex(sha256)) AS sha256, message_id, date_seconds, ids, lower(hex(thread_index)) AS thread_index, target, why
  FROM messages INDEXED BY messages_thread LEFT JOIN answers ON answers.message = number LEFT JOIN thread_links ON thread_links.message = number
  WHERE thread IN ${threadsNamed} ORDER BY ifnull(date_seconds, 9e18), number LIMIT :limit`;

/** A thread in figures. */
export interface ThreadFigures {
  readonly messages: number;
  /** Of the Date fields; absent where none has one. */
  readonly firstSeconds?: number;
  readonly lastSeconds?: number;
  /** How many messages have each verdict that one has, in the order of `VERDICTS`. */
  readonly verdicts: readonly { readonly verdict: Verdict; readonly count: number }[];
}

const selectFigures = `
  SELECT verdict, count(*) AS count, min(date_seconds) AS first, max(date_seconds) AS last FROM messages INDEXED BY messages_thread
  WHERE thread IN ${threadsNamed} GROUP BY verdict`;

export function readThreadFigures(database: Database, thread: number): ThreadFigures {
  const rows = database.statement(selectFigures).all({ thread }) as unknown as {
    verdict: Verdict;
    count: number;
    first: number | null;
    last: number | null;
  }[];
  const [firsts, lasts] = [rows.flatMap(({ first }) => first ?? []), rows.flatMap(({ last }) => last ?? [])];
  return {
    messages: rows.reduce((sum, { count }) => sum + count, 0),
    ...(firsts.length > 0 && { firstSeconds: Math.min(...firsts), lastSeconds: Math.max(...lasts) }),
    verdicts: VERDICTS.flatMap((verdict) => rows.filter((row) => row.verdict === verdict).map(({ count }) => ({ verdict, count }))),
  };
}

/** The messages of the thread with that number, the oldest first. */
export function readThreadMails(database: Database, thread: number, limit: number): ThreadMail[] {
  const rows = database.statement(selectMails).all({ thread, limit }) as unknown as {
    number: number;
    sha256: string;
    message_id: string | null;
    date_seconds: number | null;
    ids: string | null;
    thread_index: string;
    target: number | null;
    why: ThreadLink['why'] | null;
  }[];
  return rows.map(({ number, sha256, message_id, date_seconds, ids, thread_index, target, why }) => ({
    number,
    sha256,
    ...(message_id !== null && { messageId: message_id }),
    ...(date_seconds !== null && { dateSeconds: date_seconds }),
    references: ids === null ? [] : storedJson<string[]>(ids),
    ...(thread_index !== '' && { threadIndex: thread_index }),
    ...(target !== null && why !== null && { link: { target, why } }),
  }));
}
