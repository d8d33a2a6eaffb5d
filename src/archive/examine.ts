import { hash } from 'node:crypto';
import { attachedQuotes } from '../evidence/chains/attached.ts';
import { identifyPassages, type TextPrints } from '../evidence/chains/read.ts';
import type { Crypto } from '../evidence/crypto.ts';
import { assessMessage } from '../evidence/judge.ts';
import type { KeyRing } from '../evidence/keys/key.ts';
import type { Policy } from '../evidence/policy.ts';
import { addressKey, type Mailbox, parseAddresses } from '../message/addresses.ts';
import { attachmentKind } from '../message/attachment-kind.ts';
import { listAttachments } from '../message/attachments.ts';
import { parseDate } from '../message/dates.ts';
import { decodedText, fieldsNamed, unfoldedText } from '../message/fields.ts';
import { maxPeople } from '../message/limits.ts';
import { type Message, parseMessage } from '../message/message.ts';
import { parseMessageIds } from '../message/message-ids.ts';
import { parseParts } from '../message/parts.ts';
import { outlineOf } from '../message/quote-outline.ts';
import { splitQuotes, type TextSegment } from '../message/quotes.ts';
import { readReferences } from '../message/references.ts';
import { bestText, hasOtherForm } from '../message/text.ts';
import { readThreadIndex } from '../message/thread-index.ts';
import type { MessageWords } from '../search/index.ts';
import type { NewAttachment, NewMessage, PersonRole, PersonUse } from '../store/messages.ts';
import { maxStoredTextLength, packText } from '../store/octets.ts';
import type { Passages } from '../store/passages.ts';
import { attachmentOctets } from './attachment-octets.ts';
import { digestOfText } from './digest.ts';

/** What a message is examined with: nothing of it depends on the day or the machine. */
export interface ExamineContext {
  readonly keys: KeyRing;
  readonly crypto: Crypto;
  readonly policy: Policy;
}

/** A message with all that the store and the search index keep of it, but for its octets. */
export interface ExaminedMessage {
  readonly row: Omit<NewMessage, 'packed'>;
  readonly words: MessageWords;
  readonly prints: TextPrints;
  readonly passages: Passages;
}

/**
 * Works out everything that is stored of a message. Pure, and never throws on account of the mail.
 *
 * @param sha256 - Of the octets, for who has it already.
 */
export function examine(
  octets: Uint8Array,
  rebuilt: boolean,
  context: ExamineContext,
  sha256: Uint8Array = hash('sha256', octets, 'buffer'),
): ExaminedMessage {
  const message = parseMessage(octets);
  const { root } = parseParts(message);
  const best = bestText(message, root);
  const { text } = best;
  const people = peopleOf(message);
  const attachments: NewAttachment[] = listAttachments(root).map((part) => {
    const decoded = attachmentOctets(message, part);
    return {
      path: part.path,
      ...(part.filename !== undefined && { name: part.filename }),
      type: part.type,
      kind: attachmentKind(part.type, part.filename),
      size: decoded.length,
      sha256: hash('sha256', decoded, 'buffer'),
      md5: hash('md5', decoded, 'buffer'),
    };
  });
  const { evidence, judgement } = assessMessage(message, { ...context, hasOriginalOctets: !rebuilt, parts: root });
  const date = dateOf(message);
  const messageId = messageIdOf(message);
  const threadIndex = readThreadIndex(message);
  const subjectField = fieldsNamed(message, 'subject')[0];
  const subject = subjectField && decodedText(octets, subjectField);
  const row: ExaminedMessage['row'] = {
    sha256,
    size: octets.length,
    rebuilt,
    ...(messageId !== undefined && { messageId }),
    ...(date !== undefined && { dateSeconds: date.epochSeconds }),
    ...(date?.offsetMinutes !== undefined && { dateOffsetMinutes: date.offsetMinutes }),
    ...(subject !== undefined && { subject }),
    text: packText(text),
    people,
    references: readReferences(message, messageId, new Set(people.map(({ address }) => addressKey(address)))),
    ...(threadIndex !== undefined && { threadIndex }),
    attachments,
    signatures: evidence.signatures,
    ...(evidence.arc !== undefined && { arc: evidence.arc }),
    judgement,
  };
  const segments = splitQuotes(text);
  const { prints, digests } = identifyPassages(segments, attachedQuotes(message, root), digestOfText);
  const { own, quotes } = prints;
  const isStoredWhole = text.length <= maxStoredTextLength;
  return {
    row,
    words: wordsOf(row, segments),
    prints,
    passages: {
      ...{ outline: outlineOf(segments), hasOtherForm: hasOtherForm(root, best), own, quotes },
      ...(isStoredWhole && { digests }),
    },
  };
}

/** The words of a message for the index. */
function wordsOf(row: Pick<NewMessage, 'subject' | 'people' | 'attachments'>, segments: readonly TextSegment[]): MessageWords {
  const written = (role: PersonRole) => row.people.filter((use) => use.role === role).map((use) => `${use.name ?? ''} ${use.address}`);
  return {
    subject: row.subject === undefined ? [] : [row.subject],
    from: written('from'),
    to: written('to'),
    cc: written('cc'),
    own: segments.filter((segment) => !isQuote(segment)).map((segment) => segment.text),
    quoted: segments.filter(isQuote).map((segment) => segment.text),
    filenames: row.attachments.flatMap((attachment) => attachment.name ?? []),
  };
}

/** The line that says who is quoted is found with the quote; signature and disclaimer with the author's own words. */
function isQuote({ kind }: TextSegment): boolean {
  return kind === 'quoted' || kind === 'attribution';
}

const addressFields: readonly (readonly [PersonRole, string])[] = [
  ['from', 'from'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['bcc', 'bcc'],
  ['sender', 'sender'],
  ['reply-to', 'reply-to'],
];

function peopleOf(message: Message): PersonUse[] {
  const people: PersonUse[] = [];
  for (const [role, name] of addressFields) {
    for (const field of fieldsNamed(message, name)) {
      const room = maxPeople - people.length;
      if (room <= 0) return people;
      const mailboxes: readonly Mailbox[] = parseAddresses(unfoldedText(message.octets, field), room);
      people.push(...mailboxes.map((mailbox) => ({ role, ...mailbox })));
    }
  }
  return people;
}

function dateOf(message: Message) {
  const field = fieldsNamed(message, 'date')[0];
  return field && parseDate(unfoldedText(message.octets, field));
}

function messageIdOf(message: Message): string | undefined {
  const field = fieldsNamed(message, 'message-id')[0];
  if (field === undefined) return undefined;
  const value = unfoldedText(message.octets, field);
  return parseMessageIds(value)[0] ?? (value === '' ? undefined : value);
}
