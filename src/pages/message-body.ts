import { strangersText } from './display.ts';
import { formatSize } from './format.ts';
import { type Html, html } from './html.ts';
import type { Site } from './layout.ts';
import { type MailText, mailText } from './mail-text.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { personInShort } from './people.ts';
import type { HitView } from './results.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface MessageView {
  readonly head: MessageHead;
  readonly text: MailText;
  readonly attachments: readonly AttachmentView[];
  readonly thread: {
    readonly number: number;
    readonly size: number;
    /** This message and those beside it. */
    readonly near: readonly Pick<HitView, 'number' | 'verdict' | 'from'>[];
  };
  readonly messageId?: string | undefined;
  readonly sha256: string;
  readonly size: number;
}

export interface AttachmentView {
  /** As the mail names it. */
  readonly name?: string | undefined;
  /** As it may stand in an address and on a disk. */
  readonly safeName: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
}

/** A message as it is read: its own words in full, what it quotes folded under a line that says so. */
export function messagePage(view: MessageView, site: Site): string {
  const { words } = site;
  return messageFrame(
    view.head,
    'message',
    html`<div class="with-margin">
<section class="mail-text" aria-label="${words.message.mailText}">${mailText(view.head, view.text, words)}</section>
<aside class="margin">${attachments(view, words)}${thread(view, words)}${identity(view, words)}</aside>
</div>`,
    site,
  );
}

function attachments({ attachments }: MessageView, words: Words): Html | undefined {
  if (attachments.length === 0) return undefined;
  return html`<section id="attachments" aria-labelledby="attachments-title"><h2 id="attachments-title">${words.message.attachments}</h2>
<ul class="attachments">${attachments.map(
    (file) =>
      html`<li><a href="${urls.attachment(file.sha256, file.safeName)}" download>${file.name === undefined ? words.message.unnamed : strangersText(file.name)}</a><span class="kind">${strangersText(file.type.slice(0, 120))}, ${formatSize(
        file.size,
        words,
      )}</span><span class="hash" title="SHA-256">${file.sha256}</span></li>`,
  )}</ul><p class="note">${words.message.attachmentsNote}</p></section>`;
}

function thread({ thread, head }: MessageView, words: Words): Html | undefined {
  if (thread.size < 2) return undefined;
  return html`<section aria-labelledby="thread-title"><h2 id="thread-title">${words.message.thread}</h2>
<ol class="near">${thread.near.map(
    (other) =>
      html`<li>${verdictTag(other.verdict, words)} ${
        other.number === head.number
          ? html`<span aria-current="true">${words.message.current}</span>`
          : html`<a href="${urls.message(other.number)}">${other.from[0] ? personInShort(other.from[0]) : words.noSender}</a>`
      }</li>`,
  )}</ol><p><a href="${urls.thread(thread.number)}">${words.message.wholeThread(thread.size)}</a></p></section>`;
}

function identity({ head, messageId, sha256, size }: MessageView, words: Words): Html {
  return html`<section aria-labelledby="identity-title"><h2 id="identity-title">${words.message.identity}</h2>
<dl class="identity">
${messageId !== undefined && html`<dt>${words.message.messageId}</dt><dd class="hash">${strangersText(messageId)}</dd>`}
<dt>${words.message.sha256}</dt><dd class="hash">${sha256}</dd>
<dt>${words.message.size}</dt><dd>${words.attachments.octets(size)}</dd>
<dt>${words.message.otherForms}</dt><dd><a href="${urls.messageEml(head.number)}" download>${
    head.marks.includes('no-original-bytes') ? words.message.rebuiltOctets : words.message.originalOctets
  }</a>, <a href="${urls.messageJson(
    head.number,
  )}">${words.message.asJson}</a>, <a href="${urls.messageText(head.number)}">${words.message.asText}</a></dd>
</dl></section>`;
}
