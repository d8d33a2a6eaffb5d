import { hexPair } from './encoded-words.ts';

/**
 * Undoes base64.
 *
 * Octets that are not of the alphabet are passed over (RFC 2045 §6.8). Padding ends the data, and what lists add below it is not read,
 * but for a next line that is base64 from end to end: some programs join pieces that they encoded one by one. A last group of one
 * digit holds no octet. Never throws.
 */
export function decodeBase64(encoded: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(encoded.length / 4) * 3);
  const length = encoded.length;
  let at = 0;
  let written = 0;
  let bits = 0;
  let held = 0;
  while (at < length) {
    if (held === 0) {
      // Whole groups of four digits, which is nearly all there is.
      while (at + 3 < length) {
        const a = digits[encoded[at]!]!;
        const b = digits[encoded[at + 1]!]!;
        const c = digits[encoded[at + 2]!]!;
        const d = digits[encoded[at + 3]!]!;
        if ((a | b | c | d) > 63) break;
        out[written] = (a << 2) | (b >> 4);
        out[written + 1] = (b << 4) | (c >> 2);
        out[written + 2] = (c << 6) | d;
        written += 3;
        at += 4;
      }
      if (at >= length) break;
    }
    const octet = encoded[at++]!;
    const digit = digits[octet]!;
    if (digit <= 63) {
      bits = ((bits << 6) | digit) & 0xffffff;
      if (++held === 4) {
        out[written++] = bits >> 16;
        out[written++] = bits >> 8;
        out[written++] = bits;
        held = 0;
      }
    } else if (octet === EQUALS && held > 0) {
      written = flushGroup(out, written, bits, held);
      held = 0;
      at = nextPiece(encoded, at);
    }
  }
  return out.subarray(0, flushGroup(out, written, bits, held));
}

/**
 * Undoes quoted-printable.
 *
 * White space at the end of a line goes (RFC 2045 §6.7, rule 3); `=` that escapes nothing stays as it is; small hexadecimal digits
 * are read. Line ends are kept as they are. Never throws.
 */
export function decodeQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const out = new Uint8Array(encoded.length);
  const length = encoded.length;
  let written = 0;
  /** Where white space that may turn out to end a line begins in `out`. */
  let inkEnd = 0;
  let at = 0;
  while (at < length) {
    const octet = encoded[at]!;
    if (octet > SPACE && octet !== EQUALS) {
      out[written++] = octet;
      inkEnd = written;
      at++;
      continue;
    }
    if (octet === EQUALS) {
      const value = hexPair(encoded[at + 1], encoded[at + 2]);
      if (value !== -1) {
        out[written++] = value;
        inkEnd = written;
        at += 3;
        continue;
      }
      const next = endOfSoftBreak(encoded, at + 1);
      if (next !== -1) {
        inkEnd = written;
        at = next;
        continue;
      }
      out[written++] = octet;
      inkEnd = written;
    } else if (octet === SPACE || octet === TAB) out[written++] = octet;
    else {
      if (octet === LF || (octet === CR && encoded[at + 1] === LF)) written = inkEnd;
      out[written++] = octet;
      inkEnd = written;
    }
    at++;
  }
  return out.subarray(0, inkEnd);
}

/** Pads base64; escapes in quoted-printable. */
const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/** The value of each digit of base64; 64 for what is none. */
const digits = new Uint8Array(256).fill(64);
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  digits[letter.charCodeAt(0)] = value;
}

function flushGroup(out: Uint8Array, written: number, bits: number, held: number): number {
  if (held === 3) {
    out[written++] = bits >> 10;
    out[written++] = bits >> 2;
  } else if (held === 2) out[written++] = bits >> 4;
  return written;
}

/** After padding: where the next line begins if it is whole groups of digits, else the end of all. */
function nextPiece(encoded: Uint8Array, afterPad: number): number {
  const lineFeed = encoded.indexOf(LF, afterPad);
  if (lineFeed === -1) return encoded.length;
  let at = lineFeed + 1;
  while (at < encoded.length && digits[encoded[at]!]! <= 63) at++;
  const digitCount = at - lineFeed - 1;
  while (encoded[at] === EQUALS) at++;
  const length = at - lineFeed - 1;
  // White space at the end of a line comes and goes on the way.
  while (encoded[at] === SPACE || encoded[at] === TAB) at++;
  const isWhole = digitCount > 0 && length % 4 === 0 && (at === encoded.length || encoded[at] === LF || encoded[at] === CR);
  return isWhole ? lineFeed + 1 : encoded.length;
}

/** After `=`: the octet after a soft line break, its transport padding included; -1 where there is none. */
function endOfSoftBreak(encoded: Uint8Array, start: number): number {
  let at = start;
  while (encoded[at] === SPACE || encoded[at] === TAB) at++;
  if (at >= encoded.length) return at;
  if (encoded[at] === LF) return at + 1;
  return encoded[at] === CR && encoded[at + 1] === LF ? at + 2 : -1;
}
