import { octetsToLatin1 } from '../../message/charset.ts';
import { decodePart, partText } from '../../message/content.ts';
import { htmlToText } from '../../message/html-text.ts';
import type { Message } from '../../message/message.ts';
import type { Part } from '../../message/parts.ts';
import { sameOctets } from '../same-octets.ts';
import { withoutCharsetMeta } from './charset-meta.ts';

export type LeafDifference = { readonly kind: 'same' | 'differs' } | { readonly kind: 'added'; readonly text: string };

/**
 * Compares what two leaves of the same type and name hold.
 *
 * Text is compared as text, whatever its charset and encoding, in the white space of relaxed canonicalisation. Declared to be the
 * same, as well: `>` before a plain line that begins with `From `, and dots at the beginning of one, however many (mboxes and SMTP put
 * them there; a dot that is gone altogether is a difference); a line of plain octets that was broken at the 998 octets of RFC 5321 §4.5.3.1.6 (with the `!` that sendmail leaves
 * there); and HTML with and without a `<meta>` in its head that names a charset and nothing else. Anything that is not text is the same octet for
 * octet, or, where its octets stand in the mail as they are, line for line.
 */
export function sameLeaf(sides: { readonly shown: Message; readonly signed: Message }, shown: Part, signed: Part): LeafDifference {
  // A multipart without any part is shown as text.
  if (!/^(?:text|multipart)\//.test(shown.type)) return { kind: isSameFile(sides, shown, signed) ? 'same' : 'differs' };
  for (const name of ['format', 'delsp'])
    if (shown.parameters.get(name)?.toLowerCase() !== signed.parameters.get(name)?.toLowerCase()) return { kind: 'differs' };
  const text = comparable(sides.shown, shown, 'once');
  const signedText = comparable(sides.signed, signed, 'once');
  if (shown.type === 'text/html') {
    const isSame =
      isSameHtml(text, signedText) || isSameHtml(comparable(sides.shown, shown, 'each'), comparable(sides.signed, signed, 'each'));
    return { kind: isSame ? 'same' : 'differs' };
  }
  if (text === signedText || comparable(sides.shown, shown, 'each') === comparable(sides.signed, signed, 'each')) return { kind: 'same' };
  if (shown.type !== 'text/plain') return { kind: 'differs' };
  if (text.startsWith(`${signedText}\n`)) return { kind: 'added', text: text.slice(signedText.length).trim() };
  if (text.endsWith(`\n${signedText}`)) return { kind: 'added', text: text.slice(0, -signedText.length).trim() };
  return { kind: 'differs' };
}

/** The text of a part as a reader sees it. */
export function shownPartText(message: Message, part: Part): string {
  const text = partText(message, part);
  return (part.type === 'text/html' ? htmlToText(text) : text).trim();
}

/** @param doubleCr - Whether CR CR LF is one line end, or each CR is one: programs differ. */
function comparable(message: Message, part: Part, doubleCr: 'once' | 'each'): string {
  const isPlain = part.encoding === 'identity' || part.encoding === 'unknown';
  const body = message.octets.subarray(part.bodyStart, part.end);
  // Before decoding: a soft line break of quoted-printable has a line end in it, too.
  const lines = doubleCr === 'once' ? withoutDoubleCr(body) : withCrAsLf(body);
  const decoded = decodePart({ octets: lines }, { ...part, bodyStart: 0, end: lines.length });
  const octets = isPlain ? withoutSplits(decoded) : decoded;
  // Not as flowed: its trailing spaces, which come and go, would join lines or not.
  const parameters = new Map([...part.parameters].filter(([name]) => name !== 'format'));
  const text = partText({ octets }, { ...part, bodyStart: 0, end: octets.length, encoding: 'identity', parameters, children: [] });
  return relaxed(isPlain ? withoutStuffing(text) : text);
}

/** The same but for a `<meta>` that names a charset, and read as the same with it. */
function isSameHtml(html: string, signed: string): boolean {
  if (html === signed) return true;
  return withoutCharsetMeta(html) === withoutCharsetMeta(signed) && htmlToText(html) === htmlToText(signed);
}

/** Of the marks and dots that transport puts at the beginning of lines, one dot is left; and of marks one less: another more makes it a quote. */
function withoutStuffing(text: string): string {
  return text.replace(/^>(?=From )/gm, '').replace(/^\.+/gm, '.');
}

/** Runs of white space one space, none at the end of a line, no empty lines at the end. Linear, whatever the text. */
function relaxed(text: string): string {
  const lines = text.split('\n').map((line) => {
    const spaced = line.replace(/[ \t]+/g, ' ');
    return spaced.endsWith(' ') ? spaced.slice(0, -1) : spaced;
  });
  while (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

function withoutDoubleCr(octets: Uint8Array): Uint8Array {
  if (octets.indexOf(CR) === -1) return octets;
  const out = new Uint8Array(octets.length);
  let written = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!;
    if (octet === LF) while (written > 0 && out[written - 1] === CR) written--;
    out[written++] = octet;
  }
  return out.subarray(0, written);
}

function withCrAsLf(octets: Uint8Array): Uint8Array {
  if (octets.indexOf(CR) === -1) return octets;
  return octets.filter((octet, i) => octet !== LF || octets[i - 1] !== CR).map((octet) => (octet === CR ? LF : octet));
}

/** Lines broken because they were longer than a server passes on are joined again. */
function withoutSplits(octets: Uint8Array): Uint8Array {
  let out: Uint8Array | undefined;
  let written = 0;
  let lineStart = 0;
  let kept = 0;
  for (let lineFeed = octets.indexOf(LF); lineFeed !== -1; lineFeed = octets.indexOf(LF, lineFeed + 1)) {
    let end = lineFeed;
    while (end > lineStart && octets[end - 1] === CR) end--;
    const length = end - lineStart;
    lineStart = lineFeed + 1;
    if (length < SHORTEST_SPLIT || length > LONGEST_SPLIT) continue;
    if (octets[end - 1] === EXCLAMATION) {
      end--;
      if (octets[lineStart] === SPACE) lineStart++;
    }
    out ??= new Uint8Array(octets.length);
    out.set(octets.subarray(kept, end), written);
    written += end - kept;
    kept = lineStart;
  }
  if (out === undefined) return octets;
  out.set(octets.subarray(kept), written);
  return out.subarray(0, written + octets.length - kept);
}

/** Servers break at 998 octets, at 990, or at what is left of 1,000 with the line end counted. */
const SHORTEST_SPLIT = 989;
const LONGEST_SPLIT = 1_000;
const LF = 10;
const CR = 13;
const SPACE = 32;
const EXCLAMATION = 33;

function isSameFile(sides: { readonly shown: Message; readonly signed: Message }, shown: Part, signed: Part): boolean {
  const octets = decodePart(sides.shown, shown);
  const signedOctets = decodePart(sides.signed, signed);
  if (sameOctets(octets, signedOctets)) return true;
  if (shown.encoding !== 'identity' || signed.encoding !== 'identity') return false;
  return linesOf(octets) === linesOf(signedOctets);
}

/** What has line ends in a mail may have them changed with those of the mail. */
function linesOf(octets: Uint8Array): string {
  return octetsToLatin1(octets)
    .split(/\r{0,9}\n/)
    .join('\n')
    .replace(/\n{1,9}$/, '');
}
