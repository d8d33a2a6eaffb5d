import { TextPieces } from './text-pieces.ts';

/**
 * Octets to text by a charset label as mail programs write it.
 *
 * Labels are WHATWG's (so `iso-8859-1` reads as windows-1252, `gb2312` as GBK), plus the aliases below. Deviations from "the label
 * is right", all told here:
 * - `us-ascii`, `iso-8859-1`, `windows-1252` and unknown labels over octets that are valid, not all-ASCII UTF-8: UTF-8.
 * - `utf-8` over octets that are more often not UTF-8 than UTF-8: windows-1252.
 * - no label: UTF-8 where valid, else windows-1252.
 * - `utf-7` (RFC 2152) is decoded here, since no platform does.
 * Never throws: what cannot be decoded becomes U+FFFD.
 */
export function decodeCharset(octets: Uint8Array, label?: string): string {
  const name = label === undefined ? undefined : canonicalLabel(label);
  if (name === 'utf-7') return decodeUtf7(octetsToLatin1(octets));
  if (name === undefined || name === 'windows-1252') return decodeUndeclared(octets);
  if (name === 'utf-8') return decodeDeclaredUtf8(octets);
  const decoder = decoderFor(name);
  if (decoder === undefined) return decodeUndeclared(octets);
  return decoder.decode(name === 'iso-2022-jp' ? withoutIdleEscapes(octets) : octets);
}

/** UTF-8 where the octets are valid UTF-8, else windows-1252: what to do with text that nobody labelled. */
export function decodeUndeclared(octets: Uint8Array): string {
  return strictUtf8(octets) ?? windows1252.decode(octets);
}

/** The text of valid UTF-8 octets, else undefined. */
export function strictUtf8(octets: Uint8Array): string | undefined {
  try {
    return fatalUtf8.decode(octets);
  } catch {
    return undefined;
  }
}

/** One UTF-16 unit an octet: no information is lost, and `latin1ToOctets` undoes it. */
export function octetsToLatin1(octets: Uint8Array, start = 0, end = octets.length): string {
  if (end - start <= LATIN1_CHUNK) return String.fromCharCode.apply(null, octets.subarray(start, end) as unknown as number[]);
  const chunks: string[] = [];
  for (let at = start; at < end; at += LATIN1_CHUNK) {
    chunks.push(String.fromCharCode.apply(null, octets.subarray(at, Math.min(end, at + LATIN1_CHUNK)) as unknown as number[]));
  }
  return chunks.join('');
}

/** The low octet of each UTF-16 unit: the inverse of `octetsToLatin1`. */
export function latin1ToOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) octets[i] = text.charCodeAt(i);
  return octets;
}

/** Small enough for the argument limit of every engine. */
const LATIN1_CHUNK = 4096;

const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');
const windows1252 = new TextDecoder('windows-1252');

