import { contentLengths } from './content-length.ts';
import {
  emptyLineBefore,
  isAfterEmptyLine,
  type Separator,
  type SeparatorRule,
  separatorAt,
  startsWithByteOrderMark,
} from './from-line.ts';
import { maxFromLineOctets, maxLengthHeaderOctets } from './limits.ts';

/** One message of an mbox as it stands there, its quoting not undone. `at` is the offset of its From line in the stream. */
export type Frame =
  | {
      readonly kind: 'message';
      readonly at: number;
      /** Without the From line and the one empty line that ends a message. Own memory, nobody else's: it may be transferred. */
      readonly octets: Buffer;
      /** What told where it ends. `misfit`: a separator, although it has a Content-Length. */
      readonly endedBy: 'length' | 'separator' | 'misfit' | 'stream';
    }
  /** What comes before the first From line, if it is more than white space. */
  | { readonly kind: 'preamble'; readonly at: 0; readonly octets: Buffer }
  /** A message over the limit, of which nothing was kept. */
  | { readonly kind: 'too-large'; readonly at: number; readonly size: number };

export interface SplitterOptions {
  readonly rule: SeparatorRule;
  /** Content-Length is believed where the message that it makes ends at the stream's end or before a From line. */
  readonly usesContentLength: boolean;
  readonly maxMessageOctets: number;
}

const leastCapacity = 1 << 20;
/** How many doubtful lines are told by their offset. */
const toldDoubts = 3;
const separatorStart = Buffer.from('\nFrom ');

/**
 * Cuts an mbox into messages, chunk by chunk; where the chunks are cut makes no difference.
 * Holds at most one message within the limit, a chunk, and as much again for room to grow; time is linear in the stream.
 */
export class MboxSplitter {
  readonly #options: SplitterOptions;
  #held = Buffer.allocUnsafeSlow(leastCapacity);
  /** What is held is `#held` from `#start` to `#end`; `#held[0]` is octet number `#base` of the stream. */
  #base = 0;
  #start = 0;
  #end = 0;
  /** The message being collected: offset of its From line in the stream, index of its first octet, and where to look on. */
  #at = 0;
  #body = 0;
  #scan = 0;
  #state: 'beginning' | 'preamble' | 'message' | 'passing-over' = 'beginning';
  /** Ends that Content-Length suggests, still to be tried; undefined: the header is not looked at yet. */
  #lengthEnds: number[] | undefined;
  #hasLength = false;
  readonly #doubtful = { count: 0, first: [] as number[] };

  constructor(options: SplitterOptions) {
    this.#options = options;
  }

  /** What is held in memory now, room to grow included. */
  get heldOctets(): number {
    return this.#held.length;
  }

  /** Lines that would be From lines if an empty line stood before them: how many so far, and the offsets of the first few. */
  get doubtful(): { readonly count: number; readonly first: readonly number[] } {
    return this.#doubtful;
  }

  /** The chunk is copied: it may be used again. */
  push(chunk: Uint8Array): Frame[] {
    this.#append(chunk);
    return this.#split(false);
  }

  /** The stream is over, or broke off. */
  finish(): Frame[] {
    return this.#split(true);
  }

