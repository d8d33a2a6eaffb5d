import { domainOf } from '../message/addresses.ts';
import type { Beginning, Query, Span, TextField } from './ast.ts';
import { type Moment, parseMoment } from './dates.ts';
import { type Expected, fail } from './error.ts';
import type { Value } from './scan.ts';
import { closest, type FieldName, markNames, verdictNames } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/**
 * The query that a bare or quoted text stands for: its words in succession.
 *
 * @throws FaultSignal where it has none.
 */
export function wordsQuery(text: string, value: Value, span: Span, field?: TextField): Query {
  if (value.prefix && value.text === '' && !value.quoted && field === undefined) return { kind: 'all', ...place(span) };
  const words = Array.from(wordsOf(value.text));
  if (words.length === 0) fail(text, value, { code: 'letter' });
  if (value.prefix && words.at(-1)!.end !== value.text.length) {
    const end = value.textStart + value.text.length;
    fail(text, { start: end, end: value.end }, { code: 'letter-before-star' });
  }
  return {
    kind: 'words',
    ...(field !== undefined && { field }),
    words: words.map((word) => word.text),
    prefix: value.prefix,
    ...place(span),
  };
}

/**
 * The query that `field:value` stands for.
 *
 * @throws FaultSignal where the field does not take this value.
 */
export function fieldQuery(text: string, field: FieldName, value: Value, span: Span): Query {
  const at = place(span);
  switch (field) {
    case 'from':
    case 'to':
    case 'cc':
      if (!value.prefix && isAddress(value.text)) return { kind: 'address', field, address: value.text.toLowerCase(), ...at };
      return wordsQuery(text, value, span, field);
    case 'subject':
    case 'body':
    case 'own':
    case 'quoted':
    case 'filename':
    case 'attachment':
      return wordsQuery(text, value, span, field);
    case 'domain':
      return { kind: 'domain', domain: readDomain(text, value), ...at };
    case 'signer':
      if (value.prefix && value.text === '') return { kind: 'signer', ...at };
      return { kind: 'signer', domain: readDomain(text, value), ...at };
    case 'verdict':
      return { kind: 'verdict', value: readName(text, value, 'verdict', verdictNames), ...at };
    case 'mark':
      return { kind: 'mark', value: readName(text, value, 'mark', markNames), ...at };
    case 'type':
      return { kind: 'type', type: readType(text, value), ...at };
    case 'thread':
      return { kind: 'thread', thread: readNumber(text, value, { from: 0, to: value.text.length }), ...at };
    case 'number':
      return { kind: 'number', ...readNumbers(text, value), ...at };
    case 'has':
      if (value.prefix || value.text.toLowerCase() !== 'attachment') fail(text, value, { code: 'attachment' });
      return { kind: 'has', what: 'attachment', ...at };
    case 'date':
    case 'after':
    case 'before':
      return { kind: 'date', form: field, value: value.text, ...readDates(text, field, value), ...at };
    default:
      return field satisfies never;
  }
}

function place(span: Span): Span {
  return { start: span.start, end: span.end };
}

/** A whole address: something on either side of one @, and no space or quotation mark. */
function isAddress(text: string): boolean {
  return /^[^@\s"]+@[^@\s"]+$/.test(text);
}

/** A domain as DNS writes it, with or without a leading @ or a closing dot. One in Unicode is turned into A-labels, as the mail's own are. */
function readDomain(text: string, value: Value): string {
  const typed = value.text.replace(/^@/, '');
  const domain = isDomain(typed.replace(/\.$/, '')) ? (domainOf(`@${typed}`) ?? '').replace(/\.$/, '') : '';
  if (value.prefix || !isDomain(domain)) fail(text, value, { code: 'domain' });
  return domain;
}

function isDomain(text: string): boolean {
  return /^[^\s@.:/]+(?:\.[^\s@.:/]+)*$/.test(text);
}

