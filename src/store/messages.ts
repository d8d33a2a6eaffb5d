import type { ArcEvidence, SignatureEvidence } from '../evidence/evidence.ts';
import type { Judgement } from '../evidence/verdict.ts';
import type { AttachmentKind } from '../message/attachment-kind.ts';
import { writeAnswers } from './answers.ts';
import type { Database } from './database.ts';
import { writeJudgementAlone } from './judgements.ts';
import type { PackedOctets } from './octets.ts';
import { personId } from './people.ts';
import { addWork, addWorkOfVouchers } from './relations.ts';
import { addThreadWork } from './thread-links.ts';
import { joinThread } from './threads.ts';

export type PersonRole = 'from' | 'to' | 'cc' | 'bcc' | 'sender' | 'reply-to';

/** One mailbox of one address field. */
export interface PersonUse {
  readonly role: PersonRole;
  /** As written; empty for a name without an address. */
  readonly address: string;
  readonly name?: string;
}

export interface NewAttachment {
  /** Section number of the part (RFC 9051 §6.4.5.1). */
  readonly path: string;
  readonly name?: string;
  /** Media type, lower-cased. */
  readonly type: string;
  readonly kind: AttachmentKind;
  /** Octets, decoded. */
  readonly size: number;
  readonly sha256: Uint8Array;
  readonly md5: Uint8Array;
}

/** All that is stored of a message, worked out before it reaches the writer. */
export interface NewMessage {
  readonly sha256: Uint8Array;
  readonly size: number;
  readonly rebuilt: boolean;
  readonly messageId?: string;
  readonly dateSeconds?: number;
  readonly dateOffsetMinutes?: number;
  readonly subject?: string;
  readonly packed: PackedOctets;
  /** The text a reader sees first, packed by `packText`. */
  readonly text: Uint8Array;
  readonly people: readonly PersonUse[];
  /** Message-IDs from References and In-Reply-To, as `readReferences` gives them. */
  readonly references: readonly string[];
  /** The octets of Thread-Index, as `readThreadIndex` gives them. */
  readonly threadIndex?: Uint8Array;
  readonly attachments: readonly NewAttachment[];
  readonly signatures: readonly SignatureEvidence[];
  readonly arc?: ArcEvidence;
  readonly judgement: Judgement;
}

/** What was found out about a message, and what became of it. */
export type Assessment = Pick<NewMessage, 'signatures' | 'arc' | 'judgement'>;

const selectNumber = 'SELECT number FROM messages WHERE sha256 = :sha256';

/** The number of the message with these octets, if it is in the archive. */
export function findMessage(database: Database, sha256: Uint8Array): number | undefined {
  return (database.bound(selectNumber).get({ sha256 }) as { number: number } | undefined)?.number;
}

/** AUTOINCREMENT's own book-keeping: the highest number that was ever given out. */
const selectLast = `SELECT seq FROM sqlite_sequence WHERE name = 'messages'`;
const insertRow = `
  INSERT INTO messages
    (number, sha256, size, rebuilt, message_id, date_seconds, date_offset_minutes, subject, sender, thread, verdict, reasons, marks)
  VALUES
    (:number, :sha256, :size, :rebuilt, :messageId, :dateSeconds, :dateOffsetMinutes, :subject, :sender, :thread, :verdict, :reasons, :marks)`;
const insertOctets = 'INSERT INTO octets (message, encoding, octets) VALUES (:message, :encoding, :octets)';
const insertText = 'INSERT INTO texts (message, text) VALUES (:message, :text)';
const insertUse = `
  INSERT INTO message_people (message, role, position, person, address, name) VALUES (:message, :role, :position, :person, :address, :name)`;
const insertAttachment = `
  INSERT INTO attachments (message, position, path, name, type, kind, size, sha256, md5)
  VALUES (:message, :position, :path, :name, :type, :kind, :size, :sha256, :md5)`;

/**
 * Stores a message that is not in the archive yet. Runs inside the caller's transaction.
 *
 * @returns Its number: one more than any number given out before.
 */
export function insertMessage(database: Database, row: NewMessage): number {
  const uses = row.people.map((use) => ({ ...use, person: personId(database, use.address) }));
  // Known beforehand, so that the row is written once, with its thread.
  const message = Number(database.bound(selectLast).get({})?.['seq'] ?? 0) + 1;
  database.bound(insertRow).run({
    number: message,
    sha256: row.sha256,
    size: row.size,
    rebuilt: row.rebuilt ? 1 : 0,
    messageId: row.messageId ?? null,
    dateSeconds: row.dateSeconds ?? null,
    dateOffsetMinutes: row.dateOffsetMinutes ?? null,
    subject: row.subject ?? null,
    sender: uses.find((use) => use.role === 'from' && use.address !== '')?.person ?? null,
    thread: joinThread(database, message, row.messageId, row.references),
    ...judgementColumns(row.judgement),
  });
  writeAnswers(database, message, row);
  if (row.threadIndex !== undefined) addThreadWork(database, message);
  database.bound(insertOctets).run({ message, encoding: row.packed.encoding, octets: row.packed.octets });
  database.bound(insertText).run({ message, text: row.text });
  const positions = new Map<PersonRole, number>();
  for (const use of uses) {
    const position = positions.get(use.role) ?? 0;
    positions.set(use.role, position + 1);
    database.bound(insertUse).run({ message, role: use.role, position, person: use.person, address: use.address, name: use.name ?? null });
  }
  for (const [position, attachment] of row.attachments.entries()) {
    database.bound(insertAttachment).run({ message, position, ...attachment, name: attachment.name ?? null });
  }
  insertEvidence(database, message, row);
  return message;
}

const deleteSignatures = 'DELETE FROM signatures WHERE message = :message';
const deleteChain = 'DELETE FROM chains WHERE message = :message';

/**
 * Replaces what was found out about a stored message, and notes what that leaves to be done about chains. Runs inside the caller's
 * transaction.
 */
export function updateAssessment(database: Database, message: number, assessment: Assessment): void {
  database.statement(deleteSignatures).run({ message });
  database.statement(deleteChain).run({ message });
  insertEvidence(database, message, assessment);
  if (writeJudgementAlone(database, message, assessment.judgement)) {
    addWork(database, 'relate', [message]);
    addWorkOfVouchers(database, [message]);
    addWork(database, 'conclude', [message]);
  }
}

const insertSignature = `
  INSERT INTO signatures (message, position, signer, selector, result, tier, detail, key_sha256, signed_at_seconds)
  VALUES (:message, :position, :signer, :selector, :result, :tier, :detail, unhex(:keySha256), :signedAtSeconds)`;

const insertChain = 'INSERT INTO chains (message, detail) VALUES (:message, :detail)';

function insertEvidence(database: Database, message: number, { signatures, arc }: Assessment): void {
  if (arc !== undefined) database.bound(insertChain).run({ message, detail: JSON.stringify(arc) });
  for (const [position, signature] of signatures.entries()) {
    const { signer, selector, result, key, signedAtSeconds } = signature;
    database.bound(insertSignature).run({
      message,
      position,
      signer: signer.toLowerCase(),
      selector: selector.toLowerCase(),
      result,
      tier: key?.tier ?? null,
      detail: JSON.stringify(signature),
      keySha256: key?.sha256 ?? null,
      signedAtSeconds: signedAtSeconds ?? null,
    });
  }
}

function judgementColumns(judgement: Judgement) {
  return { verdict: judgement.verdict, reasons: JSON.stringify(judgement.reasons), marks: JSON.stringify(judgement.marks) };
}
