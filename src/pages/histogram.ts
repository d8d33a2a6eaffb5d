import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { counted, formatMonth, formatNumber } from './format.ts';
import { type Html, html } from './html.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

export type VerdictCounts = Readonly<Partial<Record<Verdict, number>>>;

/** A span of whole months with what was sent in it, and the query that finds just that. */
export interface Bar {
  /** `2016-05`, both ends included; equal for a single month. */
  readonly from: string;
  readonly to: string;
  readonly counts: VerdictCounts;
  readonly query: string;
}

/** More bars than this grow too thin to hit with a finger, and too heavy for a page of 100 kB. */
export const maxBars = 84;

/** What was sent in a month. */
export interface Month {
  /** `2016-05` */
  readonly month: string;
  readonly counts: VerdictCounts;
}

/**
 * Groups months into at most `maxBars` spans without a gap: months, quarters, years, or as many years as it takes. An empty month
 * between others stays, as a silence in a correspondence tells something too. Strays are left out.
 *
 * @param all - In order.
 */
export function groupMonths(all: readonly Month[]): Omit<Bar, 'query'>[] {
  const months = withoutStrays(all);
  const indexes = months.map(({ month }) => monthIndex(month));
  const [first, last] = [indexes[0], indexes.at(-1)];
  if (first === undefined || last === undefined) return [];
  let width = [1, 3, 12].find((months) => spansNeeded(first, last, months) <= maxBars) ?? 12;
  while (spansNeeded(first, last, width) > maxBars) width += 12;

  const start = Math.floor(first / width);
  const bars = Array.from({ length: spansNeeded(first, last, width) }, (_, index) => {
    const from = start * width + index * width;
    return { from: monthName(from), to: monthName(Math.min(from + width - 1, lastMonth)), counts: {} as Record<Verdict, number> };
  });
  months.forEach(({ counts }, index) => {
    const bar = bars[Math.floor((indexes[index] ?? 0) / width) - start];
    for (const verdict of VERDICTS) {
      const count = counts[verdict] ?? 0;
      if (bar && count > 0) bar.counts[verdict] = (bar.counts[verdict] ?? 0) + count;
    }
  });
  return bars;
}

/** A chart made on the server: each bar is stacked by verdict and is a link to its months. Needs no script and no style attribute. */
export function histogram(bars: readonly Bar[], undrawn: number, words: Words): Html | undefined {
  const tallest = Math.max(...bars.map(barTotal));
  if (bars.length < 2 || tallest <= 0) return undefined;
  const step = 100 / bars.length;
  return html`<figure class="histogram">
<figcaption>${words.histogram.caption} <a class="skip" href="#after-chart">${words.histogram.skip}</a></figcaption>
<svg role="group" aria-label="${words.histogram.caption}" width="100%" height="${chartHeight + 22}">
<line class="rule" x1="0" x2="100%" y1="${chartHeight + 0.5}" y2="${chartHeight + 0.5}"/>
${bars.map((bar, index) => barLink(bar, index * step, step, tallest, words))}
${yearLabels(bars, step)}
</svg>
${undrawn > 0 && html`<p class="note">${words.histogram.undrawn(undrawn)}</p>`}
<details id="after-chart"><summary>${words.histogram.table}</summary>${yearTable(bars, words)}</details>
</figure>`;
}

/** One bar over the whole width: the parts of a whole, each with the shape and word beside it elsewhere. */
export function proportionBar(counts: VerdictCounts): Html {
  const whole = VERDICTS.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
  let x = 0;
  const parts = VERDICTS.map((verdict) => {
    const count = counts[verdict] ?? 0;
    if (count === 0) return undefined;
    const width = (100 * count) / whole;
    const part = html`<rect class="bar v-${verdict}" x="${percent(x)}" width="${percent(width)}" y="0" height="100%"/>`;
    x += width;
    return part;
  });
  return html`<svg class="proportion" aria-hidden="true" focusable="false" width="100%" height="14">${parts}</svg>`;
}

const chartHeight = 120;

