import type { Span } from './ast.ts';
import { fail } from './error.ts';
import { closest, type FieldName, fieldNames } from './vocabulary.ts';

/** One sign of the language. */
export type Token = Span &
  (
    | { readonly kind: 'open' | 'close' | 'minus' | 'and' | 'or' | 'not' | 'end' }
    | { readonly kind: 'text'; readonly value: Value }
    | { readonly kind: 'field'; readonly field: FieldName; readonly value: Value }
  );

/** What a word or a field's value says. */
export interface Value extends Span {
  /** As written, without its quotation marks and the star behind it. */
  readonly text: string;
  /** Where `text` begins. */
  readonly textStart: number;
  readonly quoted: boolean;
  /** A star stands behind it. */
  readonly prefix: boolean;
}

/** Keyboards and word processors curl them; a curled one means the same. */
const quotationMark = /["“”]/;
const endOfBare = /[\s()"“”]/g;
const whiteSpace = /\s*/y;
const fieldName = /([A-Za-z]+):/y;

/**
 * Reads the sign that begins at or after `position`. Every sign is read once, so that scanning a text costs time linear in it.
 *
 * @throws FaultSignal where no sign can stand.
 */
export function scanToken(text: string, position: number): Token {
  whiteSpace.lastIndex = position;
  whiteSpace.exec(text);
  const start = whiteSpace.lastIndex;
  const sign = text[start];
  const after = text[start + 1];
  if (sign === undefined) return { kind: 'end', start, end: start };
  if (sign === '(') return { kind: 'open', start, end: start + 1 };
  if (sign === ')') return { kind: 'close', start, end: start + 1 };
  if (sign === '-' && after !== undefined && !/[\s)]/.test(after)) return { kind: 'minus', start, end: start + 1 };
  const field = scanField(text, start);
  if (field !== undefined) return field;
  const value = scanValue(text, start);
  if (!value.quoted && !value.prefix) {
    if (value.text === 'OR') return { kind: 'or', start, end: value.end };
    if (value.text === 'AND') return { kind: 'and', start, end: value.end };
    if (value.text === 'NOT') return { kind: 'not', start, end: value.end };
  }
  return { kind: 'text', start, end: value.end, value };
}

/** `name:value`, where a name of letters alone is followed by a colon and the colon by something; but for an address of the web. */
function scanField(text: string, start: number): Token | undefined {
  fieldName.lastIndex = start;
  const match = fieldName.exec(text);
  if (match === null) return undefined;
  const valueStart = start + match[0].length;
  const typed = match[1]!.toLowerCase();
  const field = fieldNames.find((name) => name === typed);
  const next = text[valueStart];
  const endsHere = next === undefined || /[\s()]/.test(next);
  if (field === undefined) {
    if (endsHere || text.startsWith('//', valueStart)) return undefined;
    const near = closest(typed, fieldNames);
    const bare = scanBare(text, start);
    return fail(
      text,
      { start, end: valueStart },
      { code: 'field', values: { names: fieldNames.map((name) => `${name}:`).join(' ') } },
      ...(near === undefined ? [] : [{ code: 'near', values: { word: `${near}:` } } as const]),
      { code: 'quote-text', values: { word: bare.text } },
    );
  }
  if (next === '(') {
    fail(
      text,
      { start: valueStart, end: valueStart + 1 },
      { code: 'value-alone', values: { field } },
      { code: 'parentheses-outside', values: { field } },
    );
  }
  if (endsHere) fail(text, { start: valueStart, end: valueStart }, { code: 'value', values: { field } });
  const value = scanValue(text, valueStart);
  return { kind: 'field', field, value, start, end: value.end };
}

function scanValue(text: string, start: number): Value {
  return quotationMark.test(text[start]!) ? scanQuoted(text, start) : scanBare(text, start);
}

function scanQuoted(text: string, start: number): Value {
  const length = text.slice(start + 1).search(quotationMark);
  if (length < 0) fail(text, { start, end: text.length }, { code: 'closing-quote' });
  const textStart = start + 1;
  const textEnd = textStart + length;
  const prefix = text[textEnd + 1] === '*';
  return { text: text.slice(textStart, textEnd), textStart, quoted: true, prefix, start, end: textEnd + (prefix ? 2 : 1) };
}

function scanBare(text: string, start: number): Value {
  endOfBare.lastIndex = start;
  const end = endOfBare.exec(text)?.index ?? text.length;
  const prefix = text[end - 1] === '*';
  const textEnd = prefix ? end - 1 : end;
  const star = text.slice(start, textEnd).indexOf('*');
  if (star >= 0 && textEnd > start) {
    fail(text, { start: start + star, end: start + star + 1 }, { code: 'star-at-end' }, { code: 'beginnings-only' });
  }
  return { text: text.slice(start, textEnd), textStart: start, quoted: false, prefix, start, end };
}
