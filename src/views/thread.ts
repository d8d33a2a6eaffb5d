import type { Archive } from '../archive/archive.ts';
import type { MessageRecord } from '../archive/record.ts';
import type { ThreadPlace } from '../archive/threads/tree.ts';
import { splitQuotes, type TextSegment } from '../message/quotes.ts';
import { decidingSignature } from '../pages/coverage.ts';
import type { MailText } from '../pages/mail-text.ts';
import type { ThreadView } from '../pages/thread.ts';
import type { MissingView, QuotedThere, ThreadPlaceView } from '../pages/thread-place.ts';
import { graphView } from './graph.ts';
import { personOf } from './hit.ts';
import { openMail } from './mail.ts';
import { readOrigins } from './quote-origins.ts';
import { signedText } from './signed-text.ts';

/** So many messages stand on a page: more would weigh over 100 kB, or leave no room for what they say. */
const messagesPerPage = 20;

/** In UTF-16 units of each message: several times what the page shows. */
const maxTextRead = 20_000;

/** Of a larger mail nothing is read for this page. */
const maxOctetsRead = 4_000_000;

/**
 * @param page - From 1.
 * @returns undefined when there is no thread of that number, or no such page of it.
 */
export function threadView(archive: Archive, number: number, page: number): ThreadView | undefined {
  const conversation = archive.conversation(number);
  if (conversation === undefined) return undefined;
  const { figures, placed, places } = conversation;
  const pages = Math.ceil(placed / messagesPerPage);
  if (page > pages) return undefined;
  const onPage = placesOnPage(places, page);
  const numbers = onPage.flatMap((place) => (place.kind === 'message' ? place.number : []));
  // The message that the conversation begins with need not be the one that came first, by which the thread is known.
  const first = places.find((place) => place.kind === 'message')?.number ?? number;
  const records = new Map(archive.messages([first, ...numbers]).map((record) => [record.number, record]));
  const subject = records.get(first)?.subject ?? '';
  return {
    number,
    subject,
    ...figures,
    placed,
    missing: places.reduce((sum, place) => (place.kind === 'missing' ? sum + Math.max(1, place.ids.length) : sum), 0),
    page,
    pages,
    places: placeViews(archive, onPage, records, subject),
    graph: graphView(archive, numbers),
  };
}

/** What is missing goes with the message after it. */
function placesOnPage(places: readonly ThreadPlace[], page: number): ThreadPlace[] {
  let before = 0;
  return places.filter((place) => {
    const at = Math.floor(before / messagesPerPage) + 1;
    if (place.kind === 'message') before++;
    return at === page;
  });
}

function placeViews(
  archive: Archive,
  places: readonly ThreadPlace[],
  records: ReadonlyMap<number, MessageRecord>,
  subject: string,
): ThreadPlaceView[] {
  const missing = new Map<number, ThreadPlace & { readonly kind: 'missing' }>();
  for (const place of places) if (place.kind === 'missing') for (const number of place.answeredBy) missing.set(number, place);
  const told = new Map<ThreadPlace, QuotedThere>();
  const views = new Map<ThreadPlace, ThreadPlaceView[]>();
  const origins = readOrigins(
    archive,
    places.flatMap((place) => (place.kind === 'message' ? place.number : [])),
  );
  for (const place of places) {
    if (place.kind === 'missing') continue;
    const record = records.get(place.number);
    if (record === undefined) continue;
    const { text, lost } = readText(archive, record, origins);
    const above = missing.get(place.number);
    if (lost !== undefined && above !== undefined && !told.has(above)) told.set(above, lost);
    const view: ThreadPlaceView = {
      kind: 'message',
      level: place.level,
      number: place.number,
      verdict: record.verdict,
      date: record.date === null ? undefined : { epochSeconds: Date.parse(record.date) / 1000 },
      from: record.from === null ? undefined : personOf(record.from),
      to: record.to.map(personOf),
      subject: record.subject !== null && baseSubject(record.subject) !== baseSubject(subject) ? record.subject : undefined,
      attachments: record.attachments.length,
      answers: place.answers,
      isBelowMissing: place.isBelowMissing,
      text,
    };
    // What it quotes, and nothing else tells of, comes before it.
    const quoted: MissingView & { readonly level: number } = { kind: 'missing', level: place.level, ids: [], answeredBy: [], quoted: lost };
    views.set(place, lost !== undefined && !place.isBelowMissing && place.answers === undefined ? [quoted, view] : [view]);
  }
  return places.flatMap((place) => (place.kind === 'missing' ? [{ ...place, quoted: told.get(place) }] : (views.get(place) ?? [])));
}

/** The text of a message; and of what it quotes first, where that was not found, what the words beside the quote say. */
function readText(
  archive: Archive,
  record: MessageRecord,
  originsOf: ReturnType<typeof readOrigins>,
): { readonly text?: MailText; readonly lost?: QuotedThere } {
  const read = shownText(archive, record);
  if (read === undefined) return {};
  const segments = splitQuotes(read.text.slice(0, maxTextRead));
  const origins = originsOf(record.number, segments);
  const first = segments.find(({ kind, depth }) => kind === 'quoted' && depth === 1);
  const isLost = first !== undefined && origins.get(first)?.kind === 'not-found';
  return {
    text: {
      source: read.text.trim() === '' ? 'none' : 'plain',
      segments,
      goesOn: read.text.length > maxTextRead,
      unsignedTail: read.unsignedTail,
      origins,
    },
    ...(isLost && { lost: quotedThere(record.number, first) }),
  };
}

function quotedThere(inMessage: number, { source }: TextSegment): QuotedThere {
  const { sender, date, subject } = source ?? {};
  const address = sender?.address;
  return {
    inMessage,
    sender:
      sender === undefined ? undefined : { address: address ?? sender.name ?? '', ...(sender.name !== undefined && { name: sender.name }) },
    date: date?.text,
    subject,
  };
}

/** What the signature that decides does not cover stands apart, as on the message's own page: only then are its octets read. */
function shownText(archive: Archive, record: MessageRecord): { readonly text: string; readonly unsignedTail?: string } | undefined {
  const deciding = decidingSignature(record);
  const isWhole = deciding === undefined || deciding.coverage.body.signed >= deciding.coverage.body.total;
  if (isWhole) {
    const text = archive.text(record.number);
    return text === undefined ? undefined : { text };
  }
  if ((archive.size(record.number) ?? 0) > maxOctetsRead) return undefined;
  const mail = openMail(archive, record.number);
  return mail && signedText(mail.message, mail.root, deciding);
}

/** Without the beginnings that answers and forwards add, in the languages that mail programs write them. */
function baseSubject(subject: string): string {
  return subject
    .slice(0, 300)
    .replace(/^(?:\s*(?:re|aw|sv|rv|ref|antw|odp|fw|fwd|wg|tr|enc|i|r)\s*(?:\[\d+\])?\s*:)+/i, '')
    .trim()
    .toLowerCase();
}
