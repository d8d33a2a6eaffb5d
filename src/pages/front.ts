import { nameDomain, nameInvisible, shortened, strangersText } from './display.ts';
import { formatDay, formatNumber } from './format.ts';
import { type Bar, histogram, proportionBar, type VerdictCounts } from './histogram.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { urls } from './urls.ts';
import { verdictList } from './verdict-list.ts';
import type { Words } from './words/words.ts';

export interface FrontView {
  readonly figures: {
    readonly messages: number;
    readonly attachments: number;
    readonly senders: number;
    /** Of the earliest and latest Date that is believable enough to be stored. */
    readonly firstSeconds?: number | undefined;
    readonly lastSeconds?: number | undefined;
  };
  readonly verdicts: VerdictCounts;
  readonly bars: readonly Bar[];
  /** How many messages no bar shows. */
  readonly undrawn: number;
  readonly senders: readonly { readonly address: string; readonly count: number; readonly query: string }[];
  /** The largest, each by the subject of its first message. */
  readonly threads: readonly { readonly number: number; readonly subject: string; readonly count: number }[];
  /** Queries that show what the search can do, each known to find something here. */
  readonly examples: readonly string[];
}

/** The front page: how much there is, how much of it is proven, and a way in. */
export function frontPage(view: FrontView, site: Site): string {
  const { words } = site;
  return layout(
    {
      canonical: urls.front(),
      section: 'front',
      json: urls.frontJson(),
      arrangement: 'front',
      body: html`
${examples(view, words)}
${view.figures.messages === 0 ? html`<p class="lead">${words.front.empty}</p>` : contents(view, words)}`,
    },
    site,
  );
}

function contents(view: FrontView, words: Words): Html {
  return html`
${figures(view, words)}
<section aria-labelledby="verdicts">
<h2 id="verdicts">${words.front.verdicts}</h2>
${proportionBar(view.verdicts)}
${verdictList(view.verdicts, view.figures.messages, (verdict) => `verdict:${verdict}`, words)}
</section>
<section aria-labelledby="months">
<h2 id="months">${words.front.months}</h2>
${histogram(view.bars, view.undrawn, words)}
</section>
<div class="columns">
<section aria-labelledby="senders">
<h2 id="senders">${words.front.senders}</h2>
<ol class="counts">${view.senders.map(
    ({ address, count, query }) =>
      html`<li><a href="${urls.search({ q: query })}"><bdi>${nameDomain(address)}</bdi></a> <span class="count">${formatNumber(count, words)}</span></li>`,
  )}</ol>
</section>
${
  view.threads.length > 0 &&
  html`<section aria-labelledby="threads">
<h2 id="threads">${words.front.threads}</h2>
<ol class="counts">${view.threads.map(
    ({ number, subject, count }) =>
      html`<li><a href="${urls.thread(number)}">${
        subject.trim() === '' ? html`<span class="absent">${words.noSubject}</span>` : strangersText(shortened(subject, 120))
      }</a> <span class="count">${formatNumber(count, words)}</span></li>`,
  )}</ol>
</section>`
}
<section aria-labelledby="meaning">
<h2 id="meaning">${words.front.meaning}</h2>
<p class="prose">${words.front.verifiedMeans}</p>
<p class="prose">${words.front.verifiedDoesNotMean}</p>
<p><a href="${urls.about()}">${words.front.more}</a></p>
</section>
</div>`;
}

function examples({ examples }: FrontView, words: Words): Html | undefined {
  if (examples.length === 0) return undefined;
  return html`<p class="examples">${words.front.examples} ${examples.map((q) => html`<a href="${urls.search({ q })}"><code>${nameInvisible(q)}</code></a> `)}</p>`;
}

function figures({ figures: { messages, attachments, senders, firstSeconds, lastSeconds } }: FrontView, words: Words): Html {
  const first = firstSeconds === undefined ? undefined : formatDay(firstSeconds, words);
  const last = lastSeconds === undefined ? undefined : formatDay(lastSeconds, words);
  return html`<ul class="figures" aria-label="${words.front.figures}">
<li><strong>${formatNumber(messages, words)}</strong> ${words.email(messages)}</li>
<li><strong>${formatNumber(attachments, words)}</strong> ${words.attachment(attachments)}</li>
<li><strong>${formatNumber(senders, words)}</strong> ${words.sender(senders)}</li>
${first !== undefined && last !== undefined && html`<li class="span"><strong>${first}</strong> ${words.front.to} <strong>${last}</strong></li>`}
</ul>`;
}
