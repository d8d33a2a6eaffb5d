import { decodeCharset, latin1ToOctets } from '../../message/charset.ts';
import { decodePart } from '../../message/content.ts';
import { firstField, rawValue } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { isMultipart, type Part } from '../../message/parts.ts';
import { candidateOf, type Edit, edit, leavesOf } from './edits.ts';
import { QUOTED_PRINTABLE_ENCODERS } from './encoders.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Text that was written in another charset, or only labelled with one: lists and webmail make UTF-8 of all they touch, gateways call
 * plain ASCII us-ascii, utf-8 or iso-8859-1 as they like.
 *
 * @see RFC 2046 §4.1.2 (us-ascii is what is called so); mailman 2, Defaults.py, charsets of languages, into which text is converted
 */
export const charset: Reversal = {
  name: 'charset',
  part: 'body',
  cost: 3,
  *propose(message) {
    const texts = leavesOf(message).filter(({ type }) => type.startsWith('text/'));
    const groups = [texts, ...(texts.length > 1 ? texts.slice(0, mostTried).map((part) => [part]) : [])];
    for (const parts of groups) {
      for (const label of LABELS) {
        const edits = parts.flatMap((part) => labelEdits(message, part, label));
        if (edits.length > 0) yield told(message, edits, parts, `called ${label}`);
      }
      for (const name of NAMES) {
        const edits = parts.flatMap((part) => textEdits(message, part, name));
        if (edits.length > 0) yield told(message, edits, parts, `written in ${name}`);
      }
    }
  },
};

/** Stops a mail of a thousand texts from being tried text by text. */
const mostTried = 3;
const LABELS = [
  'us-ascii',
  'utf-8',
  'UTF-8',
  '"utf-8"',
  '"UTF-8"',
  'US-ASCII',
  '"us-ascii"',
  '"US-ASCII"',
  'iso-8859-1',
  'ISO-8859-1',
  '"iso-8859-1"',
  '"ISO-8859-1"',
  'windows-1252',
  '"windows-1252"',
  'Windows-1252',
  'iso-8859-15',
  'ISO-8859-15',
];
const NAMES = ['utf-8', 'iso-8859-1', 'windows-1252'] as const;

function told(message: Message, edits: readonly Edit[], parts: readonly Part[], how: string): Candidate {
  return candidateOf(message, edits, 'charset', `the text of ${parts.length === 1 ? 'a part' : `${parts.length} parts`} ${how}`);
}

/** Another label on a text of ASCII alone, in the header of a part: that of the message is not signed with the body. */
function labelEdits(message: Message, part: Part, label: string): Edit[] {
  const field = part.path === '' ? undefined : firstField(part, 'content-type');
  if (field === undefined || isMultipart(part.type) || decodePart(message, part).some((octet) => octet > 127)) return [];
  const raw = rawValue(message.octets, field);
  const found = /(;\s*charset=)("[^"\r\n]*"|[^\s;"]+)/i.exec(raw);
  if (found === null || found[2] === label) return [];
  const start = field.valueStart + found.index + found[1]!.length;
  return [edit(start, start + found[2]!.length, label)];
}

/** The text itself in another charset, where all of it has a place there. Whoever converts it writes another label, too. */
function textEdits(message: Message, part: Part, name: (typeof NAMES)[number]): Edit[] {
  if (part.encoding === 'base64' || part.encoding === 'uuencode') return [];
  const decoded = decodePart(message, part);
  if (decoded.every((octet) => octet < 128)) return [];
  const octets = inCharset(decodeCharset(decoded, part.parameters.get('charset')), name);
  if (octets === undefined) return [];
  const written = part.encoding === 'quoted-printable' ? QUOTED_PRINTABLE_ENCODERS[0]!.encode(octets) : octets;
  const field = firstField(part, 'content-type');
  const found = field && /(;\s*charset=)("[^"\r\n]*"|[^\s;"]+)/i.exec(rawValue(message.octets, field));
  const body: Edit = { start: part.bodyStart, end: part.end, by: written };
  if (field === undefined || !found) return [body];
  const start = field.valueStart + found.index + found[1]!.length;
  const isQuoted = found[2]!.startsWith('"');
  return [edit(start, start + found[2]!.length, isQuoted ? `"${name}"` : name), body];
}

function inCharset(text: string, name: (typeof NAMES)[number]): Uint8Array | undefined {
  if (name === 'utf-8') return new TextEncoder().encode(text);
  const units: string[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const octet = name === 'windows-1252' ? (WINDOWS_1252.get(char) ?? code) : code;
    if (octet > 255) return undefined;
    units.push(String.fromCharCode(octet));
  }
  return latin1ToOctets(units.join(''));
}

/** The characters at 0x80 to 0x9f. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 32 }, (_, i) => [decodeCharset(Uint8Array.of(0x80 + i), 'windows-1252'), 0x80 + i] as const),
);
