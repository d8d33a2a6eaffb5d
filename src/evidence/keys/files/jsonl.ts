import type { Found, OtherRecord } from './found.ts';
import { maxKeyLineOctets } from './limits.ts';
import { rowsOfObject } from './object-row.ts';
import { type Row, RowFault } from './row.ts';

/** One JSON object a line; empty lines count, and hold nothing. */
export function* rowsOfJsonl(octets: Uint8Array): Generator<Found | OtherRecord> {
  let line = 0;
  for (let start = 0; start < octets.length; ) {
    const feed = octets.indexOf(0x0a, start);
    const end = feed < 0 ? octets.length : feed;
    line += 1;
    yield* rowsOfLine(octets.subarray(start, end), line);
    start = end + 1;
  }
}

function* rowsOfLine(octets: Uint8Array, line: number): Generator<Found | OtherRecord> {
  try {
    if (octets.length > maxKeyLineOctets) throw new RowFault('longer than any key');
    const text = decodeUtf8(octets).trim();
    if (text === '') return;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RowFault('not a JSON object');
    yield* rowsOfObject(value as Row, line);
  } catch (error) {
    if (error instanceof SyntaxError)
      yield { line, fault: 'not JSON: one object such as {"domain":"…","selector":"…","record":"…"} is expected on each line' };
    else if (error instanceof RowFault) yield { line, fault: error.message };
    else throw error;
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
