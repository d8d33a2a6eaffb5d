import { maxKeyLineOctets } from './limits.ts';
import type { Row } from './row.ts';
import { RowFault } from './row.ts';

/** Something read from a key file, and the line it begins on: a row, or what was wrong. */
export type Found = { readonly line: number; readonly row: Row } | { readonly line: number; readonly fault: string };

/** One JSON object a line; empty lines count, and hold nothing. */
export function* rowsOfJsonl(octets: Uint8Array): Generator<Found> {
  let line = 0;
  for (let start = 0; start < octets.length; ) {
    const feed = octets.indexOf(0x0a, start);
    const end = feed < 0 ? octets.length : feed;
    line += 1;
    const found = rowOfLine(octets.subarray(start, end), line);
    if (found !== undefined) yield found;
    start = end + 1;
  }
}

function rowOfLine(octets: Uint8Array, line: number): Found | undefined {
  try {
    if (octets.length > maxKeyLineOctets) throw new RowFault('longer than any key');
    const text = decodeUtf8(octets).trim();
    if (text === '') return undefined;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RowFault('not a JSON object');
    return { line, row: value as Row };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { line, fault: 'not JSON: one object such as {"domain":"…","selector":"…","record":"…"} is expected on each line' };
    if (error instanceof RowFault) return { line, fault: error.message };
    throw error;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Throws RowFault for what is no UTF-8. A byte order mark is taken off. */
export function decodeUtf8(octets: Uint8Array): string {
  try {
    return utf8.decode(octets);
  } catch {
    throw new RowFault('not UTF-8');
  }
}