/** Labels seen in mail that WHATWG's Encoding Standard lacks. `undefined`: the label says nothing. */
const aliases: ReadonlyMap<string, string | undefined> = new Map([
  ['', undefined],
  ['unknown', undefined],
  ['x-unknown', undefined],
  ['unknown-8bit', undefined],
  ['default', undefined],
  ['default_charset', undefined],
  ['binary', undefined],
  ['8bit', undefined],
  ['7bit', undefined],
  ['ansi', 'windows-1252'],
  ['ascii', 'windows-1252'],
  ['latin-1', 'windows-1252'],
  ['iso-latin-1', 'windows-1252'],
  ['8859-1', 'windows-1252'],
  ['utf', 'utf-8'],
  ['utf8mb4', 'utf-8'],
  ['utf-8mb4', 'utf-8'],
  ['cp65001', 'utf-8'],
  ['unicode-2-0-utf-8', 'utf-8'],
  ['unicode-1-1-utf-7', 'utf-7'],
  ['utf7', 'utf-7'],
  ['utf-7', 'utf-7'],
  ['koi8', 'koi8-r'],
  ['koi8r', 'koi8-r'],
  ['koi8u', 'koi8-u'],
  ['gb-2312', 'gbk'],
  ['euc-cn', 'gbk'],
  ['eucgb2312', 'gbk'],
  ['cp936', 'gbk'],
  ['ms936', 'gbk'],
  ['cp950', 'big5'],
  ['ms950', 'big5'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['shift-jis-2004', 'shift_jis'],
  ['eucjp', 'euc-jp'],
  ['euc_jp', 'euc-jp'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-2022-jp-2', 'iso-2022-jp'],
  ['iso-2022-jp-3', 'iso-2022-jp'],
  ['iso-2022-jp-ms', 'iso-2022-jp'],
  ['cp50220', 'iso-2022-jp'],
  ['cp949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['euckr', 'euc-kr'],
  ['macroman', 'macintosh'],
  ['mac-roman', 'macintosh'],
  ['tis620', 'windows-874'],
]);

function canonicalLabel(label: string): string | undefined {
  let name = label.trim().toLowerCase();
  if (name.length > 40) return undefined;
  name = name.replace(/^["']+|["';]+$/g, '').replace(/^charset=/, '');
  if (aliases.has(name)) return aliases.get(name);
  const windowsPage = /^(?:cp|win|windows|ms|x-cp|x-windows)[-_ ]?(125[0-8]|874)$/.exec(name);
  if (windowsPage !== null) return `windows-${windowsPage[1]}`;
  const isoPage = /^iso[-_ ]?8859[-_ ](\d{1,2})(?:[-_](?:[ie]|\d{4}))?$/.exec(name);
  if (isoPage !== null && name !== 'iso-8859-8-i') name = `iso-8859-${isoPage[1]}`;
  return decoderFor(name)?.encoding;
}

type Decoder = InstanceType<typeof TextDecoder>;

/** Decoders are costly to make and stateless to use. The set of keys is bounded: only labels that the platform knows are kept. */
const decoders = new Map<string, Decoder>();

function decoderFor(name: string): Decoder | undefined {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(name);
    decoders.set(name, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}

/** WHATWG's decoder calls two escape sequences in a row an error; encoded-words that are joined have them at every joint. */
function withoutIdleEscapes(octets: Uint8Array): Uint8Array {
  return latin1ToOctets(octetsToLatin1(octets).replace(/(?:\x1b[($][@BIJ])+(?=\x1b[($][@BIJ])/g, ''));
}

function decodeDeclaredUtf8(octets: Uint8Array): string {
  const text = strictUtf8(octets);
  if (text !== undefined) return text;
  const loose = looseUtf8.decode(octets);
  let wrong = 0;
  let right = 0;
  for (let i = 0; i < loose.length; i++) {
    const unit = loose.charCodeAt(i);
    if (unit === 0xfffd) wrong++;
    else if (unit > 0x7f) right++;
  }
  return right >= wrong ? loose : windows1252.decode(octets);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 2152. A sequence that breaks off or strays from the alphabet ends where it does. */
function decodeUtf7(text: string): string {
  const out = new TextPieces();
  let plainFrom = 0;
  for (let plus = text.indexOf('+'); plus !== -1; plus = text.indexOf('+', plainFrom)) {
    out.add(text.slice(plainFrom, plus));
    notInUtf7.lastIndex = plus + 1;
    const end = notInUtf7.exec(text)?.index ?? text.length;
    out.add(end === plus + 1 ? '+' : utf7Sequence(text, plus + 1, end));
    plainFrom = text[end] === '-' ? end + 1 : end;
  }
  out.add(text.slice(plainFrom));
  return out.joined();
}

const notInUtf7 = /[^A-Za-z0-9+/]/g;

function utf7Sequence(text: string, start: number, end: number): string {
  const out = new TextPieces();
  let bits = 0;
  let held = 0;
  for (let at = start; at < end; at++) {
    bits = ((bits << 6) | BASE64.indexOf(text[at]!)) & 0x3fffff;
    held += 6;
    if (held >= 16) {
      held -= 16;
      out.add(String.fromCharCode((bits >> held) & 0xffff));
    }
  }
  return out.joined();
}
