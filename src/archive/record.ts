import type { ArcEvidence, SignatureEvidence } from '../evidence/evidence.ts';
import type { Mark, Reason, Verdict } from '../evidence/verdict.ts';
import { reasonSentence } from '../evidence/words.ts';
import { isoSeconds } from '../store/figures.ts';
import type { StoredMessage, StoredPerson } from '../store/records.ts';

/** A mailbox in JSON; `name` is null where the field has none. */
export interface MailboxRecord {
  readonly name: string | null;
  readonly address: string;
}

/** A message as `list`, `show --json`, hits and `/messages/N.json` give it. Its names are a promise (docs/formats/json.md). */
export interface MessageRecord {
  readonly number: number;
  readonly sha256: string;
  readonly messageId: string | null;
  /** The Date field in UTC. */
  readonly date: string | null;
  readonly from: MailboxRecord | null;
  readonly to: readonly MailboxRecord[];
  readonly cc: readonly MailboxRecord[];
  readonly subject: string | null;
  readonly verdict: Verdict;
  readonly reasons: readonly (Reason & { readonly sentence: string })[];
  readonly marks: readonly Mark[];
  readonly signatures: readonly SignatureEvidence[];
  /** Absent where the message has no field of ARC. */
  readonly arc?: ArcEvidence;
  readonly corroboratedBy: readonly { readonly number: number; readonly share: number; readonly author: string }[];
  readonly contradictedBy: readonly { readonly number: number; readonly detail: string }[];
  readonly disputedBy: readonly { readonly number: number; readonly detail: string }[];
  /** The number of the first message of its thread. */
  readonly thread: number;
  readonly attachments: readonly {
    readonly name: string | null;
    readonly type: string;
    readonly size: number;
    readonly sha256: string;
    readonly md5: string;
  }[];
}

export function recordOf(message: StoredMessage): MessageRecord {
  const written = (role: StoredPerson['role']) => message.people.filter((person) => person.role === role).map(mailbox);
  return {
    number: message.number,
    sha256: message.sha256,
    messageId: message.messageId ?? null,
    date: isoSeconds(message.dateSeconds),
    from: written('from')[0] ?? null,
    to: written('to'),
    cc: written('cc'),
    subject: message.subject ?? null,
    verdict: message.verdict,
    reasons: message.reasons.map((reason) => ({ ...reason, sentence: reasonSentence(reason) })),
    marks: message.marks,
    signatures: message.signatures,
    ...(message.arc !== undefined && { arc: message.arc }),
    corroboratedBy: valuesOf(message, 'corroborated-by').map(({ number, share, author }) => ({
      ...{ number: Number(number), share: Number(share) / 100, author: String(author) },
    })),
    contradictedBy: [...told(message, 'contradicted-by-copy'), ...told(message, 'contradicted-by')],
    disputedBy: told(message, 'disputed-by'),
    thread: message.thread,
    attachments: message.attachments.map(({ name, type, size, sha256, md5 }) => ({ name: name ?? null, type, size, sha256, md5 })),
  };
}

/** What mail that quotes it makes of a message stands in its reasons. */
function valuesOf({ reasons }: StoredMessage, code: Reason['code']): NonNullable<Reason['values']>[] {
  return reasons.flatMap((reason) => (reason.code === code && reason.values !== undefined ? [reason.values] : []));
}

function told(
  message: StoredMessage,
  code: 'contradicted-by' | 'contradicted-by-copy' | 'disputed-by',
): { number: number; detail: string }[] {
  return valuesOf(message, code).map((values) => ({ number: Number(values['number']), detail: reasonSentence({ code, values }) }));
}

function mailbox({ name, address }: StoredPerson): MailboxRecord {
  return { name: name ?? null, address };
}
