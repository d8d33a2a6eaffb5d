import { latin1ToOctets, octetsToLatin1 } from './charset.ts';
import { maxBoundaryOctets } from './limits.ts';

/** A line of a body that is a delimiter of an open multipart. */
export interface Delimiter {
  /** Where the line begins: its `--` stands here. */
  readonly start: number;
  /** After its line end. */
  readonly end: number;
  /** Which of the open boundaries it is of: an index, 0 the outermost. */
  readonly level: number;
  /** It ends in `--`: no part follows. */
  readonly isClose: boolean;
}

/** A line that looks like a delimiter, of whatever boundary. */
export interface BoundaryLike {
  readonly start: number;
  readonly boundary: string;
}

/**
 * Calls `visit` with the start of every line in a range that begins with `--`, until `visit` answers true.
 *
 * @param start - Where a line begins.
 */
export function visitDashLines(octets: Uint8Array, start: number, end: number, visit: (lineStart: number) => boolean): void {
  if (octets[start] === HYPHEN && octets[start + 1] === HYPHEN && start + 1 < end && visit(start)) return;
  // Looks for LF, hyphen, hyphen by its last octet: most octets are neither, and then the next two need not be looked at.
  for (let at = start + 2; at < end; ) {
    const octet = octets[at];
    if (octet === HYPHEN) {
      if (octets[at - 1] === HYPHEN && octets[at - 2] === LF && visit(at - 1)) return;
      at++;
    } else at += octet === LF ? 2 : 3;
  }
}

/** What `findDelimiter` needs to know of the boundaries that are open; made anew when they change. */
export interface DelimiterSearch {
  readonly open: readonly string[];
  /** The length of the shortest delimiter, its line end before it included; longer ones are looked for by as much of them. */
  readonly width: number;
  /** How far the window may jump when this octet stands under its end (Horspool 1980, for several patterns). */
  readonly jumps: Uint8Array;
}

export function prepareSearch(open: readonly string[]): DelimiterSearch {
  // How wide white space is may have changed on the way: what stands before it tells whether a line is worth a look.
  const patterns = open.map((boundary) => latin1ToOctets(`\n--${boundary.split(' ', 1)[0]}`));
  const width = Math.min(...patterns.map((pattern) => pattern.length), MAX_WIDTH);
  const jumps = new Uint8Array(256).fill(width);
  for (const pattern of patterns) {
    for (let at = 0; at < width - 1; at++) jumps[pattern[at]!] = Math.min(jumps[pattern[at]!]!, width - 1 - at);
  }
  return { open, width, jumps };
}

/**
 * The first delimiter from `start` on, which is where a line begins. Boundaries are long and rare in bodies, so that most octets are
 * never looked at; at worst each is looked at once for each place where a delimiter could begin.
 */
export function findDelimiter(octets: Uint8Array, start: number, search: DelimiterSearch): Delimiter | undefined {
  const { open, width, jumps } = search;
  const atStart = delimiterAt(octets, start, open);
  if (atStart !== undefined) return atStart;
  for (let last = start + width - 1; last < octets.length; last += jumps[octets[last]!]!) {
    const lineFeed = last - width + 1;
    if (octets[lineFeed] !== LF || octets[lineFeed + 1] !== HYPHEN || octets[lineFeed + 2] !== HYPHEN) continue;
    const found = delimiterAt(octets, lineFeed + 1, open);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The delimiter that the line at `start` is, of the innermost boundary that fits; undefined when it is none. */
export function delimiterAt(octets: Uint8Array, start: number, open: readonly string[]): Delimiter | undefined {
  if (octets[start + 1] !== HYPHEN || octets[start] !== HYPHEN) return undefined;
  const { text, end } = dashLine(octets, start, octets.length);
  if (text === undefined) return undefined;
  const closed = text.endsWith('--') ? text.slice(0, -2) : undefined;
  for (let level = open.length - 1; level >= 0; level--) {
    if (open[level] === text) return { start, end, level, isClose: false };
    if (open[level] === closed) return { start, end, level, isClose: true };
  }
  return undefined;
}

/**
 * The boundary that the line at `start` could be a delimiter of, had someone declared it: `--`, 1 to 70 characters that RFC 2046
 * §5.1.1 allows, and below it header fields of which one is a `Content-…` field. A signature separator (`-- `), PGP armour
 * (`-----BEGIN …`) and the lines of a diff (`--- a/file`) have no such fields below them.
 */
export function boundaryLikeAt(octets: Uint8Array, start: number, end: number): string | undefined {
  const { text, end: lineEnd } = dashLine(octets, start, end);
  if (text === undefined || !/^[0-9A-Za-z'()+_,\-./:=? ]{1,70}$/.test(text)) return undefined;
  return hasContentField(octets, lineEnd, end) ? text : undefined;
}

/** Jumps are octets. */
const MAX_WIDTH = 255;
const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const HYPHEN = 45;

/** A header of a part is seldom longer; past it, a line that looks like a delimiter is taken for text. */
const MAX_PART_HEADER_LINES = 30;

/**
 * The line at `start` without its `--` and its trailing white space, other white space one space: how wide it is no relaxed signature covers.
 * Undefined when too long for a delimiter.
 */
function dashLine(octets: Uint8Array, start: number, limit: number): { text: string | undefined; end: number } {
  const lineFeed = octets.indexOf(LF, start);
  const end = lineFeed === -1 || lineFeed >= limit ? limit : lineFeed + 1;
  let text = '';
  let from = start + 2;
  for (let at = from; ; ) {
    while (at < end && !isSpace(octets[at]!)) at++;
    text += octetsToLatin1(octets, from, Math.min(at, from + TOO_LONG));
    if (text.length > maxBoundaryOctets + 2) return { text: undefined, end };
    while (at < end && isSpace(octets[at]!)) at++;
    if (at >= end) return { text, end };
    text += ' ';
    from = at;
  }
}

/** A lone CR is as little of a boundary as a space. */
function isSpace(octet: number): boolean {
  return octet === SPACE || octet === TAB || octet === CR || octet === LF;
}

const TOO_LONG = maxBoundaryOctets + 3;

const field = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;

function hasContentField(octets: Uint8Array, start: number, end: number): boolean {
  let at = start;
  for (let lines = 0; lines < MAX_PART_HEADER_LINES && at < end; lines++) {
    const lineFeed = octets.indexOf(LF, at);
    const lineEnd = lineFeed === -1 || lineFeed >= end ? end : lineFeed + 1;
    const line = octetsToLatin1(octets, at, Math.min(lineEnd, at + 80));
    if (/^content-[a-z-]+[ \t]*:/i.test(line)) return true;
    if (line.startsWith('--')) return false;
    const continues = lines > 0 && /^[ \t]+\S/.test(line);
    if (!continues && !field.test(line)) return false;
    at = lineEnd;
  }
  return false;
}