function barLink(bar: Bar, x: number, step: number, tallest: number, words: Words): Html {
  const total = barTotal(bar);
  if (total === 0) return html``;
  const gap = Math.min(step * 0.18, 0.4);
  let top = chartHeight;
  const parts = VERDICTS.map((verdict) => {
    const count = bar.counts[verdict] ?? 0;
    if (count === 0) return undefined;
    const height = Math.max((count / tallest) * (chartHeight - 4), 1);
    top -= height;
    return html`<rect class="bar v-${verdict}" width="100%" y="${fixed(top)}" height="${fixed(height)}"/>`;
  });
  const name = `${spanName(bar, words)}${words.colon}${counted(total, words.email, words)}`;
  return html`<a href="${urls.search({ q: bar.query })}"><title>${name}</title><svg x="${percent(x + gap / 2)}" width="${percent(step - gap)}"><rect class="hit" width="100%" height="${chartHeight}"/>${parts}</svg></a>`;
}

/** At most eight years, so that they stay apart on a phone. */
function yearLabels(bars: readonly Bar[], step: number): Html[] {
  const starts = bars.flatMap((bar, index) => {
    const year = bar.from.slice(0, 4);
    return index === 0 || bars[index - 1]?.from.slice(0, 4) !== year ? [{ year, x: index * step }] : [];
  });
  const every = Math.ceil(starts.length / 8);
  return starts
    .filter(({ x }, index) => index % every === 0 && x < 92)
    .map(({ year, x }) => html`<text x="${percent(x)}" y="${chartHeight + 17}">${year}</text>`);
}

function yearTable(bars: readonly Bar[], words: Words): Html {
  const years = new Map<string, Record<string, number>>();
  for (const bar of bars) {
    const counts = years.get(bar.from.slice(0, 4)) ?? {};
    for (const verdict of VERDICTS) counts[verdict] = (counts[verdict] ?? 0) + (bar.counts[verdict] ?? 0);
    years.set(bar.from.slice(0, 4), counts);
  }
  const shown = VERDICTS.filter((verdict) => bars.some((bar) => (bar.counts[verdict] ?? 0) > 0));
  const rows = [...years].map(
    ([year, counts]) =>
      html`<tr><th scope="row">${year}</th>${shown.map((verdict) => html`<td>${formatNumber(counts[verdict] ?? 0, words)}</td>`)}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.histogram.table}"><table><thead><tr><th scope="col">${words.year}</th>${shown.map(
    (verdict) => html`<th scope="col">${words.judgement.verdicts[verdict].label}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function spanName(bar: Bar, words: Words): string {
  return bar.from === bar.to ? formatMonth(bar.from, words) : `${formatMonth(bar.from, words)} – ${formatMonth(bar.to, words)}`;
}

function barTotal(bar: Omit<Bar, 'query'>): number {
  return VERDICTS.reduce((sum, verdict) => sum + (bar.counts[verdict] ?? 0), 0);
}

/**
 * Without the few months at either end that lie years away from the rest: a clock that was never set says 1970, a forger anything, and
 * one such mail would squeeze all others into a bar.
 */
function withoutStrays(months: readonly Month[]): readonly Month[] {
  const allowed = months.reduce((sum, month) => sum + monthTotal(month), 0) / 100;
  let [from, to] = [0, months.length];
  for (let index = 0, sum = 0; index + 1 < months.length; index += 1) {
    sum += monthTotal(months[index]);
    if (sum > allowed) break;
    if (isFar(months[index], months[index + 1])) from = index + 1;
  }
  for (let index = months.length - 1, sum = 0; index > from; index -= 1) {
    sum += monthTotal(months[index]);
    if (sum > allowed) break;
    if (isFar(months[index - 1], months[index])) to = index;
  }
  return months.slice(from, to);
}

/** Five years of silence. */
function isFar(earlier: Month | undefined, later: Month | undefined): boolean {
  return earlier !== undefined && later !== undefined && monthIndex(later.month) - monthIndex(earlier.month) > 60;
}

function monthTotal(month: Month | undefined): number {
  return VERDICTS.reduce((sum, verdict) => sum + (month?.counts[verdict] ?? 0), 0);
}

/** December 9999: an address of four digits a year names no later one. */
const lastMonth = 9999 * 12 + 11;

function spansNeeded(first: number, last: number, width: number): number {
  return Math.floor(last / width) - Math.floor(first / width) + 1;
}

/** Months since January of year 0. */
function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthName(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function percent(value: number): string {
  return `${fixed(value)}%`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
