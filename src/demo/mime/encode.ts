/**
 * Text and octets into what mail may carry. Octets are held in latin-1 strings (one character an octet) until a message is whole.
 */

export type Charset = 'us-ascii' | 'iso-8859-1' | 'windows-1252' | 'utf-8';
export type TransferEncoding = '7bit' | '8bit' | 'quoted-printable' | 'base64';

/** What windows-1252 has and ISO 8859-1 has not, by octet from 0x80 on; a space where it has nothing. */
const WINDOWS_1252_ONLY = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** The narrowest of these charsets that has every character of the text, never narrower than `wished`. */
export function fittingCharset(text: string, wished: Charset): Charset {
  if (wished === 'utf-8') return wished;
  if (isAscii(text)) return wished;
  if (/^[\x00-\x7f\xa0-\xff]*$/.test(text)) return wished === 'us-ascii' ? 'iso-8859-1' : wished;
  return /^[\x00-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/.test(text) ? 'windows-1252' : 'utf-8';
}

export function encodeText(text: string, charset: Charset): string {
  if (isAscii(text)) return text;
  if (charset === 'utf-8') return Buffer.from(text, 'utf8').toString('latin1');
  if (charset === 'windows-1252') return text.replace(/[^\x00-\x7f\xa0-\xff]/g, windows1252);
  return text;
}

function windows1252(character: string): string {
  const at = WINDOWS_1252_ONLY.indexOf(character);
  return at < 0 ? '?' : String.fromCharCode(0x80 + at);
}

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Whether a line is too long for mail (RFC 5322 §2.1.1), or nearly. */
export function hasLongLine(text: string): boolean {
  for (let at = 0; ; ) {
    const end = text.indexOf('\n', at);
    if ((end < 0 ? text.length : end) - at > 990) return true;
    if (end < 0) return false;
    at = end + 1;
  }
}

/** RFC 2045 §6.7, of text whose lines end in CRLF. */
export function quotedPrintable(octets: string): string {
  const escaped = octets.replace(/[^\x20-\x3c\x3e-\x7e\r\n]|[ \t](?=\r\n|$)/g, (character) => hex('=', character));
  return escaped.includes('\n') || escaped.length > 76
    ? escaped
        .split('\r\n')
        .map((line) => softBreaks(line))
        .join('\r\n')
    : escaped;
}

function softBreaks(line: string): string {
  if (line.length <= 76) return line;
  let text = '';
  let at = 0;
  while (line.length - at > 76) {
    let end = at + 75;
    if (line[end - 1] === '=') end -= 1;
    else if (line[end - 2] === '=') end -= 2;
    text += `${line.slice(at, end)}=\r\n`;
    at = end;
  }
  return text + line.slice(at);
}

/** Lines of 76 characters, each ending in CRLF (RFC 2045 §6.8). */
export function base64Lines(octets: Uint8Array): string {
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += 76) lines.push(text.slice(at, at + 76));
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}

/** RFC 2047 where the text needs it; else the text as it is. Words are cut between characters and folded. */
export function encodedWords(text: string, charset: Charset, style: 'Q' | 'B'): string {
  if (isAscii(text)) return text;
  const used = fittingCharset(text, charset === 'us-ascii' ? 'iso-8859-1' : charset);
  const words: string[] = [];
  let piece = '';
  const room = 74 - used.length - 7;
  const lengthOf = (octets: string) => (style === 'B' ? Math.ceil(octets.length / 3) * 4 : qWord(octets).length);
  for (const character of text) {
    const octets = encodeText(character, used);
    if (lengthOf(piece + octets) > room) {
      words.push(piece);
      piece = '';
    }
    piece += octets;
  }
  words.push(piece);
  return words
    .map((octets) => `=?${used}?${style}?${style === 'B' ? Buffer.from(octets, 'latin1').toString('base64') : qWord(octets)}?=`)
    .join('\r\n ');
}

function qWord(octets: string): string {
  return octets.replace(/[^A-Za-z0-9!*+\-/ ]/g, (character) => hex('=', character)).replaceAll(' ', '_');
}

/** `; filename=…` (or another parameter) by RFC 2231, in continuations where it is long. */
export function extendedParameter(name: string, value: string): string {
  if (isAscii(value)) return `;\r\n\t${name}="${value}"`;
  const escaped = encodeText(value, 'utf-8').replace(/[^A-Za-z0-9.\-_]/g, (character) => hex('%', character));
  if (escaped.length < 55) return `;\r\n\t${name}*=UTF-8''${escaped}`;
  const pieces = [''];
  for (const unit of escaped.match(/%..|./g) ?? []) {
    if (pieces.at(-1)!.length > 45) pieces.push('');
    pieces[pieces.length - 1] += unit;
  }
  return pieces.map((piece, at) => `;\r\n\t${name}*${at}*=${at === 0 ? "UTF-8''" : ''}${piece}`).join('');
}

function hex(lead: string, character: string): string {
  return lead + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}

/** Breaks a line at spaces, so that no line is longer than `width` where that can be. */
export function wrap(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    let cut = rest.lastIndexOf(' ', width);
    if (cut <= 0) cut = rest.indexOf(' ', width);
    if (cut <= 0) break;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  lines.push(rest);
  return lines;
}

export function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
