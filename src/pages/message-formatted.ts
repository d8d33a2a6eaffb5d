import { decidingSignature, markOfBody } from './coverage.ts';
import { html } from './html.ts';
import type { Site } from './layout.ts';
import { type MailText, mailText } from './mail-text.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';

export interface FormattedView {
  readonly head: MessageHead;
  readonly text: MailText;
}

/**
 * The mail as its HTML lays it out, in a frame that may do nothing: `sandbox` without any permission, over a document that
 * was sanitised and that carries its own policy. Each of the three would do alone. Beside it stands the plain text: a mail can say one
 * thing to the programs that show HTML and another to those that do not.
 */
export function formattedPage({ head, text }: FormattedView, site: Site): string {
  const w = site.words.message;
  const isPartly = markOfBody(decidingSignature(head)) === 'partly';
  return messageFrame(
    head,
    'formatted',
    html`<p class="note">${w.formattedNote} <a href="${urls.messageFrame(head.number)}">${w.formattedAlone}</a></p>
${isPartly && html`<p class="note"><strong>${w.formattedPartly}</strong></p>`}
<div class="beside">
<section class="formatted" aria-labelledby="as-formatted"><h2 id="as-formatted">${w.tabs.formatted}</h2>
<iframe sandbox="" src="${urls.messageFrame(head.number)}" title="${w.formattedFrame}" referrerpolicy="no-referrer"></iframe>
</section>
<section class="mail-text" aria-labelledby="as-text"><h2 id="as-text">${w.mailText}</h2>${mailText(head, text, site.words, { quotes: 'unfolded' })}</section>
</div>`,
    site,
  );
}
