/*
 * What a reader's clicks do to a query: the facets, chips and links of a page change the text in the search box by these.
 * Each reads the text, changes the query, and writes it anew; a text that is no query is given back as it is.
 */

import type { Query, Span } from './ast.ts';
import { parseQuery } from './parse.ts';
import { printQuery, quote } from './print.ts';
import type { FieldName } from './vocabulary.ts';

/** One of the conditions that all must hold, for a page to show and to take away. */
export interface Chip extends Span {
  /** As it is written in a query: `verdict:verified`, `-from:lena`, `(a OR b)`. */
  readonly text: string;
  /** The field that it asks of, where it is a single one. */
  readonly field?: FieldName;
  /** It excludes. */
  readonly excludes: boolean;
  /** The query without it. */
  readonly without: string;
}

/**
 * How a field with this value is written in a query.
 *
 * @returns `undefined` where the field cannot take the value. A value of words that are no exact address is searched as these words.
 */
export function writeTerm(field: FieldName, value: string): string | undefined {
  const written = `${field}:${quote(value.replaceAll(/["“”]/g, ' '))}`;
  const parsed = parseQuery(written);
  return parsed.ok ? printQuery(parsed.query) : undefined;
}

/** The query that also asks for this value of the field; an exclusion of the same value goes. */
export function addTerm(text: string, field: FieldName, value: string): string {
  return replaceTerm(text, field, value, (term) => term);
}

/** The query that excludes this value of the field; a condition that asks for it goes. */
export function excludeTerm(text: string, field: FieldName, value: string): string {
  return replaceTerm(text, field, value, (term) => `-${term}`);
}

/** The query that neither asks for this value of the field nor excludes it. */
export function removeTerm(text: string, field: FieldName, value: string): string {
  return replaceTerm(text, field, value, () => undefined);
}

/** Whether a query asks for a value of a field (`asked`) or excludes it (`excluded`), among the conditions that all must hold. */
export function termState(text: string, field: FieldName, value: string): 'asked' | 'excluded' | 'absent' {
  const term = writeTerm(field, value);
  const conditions = conditionsOf(text)?.map(writeCondition) ?? [];
  if (term === undefined) return 'absent';
  if (conditions.includes(term)) return 'asked';
  return conditions.includes(`-${term}`) ? 'excluded' : 'absent';
}

/** The conditions of a query that all must hold, in their order; none for a text that is no query. */
export function listChips(text: string): Chip[] {
  const conditions = conditionsOf(text) ?? [];
  const written = conditions.map(writeCondition);
  return conditions.map((query, index) => {
    const excludes = query.kind === 'not';
    const field = fieldOf(excludes ? query.part : query);
    const without = written.filter((_, other) => other !== index).join(' ');
    return {
      text: written[index]!,
      ...(field !== undefined && { field }),
      excludes,
      without: rewrite(without),
      start: query.start,
      end: query.end,
    };
  });
}

function replaceTerm(text: string, field: FieldName, value: string, change: (term: string) => string | undefined): string {
  const conditions = conditionsOf(text);
  const term = writeTerm(field, value);
  if (conditions === undefined || term === undefined) return text;
  const wanted = change(term);
  const written = conditions.map(writeCondition);
  const others = written.filter((each) => each === wanted || (each !== term && each !== `-${term}`));
  return rewrite((wanted === undefined || others.includes(wanted) ? others : [...others, wanted]).join(' '));
}

/** The conditions that all must hold; `undefined` for a text that is no query. */
function conditionsOf(text: string): readonly Query[] | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) return undefined;
  const { query } = parsed;
  if (query.kind === 'all') return [];
  return query.kind === 'and' ? query.parts : [query];
}

/** A condition as it stands among others. */
function writeCondition(query: Query): string {
  if (query.kind === 'all') return '*';
  return query.kind === 'and' || query.kind === 'or' ? `(${printQuery(query)})` : printQuery(query);
}

/** Takes away the parentheses that the last remaining condition no longer needs. */
function rewrite(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok ? printQuery(parsed.query) : text;
}

function fieldOf(query: Query): FieldName | undefined {
  switch (query.kind) {
    case 'words':
    case 'address':
      return query.field;
    case 'date':
      return query.form;
    case 'all':
    case 'and':
    case 'or':
    case 'not':
      return undefined;
    default:
      return query.kind;
  }
}
