import { decodeCharset } from './charset.ts';
import { concatenate } from './octets.ts';

/**
 * Text with its RFC 2047 encoded-words decoded.
 *
 * Declared deviations: words are decoded wherever they stand (inside quoted strings and glued to other text too), may be longer than
 * 75 characters, and may hold spaces or question marks in Q encoding, since mail programs write and read all of these. White space
 * between two words goes (§6.2); octets of adjacent words in one charset are joined *before* they become text, so that a character
 * split over two words survives. A word that cannot be decoded stays as it is.
 *
 * @see RFC 2047; RFC 2231 §5 (language after `*`)
 */
export function decodeEncodedWords(text: string): string {
  let opening = text.indexOf('=?');
  if (opening === -1) return text;
  const out: string[] = [];
  let pending: { charset: string; octets: Uint8Array[] } | undefined;
  let plainFrom = 0;
  let close = -1;
  /** The last place before `close` of what base64 does not have, once a word failed by it: every other that begins before it fails too. */
  let foreign = -1;

  const flush = (): void => {
    if (pending !== undefined) out.push(decodeCharset(concatenate(pending.octets), pending.charset));
    pending = undefined;
  };

  while (opening !== -1) {
    const head = matchHead(text, opening);
    if (head === undefined) {
      opening = text.indexOf('=?', opening + 2);
      continue;
    }
    // The search for the end goes forward only: a text of openings without an end costs one scan.
    if (close < head.textStart) close = text.indexOf('?=', head.textStart);
    if (close === -1) break;
    const nextOpening = text.indexOf('=?', head.textStart);
    // `…?Q?=41?=`: an opening may seem to stand at the very end of the text; only one wholly inside breaks the word.
    if (nextOpening !== -1 && nextOpening + 1 < close && matchHead(text, nextOpening) !== undefined) {
      opening = nextOpening;
      continue;
    }
    const isForeign = head.encoding === 'b' && head.textStart <= foreign;
    const octets = isForeign ? undefined : decodeWord(head.encoding, text.slice(head.textStart, close));
    if (octets === undefined) {
      if (!isForeign) foreign = lastForeign(text, close);
      opening = nextOpening;
      continue;
    }
    const between = text.slice(plainFrom, opening);
    const isAdjacent = pending !== undefined && /^[ \t\r\n]*$/.test(between);
    if (!isAdjacent) {
      flush();
      out.push(between);
    } else if (pending !== undefined && pending.charset !== head.charset) flush();
    if (pending === undefined) pending = { charset: head.charset, octets: [] };
    pending.octets.push(octets);
    plainFrom = close + 2;
    opening = text.indexOf('=?', plainFrom);
  }
  flush();
  out.push(text.slice(plainFrom));
  return out.join('');
}

/** Whether an encoded-word begins at `at`, and where it ends: addresses must not be split inside one. */
export function endOfEncodedWord(text: string, at: number): number | undefined {
  const head = matchHead(text, at);
  if (head === undefined) return undefined;
  // RFC 2047 §2 allows 75 characters; some mail programs write a whole name in one word.
  const close = text.slice(head.textStart, head.textStart + 1_000).indexOf('?=');
  return close === -1 ? undefined : head.textStart + close + 2;
}

const head = /=\?([^?*\s=]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?/y;

function matchHead(text: string, at: number): { charset: string; encoding: string; textStart: number } | undefined {
  head.lastIndex = at;
  const match = head.exec(text);
  if (match === null) return undefined;
  return { charset: match[1]!.toLowerCase(), encoding: match[2]!.toLowerCase(), textStart: head.lastIndex };
}

function decodeWord(encoding: string, text: string): Uint8Array | undefined {
  return encoding === 'b' ? decodeB(text) : decodeQ(text);
}

function decodeB(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s=]+/g, '');
  if (/[^A-Za-z0-9+/]/.test(digits)) return undefined;
  try {
    // One digit left over holds no whole octet.
    const binary = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
    return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The last place before `end` of what {@link decodeB} takes nowhere. */
function lastForeign(text: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && /[A-Za-z0-9+/\s=]/.test(text[at]!)) at--;
  return at;
}

const utf8 = new TextEncoder();

function decodeQ(text: string): Uint8Array {
  const source = utf8.encode(text);
  const out = new Uint8Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at++) {
    const octet = source[at]!;
    if (octet === 0x5f) out[length++] = 0x20;
    else if (octet === 0x3d) {
      const value = hexPair(source[at + 1], source[at + 2]);
      if (value === -1) out[length++] = octet;
      else {
        out[length++] = value;
        at += 2;
      }
    } else out[length++] = octet;
  }
  return out.subarray(0, length);
}

/** The value of two hexadecimal digits, or -1. */
export function hexPair(high: number | undefined, low: number | undefined): number {
  const h = hexDigit(high);
  const l = hexDigit(low);
  return h === -1 || l === -1 ? -1 : h * 16 + l;
}

function hexDigit(octet: number | undefined): number {
  if (octet === undefined) return -1;
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
