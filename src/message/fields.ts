import { decodeUndeclared, octetsToLatin1 } from './charset.ts';
import { decodeEncodedWords } from './encoded-words.ts';
import { type Fault, noteFault } from './faults.ts';
import { defaultLimits, type Limits, maxFieldTextOctets } from './limits.ts';

/** Octets `start` to `end`, the latter not included, of the stored message. */
export interface OctetRange {
  readonly start: number;
  readonly end: number;
}

/** One header field as an octet range: from its name to after its last line end, continuation lines included. */
export interface Field extends OctetRange {
  /** As written, less obsolete white space before the colon (RFC 5322 §4.5); '' for a line that is no field. */
  readonly name: string;
  readonly lowerName: string;
  /** The first octet after the colon; `start` where the line is no field. */
  readonly valueStart: number;
}

/** How `parseFields` reads a header; by default as the header of a whole message. */
export interface FieldsReading {
  readonly limits?: Pick<Limits, 'maxFields' | 'maxHeaderOctets'>;
  /** Faults are noted here. */
  readonly faults?: Fault[];
  /**
   * In a part, a line that is no field is where the body begins: RFC 2046 parts that lack the empty line are common. A line of white
   * space alone is the empty line: to a signature with a relaxed body they are the same (RFC 6376 §3.4.4), and what stands below must
   * not become part of the header.
   */
  readonly endsAtJunk?: boolean;
  /** Whether the line from `start` to `end` is a boundary delimiter: it ends the header of a part. */
  readonly endsAtLine?: (start: number, end: number) => boolean;
}

/**
 * The fields of a header, and where the body begins.
 *
 * Line ends are CRLF or LF, mixed at will; a lone CR is ordinary data. A line that begins with white space continues the field above,
 * in the header of a message even when it holds nothing else. There, a line that is no field (an mbox `From ` line included) is listed with
 * the name '' and does not end the header: only an empty line does, as for every verifier of signatures.
 *
 * @param start - Where a line begins.
 * @returns `bodyStart`: the octet after the empty line, or `end`.
 * @see RFC 5322 §2.2, §4.5
 */
export function parseFields(
  octets: Uint8Array,
  start: number,
  end: number,
  reading: FieldsReading = {},
): { fields: Field[]; bodyStart: number } {
  const { limits = defaultLimits, faults = [], endsAtJunk = false, endsAtLine } = reading;
  const fields: Field[] = [];
  const lastListed = Math.min(end, start + limits.maxHeaderOctets);
  let open: { start: number; nameEnd: number; valueStart: number } | undefined;
  let at = start;

  const close = (fieldEnd: number): void => {
    if (open === undefined) return;
    if (fields.length >= limits.maxFields) noteFault(faults, 'too-many-fields', open.start);
    else if (fieldEnd > lastListed) noteFault(faults, 'header-too-large', open.start);
    else fields.push(makeField(octets, open.start, open.nameEnd, open.valueStart, fieldEnd));
    open = undefined;
  };

  while (at < end) {
    const lineFeed = octets.indexOf(LF, at);
    const lineEnd = lineFeed === -1 || lineFeed >= end ? end : lineFeed + 1;
    const first = octets[at];
    if (isEmptyLine(octets, endsAtJunk ? skipWhiteSpace(octets, at, lineEnd) : at, lineEnd)) {
      close(at);
      return { fields, bodyStart: lineEnd };
    }
    if (endsAtLine !== undefined && first === HYPHEN && endsAtLine(at, lineEnd)) {
      close(at);
      return { fields, bodyStart: at };
    }
    if (lineEnd - at > MAX_LINE_OCTETS) noteFault(faults, 'line-too-long', at);
    if ((first === SPACE || first === TAB) && open !== undefined) {
      at = lineEnd;
      continue;
    }
    const reached = fields.length >= limits.maxFields ? 'too-many-fields' : at > lastListed ? 'header-too-large' : undefined;
    if (reached !== undefined && !endsAtJunk) {
      // What is not listed need not be read: only the empty line counts.
      close(at);
      noteFault(faults, reached, at);
      at = lineEnd;
      continue;
    }
    const nameEnd = endOfName(octets, at, lineEnd);
    const colon = skipWhiteSpace(octets, nameEnd, lineEnd);
    const isField = nameEnd > at && colon < lineEnd && octets[colon] === COLON;
    if (!isField && endsAtJunk) {
      close(at);
      noteFault(faults, 'part-header-unterminated', at);
      return { fields, bodyStart: at };
    }
    close(at);
    if (isField) {
      if (colon > nameEnd) noteFault(faults, 'space-before-colon', at);
      open = { start: at, nameEnd, valueStart: colon + 1 };
    } else {
      noteFault(faults, junkCode(octets, at, lineEnd), at);
      open = { start: at, nameEnd: at, valueStart: at };
    }
    at = lineEnd;
  }
  close(end);
  noteFault(faults, 'header-unterminated', end);
  return { fields, bodyStart: end };
}

