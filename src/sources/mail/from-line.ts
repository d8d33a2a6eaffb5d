import { maxFromLineOctets } from './limits.ts';

/**
 * What stands behind "From ":
 * - `dated`: an envelope sender (or none) and a date, as every writer of mbox since V7 Unix puts it, Gmail's and Eudora's too;
 * - `dateless`: `From -` (Netscape) or `From 1844347792267117879@xxx` (Gmail since 2025), nothing more;
 * - `patch`: git's own magic date, which begins a patch and stands in the bodies of many messages.
 */
export type FromLineKind = 'dated' | 'dateless' | 'patch';

/** Which lines separate messages, in one file. Found from that file's beginning: see `separatorRuleOf`. */
export interface SeparatorRule {
  /** Lines without a date count. True only where the file's first one has none. */
  readonly dateless: boolean;
  /** Lines of `git format-patch` count. True only where the file begins with one. */
  readonly patch: boolean;
  /** Lines of no known form count, if they have so many words and a field follows. Told only where the file's first is such a line. */
  readonly words?: number;
  /** An empty line must come before. False only for a file whose writer puts none (Eudora). */
  readonly afterEmptyLine: boolean;
}

const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '\\d{1,2}:\\d{2}(?::\\d{2})?';
const zone = '(?: {1,3}(?:[+-]\\d{4}|[A-Z]{1,5}))';
const asctime = `${weekday},? {1,3}${month} {1,3}\\d{1,2} {1,3}${time}${zone}{0,2} {1,3}\\d{2,4}${zone}{0,2}`;
const internet = `${weekday}, {0,3}\\d{1,2} {1,3}${month} {1,3}\\d{2,4} {1,3}${time}${zone}?(?: {1,3}\\([A-Z]{1,5}\\))?`;
/** The date ends the line, but for UUCP's note. Every repetition is bounded: the line may be hostile. */
const endsWithDate = new RegExp(` (?:${asctime}|${internet})(?: remote from \\S{1,255})?[ \\t]{0,80}$`);
const isPatch = /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$/;
const isDateless = /^From (?:-|[^\s@]{1,255}@[^\s@]{1,255}|MAILER-DAEMON)[ \t]{0,80}$/;
export const isFieldStart = /^[\x21-\x39\x3b-\x7e]{1,200}[ \t]{0,80}:/;

/** @param line - As latin-1, its line end off, beginning with "From ". Undefined: words that happen to begin with "From". */
export function fromLineKind(line: string): FromLineKind | undefined {
  if (isPatch.test(line)) return 'patch';
  if (endsWithDate.test(line)) return 'dated';
  if (isDateless.test(line)) return 'dateless';
  return undefined;
}

/** A line that `separatorAt` took for one. `end` is the index after its line end. */
export interface Separator {
  readonly kind: FromLineKind | 'by-words';
  readonly end: number;
}

/**
 * Whether the line at `at` separates messages. Its place (line start, empty line before) is the caller's to check.
 *
 * @param held - All that is held; nothing beyond `held.length` is known yet, unless `isFinal`.
 * @param needsField - The next line must begin a field too. Always asked of a line without a known date.
 * @returns `'more'` when that depends on octets still to come: at most `maxFromLineOctets` and a few.
 */
export function separatorAt(
  held: Buffer,
  at: number,
  isFinal: boolean,
  rule: SeparatorRule,
  needsField: boolean,
): Separator | 'more' | undefined {
  const window = held.subarray(at, at + maxFromLineOctets);
  const lineEnd = window.indexOf(0x0a);
  if (lineEnd < 0 && (window.length === maxFromLineOctets || !isFinal)) {
    return window.length === maxFromLineOctets ? undefined : 'more';
  }
  const kind = kindByRule((lineEnd < 0 ? window : window.subarray(0, lineEnd)).toString('latin1').replace(/\r$/, ''), rule);
  if (kind === undefined) return undefined;
  const end = lineEnd < 0 ? held.length : at + lineEnd + 1;
  if ((kind === 'dated' || kind === 'patch') && !needsField) return { kind, end };
  const next = held.subarray(end, end + 300);
  if (isFieldStart.test(next.toString('latin1'))) return { kind, end };
  return next.length === 300 || next.includes(0x0a) || isFinal ? undefined : 'more';
}

