import { decodePart } from '../../message/content.ts';
import { firstField } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import type { Part } from '../../message/parts.ts';
import { candidateOf, type Edit, edit, leavesOf } from './edits.ts';
import { BASE64_ENCODERS, type Encoder, QUOTED_PRINTABLE_ENCODERS } from './encoders.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * A part that was written in another transfer encoding: a server that may not pass on 8bit makes quoted-printable or base64 of it, one
 * that may undoes that; and programs that take a mail apart write the same encoding in lines of another length.
 *
 * The field that names the encoding is part of what is undone: in the header of a part it is signed with the body; in that of the message
 * the header is searched from there.
 *
 * @see RFC 6152 §3 (a server without 8BITMIME must convert); RFC 6376 §5.3 (so signers should); Postfix, `disable_mime_output_conversion`
 */
export const transferEncoding: Reversal = {
  name: 'transfer-encoding',
  part: 'body',
  cost: 2,
  *propose(message, { budget }) {
    const leaves = leavesOf(message).filter((part) => part.encoding !== 'uuencode' && part.end > part.bodyStart);
    const texts = leaves.filter((part) => part.type.startsWith('text/'));
    const groups = [texts, ...(texts.length > 1 ? texts.slice(0, mostTried).map((part) => [part]) : [])];
    for (const parts of groups) if (parts.length > 0) yield* recoded(message, parts);
    // What is no text is written as it stands, or in base64 of another width.
    const files = leaves.filter((part) => part.encoding === 'base64' && !texts.includes(part)).slice(0, mostTried);
    for (const part of files) {
      if (!budget.spend(part.end - part.bodyStart)) return;
      yield* BASE64_ENCODERS.flatMap((encoder) => inForm(message, [part], { value: 'base64', encoder }) ?? []);
    }
    const all = leaves.filter((part) => part.encoding === 'base64');
    if (all.length > 1) yield* BASE64_ENCODERS.flatMap((encoder) => inForm(message, all, { value: 'base64', encoder }) ?? []);
  },
};

/** Stops a mail of a thousand parts from being tried part by part. */
const mostTried = 3;

/** What the parts are to be: the value of their field (none: the field goes), and how they are written. */
interface Form {
  readonly value: string | undefined;
  readonly encoder?: Encoder;
  /** What is encoded is text, whose line ends become these: CRLF as on the wire, or LF as in a file. */
  readonly lineEnds?: 'crlf' | 'lf';
}

const AS_THEY_ARE: readonly Form[] = [{ value: '8bit' }, { value: '7bit' }, { value: undefined }, { value: 'binary' }];
const IN_BASE64: readonly Form[] = [
  ...BASE64_ENCODERS.flatMap((encoder) => [
    { value: 'base64', encoder, lineEnds: 'crlf' } as const,
    { value: 'base64', encoder, lineEnds: 'lf' } as const,
  ]),
];

const ENCODED: readonly Form[] = [
  ...QUOTED_PRINTABLE_ENCODERS.map((encoder) => ({ value: 'quoted-printable', encoder, lineEnds: 'crlf' }) as const),
  ...IN_BASE64,
];

function* recoded(message: Message, parts: readonly Part[]): Generator<Candidate> {
  // What encoding would not change needs none to be tried.
  const forms = parts.some((part) => changesInQuotedPrintable(decodePart(message, part))) ? ENCODED : IN_BASE64;
  for (const form of [...AS_THEY_ARE, ...forms]) {
    const candidate = inForm(message, parts, form);
    if (candidate !== undefined) yield candidate;
  }
}

/** Whether there is an octet to encode, a space at the end of a line, or a line to break. */
function changesInQuotedPrintable(octets: Uint8Array): boolean {
  let lineStart = 0;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!;
    if (octet === LF) {
      if (octets[at - 1] === SPACE || (octets[at - 1] === CR && octets[at - 2] === SPACE)) return true;
      lineStart = at + 1;
    } else if (octet > 126 || octet === EQUALS || at - lineStart > LONGEST_QUOTED_PRINTABLE_LINE) return true;
  }
  return false;
}

const LONGEST_QUOTED_PRINTABLE_LINE = 72;
const SPACE = 32;
const EQUALS = 61;

function inForm(message: Message, parts: readonly Part[], form: Form): Candidate | undefined {
  const edits = parts.flatMap((part) => formEdits(message, part, form));
  if (edits.length === 0) return undefined;
  const how = form.encoder === undefined ? (form.value ?? 'no encoding') : `${form.value} in ${form.encoder.detail}`;
  return candidateOf(message, edits, 'transfer-encoding', `${parts.length === 1 ? 'a part' : `${parts.length} parts`} written in ${how}`);
}

function formEdits(message: Message, part: Part, { value, encoder, lineEnds }: Form): Edit[] {
  const edits = fieldEdits(message, part, value);
  const isPlain = part.encoding === 'identity' || part.encoding === 'unknown';
  if (encoder === undefined && isPlain) return edits;
  // The line end before a delimiter is the delimiter's; that of the last line of base64 is base64's, which it has one of.
  const decoded = decodePart(message, part);
  const octets = encoder === undefined || lineEnds === 'crlf' ? withCrlf(decoded) : lineEnds === 'lf' ? withLf(decoded) : decoded;
  const encoded = encoder === undefined ? octets : encoder.encode(octets);
  const isMultipartChild = part.end < message.octets.length;
  const written = encoder?.encoding === 'base64' && isMultipartChild && !endsInLineEnd(message, part) ? withoutLineEnd(encoded) : encoded;
  return [...edits, { start: part.bodyStart, end: part.end, by: written }];
}

/** Puts the value into the part's field, where it says otherwise; or adds the field, or takes it out. */
function fieldEdits({ octets }: Message, part: Part, value: string | undefined): Edit[] {
  const field = firstField(part, 'content-transfer-encoding');
  if (field === undefined) {
    if (value === undefined) return [];
    const after = firstField(part, 'content-type') ?? part.fields.at(-1);
    const at = after?.end ?? part.start;
    return [edit(at, at, `Content-Transfer-Encoding: ${value}\r\n`)];
  }
  if (value === undefined) return [edit(field.start, field.end, '')];
  return [edit(field.start, field.end, `${field.name}: ${value}${octets[field.end - 1] === LF ? '\r\n' : ''}`)];
}

function withCrlf(octets: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, at + 1)) {
    if (octets[at - 1] === CR) continue;
    pieces.push(octets.subarray(kept, at), CRLF);
    kept = at + 1;
  }
  pieces.push(octets.subarray(kept));
  return concatenate(pieces);
}

function withLf(octets: Uint8Array): Uint8Array {
  return octets.filter((octet, i) => octet !== CR || octets[i + 1] !== LF);
}

function endsInLineEnd({ octets }: Message, { end }: Part): boolean {
  return octets[end - 1] === LF;
}

function withoutLineEnd(octets: Uint8Array): Uint8Array {
  return octets[octets.length - 1] === LF ? octets.subarray(0, octets.length - 2) : octets;
}

const LF = 10;
const CR = 13;
const CRLF = Uint8Array.of(CR, LF);
