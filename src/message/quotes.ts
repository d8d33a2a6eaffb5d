import { maxSegments, maxSplitLength, maxSplitLines } from './limits.ts';
import type { Attribution } from './quoting/attributions.ts';
import { findClosings } from './quoting/closings.ts';
import { type Layer, readLayers } from './quoting/layers.ts';
import { bare, type Line, readLines } from './quoting/lines.ts';

export type { Attribution } from './quoting/attributions.ts';
export type { AttributionDate } from './quoting/dates.ts';
export type { QuotedPerson } from './quoting/people.ts';

/** A run of lines of one kind, one depth and one source. */
export interface TextSegment {
  /**
   * `own`: the author's words. `quoted`: someone else's. `attribution`: the lines that say whose. `signature` and `disclaimer`: what the
   * author's mail program, his firm or a mailing list puts below his words.
   */
  readonly kind: 'own' | 'quoted' | 'attribution' | 'signature' | 'disclaimer';
  readonly text: string;
  /** 0: the author's; 1: whom he quotes; 2: whom that one quotes … An attribution has the depth of the text in which it stands. */
  readonly depth: number;
  /** Of a quote: what the attribution that introduces it says; absent where nothing introduces it. Of an attribution: what itself says. */
  readonly source?: Attribution;
  /** Of a quote: no mark says where it ends, so that what somebody wrote into it cannot be told from it. */
  readonly isUnmarked?: true;
}

/** A segment without its text. */
export type SegmentShape = Omit<TextSegment, 'text'>;

/**
 * Splits a text into the author's own words, what he quotes, how deep, and the lines that say whose. The segments joined are the text,
 * to the last character; no two neighbours have the same kind, depth and source.
 *
 * Quoted is:
 * - a line that begins with `>` (Gmail, Apple Mail, Thunderbird and all before them), as deep as it has marks, and an empty line
 *   between two such;
 * - all that follows a separator (`-----Original Message-----`, `Begin forwarded message:`) or a block of header lines (`From: … Sent:
 *   … To: … Subject:`), as Outlook and forwards write, each block one deeper than the one above it;
 * - all that follows an attribution (`On … wrote:`) where no `>` follows.
 * The phrases are those of the languages in `quoting/phrases/`. What an answer between quoted lines interrupts goes on below it.
 *
 * Where in doubt:
 * - Words are the author's own rather than quoted, a signature or a disclaimer: of a mail that is to be vouched for, more must then be
 *   found in what others sign; of a mail that vouches, less is quoted. Past the limits, too, all is one last segment of own words.
 * - A quote is shallow rather than deep, and without a source rather than with a wrong one; but below a block of header lines no mark
 *   says where that mail ends, so answers written into it are taken for its words. They are words of whoever signed the whole: they can
 *   confirm nothing that he does not say, but a difference from what he quotes may be his own addition, and is no forgery.
 * - Signatures and disclaimers hold words that nobody vouches for. Who leaves them out of a comparison must show them set apart.
 *
 * @param text - Line ends are LF (a CR is kept as part of its line).
 */
export function splitQuotes(text: string): TextSegment[] {
  const lines = readLines(text, { lines: maxSplitLines, length: maxSplitLength });
  const kinds = withClosings(lines, readLayers(lines));
  const segments: TextSegment[] = [];
  let start = 0;
  let end = 0;
  for (const [at, line] of lines.entries()) {
    end += line.text.length;
    if (at + 1 < lines.length && isSame(kinds[at]!, kinds[at + 1]!)) continue;
    const { kind, depth, source, isUnmarked } = kinds[at]!;
    segments.push({ kind, text: text.slice(start, end), depth, ...(source && { source }), ...(isUnmarked && { isUnmarked }) });
    start = end;
    if (segments.length >= maxSegments) break;
  }
  if (start === text.length) return segments;
  const last = segments.at(-1)?.kind === 'own' ? segments.pop()!.text : '';
  return [...segments, { kind: 'own', text: last + text.slice(start), depth: 0 }];
}

/**
 * The words of a segment as they were before they were quoted and wrapped: without quote marks, the lines of a paragraph joined by
 * spaces, paragraphs set apart by a line end.
 */
export function unquoted({ text, depth, kind }: TextSegment): string {
  const paragraphs: string[] = [];
  let paragraph: string[] = [];
  const isMarked = depth > 0 || kind === 'attribution';
  const contents = isMarked
    ? readLines(text).map((line) => line.text.slice(line.behindMarks).trim())
    : text.split('\n').map((line) => line.trim());
  for (const content of contents) {
    if (content !== '') paragraph.push(content);
    else if (paragraph.length > 0) {
      paragraphs.push(paragraph.join(' '));
      paragraph = [];
    }
  }
  if (paragraph.length > 0) paragraphs.push(paragraph.join(' '));
  return paragraphs.join('\n');
}

/** The text of a quoted segment without its quote marks, line by line as it is; any other segment as it is. */
export function withoutMarks({ text, depth, kind }: TextSegment): string {
  return depth > 0 || kind === 'attribution' ? readLines(text).map(bare).join('\n') : text;
}

type Kind = Omit<TextSegment, 'text'>;

/** Tells signatures and disclaimers from the own words above them. */
function withClosings(lines: readonly Line[], layers: readonly Layer[]): Kind[] {
  const kinds: Kind[] = [...layers];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    if (layers[start]!.kind === 'own') {
      while (end < lines.length && layers[end]!.kind === 'own') end++;
      const isLast = end === lines.length || layers[end]!.kind === 'attribution';
      for (const closing of findClosings(lines.slice(start, end), isLast)) {
        for (let at = start + closing.start; at < start + closing.end; at++) kinds[at] = { kind: closing.kind, depth: 0 };
      }
    }
    start = end;
  }
  return kinds;
}

function isSame(one: Kind, other: Kind): boolean {
  return one.kind === other.kind && one.depth === other.depth && one.source === other.source && one.isUnmarked === other.isUnmarked;
}
