import { nameOverrides, strangersText } from './display.ts';
import { counted } from './format.ts';
import { type Html, html, octetLength } from './html.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** What a reader sees of a mail's body: its own words, what it quotes, and the lines that say whose that is. */
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

/**
 * The text of a mail, escaped, as far as its page has room.
 *
 * @param quotes - `unfolded` where it stands beside another form of the same mail, to be compared with it.
 */
export function mailText({ number }: MessageHead, text: MailText, words: Words, quotes: 'folded' | 'unfolded' = 'folded'): Html {
  if (text.source === 'none' || (text.goesOn !== true && text.segments.every((segment) => segment.text.trim() === ''))) {
    return html`<p class="note">${words.message.noText}</p>`;
  }
  const blocks: Html[] = [];
  let left = maxTextOctets;
  let cut = text.goesOn ?? false;
  for (const block of foldable(text.segments)) {
    const piece = block.text.length > left ? { ...block, text: block.text.slice(0, left) } : block;
    const shown = segmentBlock(piece, words, quotes);
    left -= octetLength(shown);
    blocks.push(shown);
    if (piece === block && left > 0) continue;
    cut = true;
    break;
  }
  return html`${text.source === 'html' && html`<p class="note">${words.message.fromHtml}</p>`}${blocks}${
    cut && html`<p class="note">${words.message.cut} <a href="${urls.messageText(number)}">${words.message.readAll}</a></p>`
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

function segmentBlock(block: Block, words: Words, quotes: 'folded' | 'unfolded'): Html {
  const text = nameOverrides(block.text).replace(/^(?:[ \t]*\n)+|\s+$/g, '');
  if (block.kind !== 'quoted') return html`<div class="own" dir="auto" lang="">${text}</div>`;
  const lines = counted(text.split('\n').length, words.line, words);
  const line = block.attribution?.trim().replace(/\s+/g, ' ');
  return html`<details class="quote"${quotes === 'unfolded' && html` open`}><summary>${line === undefined || line === '' ? words.message.quoted : strangersText(line.slice(0, 300))} <span class="count">· ${lines}</span></summary><blockquote dir="auto" lang="">${text}</blockquote></details>`;
}

function tail(text: string, words: Words): Html {
  return html`<section class="unsigned-tail" aria-label="${words.coverage.uncovered}"><p class="note">${words.message.unsignedTail}</p><div class="own" dir="auto" lang="">${nameOverrides(
    text.slice(0, maxTailOctets),
  ).trim()}</div></section>`;
}
