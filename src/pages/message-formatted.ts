import { decidingSignature, markOfBody } from './coverage.ts';
import { html } from './html.ts';
import type { Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';

/**
 * The mail as its HTML lays it out, in a frame that may do nothing: `sandbox` without any permission, over a document that
 * was sanitised and that carries its own policy. Each of the three would do alone.
 */
export function formattedPage(head: MessageHead, site: Site): string {
  const w = site.words.message;
  const isPartly = markOfBody(decidingSignature(head)) === 'partly';
  return messageFrame(
    head,
    'formatted',
    html`<section class="formatted" aria-label="${w.tabs.formatted}">
<p class="note">${w.formattedNote} <a href="${urls.messageFrame(head.number)}">${w.formattedAlone}</a></p>
${isPartly && html`<p class="note"><strong>${w.formattedPartly}</strong></p>`}
<iframe sandbox="" src="${urls.messageFrame(head.number)}" title="${w.formattedFrame}" referrerpolicy="no-referrer"></iframe>
</section>`,
    site,
  );
}
