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
  /** Where it lets one of several values of its field hold: each of them, and the query without that one. */
  readonly alternatives: readonly { readonly text: string; readonly without: string }[];
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

/**
 * The query that asks for this value of the field; an exclusion of the same value goes. Where values of the field are chosen already,
 * any of them may hold: `verdict:verified` becomes `(verdict:verified OR verdict:failed)`. Words (`from:lena`) are no chosen value:
 * they go on narrowing.
 */
export function addTerm(text: string, field: FieldName, value: string): string {
  return change(text, field, value, (all, term) => {
    const conditions = all.filter(({ excludes, alternatives }) => !(excludes && alternatives.includes(term)));
    if (conditions.some(({ alternatives }) => alternatives.includes(term))) return conditions.map(writeCondition);
    const chosen = isValue(term) ? conditions.findIndex((condition) => isChoice(condition, field)) : -1;
    if (chosen === -1) return [...conditions.map(writeCondition), term];
    return conditions.map((each, index) => (index === chosen ? writeAlternatives([...each.alternatives, term]) : writeCondition(each)));
  });
}

/** The query that excludes this value of the field; a condition that asks for it goes. */
export function excludeTerm(text: string, field: FieldName, value: string): string {
  return change(text, field, value, (conditions, term) => [...removed(conditions, term), `-${term}`]);
}

/** The query that neither asks for this value of the field nor excludes it. */
export function removeTerm(text: string, field: FieldName, value: string): string {
  return change(text, field, value, removed);
}

/** The query without the values that are chosen of this field: what a reader may choose from. Exclusions and words stay. */
export function dropChoices(text: string, field: FieldName): string {
  const conditions = conditionsOf(text);
  if (conditions === undefined || !conditions.some((condition) => isChoice(condition, field))) return text;
  return rewrite(
    conditions
      .filter((condition) => !isChoice(condition, field))
      .map(writeCondition)
      .join(' '),
  );
}

/** Whether a query asks for a value of a field (`asked`) or excludes it (`excluded`), among the conditions that all must hold. */
export function termState(text: string, field: FieldName, value: string): 'asked' | 'excluded' | 'absent' {
  const term = writeTerm(field, value);
  if (term === undefined) return 'absent';
  const found = (conditionsOf(text) ?? []).filter(({ alternatives }) => alternatives.includes(term));
  if (found.some(({ excludes }) => !excludes)) return 'asked';
  return found.length > 0 ? 'excluded' : 'absent';
}

/** The conditions of a query that all must hold, in their order; none for a text that is no query. */
export function listChips(text: string): Chip[] {
  const conditions = conditionsOf(text) ?? [];
  const written = conditions.map(writeCondition);
  const others = (index: number, instead: readonly string[]) => {
    const left = written.toSpliced(index, 1, ...instead);
    return left.length === 1 ? rewrite(left[0]!) : left.join(' ');
  };
  return conditions.map((condition, index) => {
    const { query, field, excludes, alternatives } = condition;
    return {
      text: writeCondition(condition),
      ...(field !== undefined && { field }),
      excludes,
      without: others(index, []),
      alternatives:
        excludes || alternatives.length < 2
          ? []
          : alternatives.map((each) => ({
              text: each,
              without: others(index, [writeAlternatives(alternatives.filter((other) => other !== each))]),
            })),
      start: query.start,
      end: query.end,
    };
  });
}

/** One of the conditions that all must hold. */
interface Condition {
  readonly query: Query;
  readonly excludes: boolean;
  /** The field that it asks of, where it is a single one. */
  readonly field: FieldName | undefined;
  /** Of a condition on a single field: the terms of which one must hold, or (`excludes`) the one that must not. */
  readonly alternatives: readonly string[];
}

function change(
  text: string,
  field: FieldName,
  value: string,
  make: (conditions: readonly Condition[], term: string) => readonly string[],
): string {
  const conditions = conditionsOf(text);
  const term = writeTerm(field, value);
  if (conditions === undefined || term === undefined) return text;
  return rewrite(make(conditions, term).join(' '));
}

/** The conditions that all must hold; `undefined` for a text that is no query. */
function conditionsOf(text: string): readonly Condition[] | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) return undefined;
  if (parsed.query.kind === 'all') return [];
  return conjunctsOf(parsed.query).map(readCondition);
}

/** Those of a group that all must hold are conditions as well: `(a b) c` asks what `a b c` does. */
function conjunctsOf(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.parts.flatMap(conjunctsOf) : [query];
}

function readCondition(query: Query): Condition {
  const excludes = query.kind === 'not';
  const asked = excludes ? query.part : query;
  const parts = asked.kind === 'or' && !excludes ? asked.parts : [asked];
  const field = fieldOf(parts[0]!);
  const isOfOneField = field !== undefined && parts.every((part) => fieldOf(part) === field);
  return { query, excludes, field: isOfOneField ? field : undefined, alternatives: isOfOneField ? parts.map(printQuery) : [] };
}

/** Whether it chooses among values of the field, as a facet does. */
function isChoice({ excludes, field, alternatives }: Condition, wanted: FieldName): boolean {
  return !excludes && field === wanted && alternatives.every(isValue);
}

/** A whole value (`from:lena@example.org`), not words that occur in one (`from:lena`). */
function isValue(term: string): boolean {
  const parsed = parseQuery(term);
  return parsed.ok && parsed.query.kind !== 'words';
}

/** The conditions, written, none of them asking for this term or excluding it. */
function removed(conditions: readonly Condition[], term: string): string[] {
  return conditions.flatMap((condition) => {
    if (!condition.alternatives.includes(term)) return [writeCondition(condition)];
    const left = condition.alternatives.filter((each) => each !== term);
    return left.length === 0 ? [] : [writeAlternatives(left)];
  });
}

/** As it stands among others. */
function writeCondition({ query }: Condition): string {
  if (query.kind === 'all') return '*';
  return query.kind === 'or' ? `(${printQuery(query)})` : printQuery(query);
}

function writeAlternatives(terms: readonly string[]): string {
  return terms.length > 1 ? `(${terms.join(' OR ')})` : terms.join('');
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
