import { formatNumber } from './format.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/words.ts';

/** Links to the pages of a list: the first, the last, those around this one, and a step either way. Nothing where there is one page. */
export function pager(
  { page, pages }: { readonly page: number; readonly pages: number },
  addressOf: (page: number) => string,
  labels: { readonly pages: string; readonly previous: string; readonly next: string },
  words: Words,
): Html | undefined {
  if (pages < 2) return undefined;
  const link = (target: number, label: string, rel?: string) =>
    html`<a href="${addressOf(target)}"${rel !== undefined && html` rel="${rel}"`}${target === page && html` aria-current="page"`}>${label}</a> `;
  const near = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, pages])].filter((n) => n >= 1 && n <= pages);
  return html`<nav class="pager" aria-label="${labels.pages}">
${page > 1 && link(page - 1, labels.previous, 'prev')}
${near.map((n, index) => html`${index > 0 && n - (near[index - 1] ?? n) > 1 && html`<span class="gap">…</span> `}${link(n, formatNumber(n, words))}`)}
${page < pages && link(page + 1, labels.next, 'next')}
</nav>`;
}
