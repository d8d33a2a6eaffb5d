import { nameInvisible, shortened, strangersText } from './display.ts';
import { formatIsoDay, formatNumber } from './format.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { type Person, personLink } from './people.ts';
import { type PeoplePlace, urls } from './urls.ts';
import type { Words } from './words/words.ts';

export interface PeopleView {
  /** The part of a name or address that was asked for; empty for all. */
  readonly part: string;
  readonly sort: NonNullable<PeoplePlace['sort']>;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly people: readonly PersonRow[];
}

export interface PersonRow extends Person {
  readonly sent: number;
  readonly received: number;
  /** ISO 8601. */
  readonly firstDate?: string | undefined;
  readonly lastDate?: string | undefined;
}

/** Everyone whom a mail names, with how much he wrote and was written to. */
export function peopleListPage(view: PeopleView, site: Site): string {
  const { words } = site;
  const w = words.people;
  const { part, sort, page, total } = view;
  const part80 = nameInvisible(shortened(part, 80));
  return layout(
    {
      title: `${w.title}${part === '' ? '' : `${words.colon}${part80}`}${page > 1 ? ` (${words.pager.page(page)})` : ''}`,
      canonical: urls.people({ q: part, sort, page }),
      section: 'people',
      json: urls.peopleJson({ q: part, sort }),
      arrangement: 'people-list',
      body: html`
<header class="found-head"><h1>${w.title} <span class="count">${formatNumber(total, words)}</span></h1></header>
<p class="lead">${w.lead}</p>
<form action="${urls.peopleForm()}" method="get" class="filter">
<label for="part">${w.filter}</label>
<span class="filter-line"><input id="part" name="q" type="search" value="${part}" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="300">
${sort !== 'sent' && html`<input type="hidden" name="sort" value="${sort}">`}<button>${w.filterButton}</button></span>
</form>
${part !== '' && html`<p class="note" role="status">${total === 0 ? w.nobody : w.found(total, part80)} · <a href="${urls.people({ sort })}">${w.all}</a></p>`}
${total > 0 && html`${table(view, words)}${pager(view, (page) => urls.people({ q: part, sort, page }), words.pager, words)}`}`,
    },
    site,
  );
}

function table({ part, sort, people }: PeopleView, words: Words): Html {
  const w = words.people;
  const heading = (order: PeopleView['sort'], label: string, kind = '') => {
    const direction = order === 'address' ? 'ascending' : 'descending';
    return html`<th scope="col"${kind !== '' && html` class="${kind}"`}${order === sort && html` aria-sort="${direction}"`}><a href="${urls.people({ q: part, sort: order })}" title="${w.sortBy(label)}">${label}</a></th>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${w.table}"><table class="people"><thead><tr>${heading('address', w.person)}${heading(
    'sent',
    w.sent,
    'figure',
  )}${heading('received', w.received, 'figure')}<th scope="col">${w.span}</th></tr></thead><tbody>${people.map((person) => row(person, words))}</tbody></table></div>`;
}

function row(person: PersonRow, words: Words): Html {
  const { address, name, sent, received, firstDate, lastDate } = person;
  const named = name !== undefined && name !== '';
  const span =
    firstDate === undefined || lastDate === undefined
      ? html`<span class="absent">${words.noDate}</span>`
      : daySpan(firstDate, lastDate, words);
  // On a phone the dates stand under the name, and their column is gone.
  return html`<tr><th scope="row">${personLink(person, named ? name : address)}${
    named && html` <span class="address">${strangersText(shortened(address, 320))}</span>`
  } <span class="span-below">${span}</span></th><td class="figure">${formatNumber(sent, words)}</td><td class="figure">${formatNumber(received, words)}</td><td class="span">${span}</td></tr>`;
}

/** `7 January 2013 – 14 December 2017`; one day alone stands once. */
export function daySpan(first: string, last: string, words: Words): Html {
  const [from, to] = [formatIsoDay(first, words), formatIsoDay(last, words)];
  return from === to ? html`${from}` : html`<span class="day">${from} –</span> <span class="day">${to}</span>`;
}
