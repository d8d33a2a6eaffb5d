import type { ArcEvidence, SignatureEvidence } from '../evidence/evidence.ts';
import type { Mark, Reason, Verdict } from '../evidence/verdict.ts';
import { messageTypes } from '../message/parts.ts';
import type { Database } from './database.ts';
import type { PersonRole } from './messages.ts';
import { storedJson } from './stored-json.ts';
import { threadNumber, threadsNamed } from './threads.ts';

/** A stored message with its people, signatures and attachments: all but its octets. */
export interface StoredMessage {
  readonly number: number;
  readonly sha256: string;
  readonly size: number;
  readonly rebuilt: boolean;
  readonly messageId?: string;
  readonly dateSeconds?: number;
  readonly dateOffsetMinutes?: number;
  readonly subject?: string;
  readonly thread: number;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly marks: readonly Mark[];
  readonly people: readonly StoredPerson[];
  readonly signatures: readonly SignatureEvidence[];
  readonly arc?: ArcEvidence;
  readonly attachments: readonly StoredAttachment[];
}

export interface StoredPerson {
  readonly role: PersonRole;
  readonly address: string;
  readonly name?: string;
}

export interface StoredAttachment {
  readonly path: string;
  readonly name?: string;
  readonly type: string;
  readonly kind: string;
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
}

const chosen = 'IN (SELECT value FROM json_each(:numbers))';
const selectMessages = `SELECT *, lower(hex(sha256)) AS hash, ${threadNumber} AS thread_number FROM messages WHERE number ${chosen}`;
const selectPeople = `SELECT message, role, address, name FROM message_people WHERE message ${chosen} ORDER BY message, role, position`;
const selectSignatures = `SELECT message, detail FROM signatures WHERE message ${chosen} ORDER BY message, position`;
const selectChains = `SELECT message, detail FROM chains WHERE message ${chosen}`;
const selectAttachments = `
  SELECT message, path, name, type, kind, size, lower(hex(sha256)) AS sha256, lower(hex(md5)) AS md5
  FROM attachments WHERE message ${chosen} ORDER BY message, position`;

/** The messages with these numbers, in the order asked for; a number that does not exist is left out. */
export function readMessages(database: Database, numbers: readonly number[]): StoredMessage[] {
  const parameters = { numbers: JSON.stringify(numbers) };
  const rows = database.statement(selectMessages).all(parameters) as unknown as MessageColumns[];
  const people = groupByMessage(database.statement(selectPeople).all(parameters) as unknown as PersonColumns[]);
  const signatures = groupByMessage(
    database.statement(selectSignatures).all(parameters) as unknown as { message: number; detail: string }[],
  );
  const attachments = groupByMessage(database.statement(selectAttachments).all(parameters) as unknown as AttachmentColumns[]);
  const chains = groupByMessage(database.statement(selectChains).all(parameters) as unknown as { message: number; detail: string }[]);
  const found = new Map(
    rows.map((row) => [
      row.number,
      {
        number: row.number,
        sha256: row.hash,
        size: row.size,
        rebuilt: row.rebuilt === 1,
        ...(row.message_id !== null && { messageId: row.message_id }),
        ...(row.date_seconds !== null && { dateSeconds: row.date_seconds }),
        ...(row.date_offset_minutes !== null && { dateOffsetMinutes: row.date_offset_minutes }),
        ...(row.subject !== null && { subject: row.subject }),
        thread: row.thread_number,
        verdict: row.verdict,
        reasons: storedJson<Reason[]>(row.reasons),
        marks: storedJson<Mark[]>(row.marks),
        people: (people.get(row.number) ?? []).map(personOf),
        signatures: (signatures.get(row.number) ?? []).map(({ detail }) => storedJson<SignatureEvidence>(detail)),
        ...(chains.has(row.number) && { arc: storedJson<ArcEvidence>(chains.get(row.number)![0]!.detail) }),
        attachments: (attachments.get(row.number) ?? []).map(({ message: _, name, ...rest }) => ({
          ...rest,
          ...(name !== null && { name }),
        })),
      } satisfies StoredMessage,
    ]),
  );
  return numbers.flatMap((number) => found.get(number) ?? []);
}

/** Who wrote to whom and when, and what became of it: a small part of a {@link StoredMessage}, for who reads thousands. */
export interface StoredHead {
  readonly number: number;
  readonly dateSeconds?: number;
  readonly verdict: Verdict;
  /** Of From, To and Cc. */
  readonly people: readonly StoredPerson[];
  /** Mail is attached to it as a whole. */
  readonly hasAttachedMail: boolean;
}

