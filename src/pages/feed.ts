import type { Verdict } from '../evidence/verdict.ts';
import { nameInvisible, shortened } from './display.ts';
import { type Html, html } from './html.ts';
import type { Site } from './layout.ts';
import type { Person } from './people.ts';
import { urls } from './urls.ts';

export interface FeedView {
  readonly query: string;
  /** A UUID: the same for the same query of the same archive, wherever it is served. */
  readonly uuid: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly number: number;
  /** A UUID: the same for the same stored octets, in any archive. */
  readonly uuid: string;
  readonly verdict: Verdict;
  readonly sentAtSeconds?: number | undefined;
  readonly from?: Person | undefined;
  readonly subject: string;
  readonly snippet: string;
}

/**
 * The newest of what a query finds, as a feed: Atom, RFC 4287.
 *
 * `updated` is the mail's Date; without one, the epoch: a feed reader wants some time there, and any later one would be made up. A
 * message's verdict stands in its summary and as its category. Links are relative to the feed's own address (RFC 4287 §2).
 */
export function atomFeed(view: FeedView, site: Site): string {
  const { words } = site;
  const updated = Math.max(0, ...view.entries.map(({ sentAtSeconds }) => sentAtSeconds ?? 0).filter(isFourDigitYear));
  const document = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.language}">
<id>urn:uuid:${view.uuid}</id>
<title>${plain(view.query === '' ? site.title : `${view.query} · ${site.title}`)}</title>
<updated>${timestamp(updated)}</updated>
<link rel="self" type="application/atom+xml" href="${urls.searchAtom(view.query, words.language)}"/>
<link rel="alternate" type="text/html" href="${urls.search({ q: view.query })}"/>
<generator>Chainmail</generator>
${view.entries.map((entry) => entryOf(entry, site))}</feed>
`;
  return document.toString();
}

function entryOf({ number, uuid, verdict, sentAtSeconds, from, subject, snippet }: FeedEntry, { words }: Site): Html {
  const { label } = words.judgement.verdicts[verdict];
  return html`<entry>
<id>urn:uuid:${uuid}</id>
<title>${plain(subject).trim() === '' ? words.noSubject : plain(subject)}</title>
<updated>${timestamp(sentAtSeconds)}</updated>
${sentAtSeconds !== undefined && isFourDigitYear(sentAtSeconds) && html`<published>${timestamp(sentAtSeconds)}</published>\n`}<author>${author(from, words.noSender)}</author>
<link rel="alternate" type="text/html" href="${urls.message(number)}"/>
<category term="${verdict}" label="${label}"/>
<summary>${label}${snippet !== '' && ` · ${plain(snippet)}`}</summary>
</entry>
`;
}

function author(from: Person | undefined, nobody: string): Html {
  const name = plain(from?.name ?? '').trim() || plain(from?.address ?? '').trim() || nobody;
  const isAddress = from !== undefined && from.address.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(from.address);
  return html`<name>${name}</name>${isAddress && html`<email>${plain(from.address)}</email>`}`;
}

/** What XML 1.0 (§2.2) has no place for, or would rather not have. */
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

/** A stranger's text on one line: without control characters, and with what hides or reorders text named. */
function plain(text: string): string {
  return nameInvisible(shortened(text).replace(notInXml, ''));
}

/** RFC 3339, to the second. What its four digits of a year cannot hold is told as the epoch. */
function timestamp(epochSeconds: number | undefined): string {
  const seconds = epochSeconds !== undefined && isFourDigitYear(epochSeconds) ? epochSeconds : 0;
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** From year 0 to year 9999. */
function isFourDigitYear(epochSeconds: number): boolean {
  return epochSeconds >= -62_167_219_200 && epochSeconds < 253_402_300_800;
}
