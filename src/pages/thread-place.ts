import type { Verdict } from '../evidence/verdict.ts';
import { strangersText } from './display.ts';
import { counted, formatMoment, type Moment } from './format.ts';
import { type Html, html, joined } from './html.ts';
import { type MailText, mailText } from './mail-text.ts';
import { type Person, peopleInShort, personInShortLinked } from './people.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** One place in a conversation. */
export type ThreadPlaceView = { readonly level: number } & (ThreadMessageView | MissingView);

export interface ThreadMessageView {
  readonly kind: 'message';
  readonly number: number;
  readonly verdict: Verdict;
  readonly date?: Moment | undefined;
  readonly from?: Person | undefined;
  readonly to: readonly Person[];
  /** Where it is another than that of the thread. */
  readonly subject?: string | undefined;
  readonly attachments: number;
  readonly answers?: { readonly number: number; readonly by: 'reference' | 'others' | 'thread-index' | 'quote' } | undefined;
  /** It answers one that is missing. */
  readonly isBelowMissing: boolean;
  /** Absent where it is too large to be read for this page. */
  readonly text?: MailText | undefined;
}

/** What is known of though it is not in the archive. */
export interface MissingView {
  readonly kind: 'missing';
  /** Message-IDs of as many messages, each answered by the next. */
  readonly ids: readonly string[];
  readonly answeredBy: readonly number[];
  /** Of the one that is nearest: what the words beside a quote of it say. Unproven. */
  readonly quoted?: QuotedThere | undefined;
}

export interface QuotedThere {
  readonly inMessage: number;
  readonly sender?: Person | undefined;
  readonly date?: string | undefined;
  readonly subject?: string | undefined;
}

/**
 * A message of a conversation with its own words, quotes folded; or what is missing.
 *
 * @param above - The place before it on the page.
 * @param room - For its text, as markup, in octets.
 */
export function threadPlace(place: ThreadPlaceView, above: ThreadPlaceView | undefined, room: number, words: Words): Html {
  const level = Math.min(place.level, maxLevel);
  return place.kind === 'message'
    ? html`<li class="place level-${level}" id="m${place.number}">${message(place, above, room, words)}</li>`
    : html`<li class="place gap level-${level}">${missing(place, words)}</li>`;
}

/** Deeper answers stand no further to the side. The style sheet has a rule for each. */
const maxLevel = 5;
/** Of each fold, in UTF-16 units: what is quoted most often stands above it, in full. */
const quoteRoom = 500;
const tailRoom = 600;

function message(view: ThreadMessageView, above: ThreadPlaceView | undefined, room: number, words: Words): Html {
  const w = words.thread;
  const { number, verdict, date, from, to, subject, attachments, text } = view;
  const address = urls.message(number);
  return html`<article aria-labelledby="m${number}-head">
<p class="hit-head">${verdictTag(verdict, words)} <span class="when">${date ? formatMoment(date, words) : words.noDate}</span>${attachments > 0 && html` <span class="attached">${counted(attachments, words.attachment, words)}</span>`} <a class="number" id="m${number}-head" href="${address}">${words.numbered(number)}</a></p>
<p class="place-people">${from ? personInShortLinked(from) : html`<span class="absent">${words.noSender}</span>`} <span aria-hidden="true">→</span><span class="unseen">${words.to}</span> ${peopleInShort(to, words)}</p>
${subject !== undefined && html`<p class="place-subject">${strangersText(subject)}</p>`}
${answers(view, above, words)}
${text === undefined ? html`<p class="note"><a href="${address}">${w.tooLarge}</a></p>` : mailText(view, text, words, { text: room, quote: quoteRoom, tail: tailRoom, rest: { address, label: w.readOn } })}
</article>`;
}

/** What it answers is told where that is not the place right above it, or where something else than itself says so. */
function answers({ answers, isBelowMissing }: ThreadMessageView, above: ThreadPlaceView | undefined, words: Words): Html | undefined {
  const w = words.thread;
  if (answers === undefined) return isBelowMissing && above?.kind !== 'missing' ? html`<p class="note">${w.answersMissing}</p>` : undefined;
  const { number, by } = answers;
  if (above?.kind === 'message' && above.number === number && by === 'reference') return undefined;
  return html`<p class="note">${w.answers} <a href="#m${number}">${words.numbered(number)}</a>${by !== 'reference' && html`, ${w.by[by]}`}</p>`;
}

function missing({ ids, answeredBy, quoted }: MissingView, words: Words): Html {
  const w = words.thread;
  const link = (number: number) => html`<a href="${urls.message(number)}">${words.numbered(number)}</a>`;
  const [shownIds, shownAnswers] = [ids.slice(-maxIds), answeredBy.slice(0, maxAnswers)];
  return html`<p><strong>${w.missing(Math.max(1, ids.length))}</strong>${
    shownAnswers.length > 0 &&
    html` · ${w.answeredBy} ${joined(shownAnswers.map(link), ', ')}${answeredBy.length > maxAnswers && html`, ${w.more}`}`
  }${shownAnswers.length === 0 && quoted && html` · ${w.quotedIn} ${link(quoted.inMessage)}`}</p>
${quoted && asQuoted(quoted, words)}
${ids.length > 0 && html`<p class="hash"><span class="unseen">${words.message.messageId} </span>${joined(shownIds.map(strangersText), html`<br>`)}${ids.length > maxIds && html`<br>${w.more}`}</p>`}
${ids.length === 0 && quoted === undefined && html`<p class="note">${w.byIndexAlone}</p>`}`;
}

const maxIds = 4;
const maxAnswers = 6;

function asQuoted({ sender, date, subject }: QuotedThere, words: Words): Html | undefined {
  const facts = [
    ...(sender === undefined ? [] : [personInShortLinked(sender)]),
    ...(date === undefined ? [] : [strangersText(date.slice(0, 80))]),
    ...(subject === undefined ? [] : [html`<q>${strangersText(subject.slice(0, 200))}</q>`]),
  ];
  return facts.length === 0 ? undefined : html`<p>${words.thread.asQuoted} ${joined(facts, ', ')}</p>`;
}