const selectHeads = `
  SELECT number, date_seconds, verdict,
    EXISTS (SELECT 1 FROM attachments WHERE message = messages.number AND type IN (SELECT value FROM json_each(:messageTypes))) AS has_mail
  FROM messages WHERE number ${chosen}`;
const selectCorrespondents = `
  SELECT message, role, address, name FROM message_people
  WHERE message ${chosen} AND role IN ('from', 'to', 'cc') ORDER BY message, role, position`;

/** The heads of the messages with these numbers, in no order. */
export function readHeads(database: Database, numbers: readonly number[]): StoredHead[] {
  const parameters = { numbers: JSON.stringify(numbers) };
  const people = groupByMessage(database.statement(selectCorrespondents).all(parameters) as unknown as PersonColumns[]);
  const rows = database
    .statement(selectHeads)
    .all({ ...parameters, messageTypes: JSON.stringify(messageTypes) }) as unknown as HeadColumns[];
  return rows.map(({ number, date_seconds, verdict, has_mail }) => ({
    number,
    ...(date_seconds !== null && { dateSeconds: date_seconds }),
    verdict,
    people: (people.get(number) ?? []).map(personOf),
    hasAttachedMail: has_mail === 1,
  }));
}

type HeadColumns = Pick<MessageColumns, 'number' | 'date_seconds' | 'verdict'> & { has_mail: number };

function personOf({ role, address, name }: PersonColumns): StoredPerson {
  return { role, address, ...(name !== null && { name }) };
}

const selectSignaturesOf = 'SELECT detail FROM signatures WHERE message = :message ORDER BY position';

/** What was found of the signatures of one message, top to bottom. */
export function readSignatures(database: Database, message: number): SignatureEvidence[] {
  const rows = database.statement(selectSignaturesOf).all({ message }) as { detail: string }[];
  return rows.map(({ detail }) => storedJson<SignatureEvidence>(detail));
}

interface MessageColumns {
  number: number;
  hash: string;
  size: number;
  rebuilt: number;
  message_id: string | null;
  date_seconds: number | null;
  date_offset_minutes: number | null;
  subject: string | null;
  thread_number: number;
  verdict: Verdict;
  reasons: string;
  marks: string;
}

interface PersonColumns {
  message: number;
  role: PersonRole;
  address: string;
  name: string | null;
}

interface AttachmentColumns extends Omit<StoredAttachment, 'name'> {
  message: number;
  name: string | null;
}

function groupByMessage<Row extends { message: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.message);
    if (group) group.push(row);
    else groups.set(row.message, [row]);
  }
  return groups;
}

const selectThread = `SELECT number FROM messages INDEXED BY messages_thread WHERE thread IN ${threadsNamed} ORDER BY ifnull(date_seconds, 9e18), number LIMIT :limit`;

/** The numbers of a thread's messages, oldest first. */
export function listThread(database: Database, thread: number, limit: number): number[] {
  return database
    .statement(selectThread)
    .all({ thread, limit })
    .map((row) => Number(row['number']));
}

const selectByMessageId = 'SELECT number FROM messages WHERE message_id = :id ORDER BY ifnull(date_seconds, 9e18), number LIMIT 1';

/** The oldest message with that Message-ID. */
export function findByMessageId(database: Database, id: string): number | undefined {
  return (database.statement(selectByMessageId).get({ id }) as { number: number } | undefined)?.number;
}

const selectNext = 'SELECT number, rebuilt FROM messages WHERE number > :after ORDER BY number LIMIT :limit';

/** Messages in number order, some at a time. */
export function listNext(database: Database, after: number, limit: number): { number: number; rebuilt: boolean }[] {
  const rows = database.statement(selectNext).all({ after, limit }) as { number: number; rebuilt: number }[];
  return rows.map(({ number, rebuilt }) => ({ number, rebuilt: rebuilt === 1 }));
}

const selectAttachmentUses = `
  SELECT message, path, name, type FROM attachments WHERE sha256 = unhex(:sha256) ORDER BY message, position LIMIT :limit`;

/** Where an attachment with these octets stands. */
export function findAttachment(
  database: Database,
  sha256: string,
  limit: number,
): { message: number; path: string; name?: string; type: string }[] {
  const rows = database.statement(selectAttachmentUses).all({ sha256, limit }) as {
    message: number;
    path: string;
    name: string | null;
    type: string;
  }[];
  return rows.map(({ name, ...rest }) => ({ ...rest, ...(name !== null && { name }) }));
}
