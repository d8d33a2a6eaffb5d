import { maxRecordOctets } from './limits.ts';

/** One entry of a master file: a directive or a record, over as many lines as its parentheses hold. */
export interface Entry {
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** Whether a name stands at the start of the line; else the name of the entry before it counts. */
  readonly hasOwner: boolean;
  readonly tokens: readonly Token[];
  /** Why it cannot be read; its tokens are those before that. */
  readonly fault?: string;
}

export interface Token {
  /** Escapes undone: one character an octet where they stood for octets. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** A comment begins right behind it, without a space: often a semicolon that was meant to be part of it. */
  readonly isCut: boolean;
}

/**
 * Parts a master file into its entries, as zone files and the answers that DNS tools print have them. Comments and empty lines are
 * no entries.
 *
 * @see RFC 1035 §5.1
 */
export function* entriesOf(text: string): Generator<Entry> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const start = line;
    const hasOwner = !/[\s;()"]/.test(text[at]!);
    const scan = scanEntry(text, at);
    at = scan.end;
    line += scan.lines;
    if (scan.tokens.length > 0 || scan.fault !== undefined) {
      yield { line: start, hasOwner, tokens: scan.tokens, ...(scan.fault === undefined ? {} : { fault: scan.fault }) };
    }
  }
}

/** What one record can hold with every octet escaped, and room for comments. Stops one open parenthesis from taking in the rest. */
const maxEntryCharacters = 8 * maxRecordOctets;

interface Scan {
  readonly tokens: Token[];
  /** Where the next line begins. */
  readonly end: number;
  readonly lines: number;
  readonly fault?: string;
}

function scanEntry(text: string, start: number): Scan {
  const tokens: Token[] = [];
  let lines = 0;
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const char = text[at]!;
    if (at - start > maxEntryCharacters) return faulty('longer than any DNS record: is a parenthesis never closed?', at);
    if (char === '\n') {
      at += 1;
      lines += 1;
      if (depth === 0) return { tokens, end: at, lines };
    } else if (char === ';') {
      at = lineEnd(text, at);
    } else if (char === '(' || char === ')') {
      depth += char === '(' ? 1 : -1;
      if (depth < 0) return faulty('a parenthesis that was never opened', at);
      at += 1;
    } else if (char === '"') {
      const found = quoted(text, at + 1);
      if (found === undefined) return faulty('a quote that is opened is never closed', at);
      tokens.push({ text: found.text, isQuoted: true, isCut: false });
      at = found.end;
    } else if (/\s/.test(char)) {
      at += 1;
    } else {
      const found = bare(text, at);
      tokens.push({ text: found.text, isQuoted: false, isCut: text[found.end] === ';' });
      at = found.end;
    }
  }
  return depth > 0 ? faulty('a parenthesis that is never closed', text.length) : { tokens, end: text.length, lines };

  function faulty(fault: string, at: number): Scan {
    const end = lineEnd(text, at);
    return { tokens, end: end + 1, lines: lines + 1, fault };
  }
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed;
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

/** @returns Undefined where the line ends before the quote does. */
function quoted(text: string, from: number): Piece | undefined {
  let value = '';
  for (let at = from; at < text.length; ) {
    const char = text[at]!;
    if (char === '"') return { text: value, end: at + 1 };
    if (char === '\n') return undefined;
    const piece = character(text, at);
    value += piece.text;
    at = piece.end;
  }
  return undefined;
}

function bare(text: string, from: number): Piece {
  let value = '';
  let at = from;
  while (at < text.length && !/[\s;()"]/.test(text[at]!)) {
    const piece = character(text, at);
    value += piece.text;
    at = piece.end;
  }
  return { text: value, end: at };
}

/** `\DDD` is an octet, `\X` the character X. */
function character(text: string, at: number): Piece {
  if (text[at] !== '\\') return { text: text[at]!, end: at + 1 };
  const digits = /^\d{3}/.exec(text.slice(at + 1, at + 4))?.[0];
  if (digits !== undefined) return { text: String.fromCharCode(Number(digits) & 0xff), end: at + 4 };
  const next = text[at + 1];
  return next === undefined || next === '\n' ? { text: '\\', end: at + 1 } : { text: next, end: at + 2 };
}
