import type { Verdict } from '../evidence/verdict.ts';
import { chainGraph, type GraphView } from './chain-graph.ts';
import { nameInvisible, strangersText } from './display.ts';
import { counted, formatDay, formatNumber } from './format.ts';
import { type Html, html, joined, octetLength } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { type ThreadPlaceView, threadPlace } from './thread-place.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface ThreadView {
  readonly number: number;
  readonly subject: string;
  readonly messages: number;
  /** How many of them are in their places: of a thread without end the oldest. */
  readonly placed: number;
  readonly firstSeconds?: number;
  readonly lastSeconds?: number;
  readonly verdicts: readonly { readonly verdict: Verdict; readonly count: number }[];
  /** How many it is known of that are not there. */
  readonly missing: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly places: readonly ThreadPlaceView[];
  /** Who quotes whom among those on this page. */
  readonly graph: GraphView;
}

/** All messages of one conversation, each below the one that it answers, what is missing at its place. */
export function threadPage(view: ThreadView, site: Site): string {
  const { words } = site;
  const w = words.thread;
  const { number, page, pages } = view;
  const subject = view.subject.trim() === '' ? words.noSubject : view.subject;
  return layout(
    {
      title: `${w.title(nameInvisible(subject).slice(0, 120))}${page > 1 ? ` (${words.results.page(page)})` : ''}`,
      canonical: urls.thread(number, page),
      json: urls.threadJson(number),
      arrangement: 'thread',
      body: html`
<header class="found-head"><h1>${strangersText(subject)}</h1></header>
${summary(view, words)}
${page === 1 && drawing(view, words)}
<ol class="conversation">${placesOf(view, words)}</ol>
${pager({ page, pages }, (target) => urls.thread(number, target), words.results, words)}`,
    },
    site,
  );
}

function summary({ number, messages, placed, firstSeconds, lastSeconds, verdicts, missing }: ThreadView, words: Words): Html {
  const w = words.thread;
  const q = `thread:${number}`;
  const days = [firstSeconds, lastSeconds].flatMap((seconds) => (seconds === undefined ? [] : (formatDay(seconds, words) ?? [])));
  const facts = [
    counted(messages, words.email, words),
    ...(days.length === 0 ? [] : [[...new Set(days)].join(' – ')]),
    ...(missing === 0 ? [] : [w.missingCount(missing)]),
    html`<a href="${urls.search({ q, sort: 'date' })}">${w.byDate}</a>`,
  ];
  return html`<p class="thread-facts">${joined(facts, ' · ')}</p>
<ul class="thread-verdicts">${verdicts.map(
    ({ verdict, count }) =>
      html`<li><a href="${urls.search({ q: `${q} verdict:${verdict}`, sort: 'date' })}">${verdictTag(verdict, words)}</a> <span class="count">${formatNumber(count, words)}</span></li>`,
  )}</ul>
<p class="note">${w.order}${placed < messages && html` ${w.cut(placed)}`}</p>`;
}

/** One line is told beside the quote itself. */
function drawing({ graph }: ThreadView, words: Words): Html | undefined {
  if (graph.lines.length < 2) return undefined;
  return html`<details class="thread-graph"><summary>${words.chain.graph}</summary>${chainGraph(graph, words)}</details>`;
}

/** What short messages leave of the room is for long ones. */
function placesOf({ places }: ThreadView, words: Words): Html[] {
  let left = maxTextOctets;
  let after = places.filter(({ kind }) => kind === 'message').length;
  return places.map((place, index) => {
    if (place.kind !== 'message') return threadPlace(place, undefined, 0, words);
    const room = Math.max(0, Math.min(left, (generosity * left) / after));
    const shown = threadPlace(place, places[index - 1], room, words);
    after--;
    left -= Math.max(0, octetLength(shown) - frameOctets);
    return shown;
  });
}

/** So much of the texts of all messages together, as markup, keeps a page under 100 kB. The whole of each is a click away. */
const maxTextOctets = 45_000;
/** Of it, one message may take so many times its share. */
const generosity = 1.5;
/** What stands around the text of one. */
const frameOctets = 1_000;
