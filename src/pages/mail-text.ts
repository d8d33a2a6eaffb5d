import { type TextSegment, withoutMarks } from '../message/quotes.ts';
import { nameOverrides, strangersText } from './display.ts';
import { counted } from './format.ts';
import { type Html, html, octetLength } from './html.ts';
import { type Origins, originLine } from './quote-origin.ts';
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
  /** Where quotes are from, by the segment with which each begins. */
  readonly origins?: Origins;
}

/** How much of a text is shown, and how. */
export interface TextRoom {
  /** `unfolded` where it stands beside another form of the same mail, to be compared with it. By default `folded`. */
  readonly quotes?: 'folded' | 'unfolded';
  /** As markup, in octets. By default what keeps a page of one mail under 100 kB; the whole is a click away. */
  readonly text?: number;
  /** In UTF-16 units: of each fold. By default all that the text has room for. */
  readonly quote?: number;
  readonly tail?: number;
  /** Where the rest of a longer text is; by default where it stands as plain text. */
  readonly rest?: { readonly address: string; readonly label: string };
}

/** The text of a mail, escaped, as far as its page has room. */
export function mailText({ number }: { readonly number: number }, text: MailText, words: Words, room: TextRoom = {}): Html {
  if (text.source === 'none' || (text.goesOn !== true && text.segments.every((segment) => segment.text.trim() === ''))) {
    return html`<p class="note">${words.message.noText}</p>`;
  }
  const blocks: Html[] = [];
  let left = room.text ?? maxTextOctets;
  let cut = text.goesOn ?? false;
  for (const segments of foldable(text.segments)) {
    const length = segments.reduce((sum, segment) => sum + segment.text.length, 0);
    const most = segments.some(isQuote) ? Math.min(left, room.quote ?? left) : left;
    const isEnd = length > most && most === left;
    const shown = block(length > most ? cutTo(segments, most) : segments, words, room.quotes ?? 'folded', text.origins);
    left -= octetLength(shown);
    blocks.push(shown);
    if (left > 0 && !isEnd) continue;
    cut = true;
    break;
  }
  const { address, label } = room.rest ?? { address: urls.messageText(number), label: words.message.readAll };
  return html`${text.source === 'html' && html`<p class="note">${words.message.fromHtml}</p>`}${blocks}${
    cut && html`<p class="note">${words.message.cut} <a href="${address}">${label}</a></p>`
  }${text.unsignedTail !== undefined && text.unsignedTail.trim() !== '' && tail(text.unsignedTail, room.tail ?? maxTailOctets, words)}`;
}

const maxTextOctets = 48_000;
const maxTailOctets = 12_000;
/** Quotes are shown so deep at most; deeper ones stand among those. Stops a chain of thousands from as many nested elements. */
const maxShownDepth = 8;

/** Segments that fold together: an attribution at depth 0 and all quotes up to the author's own next words. All others stand alone. */
function foldable(segments: readonly TextSegment[]): TextSegment[][] {
  const blocks: TextSegment[][] = [];
  let quote: TextSegment[] | undefined;
  for (const segment of segments) {
    if (!isQuote(segment)) {
      quote = undefined;
      if (segment.text.trim() !== '') blocks.push([segment]);
    } else if (quote === undefined || (segment.kind === 'attribution' && segment.depth === 0)) {
      quote = [segment];
      blocks.push(quote);
    } else quote.push(segment);
  }
  return blocks;
}

function isQuote({ kind }: TextSegment): boolean {
  return kind === 'quoted' || kind === 'attribution';
}

/** The beginning of a segment that the page has no room for. */
interface CutSegment extends TextSegment {
  readonly whole: TextSegment;
}

function wholeOf(segment: TextSegment | CutSegment): TextSegment {
  return 'whole' in segment ? segment.whole : segment;
}

function cutTo(segments: readonly TextSegment[], length: number): (TextSegment | CutSegment)[] {
  const kept: (TextSegment | CutSegment)[] = [];
  let left = length;
  for (const segment of segments) {
    if (left <= 0) break;
    kept.push(segment.text.length > left ? { ...segment, text: `${segment.text.slice(0, left)} …`, whole: segment } : segment);
    left -= segment.text.length;
  }
  return kept;
}

