import { downloadLink, fileName, type MessageLine } from './attachment-list.ts';
import { strangersText } from './display.ts';
import { type Html, html, joined, octetLength } from './html.ts';
import type { Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { shortName } from './people.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface MessageAttachmentsView {
  readonly head: MessageHead;
  readonly files: readonly AttachedFileView[];
}

export interface AttachedFileView {
  readonly name?: string | undefined;
  readonly safeName: string;
  /** Section number of the part. */
  readonly part: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
  /** How many times the octets are attached, in all of the archive. */
  readonly copies: number;
  /** The first of the other messages that have them. */
  readonly elsewhere: readonly Pick<MessageLine, 'number' | 'verdict'>[];
  /** The first of the other messages that have them and are signed whole. */
  readonly signedIn: readonly Pick<MessageLine, 'number' | 'verdict' | 'from'>[];
}

/** What is attached to a message: each file with what identifies it, and where else it is. */
export function messageAttachmentsPage({ head, files }: MessageAttachmentsView, site: Site): string {
  const { words } = site;
  const w = words.attachments;
  const shown: Html[] = [];
  let left = maxOctets;
  for (const file of files) {
    const item = fileSection(file, shown.length + 1, words);
    left -= octetLength(item);
    if (left < 0) break;
    shown.push(item);
  }
  return messageFrame(
    head,
    'attachments',
    html`<section class="attached" aria-label="${words.message.tabs.attachments}">
<p class="note">${w.messageNote} ${words.message.attachmentsNote}</p>
${shown}
${shown.length < head.attachments && html`<p class="note"><a href="${urls.messageJson(head.number)}">${w.cut(shown.length, head.attachments)}</a></p>`}
</section>`,
    site,
  );
}

/** With the head of the message this stays under 100 kB. */
const maxOctets = 56_000;

function fileSection(file: AttachedFileView, place: number, words: Words): Html {
  const w = words.attachments;
  const { sha256, md5, name, safeName, part, type, size } = file;
  return html`<section aria-labelledby="file-${place}"><h2 id="file-${place}">${fileName(name, words)} ${downloadLink(sha256, name, safeName, words)}</h2>
<dl class="facts">
<div><dt>${w.type}</dt><dd>${strangersText(type.slice(0, 120))}</dd></div>
<div><dt>${w.size}</dt><dd>${w.octets(size)}</dd></div>
<div><dt>${w.part}</dt><dd>${strangersText(part.slice(0, 120))}</dd></div>
<div><dt>${w.sha256}</dt><dd class="hash"><a href="${urls.file(sha256)}">${sha256}</a></dd></div>
<div><dt>${w.md5}</dt><dd class="hash">${md5}</dd></div>
<div><dt>${w.sameElsewhere}</dt><dd>${elsewhere(file, words)}</dd></div>
${file.signedIn.length > 0 && html`<div><dt>${w.signedIn}</dt><dd>${signedIn(file, words)}</dd></div>`}
</dl></section>`;
}

function signedIn({ signedIn }: AttachedFileView, words: Words): Html {
  const links = signedIn.map(
    ({ number, verdict, from }) =>
      html`<span class="elsewhere"><a href="${urls.message(number)}">${words.numbered(number)}</a> ${verdictTag(verdict, words)}${from[0] && html` ${strangersText(shortName(from[0]))}`}</span>`,
  );
  return html`${joined(links, ', ')}. ${words.attachments.signedInNote}`;
}

function elsewhere({ copies, sha256, elsewhere }: AttachedFileView, words: Words): Html {
  const w = words.attachments;
  if (elsewhere.length === 0) return html`${w.nowhereElse}`;
  const links = elsewhere.map(
    ({ number, verdict }) =>
      html`<span class="elsewhere"><a href="${urls.message(number)}">${words.numbered(number)}</a> ${verdictTag(verdict, words)}</span>`,
  );
  return html`${joined(links, ', ')} · <a href="${urls.file(sha256)}">${w.allOccurrences(copies)}</a>`;
}
