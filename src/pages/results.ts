import type { Verdict } from '../evidence/verdict.ts';
import { nameInvisible } from './display.ts';
import { type Facet, facetRail } from './facets.ts';
import { counted, formatMoment, formatNumber, type Moment } from './format.ts';
import { highlighted, type Run } from './highlight.ts';
import { type Bar, histogram } from './histogram.ts';
import { type Html, html, joined } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { type Person, peopleInShort, personInShortLinked } from './people.ts';
import { type Sort, urls, type Within } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface ResultsView {
  readonly query: string;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** The number of the first hit shown, from 1. */
  readonly firstHit: number;
  readonly total: number;
  /** Relevance was computed over only so many of them. */
  readonly ranked?: number | undefined;
  readonly chips: readonly Chip[];
  readonly facets: readonly Facet[];
  readonly bars: readonly Bar[];
  /** How many messages no bar shows. */
  readonly undrawn: number;
  readonly hits: readonly HitView[];
  /** When nothing was found: what each part of the query costs. */
  readonly relaxations: readonly { readonly dropped: string; readonly query: string; readonly total: number }[];
}

/** A part of the query that narrows it, and the query without that part. */
export interface Chip {
  readonly text: string;
  readonly without: string;
}

export interface HitView {
  readonly number: number;
  readonly verdict: Verdict;
  readonly date?: Moment | undefined;
  readonly from: readonly Person[];
  readonly to: readonly Person[];
  readonly subject: readonly Run[];
  readonly snippet: readonly Run[];
  readonly attachments: number;
}

/** What a query found. The whole state is in the address, and in the box. */
export function resultsPage(view: ResultsView, site: Site): string {
  const { words } = site;
  const { query, sort, page, total } = view;
  const found = query === '' ? words.results.all(total) : words.results.found(total);
  const hasRail = view.facets.some(({ values }) => values.length > 0);
  return layout(
    {
      title: `${query === '' ? words.results.everything : nameInvisible(query)} – ${formatNumber(total, words)}${page > 1 ? ` (${words.results.page(page)})` : ''}`,
      canonical: urls.search({ q: query, sort, page }),
      query,
      json: urls.searchJson(query),
      feed: { href: urls.searchAtom(query, words.language), title: words.results.feed },
      arrangement: 'results',
      body: html`
<div class="${hasRail ? 'with-rail' : 'without-rail'}">
<div class="found">
<header class="found-head">
<h1>${found}${query !== '' && html` <code>${nameInvisible(query)}</code>`}</h1>
${total > 0 && html`${sorts(view, words)}${exports(query, words)}`}
${hasRail && html`<p class="to-filters"><a href="#filters">${words.results.toFilters}</a></p>`}
</header>
${chips(view, words)}
${total === 0 ? nothingFound(view, words) : html`${histogram(view.bars, view.undrawn, words)}${hits(view, words)}${pager(view, (page) => urls.search({ q: query, sort, page }), words.results, words)}`}
</div>
${hasRail && facetRail(view.facets, { sort }, words)}
</div>`,
    },
    site,
  );
}

function sorts({ query, sort }: ResultsView, words: Words): Html {
  const orders = ['-date', 'date', 'relevance'] as const satisfies readonly Sort[];
  return html`<p class="sorts">${words.results.sort} ${orders.map(
    (order) =>
      html`<a href="${urls.search({ q: query, sort: order })}"${order === sort && html` aria-current="true"`}>${words.results.sorts[order]}</a> `,
  )}</p>`;
}

/** All that was found, in the forms that other programs read. */
function exports(query: string, words: Words): Html {
  const forms = [
    { name: 'CSV', href: urls.searchCsv(query) },
    { name: 'JSONL', href: urls.searchJsonl(query) },
    { name: 'mbox', href: urls.searchMbox(query) },
    { name: 'Atom', href: urls.searchAtom(query, words.language) },
  ];
  return html`<p class="exports"><span class="unseen">${words.results.exports} </span>${joined(
    forms.map(({ name, href }) => html`<a href="${href}">${name}</a>`),
    ' · ',
  )}</p>`;
}

function chips({ chips, sort }: ResultsView, words: Words): Html | undefined {
  if (chips.length === 0) return undefined;
  return html`<ul class="chips" aria-label="${words.results.chosen}">${chips.map(
    ({ text, without }) =>
      html`<li><a href="${urls.search({ q: without, sort })}" title="${words.results.remove}"><code>${nameInvisible(text)}</code> <span aria-hidden="true">✕</span><span class="unseen"> ${words.results.remove}</span></a></li>`,
  )}</ul>`;
}

function hits({ hits, firstHit, query, sort, ranked, total }: ResultsView, words: Words): Html {
  const note = sort === 'relevance' && ranked !== undefined && ranked < total && html`<p class="note">${words.results.ranked(ranked)}</p>`;
  return html`${note}<ol class="hits" start="${firstHit}">${hits.map((hit) => hitItem(hit, words, { q: query, sort }))}</ol>`;
}

/** One message in a list: of results, whose reader goes on from there to the next one, or of a thread. */
export function hitItem(hit: HitView, words: Words, within?: Within): Html {
  const sender = hit.from[0];
  return html`<li class="hit"><article>
<p class="hit-head">${verdictTag(hit.verdict, words)} <span class="when">${hit.date ? formatMoment(hit.date, words) : words.noDate}</span>${hit.attachments > 0 && html` <span class="attached">${counted(hit.attachments, words.attachment, words)}</span>`} <span class="number">${words.numbered(hit.number)}</span></p>
<h2><a href="${urls.message(hit.number, 'message', within)}">${subject(hit, words)}</a></h2>
<p class="hit-people">${sender ? personInShortLinked(sender) : html`<span class="absent">${words.noSender}</span>`} <span aria-hidden="true">→</span><span class="unseen">${words.to}</span> ${peopleInShort(hit.to, words)}</p>
${hit.snippet.length > 0 && html`<p class="snippet">${highlighted(hit.snippet)}</p>`}
</article></li>`;
}

function subject({ subject }: HitView, words: Words): Html {
  return subject.some(({ text }) => text.trim() !== '') ? highlighted(subject) : html`<span class="absent">${words.noSubject}</span>`;
}

function nothingFound({ relaxations, sort, query }: ResultsView, words: Words): Html {
  if (relaxations.length === 0) return html`<p class="lead">${query === '' ? words.front.empty : words.results.nothing}</p>`;
  return html`<p class="lead">${words.results.nothing}</p>
<p>${words.results.relax}</p>
<ul class="relaxations">${relaxations.map(
    ({ dropped, query, total }) =>
      html`<li${total === 0 && html` class="hopeless"`}><span>${words.results.without} <code>${nameInvisible(dropped)}</code></span> ${
        total > 0
          ? html`<a href="${urls.search({ q: query, sort })}">${counted(total, words.email, words)}</a>`
          : words.results.stillNothing
      }</li>`,
  )}</ul>`;
}
