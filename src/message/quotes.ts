import { attributionKind, isForwardMark, isHeaderBlockStart, separatorLine } from './attributions.ts';
import { maxSegments, maxSplitLength } from './limits.ts';

/** A run of lines of one kind. */
export interface TextSegment {
  /** `own`: the author's words. `quoted`: someone else's. `attribution`: the lines that say whose. */
  readonly kind: 'own' | 'quoted' | 'attribution';
  readonly text: string;
}

/**
 * Splits a text into the author's own words, what he quotes, and the lines that name whom. The segments joined are the text, to the
 * last character; no two neighbours have one kind.
 *
 * Quoted is:
 * - a line that begins with `>` (Gmail, Apple Mail, Thunderbird and all before them), and an empty line between two such;
 * - all that follows a separator (`-----Original Message-----`, `Begin forwarded message:`, a ruler) or a block of header lines
 *   (`From: … Sent: … To: … Subject:`), as Outlook and forwards write, in English, French, German, Spanish, Italian, Dutch or Portuguese;
 * - all that follows an attribution (`On … wrote:`) that ends the author's text where no `>` follows.
 *
 * An attribution counts only where quoted text follows it, over at most four lines. Past the limits all is one last segment of the
 * author's own words: who looks for what somebody else vouches for must not find it there.
 *
 * @param text - Line ends are LF (a CR is kept as part of its line).
 */
export function splitQuotes(text: string): TextSegment[] {
  const bounded = text.length > maxSplitLength ? text.slice(0, maxSplitLength) : text;
  const lines = splitLines(bounded);
  const kinds = classify(lines);
  const segments: TextSegment[] = [];
  let length = 0;
  for (let from = 0, at = 1; at <= lines.length && segments.length < maxSegments; at++) {
    if (at < lines.length && kinds[at] === kinds[from]) continue;
    const segment = lines.slice(from, at).join('');
    segments.push({ kind: kinds[from]!, text: segment });
    length += segment.length;
    from = at;
  }
  if (length === text.length) return segments;
  const last = segments.at(-1)?.kind === 'own' ? segments.pop()!.text : '';
  return [...segments, { kind: 'own', text: last + text.slice(length) }];
}

type Kind = TextSegment['kind'];

/** Lines with their line ends. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function classify(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = lines.map((line) => (isMarked(line) ? 'quoted' : 'own'));
  joinOverEmptyLines(lines, kinds);
  const isAmongMarked = markedAttributions(lines, kinds);
  const tail = findTail(lines, kinds, isAmongMarked);
  if (tail !== undefined) {
    for (let at = tail.attributionStart; at < tail.quotedStart; at++) kinds[at] = 'attribution';
    for (let at = tail.quotedStart; at < lines.length; at++) if (kinds[at] === 'own') kinds[at] = 'quoted';
  }
  return kinds;
}

/** Up to three spaces may stand before the mark. `>From ` is how an mbox quotes its own separator. */
function isMarked(line: string): boolean {
  let at = 0;
  while (at < 3 && line.charCodeAt(at) === SPACE) at++;
  const unit = line.charCodeAt(at);
  return (unit === GREATER || unit === WIDE_GREATER) && !line.startsWith('>From ');
}

const SPACE = 0x20;
const GREATER = 0x3e;
const WIDE_GREATER = 0xff1e;

function isBlank(line: string | undefined): boolean {
  return line !== undefined && line.trimStart() === '';
}

/** Empty lines between two quoted ones are quoted: mail programs drop the mark. */
function joinOverEmptyLines(lines: readonly string[], kinds: Kind[]): void {
  let lastQuoted = -1;
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] === 'quoted') {
      if (lastQuoted !== -1) for (let between = lastQuoted + 1; between < at; between++) kinds[between] = 'quoted';
      lastQuoted = at;
    } else if (!isBlank(lines[at])) lastQuoted = -1;
  }
}

/** An attribution takes at most this many lines. */
const MAX_ATTRIBUTION_LINES = 4;

