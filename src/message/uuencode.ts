import { decodeUndeclared } from './charset.ts';
import type { OctetRange } from './fields.ts';
import { maxUuencodedBlocks } from './limits.ts';

/** A file that stands uuencoded in a text: from its `begin` line to after its `end` line. */
export interface UuencodedBlock extends OctetRange {
  /** After the `begin` line. */
  readonly bodyStart: number;
  readonly filename: string;
}

/**
 * The uuencoded files in a text (POSIX uuencode): `begin MODE NAME`, lines of data whose first character fits their length, `end`.
 * A `begin` without such lines and an `end` is text. Linear: what was read as data is not searched again.
 */
export function findUuencodedBlocks(octets: Uint8Array, start: number, end: number): UuencodedBlock[] {
  const blocks: UuencodedBlock[] = [];
  let at = findBegin(octets, start, end);
  while (at !== -1 && blocks.length < maxUuencodedBlocks) {
    const { block, next } = readBlock(octets, at, end);
    if (block !== undefined) blocks.push(block);
    at = findBegin(octets, next, end);
  }
  return blocks;
}

/**
 * The octets of uuencoded lines, from after the `begin` line (from the first line, where there is none) up to a line of length zero, an
 * `end`, or the first that is no data. Never throws.
 */
export function decodeUuencode(octets: Uint8Array): Uint8Array {
  const begin = findBegin(octets, 0, octets.length);
  const out = new Uint8Array(Math.ceil((octets.length * 3) / 4) + 3);
  let length = 0;
  let at = begin === -1 ? 0 : endOfLine(octets, begin, octets.length);
  while (at < octets.length) {
    const lineEnd = endOfLine(octets, at, octets.length);
    const count = dataCount(octets, at, lineEnd);
    if (count === undefined || count === 0) break;
    const wanted = length + count;
    for (let from = at + 1; length < wanted; from += 4) {
      const high = (digit(octets, from, lineEnd) << 6) | digit(octets, from + 1, lineEnd);
      const low = (digit(octets, from + 2, lineEnd) << 6) | digit(octets, from + 3, lineEnd);
      out[length++] = high >> 4;
      if (length < wanted) out[length++] = (high << 4) | (low >> 8);
      if (length < wanted) out[length++] = low;
    }
    at = lineEnd;
  }
  return out.subarray(0, length);
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
/** LF, then `begin`. */
const pattern = Uint8Array.of(10, 98, 101, 103, 105, 110);
/** How far a search may jump when the octet under the pattern's end is this one (Horspool 1980). */
const jumps = new Uint8Array(256).fill(pattern.length);
for (let i = 0; i < pattern.length - 1; i++) jumps[pattern[i]!] = pattern.length - 1 - i;

/** Where the next line that begins with `begin` and white space starts, or -1. */
function findBegin(octets: Uint8Array, start: number, end: number): number {
  if (start < end && isBegin(octets, start)) return start;
  const last = pattern.length - 1;
  for (let at = start + last; at < end; at += jumps[octets[at]!]!) {
    if (octets[at] === pattern[last] && octets[at - last] === LF && isBegin(octets, at - 4)) return at - 4;
  }
  return -1;
}

function isBegin(octets: Uint8Array, at: number): boolean {
  for (let i = 1; i < pattern.length; i++) if (octets[at + i - 1] !== pattern[i]) return false;
  return isSpace(octets[at + 5]);
}

function isSpace(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}

function readBlock(octets: Uint8Array, start: number, end: number): { block?: UuencodedBlock; next: number } {
  const bodyStart = endOfLine(octets, start, end);
  const line = decodeUndeclared(octets.subarray(start, Math.min(bodyStart, start + maxBeginOctets))).replace(/[ \t]+/g, ' ');
  const begin = /^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n$/.exec(line);
  if (begin === null) return { next: bodyStart };
  let at = bodyStart;
  let lines = 0;
  while (at < end) {
    const lineEnd = endOfLine(octets, at, end);
    if (isEnd(octets, at, lineEnd)) {
      if (lines === 0) return { next: lineEnd };
      return { block: { start, end: lineEnd, bodyStart, filename: begin[1]!.trim() }, next: lineEnd };
    }
    if (dataCount(octets, at, lineEnd) === undefined) break;
    lines++;
    at = lineEnd;
  }
  return { next: at };
}

/** White space in it may have been made wider on the way, as wide as lines are passed on. */
const maxBeginOctets = 2_000;

function endOfLine(octets: Uint8Array, start: number, end: number): number {
  const lineFeed = octets.indexOf(LF, start);
  return lineFeed === -1 || lineFeed >= end ? end : lineFeed + 1;
}

function isEnd(octets: Uint8Array, start: number, lineEnd: number): boolean {
  let end = lineEnd;
  while (end > start && (octets[end - 1] === LF || octets[end - 1] === CR || isSpace(octets[end - 1]))) end--;
  return end - start === 3 && octets[start] === 101 && octets[start + 1] === 110 && octets[start + 2] === 100;
}

/** How many octets a line of data says it holds; undefined when it is none. Spaces that transport cut off its end are zeros. */
function dataCount(octets: Uint8Array, start: number, lineEnd: number): number | undefined {
  const first = octets[start]!;
  if (first === LF || first === CR) return 0;
  if (first < 32 || first > 96) return undefined;
  const count = (first - 32) & 63;
  // White space at the end of a line comes and goes on the way: digits of zero, as transport takes them for it.
  let end = lineEnd;
  while (end > start + 1 && (octets[end - 1] === LF || octets[end - 1] === CR || isSpace(octets[end - 1]))) end--;
  const digits = end - start - 1;
  // One more is a checksum that some encoders add.
  if (digits > Math.ceil(count / 3) * 4 + 1) return undefined;
  for (let at = start + 1; at < end; at++) if (octets[at]! < 32 || octets[at]! > 96) return undefined;
  return count;
}

function digit(octets: Uint8Array, at: number, lineEnd: number): number {
  if (at >= lineEnd) return 0;
  const octet = octets[at]!;
  return octet < 32 ? 0 : (octet - 32) & 63;
}
