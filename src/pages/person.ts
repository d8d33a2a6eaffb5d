import { nameDomain, nameInvisible, shortened, strangersText } from './display.ts';
import { formatNumber } from './format.ts';
import { proportionBar, type VerdictCounts } from './histogram.ts';
import { type Content, type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { type Person, personLink } from './people.ts';
import { daySpan } from './people-list.ts';
import { urls } from './urls.ts';
import { verdictList } from './verdict-list.ts';
import type { Words } from './words/words.ts';

/** Queries are absent for an address that no query can name exactly. */
export interface PersonView extends Person {
  readonly sent: number;
  readonly received: number;
  /** ISO 8601. */
  readonly firstDate?: string | undefined;
  readonly lastDate?: string | undefined;
  readonly fromQuery?: string | undefined;
  readonly toQuery?: string | undefined;
  readonly verdicts: VerdictCounts;
  /** Ascending, without those in which there was no mail. */
  readonly years: readonly YearOfMail[];
  /** How many stand in no year. */
  readonly undated: { readonly sent: number; readonly received: number };
  readonly names: readonly { readonly name: string; readonly count: number }[];
  readonly writtenTo: readonly CorrespondentView[];
  readonly heardFrom: readonly CorrespondentView[];
}

export interface YearOfMail {
  readonly year: string;
  readonly sent: number;
  readonly received: number;
}

export interface CorrespondentView extends Person {
  readonly messages: number;
  readonly query?: string | undefined;
}

/** Somebody as this archive knows him: by what stands in the mail, which anyone can write. */
export function personPage(view: PersonView, site: Site): string {
  const { words } = site;
  const w = words.person;
  const { address, name, fromQuery, toQuery } = view;
  const named = name !== undefined && name !== '';
  const shown = named ? nameInvisible(shortened(name, 120)) : nameDomain(shortened(address, 120));
  return layout(
    {
      title: named ? `${shown} (${nameDomain(shortened(address, 120))})` : shown,
      canonical: urls.person(address),
      section: 'people',
      json: urls.personJson(address),
      arrangement: 'person',
      body: html`
<header class="person-head">
<h1>${named ? strangersText(shortened(name, 320)) : html`<bdi>${nameDomain(shortened(address, 320))}</bdi>`}</h1>
${named && html`<p class="address"><code><bdi>${nameDomain(address)}</bdi></code></p>`}
</header>
<p class="lead">${w.summary(view.sent, view.received)}${view.firstDate !== undefined && view.lastDate !== undefined && html`, ${daySpan(view.firstDate, view.lastDate, words)}`}.</p>
<p class="to-mail">${fromQuery !== undefined && view.sent > 0 && html`<a href="${urls.search({ q: fromQuery })}">${w.allFrom}</a> `}${
        toQuery !== undefined && view.received > 0 && html`<a href="${urls.search({ q: toQuery })}">${w.allTo}</a>`
      }</p>
${view.sent > 0 && verdicts(view, words)}
${view.years.length > 0 && years(view, words)}
<div class="columns">
${correspondents('written-to', w.writtenTo, view.writtenTo, words)}
${correspondents('heard-from', w.heardFrom, view.heardFrom, words)}
${names(view, words)}
</div>`,
    },
    site,
  );
}

function verdicts({ verdicts, sent, fromQuery }: PersonView, words: Words): Html {
  return html`<section aria-labelledby="verdicts">
<h2 id="verdicts">${words.person.verdicts}</h2>
${proportionBar(verdicts)}
${verdictList(verdicts, sent, (verdict) => fromQuery && `${fromQuery} verdict:${verdict}`, words)}
</section>`;
}

function years({ years, undated, fromQuery, toQuery }: PersonView, words: Words): Html {
  const w = words.person;
  const most = Math.max(...years.flatMap(({ sent, received }) => [sent, received]));
  const link = (count: number, query: string | undefined, year: string): Content =>
    query === undefined || count === 0
      ? formatNumber(count, words)
      : html`<a href="${urls.search({ q: `${query} date:${year}` })}">${formatNumber(count, words)}</a>`;
  const rows = years.map(
    ({ year, sent, received }) =>
      html`<tr><th scope="row">${year}</th><td class="figure">${link(sent, fromQuery, year)}</td><td class="measure">${measure(sent, most, 'sent')}</td><td class="figure">${link(
        received,
        toQuery && `(${toQuery})`,
        year,
      )}</td><td class="measure">${measure(received, most, 'received')}</td></tr>`,
  );
  return html`<section aria-labelledby="years">
<h2 id="years">${w.years}</h2>
<table class="years"><caption class="unseen">${w.yearsTable}</caption><thead><tr><th scope="col">${words.year}</th><th scope="colgroup" colspan="2">${words.people.sent}</th><th scope="colgroup" colspan="2">${words.people.received}</th></tr></thead><tbody>${rows}</tbody></table>
${(undated.sent > 0 || undated.received > 0) && html`<p class="note">${w.undated(undated.sent, undated.received)}</p>`}
</section>`;
}

/** A bar as long as its count is, beside the figure that says it: hidden from those who hear the figure. */
function measure(count: number, most: number, kind: 'sent' | 'received'): Html | undefined {
  if (count === 0) return undefined;
  const width = Math.max(0.5, Math.round((1000 * count) / most) / 10);
  return html`<svg class="${kind}" aria-hidden="true" focusable="false" width="100%" height="11"><rect width="${String(width)}%" height="11"/></svg>`;
}

function correspondents(id: string, title: string, list: readonly CorrespondentView[], words: Words): Html {
  const item = (other: CorrespondentView) =>
    html`<li><span>${personLink(other, other.name === undefined || other.name === '' ? other.address : other.name)}</span> ${
      other.query === undefined
        ? html`<span class="count">${formatNumber(other.messages, words)}</span>`
        : html`<a class="count" href="${urls.search({ q: other.query })}">${formatNumber(other.messages, words)}</a>`
    }</li>`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${
    list.length === 0 ? html`<p class="absent">${words.person.none}</p>` : folded(list.map(item), 'counts', words)
  }</section>`;
}

function names({ names }: PersonView, words: Words): Html {
  const w = words.person;
  const items = names.map(
    ({ name, count }) =>
      html`<li><span>${strangersText(shortened(name, 320))}</span> <span class="count">${formatNumber(count, words)}</span></li>`,
  );
  return html`<section aria-labelledby="names"><h2 id="names">${w.names}</h2>${
    names.length === 0 ? html`<p class="absent">${w.noName}</p>` : html`${folded(items, 'counts', words)}<p class="note">${w.namesNote}</p>`
  }</section>`;
}

/** The first of a list, the rest under a line that says how many. */
function folded(items: readonly Html[], kind: string, words: Words): Html {
  const rest = items.slice(listed);
  return html`<ol class="${kind}">${items.slice(0, listed)}</ol>${
    rest.length > 0 &&
    html`<details><summary>${words.person.moreNames(rest.length)}</summary><ol class="${kind}" start="${listed + 1}">${rest}</ol></details>`
  }`;
}

const listed = 12;