/** Marks the attributions right above lines with quote marks, or at their head. */
function markedAttributions(lines: readonly string[], kinds: Kind[]): boolean {
  let found = false;
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] !== 'quoted' || kinds[at - 1] === 'quoted' || kinds[at - 1] === 'attribution') continue;
    const inside = endOfMarkedAttribution(lines, at);
    if (inside !== undefined) {
      for (let line = at; line < inside; line++) kinds[line] = 'attribution';
      found = true;
      continue;
    }
    let last = at - 1;
    while (last > 0 && isBlank(lines[last]) && at - last <= 2) last--;
    const first = attributionStart(lines, kinds, last);
    for (let line = first ?? at; line < at; line++) kinds[line] = 'attribution';
    found ||= first !== undefined;
  }
  return found;
}

/** Apple Mail quotes the attribution too, as the first of the quoted lines. Returns where it ends. */
function endOfMarkedAttribution(lines: readonly string[], start: number): number | undefined {
  let joined = '';
  for (let at = start; at < lines.length && at - start < MAX_ATTRIBUTION_LINES; at++) {
    const content = /^ {0,3}[>\uff1e] ?(?![>\uff1e])(.*\S)/.exec(lines[at]!)?.[1];
    if (content === undefined) return undefined;
    joined = `${joined} ${content}`.trimStart();
    if (attributionKind(joined) === 'whole') return at + 1;
  }
  return undefined;
}

/** Where the attribution that ends at line `last` begins: the fewest lines that read as a whole one, else as the end of one. */
function attributionStart(lines: readonly string[], kinds: readonly Kind[], last: number): number | undefined {
  let joined = '';
  let asEnd: number | undefined;
  for (let first = last; first >= 0 && last - first < MAX_ATTRIBUTION_LINES; first--) {
    if (kinds[first] !== 'own' || isBlank(lines[first])) break;
    joined = `${lines[first]!.trim()} ${joined}`.trimEnd();
    const kind = attributionKind(joined);
    if (kind === 'whole') return first;
    if (kind === 'end') asEnd ??= first;
  }
  return asEnd;
}

/** What begins the part of a text that is quoted to its end. */
interface Tail {
  readonly attributionStart: number;
  readonly quotedStart: number;
}

function findTail(lines: readonly string[], kinds: readonly Kind[], hasMarked: boolean): Tail | undefined {
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] !== 'own') continue;
    const line = lines[at]!.trim();
    if (line === '') continue;
    if (separatorLine(line) || isForwardMark(line)) {
      const header = skipBlank(lines, at + 1);
      const end = isHeaderBlockStart(lines, header) ? endOfHeaderBlock(lines, header) : at + 1;
      // A ruler alone is no separator: header lines must follow it.
      if (end === at + 1 && !isForwardMark(line)) continue;
      return { attributionStart: at, quotedStart: end };
    }
    if (isHeaderBlockStart(lines, at)) return { attributionStart: at, quotedStart: endOfHeaderBlock(lines, at) };
    if (!hasMarked && isBlank(lines[at - 1] ?? '')) {
      const end = unmarkedAttribution(lines, kinds, at);
      if (end !== undefined) return { attributionStart: at, quotedStart: end };
    }
  }
  return undefined;
}

/** `On … wrote:` over unmarked text: only where it ends with a colon, stands after an empty line and something follows. */
function unmarkedAttribution(lines: readonly string[], kinds: readonly Kind[], start: number): number | undefined {
  let joined = '';
  for (let at = start; at < lines.length && at - start < MAX_ATTRIBUTION_LINES; at++) {
    if (kinds[at] !== 'own' || isBlank(lines[at])) return undefined;
    joined = `${joined} ${lines[at]!.trim()}`.trimStart();
    if (attributionKind(joined) === 'whole') return skipBlank(lines, at + 1) < lines.length ? at + 1 : undefined;
  }
  return undefined;
}

function skipBlank(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && at - start < 3 && isBlank(lines[at])) at++;
  return at;
}

/** A block of header lines runs to the next empty line; long To lists wrap. */
function endOfHeaderBlock(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && at - start < 60 && !isBlank(lines[at])) at++;
  return at;
}
