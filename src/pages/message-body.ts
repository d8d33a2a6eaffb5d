import { nameOverrides, strangersText } from './display.ts';
import { counted, formatSize } from './format.ts';
import { type Html, html, octetLength } from './html.ts';
import type { Site } from './layout.ts';
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

export interface MailText {
  readonly source: 'plain' | 'html' | 'none';
  readonly segments: readonly TextSegment[];
  /** The segments are not all of it. */
  readonly goesOn?: boolean;
  /** What the body holds after the part that the deciding signature covers. */
  readonly unsignedTail?: string | undefined;
}

export interface TextSegment {
  readonly kind: 'own' | 'quoted' | 'attribution';
  readonly text: string;
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
<section class="mail-text" aria-label="${words.message.mailText}">${mailText(view, words)}</section>
<aside class="margin">${attachments(view, words)}${thread(view, words)}${identity(view, words)}</aside>
</div>`,
    site,
  );
}

function mailText({ text, head }: MessageView, words: Words): Html {
  if (text.source === 'none' || (text.goesOn !== true && text.segments.every((segment) => segment.text.trim() === ''))) {
    return html`<p class="note">${words.message.noText}</p>`;
  }
  const blocks: Html[] = [];
  let left = maxTextOctets;
  let cut = text.goesOn ?? false;
  for (const block of foldable(text.segments)) {
    const piece = block.text.length > left ? { ...block, text: block.text.slice(0, left) } : block;
    const shown = segmentBlock(piece, words);
    left -= octetLength(shown);
    blocks.push(shown);
    if (piece === block && left > 0) continue;
    cut = true;
    break;
  }
  return html`${text.source === 'html' && html`<p class="note">${words.message.fromHtml}</p>`}${blocks}${
    cut && html`<p class="note">${words.message.cut} <a href="${urls.messageText(head.number)}">${words.message.readAll}</a></p>`
  }${text.unsignedTail !== undefined && text.unsignedTail.trim() !== '' && tail(text.unsignedTail, words)}`;
}

/** So much of a text, as markup, keeps its page under 100 kB. The whole is a click away. */
const maxTextOctets = 48_000;
const maxTailOctets = 12_000;

interface Block extends TextSegment {
  readonly attribution?: string;
}

/** Joins an attribution with the quote that follows it: they fold together. */
function foldable(segments: readonly TextSegment[]): Block[] {
  const blocks: Block[] = [];
  let attribution: string | undefined;
  for (const segment of segments) {
    if (segment.kind === 'attribution') {
      if (attribution !== undefined) blocks.push({ kind: 'own', text: attribution });
      attribution = segment.text;
    } else if (segment.kind === 'quoted') {
      blocks.push(attribution === undefined ? segment : { ...segment, attribution });
      attribution = undefined;
    } else {
      if (attribution !== undefined) blocks.push({ kind: 'own', text: attribution });
      attribution = undefined;
      if (segment.text.trim() !== '') blocks.push(segment);
    }
  }
  if (attribution !== undefined) blocks.push({ kind: 'own', text: attribution });
  return blocks;
}

function segmentBlock(block: Block, words: Words): Html {
  const text = nameOverrides(block.text).replace(/^(?:[ \t]*\n)+|\s+$/g, '');
  if (block.kind !== 'quoted') return html`<div class="own" dir="auto">${text}</div>`;
  const lines = counted(text.split('\n').length, words.line, words);
  const line = block.attribution?.trim().replace(/\s+/g, ' ');
  return html`<details class="quote"><summary>${line === undefined || line === '' ? words.message.quoted : strangersText(line.slice(0, 300))} <span class="count">· ${lines}</span></summary><blockquote dir="auto">${text}</blockquote></details>`;
}

function tail(text: string, words: Words): Html {
  return html`<section class="unsigned-tail" aria-label="${words.coverage.uncovered}"><p class="note">${words.message.unsignedTail}</p><div class="own" dir="auto">${nameOverrides(
    text.slice(0, maxTailOctets),
  ).trim()}</div></section>`;
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
