import type { Archive } from '../archive/archive.ts';
import { parseAuthenticationResults, parseReceivedSpf, type RecordedResults } from '../evidence/recorded-results.ts';
import { type Mailbox, parseAddresses } from '../message/addresses.ts';
import { parseDate } from '../message/dates.ts';
import { decodedText, fieldsNamed, firstField, unfoldedText } from '../message/fields.ts';
import { safeFilename } from '../message/filenames.ts';
import { splitQuotes } from '../message/quotes.ts';
import { bestText } from '../message/text.ts';
import { decidingSignature } from '../pages/coverage.ts';
import type { MessageView } from '../pages/message-body.ts';
import type { EvidenceView } from '../pages/message-evidence.ts';
import type { MessageHead, Trail } from '../pages/message-head.ts';
import { type SourceView, sourceOctetsPerPage } from '../pages/message-source.ts';
import { personOf } from './hit.ts';
import type { OpenMail } from './mail.ts';
import { readOrigins } from './quote-origins.ts';
import { hitsPerPage } from './results.ts';
import { signedText } from './signed-text.ts';

/** A trail with what stands beside the message on it. */
export interface Path {
  readonly trail: Trail;
  readonly beside: { readonly previous?: number; readonly next?: number };
}

/** @returns undefined where the query does not find the message: then there is no going on from it. Rejects with a QueryError. */
export async function pathOf(archive: Archive, number: number, { q, sort }: Pick<Trail, 'q' | 'sort'>): Promise<Path | undefined> {
  const found = await archive.neighbours(q, sort, number);
  if (found === undefined) return undefined;
  const { place, total, ...beside } = found;
  return { trail: { q, sort, place, total, page: Math.ceil(place / hitsPerPage) }, beside };
}

/** What stands above each part of a message's page. The people are those of the octets, every one of them. */
export function messageHead(archive: Archive, { record, message, htmlPart }: OpenMail, path?: Path): MessageHead {
  const people = (name: string) =>
    fieldsNamed(message, name).flatMap((field) => parseAddresses(unfoldedText(message.octets, field)).map(person));
  const date = firstField(message, 'date');
  const dateText = date && decodedText(message.octets, date);
  const subject = firstField(message, 'subject');
  return {
    number: record.number,
    subject: subject === undefined ? '' : decodedText(message.octets, subject),
    from: people('from'),
    to: people('to'),
    cc: people('cc'),
    replyTo: people('reply-to'),
    date: dateText === undefined ? undefined : parseDate(dateText),
    dateAsWritten: dateText,
    verdict: record.verdict,
    marks: record.marks,
    reasons: record.reasons,
    signatures: record.signatures,
    previous: path ? path.beside.previous : archive.message(record.number - 1)?.number,
    next: path ? path.beside.next : archive.message(record.number + 1)?.number,
    trail: path?.trail,
    attachments: record.attachments.length,
    chain: archive.chainSize(record.number),
    hasFormatted: htmlPart !== undefined,
  };
}

export function messageView(archive: Archive, mail: OpenMail, path?: Path): MessageView {
  const { record, message, root } = mail;
  const text = signedText(message, root, decidingSignature(record));
  const segments = splitQuotes(text.text.slice(0, maxTextRead));
  const thread = archive.threadNumbers(record.thread);
  const place = thread.indexOf(record.number);
  const from = Math.max(0, Math.min(place - Math.floor(nearShown / 2), thread.length - nearShown));
  return {
    head: messageHead(archive, mail, path),
    text: {
      source: text.source,
      segments,
      goesOn: text.text.length > maxTextRead,
      unsignedTail: text.unsignedTail,
      origins: readOrigins(archive, [record.number])(record.number, segments),
    },
    attachments: record.attachments.slice(0, attachmentsShown).map((file) => ({
      ...file,
      name: file.name ?? undefined,
      safeName: safeFilename(file.name ?? (file.type === 'message/rfc822' ? 'message.eml' : 'attachment')),
    })),
    thread: {
      number: record.thread,
      size: thread.length,
      near: archive
        .messages(thread.slice(from, from + nearShown))
        .map(({ number, verdict, from }) => ({ number, verdict, from: from === null ? [] : [personOf(from)] })),
    },
    messageId: record.messageId ?? undefined,
    sha256: record.sha256,
    size: message.octets.length,
  };
}

/** In UTF-16 units: several times what the page shows, and a thousandth of what a mail may hold. */
const maxTextRead = 200_000;

/** So many messages of a thread stand beside one of them. */
const nearShown = 7;
/** A digest of a hundred messages shows the first of them; all are in the data and in the octets. */
const attachmentsShown = 50;

export function evidenceView(archive: Archive, mail: OpenMail, path?: Path): EvidenceView {
  const { record, message } = mail;
  const holding = record.signatures.filter(({ headersIntact }) => headersIntact === true);
  return {
    head: messageHead(archive, mail, path),
    signatures: record.signatures.map(({ field, coveredFields }) => {
      const own = message.fields[field];
      return {
        fieldText: own === undefined ? '' : storedText(message.octets.subarray(own.start, own.end)),
        coveredNames: coveredFields.flatMap((index) => message.fields[index]?.name ?? []),
      };
    }),
    arc: record.arc,
    recorded: message.fields.flatMap((field, index) => {
      const parse = recordParsers.get(field.lowerName);
      if (parse === undefined) return [];
      const signer = holding.find(({ coveredFields }) => coveredFields.includes(index))?.signer;
      return [{ field: field.name, signer, ...parse(unfoldedText(message.octets, field)) }];
    }),
  };
}

/** The fields in which servers write what they found. No plain object: that has a `constructor`, and a stranger names his fields as he likes. */
const recordParsers: ReadonlyMap<string, (text: string) => RecordedResults> = new Map([
  ['authentication-results', parseAuthenticationResults],
  ['received-spf', parseReceivedSpf],
]);

/** @param from - The first octet to show; past the end, the last piece is shown. */
export function sourceView(archive: Archive, mail: OpenMail, from: number, path?: Path): SourceView {
  const { octets } = mail.message;
  const start = from < octets.length ? from : Math.max(0, octets.length - sourceOctetsPerPage);
  const most = Math.min(octets.length, start + sourceOctetsPerPage);
  const lineEnd = octets.lastIndexOf(0x0a, most - 1) + 1;
  const end = most === octets.length || lineEnd < start + sourceOctetsPerPage / 2 ? most : lineEnd;
  return {
    head: messageHead(archive, mail, path),
    text: storedText(octets.subarray(start, end)),
    from: start,
    to: end,
    total: octets.length,
  };
}

/** The text that a reader sees, whole. */
export function plainText({ message, root }: OpenMail): string {
  return bestText(message, root).text;
}

/** Stored octets as text: UTF-8 as far as they are, a mark where they are not. */
export function storedText(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}

function person({ name, address }: Mailbox): { name?: string; address: string } {
  return name === undefined ? { address } : { name, address };
}
