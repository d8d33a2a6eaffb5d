import { threadRootOctets } from '../message/thread-index.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';

/** What a message says of its place in a conversation. */
export interface Answers {
  /** The Message-IDs that it refers to, the one that it answers last. */
  readonly references: readonly string[];
  /** Its Thread-Index, where it has one that can be one. */
  readonly threadIndex?: Uint8Array;
}

const upsert = `
  INSERT INTO answers (message, ids, thread_index) VALUES (:message, :ids, :threadIndex)
  ON CONFLICT (message) DO UPDATE SET ids = excluded.ids, thread_index = excluded.thread_index
  WHERE ids <> excluded.ids OR thread_index IS NOT excluded.thread_index`;

/** Stores it, in place of what was stored. Runs inside the caller's transaction. */
export function writeAnswers(database: Database, message: number, { references, threadIndex }: Answers): void {
  database.bound(upsert).run({ message, ids: JSON.stringify(references), threadIndex: threadIndex ?? null });
}

interface Columns {
  readonly ids: string;
  readonly thread_index: Uint8Array | null;
}

const selectOne = 'SELECT ids, thread_index FROM answers WHERE message = :message';

/** @returns Undefined where it was never found out: in an archive of an older format. */
export function readAnswers(database: Database, message: number): Answers | undefined {
  const row = database.statement(selectOne).get({ message }) as unknown as Columns | undefined;
  return row && fromColumns(row);
}

function fromColumns({ ids, thread_index }: Columns): Answers {
  return { references: storedJson<string[]>(ids), ...(thread_index !== null && { threadIndex: thread_index }) };
}

/** A message whose Thread-Index begins with a certain root. */
export interface Carrier {
  readonly message: number;
  readonly threadIndex: Uint8Array;
  readonly hasReferences: boolean;
  /** It is still to be found whom it follows. */
  readonly isWork: boolean;
  readonly messageId?: string;
  readonly dateSeconds?: number;
  readonly sha256: string;
}

const selectCarriers = `
  SELECT answers.message, thread_index, ids <> '[]' AS has_references, thread_work.message IS NOT NULL AS is_work, message_id, date_seconds, lower(hex(sha256)) AS sha256
  FROM answers JOIN messages ON number = answers.message LEFT JOIN thread_work ON thread_work.message = answers.message
  WHERE substr(thread_index, 1, ${threadRootOctets}) = :root AND thread_index IS NOT NULL LIMIT :limit`;

/** The messages of one Outlook conversation, in no order. */
export function readCarriers(database: Database, root: Uint8Array, limit: number): Carrier[] {
  const rows = database.statement(selectCarriers).all({ root, limit }) as unknown as {
    message: number;
    thread_index: Uint8Array;
    has_references: number;
    is_work: number;
    message_id: string | null;
    date_seconds: number | null;
    sha256: string;
  }[];
  return rows.map(({ message, thread_index, has_references, is_work, message_id, date_seconds, sha256 }) => ({
    message,
    threadIndex: thread_index,
    hasReferences: has_references === 1,
    isWork: is_work === 1,
    ...(message_id !== null && { messageId: message_id }),
    ...(date_seconds !== null && { dateSeconds: date_seconds }),
    sha256,
  }));
}
