import type { Verdict } from '../evidence/verdict.ts';
import type { AttachmentKind } from '../message/attachment-kind.ts';
import type { Database } from './database.ts';

/** One attachment of one message. */
export interface Occurrence {
  readonly message: number;
  /** Section number of the part (RFC 9051 §6.4.5.1). */
  readonly path: string;
  readonly name?: string;
  /** Media type, lower-cased. */
  readonly type: string;
  readonly kind: AttachmentKind;
  /** Octets, decoded. */
  readonly size: number;
  /** Of the decoded octets, in hex. */
  readonly sha256: string;
  readonly md5: string;
  /** Of the message. */
  readonly verdict: Verdict;
  readonly dateSeconds?: number;
}

const columns = `message, path, name, type, kind, attachments.size, lower(hex(attachments.sha256)) AS sha256, lower(hex(md5)) AS md5, date_seconds, verdict
  FROM attachments JOIN messages ON number = message`;

const selectNew = `SELECT ${columns} WHERE message > :after AND message <= :until ORDER BY message, position`;
const selectOfMessage = `SELECT ${columns} WHERE message = :message ORDER BY position`;
const selectSame = `SELECT ${columns} WHERE attachments.sha256 = unhex(:sha256) ORDER BY message, position LIMIT :limit OFFSET :offset`;

/** Every attachment of the messages with numbers above `after`, up to `until`, in order. */
export function* readOccurrences(database: Database, after: number, until: number): Generator<Occurrence> {
  for (const row of database.db.prepare(selectNew).iterate({ after, until })) yield occurrenceOf(row as unknown as Row);
}

/** The attachments of one message, in order. */
export function listAttached(database: Database, message: number): Occurrence[] {
  return (database.statement(selectOfMessage).all({ message }) as unknown as Row[]).map(occurrenceOf);
}

/** Where these octets are attached, in the order of the messages' numbers. */
export function listSame(database: Database, sha256: string, offset: number, limit: number): Occurrence[] {
  return (database.statement(selectSame).all({ sha256, offset, limit }) as unknown as Row[]).map(occurrenceOf);
}

const selectSigned = `SELECT DISTINCT message FROM attachments JOIN messages ON number = message
  WHERE attachments.sha256 = unhex(:sha256) AND verdict IN ('verified', 'verified-repaired') ORDER BY message LIMIT :limit`;

/** The first of the messages that have these octets attached and are verified, by their numbers. */
export function listSignedWith(database: Database, sha256: string, limit: number): number[] {
  return database
    .statement(selectSigned)
    .all({ sha256, limit })
    .map((row) => Number(row['message']));
}

interface Row extends Omit<Occurrence, 'name' | 'dateSeconds'> {
  readonly name: string | null;
  readonly date_seconds: number | null;
}

function occurrenceOf({ name, date_seconds: dateSeconds, ...rest }: Row): Occurrence {
  return { ...rest, ...(name !== null && { name }), ...(dateSeconds !== null && { dateSeconds }) };
}