  #split(isFinal: boolean): Frame[] {
    const frames: Frame[] = [];
    const held = this.#held.subarray(0, this.#end);
    if (this.#state === 'beginning' && !this.#begin(held, isFinal)) return frames;
    for (;;) {
      const found = this.#lengthEnd(held, isFinal) ?? this.#nextSeparator(held, isFinal);
      if (found === 'more') break;
      if (found === undefined) {
        if (isFinal) frames.push(...this.#frame(held, emptyLineBefore(held, this.#end, this.#body), this.#end, 'stream'));
        break;
      }
      frames.push(...this.#frame(held, found.bodyEnd, found.from, found.endedBy));
      if (found.separator === undefined) break;
      this.#beginMessage(found.from, found.separator.end);
    }
    if (isFinal) this.#end = 0;
    else if (this.#state !== 'passing-over' && this.#end - this.#body > this.#options.maxMessageOctets + 4 * maxFromLineOctets)
      this.#passOver();
    if (this.#state === 'passing-over') this.#start = Math.max(this.#start, this.#scan - 3);
    return frames;
  }

  /** False: more octets are needed to see what comes first. */
  #begin(held: Buffer, isFinal: boolean): boolean {
    if (held.length < 8 && !isFinal) return false;
    const first = startsWithByteOrderMark(held) ? 3 : 0;
    // Whoever calls this an mbox has looked at its first line: there, any "From " will do.
    const window = held.subarray(first, first + maxFromLineOctets);
    const lineEnd = window.indexOf(0x0a);
    if (lineEnd < 0 && window.length < maxFromLineOctets && !isFinal) return false;
    if (window.indexOf('From ') === 0 && (lineEnd >= 0 || isFinal)) {
      this.#beginMessage(first, lineEnd < 0 ? held.length : first + lineEnd + 1);
    } else {
      this.#state = 'preamble';
    }
    return true;
  }

  #beginMessage(from: number, body: number): void {
    this.#state = 'message';
    this.#at = this.#base + from;
    this.#start = from;
    this.#body = body;
    this.#scan = body;
    this.#hasLength = false;
    this.#lengthEnds = undefined;
  }

  #nextSeparator(held: Buffer, isFinal: boolean): Boundary | 'more' | undefined {
    const { rule } = this.#options;
    for (;;) {
      const lineFeed = held.indexOf(separatorStart, Math.max(0, this.#scan - 1));
      if (lineFeed < 0) {
        this.#scan = Math.max(this.#scan, held.length - separatorStart.length + 2);
        return undefined;
      }
      const from = lineFeed + 1;
      this.#scan = from;
      const isAfterEmpty = isAfterEmptyLine(held, from, this.#body);
      const separator = separatorAt(held, from, isFinal, rule, !isAfterEmpty);
      if (separator === 'more') return 'more';
      if (separator !== undefined) {
        if (!isAfterEmpty && rule.afterEmptyLine) {
          this.#doubt(this.#base + from);
        } else {
          const endedBy = this.#hasLength ? 'misfit' : 'separator';
          return { bodyEnd: emptyLineBefore(held, from, this.#body), from, separator, endedBy };
        }
      }
      this.#scan = from + 5;
    }
  }

  #doubt(at: number): void {
    this.#doubtful.count += 1;
    if (this.#doubtful.first.length < toldDoubts) this.#doubtful.first.push(at);
  }

  /** Where Content-Length says that the message ends, if that fits; `'more'` while that cannot be seen yet. */
  #lengthEnd(held: Buffer, isFinal: boolean): Boundary | 'more' | undefined {
    if (!this.#options.usesContentLength || this.#state !== 'message') return undefined;
    if (this.#lengthEnds === undefined) {
      // Not waited for any longer than until the message is over the limit.
      const most = Math.min(maxLengthHeaderOctets, this.#options.maxMessageOctets);
      const found = contentLengths(held, this.#body, Math.min(held.length, this.#body + most));
      if (found === undefined && !isFinal && held.length - this.#body < most) return 'more';
      const { headerEnd, lengths } = found ?? { headerEnd: 0, lengths: [] };
      this.#hasLength = lengths.length > 0;
      // Kept relative to the body: what is held may move.
      this.#lengthEnds = lengths.map((length) => headerEnd - this.#body + length).filter((end) => end <= this.#options.maxMessageOctets);
    }
    while (this.#lengthEnds.length > 0) {
      const bodyEnd = this.#body + this.#lengthEnds[0]!;
      const boundary = this.#boundaryAt(held, bodyEnd, isFinal);
      if (boundary !== undefined) return boundary;
      this.#lengthEnds.shift();
    }
    return undefined;
  }

  #boundaryAt(held: Buffer, bodyEnd: number, isFinal: boolean): Boundary | 'more' | undefined {
    if (bodyEnd > held.length) return isFinal ? undefined : 'more';
    // A body whose last line has no end is given one by the writer; then comes the empty line. Some write neither.
    let from = bodyEnd;
    for (let lines = held[bodyEnd - 1] === 0x0a ? 1 : 2; lines > 0; lines -= 1) {
      if (held.length - from < 2 && !isFinal) return 'more';
      if (held[from] === 0x0a) from += 1;
      else if (held[from] === 0x0d && held[from + 1] === 0x0a) from += 2;
    }
    if (from === held.length) return isFinal ? { bodyEnd, from, separator: undefined, endedBy: 'length' } : 'more';
    if (held[from - 1] !== 0x0a) return undefined;
    const separator = separatorAt(held, from, isFinal, this.#options.rule, false);
    if (separator === undefined || separator === 'more') return separator;
    return { bodyEnd, from, separator, endedBy: 'length' };
  }

  #frame(held: Buffer, bodyEnd: number, next: number, endedBy: Boundary['endedBy'] | 'stream'): Frame[] {
    if (this.#state === 'beginning') return [];
    if (this.#state === 'passing-over') return [{ kind: 'too-large', at: this.#at, size: this.#base + next - this.#at }];
    const size = bodyEnd - this.#body;
    if (size > this.#options.maxMessageOctets) return [{ kind: 'too-large', at: this.#at, size: this.#base + next - this.#at }];
    const octets = Buffer.allocUnsafeSlow(size);
    held.copy(octets, 0, this.#body, bodyEnd);
    if (this.#state === 'message') return [{ kind: 'message', at: this.#at, octets, endedBy }];
    return isBlank(octets) ? [] : [{ kind: 'preamble', at: 0, octets }];
  }

  /** The message is over the limit: from here on only its end is sought. */
  #passOver(): void {
    this.#state = 'passing-over';
    this.#body = 0;
  }

  #append(chunk: Uint8Array): void {
    const live = this.#end - this.#start;
    if (this.#end + chunk.length > this.#held.length) {
      // At least a quarter is free after a move, so each octet is moved a bounded number of times.
      const needed = Math.max(leastCapacity, Math.ceil(((live + chunk.length) * 4) / 3));
      if (needed > this.#held.length || needed * 8 < this.#held.length) {
        const larger = Buffer.allocUnsafeSlow(needed > leastCapacity ? needed * 2 : leastCapacity);
        this.#held.copy(larger, 0, this.#start, this.#end);
        this.#held = larger;
      } else {
        this.#held.copyWithin(0, this.#start, this.#end);
      }
      this.#base += this.#start;
      this.#body = Math.max(0, this.#body - this.#start);
      this.#scan -= this.#start;
      this.#start = 0;
      this.#end = live;
    }
    this.#held.set(chunk, this.#end);
    this.#end += chunk.length;
  }
}

interface Boundary {
  readonly bodyEnd: number;
  /** Index of the next From line, or the stream's end when there is no separator. */
  readonly from: number;
  readonly separator: Separator | undefined;
  readonly endedBy: 'length' | 'separator' | 'misfit';
}

function isBlank(octets: Uint8Array): boolean {
  return octets.every(
    (octet, index) =>
      octet === 0x0a || octet === 0x0d || octet === 0x20 || octet === 0x09 || (index < 3 && startsWithByteOrderMark(octets)),
  );
}