/** Every field of that name, top to bottom. `lowerName` is lower-cased. */
export function fieldsNamed(header: { readonly fields: readonly Field[] }, lowerName: string): Field[] {
  return header.fields.filter((field) => field.lowerName === lowerName);
}

/** The topmost field of that name: the one that mail programs show. */
export function firstField(header: { readonly fields: readonly Field[] }, lowerName: string): Field | undefined {
  return header.fields.find((field) => field.lowerName === lowerName);
}

/** The bottommost field of that name: the one that signatures cover first (RFC 6376 §5.4.2). */
export function lastField(header: { readonly fields: readonly Field[] }, lowerName: string): Field | undefined {
  return header.fields.findLast((field) => field.lowerName === lowerName);
}

/** What follows the colon, one UTF-16 unit an octet, folding and the last line end kept. */
export function rawValue(octets: Uint8Array, field: Field): string {
  return octetsToLatin1(octets, field.valueStart, field.end);
}

/** The value unfolded (RFC 5322 §2.2.3) and trimmed: UTF-8, else windows-1252; encoded-words stand as they are. */
export function unfoldedText(octets: Uint8Array, field: Field): string {
  const end = Math.min(field.end, field.valueStart + maxFieldTextOctets);
  const text = decodeUndeclared(octets.subarray(field.valueStart, end));
  return text.replace(/\r?\n/g, '').trim();
}

/** The value as a reader is shown it: unfolded, encoded-words decoded, control characters made harmless, runs of white space one space. */
export function decodedText(octets: Uint8Array, field: Field): string {
  return printable(decodeEncodedWords(unfoldedText(octets, field)));
}

/** Text with every control character replaced: white space by a space, the others by U+FFFD. Runs of white space are one space. */
export function printable(text: string): string {
  return text
    .replace(/[ \t\r\n\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')
    .trim();
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const HYPHEN = 45;
const COLON = 58;
/** RFC 5322 §2.1.1: 998 and the line end. */
const MAX_LINE_OCTETS = 1000;

/** Whether nothing but the line end is left of a line. */
function isEmptyLine(octets: Uint8Array, at: number, lineEnd: number): boolean {
  return at < lineEnd && (octets[at] === LF || (octets[at] === CR && lineEnd === at + 2 && octets[at + 1] === LF));
}

/** A field name is one or more printable ASCII characters but the colon (RFC 5322 §3.6.8). */
function endOfName(octets: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const octet = octets[at]!;
    if (octet <= SPACE || octet >= 127 || octet === COLON) break;
    at++;
  }
  return at;
}

function skipWhiteSpace(octets: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (octets[at] === SPACE || octets[at] === TAB)) at++;
  return at;
}

function junkCode(octets: Uint8Array, start: number, end: number): 'mbox-from-line' | 'leading-continuation' | 'line-is-no-field' {
  const first = octets[start];
  if (first === SPACE || first === TAB) return 'leading-continuation';
  const opening = octetsToLatin1(octets, start, Math.min(end, start + 6));
  return opening.startsWith('From ') || opening === '>From ' ? 'mbox-from-line' : 'line-is-no-field';
}

/** Nearly all names are among a few dozen: interning them saves a string and its lower-casing a field. */
const knownNames = new Map<string, string>();
const MAX_KNOWN_NAMES = 2_000;

function makeField(octets: Uint8Array, start: number, nameEnd: number, valueStart: number, end: number): Field {
  const name = octetsToLatin1(octets, start, nameEnd);
  let lowerName = knownNames.get(name);
  if (lowerName === undefined) {
    lowerName = name.toLowerCase();
    if (knownNames.size < MAX_KNOWN_NAMES && name.length <= 40) knownNames.set(name, lowerName);
  }
  return { start, end, name, lowerName, valueStart };
}