function block(segments: readonly TextSegment[], words: Words, quotes: 'folded' | 'unfolded', origins: Origins = new Map()): Html {
  const [first] = segments;
  if (first === undefined || !segments.some(({ kind }) => kind === 'quoted')) {
    const isClosing = first?.kind === 'signature' || first?.kind === 'disclaimer';
    return html`<div class="own${isClosing && ' closing'}" dir="auto" lang="">${segments.map(({ text }) => trimmed(text))}</div>`;
  }
  const lines = segments.reduce((sum, { kind, text }) => (kind === 'quoted' ? sum + trimmed(text).split('\n').length : sum), 0);
  const hasLine = first.kind === 'attribution' && isSummarised(first);
  // What the fold is of stands below its line, to be seen while it is folded.
  const outer = segments.find((segment) => segment.kind === 'quoted' && segment.depth === 1);
  const origin = outer && origins.get(wholeOf(outer));
  return html`<details class="quote"${quotes === 'unfolded' && html` open`}><summary>${summary(segments, words)} <span class="count">· ${counted(
    lines,
    words.line,
    words,
  )}</span></summary>${nested(hasLine ? segments : segments.filter((segment) => segment !== first || first.kind === 'quoted'), 0, { origins, outer }, words)}</details>${origin && originLine(origin, words)}`;
}

/** Whose words a fold holds: the sender and the time that the attribution names, else its own text. */
function summary(segments: readonly TextSegment[], words: Words): Html | string {
  const first = segments[0]!;
  const { source } = segments.find(({ source }) => source !== undefined) ?? first;
  const who = source?.sender?.name ?? source?.sender?.address;
  if (who !== undefined && (first.kind === 'quoted' || isSummarised(first))) {
    const name = strangersText(who.slice(0, 120));
    const label = source?.style === 'forward' ? words.message.forwardedFrom : words.message.quotedFrom;
    const when = first.kind === 'attribution' && source?.date !== undefined && html`, ${strangersText(source.date.text)}`;
    return html`${label} ${name}${when}`;
  }
  const line = first.kind === 'attribution' ? first.text.trim().replace(/\s+/g, ' ') : '';
  return line === '' ? html`${words.message.quoted}` : strangersText(line.slice(0, 300));
}

/** A block of header lines, or more than a line holds: its summary names sender and time, and it stands below in full. */
function isSummarised({ text, source }: TextSegment): boolean {
  return source?.sender !== undefined && text.trim().split('\n').length > 2;
}

/** Quotes within quotes, each in its own element, which indents it. */
function nested(
  segments: readonly TextSegment[],
  depth: number,
  known: { readonly origins: Origins; readonly outer: TextSegment | undefined },
  words: Words,
): Html[] {
  const parts: Html[] = [];
  for (let from = 0; from < segments.length; ) {
    const segment = segments[from]!;
    if (shownDepth(segment) <= depth) {
      const origin = segment === known.outer ? undefined : known.origins.get(wholeOf(segment));
      if (origin !== undefined) parts.push(originLine(origin, words));
      const text = trimmed(withoutMarks(segment));
      if (text !== '') {
        parts.push(
          segment.kind === 'attribution'
            ? html`<p class="attribution" dir="auto" lang="">${text}</p>`
            : html`<div dir="auto" lang="">${text}</div>`,
        );
      }
      from++;
      continue;
    }
    let to = from + 1;
    while (to < segments.length && shownDepth(segments[to]!) > depth) to++;
    parts.push(html`<blockquote>${nested(segments.slice(from, to), depth + 1, known, words)}</blockquote>`);
    from = to;
  }
  return parts;
}

function shownDepth({ depth }: TextSegment): number {
  return Math.min(depth, maxShownDepth);
}

function trimmed(text: string): string {
  return nameOverrides(text)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

function tail(text: string, most: number, words: Words): Html {
  return html`<section class="unsigned-tail" aria-label="${words.coverage.uncovered}"><p class="note">${words.message.unsignedTail}</p><div class="own" dir="auto" lang="">${nameOverrides(
    text.slice(0, most),
  ).trim()}</div></section>`;
}
