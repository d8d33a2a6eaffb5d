import type { Named } from '../evidence/chains/names.ts';
import type { Piece } from '../evidence/chains/side-by-side.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { chainGraph, type GraphView } from './chain-graph.ts';
import type { ChainWeight } from './chain-weight.ts';
import { strangersText } from './display.ts';
import { formatMoment, type Moment } from './format.ts';
import { type Html, html } from './html.ts';
import type { Site } from './layout.ts';
import { alignedTexts } from './message-aligned.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { type Person, shortName } from './people.ts';
import { urls } from './urls.ts';
import { verdictShape } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface ChainEntry {
  /** The other of the two messages. */
  readonly other: ChainOther;
  readonly weight: ChainWeight;
  readonly isSigned: boolean;
  readonly matchedWords: number;
  readonly ownWords: number;
  /** Whom the words beside the quote name. */
  readonly named: Named;
  /** Words of the quoted message that the quote does not vouch for. */
  readonly unvouched: readonly string[];
  /** Words that the quote has between those of the message or right beside them, and that are no difference. */
  readonly added: readonly string[];
  /** Both texts, side by side; absent where they are too long, or too many pairs come before them. */
  readonly pieces?: readonly Piece[];
}

export interface ChainOther {
  readonly number: number;
  readonly verdict: Verdict;
  readonly from?: Person | undefined;
  readonly date?: Moment | undefined;
}

export interface ChainView {
  readonly head: MessageHead;
  /** Those that quote the message, the most telling first, {@link maxEntries} at the most. */
  readonly about: readonly ChainEntry[];
  /** Those that it quotes. */
  readonly by: readonly ChainEntry[];
  /** How many there are of each. */
  readonly aboutInAll: number;
  readonly byInAll: number;
  readonly graph: GraphView;
}

/** Which mail quotes this message and which it quotes, each pair laid side by side, with what that shows. */
export function chainPage({ head, about, by, aboutInAll, byInAll, graph }: ChainView, site: Site): string {
  const { words } = site;
  const w = words.chain;
  return messageFrame(
    head,
    'chain',
    html`<div class="chain">
<p class="lead">${w.lead}</p>
${about.length + by.length === 0 && html`<p>${w.none}</p>`}
${drawing(graph, head, words)}
${about.length > 0 && section('about', w.about(aboutInAll), about, aboutInAll, head, words)}
${by.length > 0 && section('by', w.by(byInAll), by, byInAll, head, words)}
</div>`,
    site,
  );
}

/** Two messages need no drawing: the one line is told below. */
function drawing(graph: GraphView, { number }: MessageHead, words: Words): Html | undefined {
  if (graph.messages.length < 3) return undefined;
  return html`<h2>${words.chain.graph}</h2>${chainGraph(graph, words, number)}`;
}

function section(
  side: 'about' | 'by',
  title: string,
  entries: readonly ChainEntry[],
  inAll: number,
  head: MessageHead,
  words: Words,
): Html {
  return html`<section aria-labelledby="chain-${side}"><h2 id="chain-${side}">${title}</h2>
<ol class="pairs">${entries.map((entry) => html`<li id="pair-${entry.other.number}">${pair(side, entry, head, words)}</li>`)}</ol>
${inAll > entries.length && html`<p class="note">${words.chain.more(inAll - entries.length)}</p>`}</section>`;
}

/** A mail that a whole list answered: the first of them are shown. */
export const maxEntries = 60;

function pair(side: 'about' | 'by', entry: ChainEntry, head: MessageHead, words: Words): Html {
  const w = words.chain;
  const { other, weight, matchedWords, ownWords, pieces } = entry;
  const this_ = html`${words.numbered(head.number)}`;
  const that = html`<a href="${urls.message(other.number)}">${words.numbered(other.number)}</a>`;
  const [own, quoted] = side === 'about' ? [this_, that] : [that, this_];
  return html`<h3>${verdictShape(other.verdict)} ${that}${other.from && html` · ${strangersText(shortName(other.from))}`}${other.date && html` · ${formatMoment(other.date, words)}`}</h3>
<p class="weight w-${weight}"><strong>${w.weights[weight]}</strong> ${w.weightSentences[weight]} ${w.share(matchedWords, ownWords)}${!entry.isSigned && html` ${w.unsigned}`} ${w.named[entry.named]}</p>
${passages(w.unvouched, entry.unvouched)}
${passages(w.added, entry.added)}
${
  pieces === undefined
    ? html`<p class="note">${w.notCompared}</p>`
    : html`<details${(weight === 'contradicts' || weight === 'disputes') && html` open`}><summary>${w.compare}</summary>${alignedTexts(pieces, { own: html`${own} ${w.says}`, quoted: html`${quoted} ${w.quotes}` }, words)}</details>`
}`;
}

function passages(title: string, texts: readonly string[]): Html | undefined {
  if (texts.length === 0) return undefined;
  return html`<p>${title} ${texts.slice(0, 5).map((text) => html`<q>${strangersText(text.slice(0, 200))}</q> `)}</p>`;
}