function readName<Name extends string>(text: string, value: Value, list: 'verdict' | 'mark', names: readonly Name[]): Beginning<Name> {
  const typed = value.text.toLowerCase();
  const name = names.find((each) => each === typed);
  if (!value.prefix && name !== undefined) return { name };
  if (value.prefix && typed !== '' && names.some((each) => each.startsWith(typed))) return { beginning: typed };
  const near = closest(typed, names);
  return fail(
    text,
    value,
    { code: list, values: { names: names.join(', ') } },
    ...(near === undefined ? [] : [{ code: 'near', values: { word: near } } as const]),
  );
}

function readType(text: string, value: Value): string {
  const type = value.text.toLowerCase().replace(/^\.+/, '');
  // `image/*` is scanned as the prefix `image/`: the same as `image`.
  if (value.prefix ? /^[a-z0-9.+-]+\/$/.test(type) : /^[^\s/]+(?:\/[^\s/]+)?$/.test(type)) return value.prefix ? type.slice(0, -1) : type;
  return fail(text, value, { code: 'type' });
}

/** More digits than a number of messages can have would no longer be exact. */
const maxDigits = 15;

function readNumber(text: string, value: Value, part: Part): number {
  const digits = value.text.slice(part.from, part.to);
  if (!value.prefix && /^\d+$/.test(digits) && digits.length <= maxDigits) return Number(digits);
  return fail(text, inside(value, part), { code: 'number' });
}

function readNumbers(text: string, value: Value): { readonly first?: number; readonly last?: number } {
  const range = splitRange(text, value, { code: 'numbers' });
  const first = range.first && readNumber(text, value, range.first);
  const last = range.last && readNumber(text, value, range.last);
  if (first !== undefined && last !== undefined && first > last)
    fail(text, inside(value, range.last!), { code: 'number-not-below', values: { first } });
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) };
}

type DateBounds = { readonly fromSeconds?: number; readonly untilSeconds?: number };

function readDates(text: string, form: 'date' | 'after' | 'before', value: Value): DateBounds {
  if (value.prefix) fail(text, value, { code: 'date' });
  const whole = { from: 0, to: value.text.length };
  if (form === 'after') return { fromSeconds: readMoment(text, value, whole).startSeconds };
  if (form === 'before') return { untilSeconds: readMoment(text, value, whole).startSeconds };
  const range = splitRange(text, value, { code: 'dates' });
  const first = range.first && readMoment(text, value, range.first);
  const last = range.last && readMoment(text, value, range.last);
  if (first !== undefined && last !== undefined && last.endSeconds <= first.startSeconds) {
    fail(text, inside(value, range.last!), {
      code: 'end-not-before',
      values: { first: value.text.slice(range.first!.from, range.first!.to) },
    });
  }
  return { ...(first !== undefined && { fromSeconds: first.startSeconds }), ...(last !== undefined && { untilSeconds: last.endSeconds }) };
}

function readMoment(text: string, value: Value, part: Part): Moment {
  const read = parseMoment(value.text.slice(part.from, part.to));
  if (!('expected' in read)) return read;
  const from = part.from + read.offset;
  return fail(text, inside(value, { from, to: from + read.found.length }), read.expected);
}

/** A stretch of a value's text, half open. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** The ends of `a..b`, either of which may be absent; a value without dots is both its ends. */
function splitRange(text: string, value: Value, expected: Expected): { readonly first?: Part; readonly last?: Part } {
  const dots = value.text.indexOf('..');
  const length = value.text.length;
  if (length === 0 || value.text === '..') fail(text, value, expected);
  if (dots < 0) return { first: { from: 0, to: length }, last: { from: 0, to: length } };
  return { ...(dots > 0 && { first: { from: 0, to: dots } }), ...(dots + 2 < length && { last: { from: dots + 2, to: length } }) };
}

function inside(value: Value, part: Part): Span {
  return { start: value.textStart + part.from, end: value.textStart + part.to };
}
