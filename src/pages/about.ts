import { BLOCKING_CAUTIONS, MARKS, TOLD_CAUTIONS, VERDICTS } from '../evidence/verdict.ts';
import { strangersText } from './display.ts';
import { counted, formatNumber } from './format.ts';
import type { VerdictCounts } from './histogram.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface AboutView {
  readonly verdicts: VerdictCounts;
  readonly sources: readonly SourceView[];
}

/** A line of the ledger of completeness. */
export interface SourceView {
  readonly path: string;
  readonly format: string;
  readonly expected?: number | undefined;
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly failed: number;
  /** Places of it where a message was read before, and is not now (it may stand elsewhere); in none of the other figures. */
  readonly gone: number;
  readonly complete: boolean;
  /** The first few things that could not be read, and why. */
  readonly failures: readonly { readonly at: string; readonly reason: string }[];
}

/** What each word means, what none of them can mean, and where the mail comes from. */
export function aboutPage(view: AboutView, site: Site): string {
  const { words } = site;
  const { verdicts, marks, cautions } = words.judgement;
  const w = words.about;
  return layout(
    {
      title: w.title,
      canonical: urls.about(),
      section: 'about',
      arrangement: 'about',
      body: html`
<header class="found-head"><h1>${w.title}</h1></header>
<section aria-labelledby="verdicts"><h2 id="verdicts">${w.verdicts}</h2>
<p class="prose">${w.verdictsLead}</p>
<dl class="glossary">${VERDICTS.map((verdict) => {
        const count = view.verdicts[verdict] ?? 0;
        return html`<div id="${verdict}"><dt>${verdictTag(verdict, words)}${
          count > 0 &&
          html` <a class="count" href="${urls.search({ q: `verdict:${verdict}` })}">${counted(count, words.email, words)} ${w.here}</a>`
        }</dt><dd>${verdicts[verdict].sentence}</dd></div>`;
      })}</dl></section>
<section aria-labelledby="limits"><h2 id="limits">${w.limits}</h2><ul class="prose">${w.limitsList.map((limit) => html`<li>${limit}</li>`)}</ul></section>
<section aria-labelledby="marks"><h2 id="marks">${w.marks}</h2><dl class="glossary">${MARKS.map(
        (mark) => html`<div><dt>${marks[mark].label}</dt><dd>${marks[mark].sentence}</dd></div>`,
      )}</dl></section>
<section aria-labelledby="cautions"><h2 id="cautions">${w.cautions}</h2>
<p class="prose">${w.blocking}</p><ul class="prose">${BLOCKING_CAUTIONS.map((caution) => html`<li>${cautions[caution]}</li>`)}</ul>
<p class="prose">${w.told}</p><ul class="prose">${TOLD_CAUTIONS.map((caution) => html`<li>${cautions[caution]}</li>`)}</ul></section>
<section aria-labelledby="sources"><h2 id="sources">${w.sources}</h2>${ledger(view.sources, words)}</section>`,
    },
    site,
  );
}

function ledger(sources: readonly SourceView[], words: Words): Html {
  const w = words.about.ledger;
  if (sources.length === 0) return html`<p>${words.about.noSources}</p>`;
  const figure = (value: number | undefined) => html`<td class="figure">${value === undefined ? '–' : formatNumber(value, words)}</td>`;
  return html`<p class="prose">${words.about.sourcesLead}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.about.table}"><table class="ledger"><thead><tr><th scope="col">${w.source}</th><th scope="col">${w.format}</th><th scope="col" class="figure">${
    w.expected
  }</th><th scope="col" class="figure">${w.read}</th><th scope="col" class="figure">${w.added}</th><th scope="col" class="figure">${
    w.duplicates
  }</th><th scope="col" class="figure">${w.failed}</th></tr></thead><tbody>${sources.map(
    (source) =>
      html`<tr><th scope="row">${strangersText(source.path)}${!source.complete && html` <em>(${words.about.incomplete})</em>`}${
        source.gone > 0 && html`<p class="note">${words.about.gone(source.gone)}</p>`
      }${
        source.failures.length > 0 &&
        html`<details><summary>${words.about.failures(source.failed)}</summary><ul>${source.failures.map(
          ({ at, reason }) => html`<li><code>${strangersText(at)}</code> ${strangersText(reason)}</li>`,
        )}${source.failed > source.failures.length && html`<li>${words.about.failuresLeft(source.failed - source.failures.length)}</li>`}</ul></details>`
      }</th><td>${source.format}</td>${figure(source.expected)}${figure(source.read)}${figure(source.added)}${figure(source.duplicates)}${figure(source.failed)}</tr>`,
  )}</tbody></table></div>`;
}
