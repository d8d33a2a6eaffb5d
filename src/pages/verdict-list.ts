import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { verdictWords } from '../evidence/words.ts';
import { formatNumber } from './format.ts';
import type { VerdictCounts } from './histogram.ts';
import { type Html, html } from './html.ts';
import { urls } from './urls.ts';
import { verdictShape } from './verdict-style.ts';

/** How many messages have each verdict that occurs; each a link to what `queryOf` says, where it says something. */
export function verdictList(counts: VerdictCounts, whole: number, queryOf: (verdict: Verdict) => string | undefined): Html {
  return html`<ul class="verdict-list">${VERDICTS.map((verdict) => {
    const count = counts[verdict] ?? 0;
    if (count === 0) return undefined;
    const query = queryOf(verdict);
    const content = html`${verdictShape(verdict)} <strong>${formatNumber(count)}</strong> <span class="label">${verdictWords(verdict).label}</span>`;
    return html`<li class="v-${verdict}">${
      query === undefined ? html`<span class="row">${content}</span>` : html`<a href="${urls.search({ q: query })}">${content}</a>`
    } <span class="share">${share(count, whole)}</span></li>`;
  })}</ul>`;
}

/** Never rounded to nothing, nor to all. */
function share(count: number, whole: number): string {
  const percent = (100 * count) / whole;
  if (percent < 0.1) return '< 0.1 %';
  if (percent > 99.9 && count < whole) return '> 99.9 %';
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
