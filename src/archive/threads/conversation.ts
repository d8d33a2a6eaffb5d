import type { Database } from '../../store/database.ts';
import { readThreadFigures, readThreadMails, type ThreadFigures } from '../../store/thread-mails.ts';
import { stateOf } from '../../store/unchanged.ts';
import type { MessageRecord } from '../record.ts';
import { type AnswersBy, type ThreadPlace, threadTree } from './tree.ts';

/** A thread as a conversation. */
export interface Conversation {
  /** Of all of its messages. */
  readonly figures: ThreadFigures;
  /** How many of them, the oldest, are in their places. */
  readonly placed: number;
  /** Each message below the one that it answers, and what is missing at its place. */
  readonly places: readonly ThreadPlace[];
}

/** A message of a thread, and its place in it. */
export interface ThreadRecord extends MessageRecord {
  /** The message that it answers, and what says so; null where it answers none that is in the archive. */
  readonly answers: { readonly number: number; readonly by: AnswersBy } | null;
  /** Message-IDs that it answers and that are not in the archive: of as many as are missing in a row, the nearest last. */
  readonly answersMissing: readonly string[];
}

/** Gives messages of a thread their places. */
export function placesOf(conversation: Conversation | undefined): (record: MessageRecord) => ThreadRecord {
  const answers = new Map<number, ThreadRecord['answers']>();
  const missing = new Map<number, readonly string[]>();
  for (const place of conversation?.places ?? []) {
    if (place.kind === 'missing') for (const number of place.answeredBy) missing.set(number, place.ids);
    else answers.set(place.number, place.answers ?? null);
  }
  return (record) => ({ ...record, answers: answers.get(record.number) ?? null, answersMissing: missing.get(record.number) ?? [] });
}

/** The most that are put in order while a reader waits: 30 ms, where a mail has ten References. The rest is found by `thread:N`. */
const maxMails = 10_000;

/**
 * Reads conversations, and keeps a few for as long as the archive is unchanged: whoever turns the pages of a long one asks for it again.
 *
 * @returns A function that gives undefined when there is no thread of that number.
 */
export function openConversations(database: Database): (thread: number) => Conversation | undefined {
  const kept = new Map<number, Conversation>();
  let state = stateOf(database.db);
  return (thread) => {
    const now = stateOf(database.db);
    if (now !== state) kept.clear();
    state = now;
    const found = kept.get(thread) ?? readConversation(database, thread);
    kept.delete(thread);
    if (found === undefined) return undefined;
    kept.set(thread, found);
    for (const oldest of kept.keys()) if (kept.size > maxKept) kept.delete(oldest);
    return found;
  };
}

const maxKept = 4;

function readConversation(database: Database, thread: number): Conversation | undefined {
  const mails = readThreadMails(database, thread, maxMails);
  if (mails.length === 0) return undefined;
  return { figures: readThreadFigures(database, thread), placed: mails.length, places: threadTree(mails) };
}
