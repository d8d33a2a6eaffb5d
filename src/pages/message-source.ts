import { nameOverrides } from './display.ts';
import { html } from './html.ts';
import type { Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';

/** How many octets of a source one page shows: escaped, they stay under 100 kB but for the most unusual mail. */
export const sourceOctetsPerPage = 32_000;

export interface SourceView {
  readonly head: MessageHead;
  /** The octets from `from` on, decoded as far as they are text. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** The stored octets, safely escaped, long lines kept, a piece at a time. */
export function sourcePage({ head, text, from, to, total }: SourceView, site: Site): string {
  const w = site.words.message;
  const pages = html`<p class="note">${w.sourcePlace(Math.min(from + 1, total), to, total)}${
    from > 0 &&
    html` <a href="${urls.messageSource(head.number, Math.max(0, from - sourceOctetsPerPage), head.trail)}">${w.sourceEarlier}</a>`
  }${to < total && html` <a href="${urls.messageSource(head.number, to, head.trail)}">${w.sourceLater}</a>`}</p>`;
  return messageFrame(
    head,
    'source',
    html`<section class="source" aria-label="${w.source}">
${pages}
<pre tabindex="0">${nameOverrides(text)}</pre>
${total > sourceOctetsPerPage && pages}
</section>`,
    site,
  );
}
