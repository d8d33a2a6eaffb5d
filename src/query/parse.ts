/*
 * The query language (docs/formats/query.md):
 *
 *   query  = [ or ]
 *   or     = and *( "OR" and )
 *   and    = unary *( [ "AND" ] unary )
 *   unary  = ( "-" / "NOT" ) unary / "(" or ")" / text / field ":" value
 */

import { type Query, type Span, textFields } from './ast.ts';
import { FaultSignal, fail, type QueryFault } from './error.ts';
import { scanToken, type Token } from './scan.ts';
import { fieldQuery, wordsQuery } from './terms.ts';
import { type FieldName, maxNesting, maxPrefixes, maxQueryLength, maxTerms } from './vocabulary.ts';

export type ParsedQuery = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryFault };

/** Reads a query. An empty text asks for every message. Never throws; time linear in the length of the text. */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > maxQueryLength) {
      fail(text, { start: maxQueryLength, end: text.length }, { code: 'end', values: { most: maxQueryLength } });
    }
    return { ok: true, query: new Parser(text).parse() };
  } catch (error) {
    if (error instanceof FaultSignal) return { ok: false, error: error.fault };
    throw error;
  }
}

const operand = { code: 'operand' } as const;

class Parser {
  readonly #text: string;
  #next: Token;
  #terms = 0;
  #prefixes = 0;

  constructor(text: string) {
    this.#text = text;
    this.#next = scanToken(text, 0);
  }

  parse(): Query {
    if (this.#next.kind === 'end') return { kind: 'all', start: 0, end: this.#text.length };
    const query = this.#or(0);
    if (this.#next.kind === 'close') fail(this.#text, this.#next, { code: 'no-close' });
    return query;
  }

  #or(depth: number): Query {
    const parts = [this.#and(depth)];
    while (this.#next.kind === 'or') {
      this.#take();
      parts.push(this.#and(depth));
    }
    return join('or', parts);
  }

  #and(depth: number): Query {
    const parts = [this.#unary(depth)];
    for (;;) {
      const { kind } = this.#next;
      if (kind === 'end' || kind === 'close' || kind === 'or') return join('and', parts);
      if (kind === 'and') this.#take();
      parts.push(this.#unary(depth));
    }
  }

  #unary(depth: number): Query {
    if (depth > maxNesting) fail(this.#text, this.#next, { code: 'less-nesting', values: { most: maxNesting } });
    const token = this.#take();
    switch (token.kind) {
      case 'minus':
      case 'not': {
        const part = this.#unary(depth + 1);
        return { kind: 'not', part, start: token.start, end: part.end };
      }
      case 'open':
        return this.#group(token, depth);
      case 'text':
        this.#count(token, token.value.prefix && token.value.text !== '');
        return wordsQuery(this.#text, token.value, token);
      case 'field':
        this.#count(token, token.value.prefix && isTextField(token.field));
        return fieldQuery(this.#text, token.field, token.value, token);
      case 'and':
      case 'or':
        return fail(this.#text, token, operand, { code: 'quote-word', values: { word: token.kind.toUpperCase() } });
      case 'close':
      case 'end':
        return fail(this.#text, token, operand);
      default:
        return token satisfies never;
    }
  }

  /** What stands in parentheses, the opening one taken. */
  #group(open: Span, depth: number): Query {
    const query = this.#or(depth + 1);
    const close = this.#take();
    if (close.kind !== 'close') fail(this.#text, { start: open.start, end: this.#text.length }, { code: 'close' });
    return { ...query, start: open.start, end: close.end };
  }

  #count(token: Span, isPrefix: boolean): void {
    this.#terms += 1;
    if (this.#terms > maxTerms) fail(this.#text, token, { code: 'fewer-terms', values: { most: maxTerms } });
    if (isPrefix) this.#prefixes += 1;
    if (this.#prefixes > maxPrefixes) fail(this.#text, token, { code: 'fewer-stars', values: { most: maxPrefixes } });
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#next = scanToken(this.#text, token.end);
    return token;
  }
}

function isTextField(field: FieldName): boolean {
  return (textFields as readonly FieldName[]).includes(field);
}

function join(kind: 'and' | 'or', parts: readonly Query[]): Query {
  if (parts.length === 1) return parts[0]!;
  return { kind, parts, start: parts[0]!.start, end: parts.at(-1)!.end };
}