function kindByRule(line: string, rule: SeparatorRule): Separator['kind'] | undefined {
  if (!line.startsWith('From ')) return undefined;
  const kind = fromLineKind(line);
  switch (kind) {
    case 'dated':
      return kind;
    case 'dateless':
      return rule.dateless ? kind : undefined;
    case 'patch':
      return rule.patch ? kind : undefined;
    case undefined:
      return rule.words !== undefined && wordsOf(line) === rule.words ? 'by-words' : undefined;
    default:
      return kind satisfies never;
  }
}

function wordsOf(line: string): number {
  return line.split(/[ \t]+/).filter((word) => word !== '').length;
}

/**
 * Finds out which lines separate messages, from an mbox's beginning.
 *
 * @param mostWithout - How many From lines behind a line of text, for each one behind an empty line, are still taken for text.
 */
export function separatorRuleOf(head: Buffer, mostWithout: number): SeparatorRule {
  const words = wordsOfFirstLine(head);
  const ownWords = words === undefined ? {} : { words };
  const anything: SeparatorRule = { dateless: true, patch: true, afterEmptyLine: false, ...ownWords };
  let first: Separator['kind'] | undefined;
  let afterEmptyLine = 0;
  let afterText = 0;
  for (let at = head.indexOf('From '); at >= 0; at = head.indexOf('From ', at + 5)) {
    if (at > 0 && !isLineStart(head, at)) continue;
    const found = separatorAt(head, at, true, anything, true);
    if (found === undefined || found === 'more') continue;
    if (first === undefined) {
      first = found.kind;
    } else if (found.kind !== 'patch' || first === 'patch') {
      if (isAfterEmptyLine(head, at, 0)) afterEmptyLine += 1;
      else afterText += 1;
    }
  }
  return {
    dateless: first === 'dateless',
    patch: first === 'patch',
    afterEmptyLine: afterText <= afterEmptyLine * mostWithout,
    ...ownWords,
  };
}

/**
 * Where an empty line, a From line and a header field first follow each other: an mbox, if the file is one, although it begins with
 * something else. git's patches do not count. Time is linear in what is given.
 */
export function firstSeparatorWithin(octets: Buffer): number | undefined {
  const rule: SeparatorRule = { dateless: true, patch: false, afterEmptyLine: true };
  for (let lineFeed = octets.indexOf('\nFrom '); lineFeed >= 0; lineFeed = octets.indexOf('\nFrom ', lineFeed + 6)) {
    const at = lineFeed + 1;
    if (isAfterEmptyLine(octets, at, 0) && typeof separatorAt(octets, at, true, rule, true) === 'object') return at;
  }
  return undefined;
}

/** How many words the first line has, if it begins with "From " and has no form that is known. */
function wordsOfFirstLine(head: Buffer): number | undefined {
  const start = startsWithByteOrderMark(head) ? 3 : 0;
  const [line = ''] = head
    .toString('latin1', start, start + maxFromLineOctets)
    .trimStart()
    .split(/\r?\n/, 1);
  return line.startsWith('From ') && fromLineKind(line) === undefined ? wordsOf(line) : undefined;
}

/** A line begins at `at`: behind a line feed, or behind the byte order mark that some editors put first. */
export function isLineStart(held: Buffer, at: number): boolean {
  return held[at - 1] === 0x0a || (at === 3 && startsWithByteOrderMark(held));
}

export function startsWithByteOrderMark(held: Uint8Array): boolean {
  return held[0] === 0xef && held[1] === 0xbb && held[2] === 0xbf;
}

/** The line before the one at `at` is empty, and lies at or behind `from`. */
export function isAfterEmptyLine(held: Buffer, at: number, from: number): boolean {
  return emptyLineBefore(held, at, from) < at;
}

/** Where the empty line that ends at `at` begins; `at` itself when there is none. Nothing before `from` is looked at. */
export function emptyLineBefore(held: Buffer, at: number, from: number): number {
  if (at <= from || held[at - 1] !== 0x0a) return at;
  const start = at - 2 >= from && held[at - 2] === 0x0d ? at - 2 : at - 1;
  return start === from || held[start - 1] === 0x0a ? start : at;
}
