import type { Database } from '../../store/database.ts';
import { readThreadFigures, readThreadMails, type ThreadFigures } from '../../store/thread-mails.ts';
import { type ThreadPlace, threadTree } from './tree.ts';

/** A thread as a conversation. */
export interface Conversation {
  /** Of all of its messages. */
  readonly figures: ThreadFigures;
  /** How many of them, the oldest, are in their places. */
  readonly placed: number;
  /** Each message below the one that it answers, and what is missing at its place. */
  readonly places: readonly ThreadPlace[];
}

/** The most that are put in order while a reader waits: 30 ms, where a mail has ten References. The rest is found by `thread:N`. */
const maxMails = 10_000;

/** @returns Undefined when there is no thread of that number. */
export function readConversation(database: Database, thread: number): Conversation | undefined {
  const mails = readThreadMails(database, thread, maxMails);
  if (mails.length === 0) return undefined;
  return { figures: readThreadFigures(database, thread), placed: mails.length, places: threadTree(mails) };
}
