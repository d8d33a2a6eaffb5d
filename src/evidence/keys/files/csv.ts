import type { Found } from './found.ts';
import { decodeUtf8 } from './jsonl.ts';
import { optionalColumns, type Row, requiredColumns } from './row.ts';

/**
 * Comma-separated values with a header row: quotes, doubled quotes, commas and line ends within quotes. Column names are taken
 * whatever their case. A row with more or fewer fields than the header is a fault, and the next line goes on.
 * @see RFC 4180
 */
export function* rowsOfCsv(octets: Uint8Array): Generator<Found> {
  const records = recordsOf(decodeUtf8(octets));
  const header = records.next().value;
  if (header === undefined) return;
  const columns = header.fields.map(columnName);
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  if (header.fault !== undefined || missing.length > 0) {
    const what = header.fault ?? `no column ${missing.map((column) => `"${column}"`).join(', ')} in the header row`;
    yield { line: header.line, fault: `${what}; expected is ${[...requiredColumns, ...optionalColumns].join(',')}` };
    return;
  }
  for (const { line, fields, fault } of records) {
    if (fault !== undefined) {
      yield { line, fault };
    } else if (fields.length === 1 && fields[0] === '') {
      // An empty line holds nothing.
    } else if (fields.length !== columns.length) {
      yield { line, fault: `${fields.length} fields where the header has ${columns.length}` };
    } else {
      const row: Row = Object.fromEntries(fields.map((field, index) => [columns[index], field]));
      yield { line, row };
    }
  }
}

function columnName(name: string): string {
  const bare = name.trim().toLowerCase();
  return [...requiredColumns, ...optionalColumns].find((column) => column.toLowerCase() === bare) ?? bare;
}

interface CsvRecord {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  readonly fault?: string;
}

function* recordsOf(text: string): Generator<CsvRecord, undefined> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const start = line;
    const fields: string[] = [];
    let fault: string | undefined;
    for (;;) {
      const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
      fields.push(field.value);
      fault ??= field.fault;
      line += field.lines;
      at = field.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    yield { line: start, fields, ...(fault === undefined ? {} : { fault }) };
  }
  return undefined;
}

interface FieldFound {
  readonly value: string;
  /** Where the comma or the line end behind it stands, or the text's end. */
  readonly end: number;
  /** Line ends within it. */
  readonly lines: number;
  readonly fault?: string;
}

const plainEnd = /[,\n]|\r\n/g;

function plainField(text: string, at: number): FieldFound {
  plainEnd.lastIndex = at;
  const end = plainEnd.exec(text)?.index ?? text.length;
  return { value: text.slice(at, end), end, lines: 0 };
}

function quotedField(text: string, at: number): FieldFound {
  const pieces: string[] = [];
  let from = at + 1;
  let lines = 0;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: '', end: text.length, lines, fault: 'a quote that is opened here is never closed' };
    const piece = text.slice(from, quote);
    pieces.push(piece);
    lines += piece.split('\n').length - 1;
    from = quote + 2;
    if (text[quote + 1] !== '"') {
      const rest = plainField(text, quote + 1);
      const fault = rest.value === '' ? {} : { fault: 'text behind a closing quote; a quote within quotes is doubled' };
      return { value: pieces.join(''), end: rest.end, lines, ...fault };
    }
    pieces.push('"');
  }
}
