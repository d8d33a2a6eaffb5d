import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { formatNumber, formatPercent } from './format.ts';
import type { VerdictCounts } from './histogram.ts';
import { type Html, html } from './html.ts';
import { urls } from './urls.ts';
import { verdictShape } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** How many messages have each verdict that occurs; each a link to what `queryOf` says, where it says something. */
export function verdictList(counts: VerdictCounts, whole: number, queryOf: (verdict: Verdict) => string | undefined, words: Words): Html {
  return html`<ul class="verdict-list">${VERDICTS.map((verdict) => {
    const count = counts[verdict] ?? 0;
    if (count === 0) return undefined;
    const query = queryOf(verdict);
    const content = html`${verdictShape(verdict)} <strong>${formatNumber(count, words)}</strong> <span class="label">${words.judgement.verdicts[verdict].label}</span>`;
    return html`<li class="v-${verdict}">${
      query === undefined ? html`<span class="row">${content}</span>` : html`<a href="${urls.search({ q: query })}">${content}</a>`
    } <span class="share">${share(count, whole, words)}</span></li>`;
  })}</ul>`;
}

/** Never rounded to nothing, nor to all. */
function share(count: number, whole: number, words: Words): string {
  const percent = (100 * count) / whole;
  if (percent < 0.1) return `< ${formatPercent(0.1, 1, words)}`;
  if (percent > 99.9 && count < whole) return `> ${formatPercent(99.9, 1, words)}`;
  return formatPercent(percent, percent < 10 ? 1 : 0, words);
}
