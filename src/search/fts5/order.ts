import type { Query } from '../../query/ast.ts';
import { type Bitset, copy, has } from '../bitset.ts';
import type { Neighbours, SearchOptions, Sort } from '../index.ts';
import type { Columns } from './columns.ts';
import type { Evaluator } from './evaluate.ts';
import { rankingExpression } from './match.ts';

/** What an order is made from. */
export interface Engine {
  readonly columns: Columns;
  readonly evaluator: Evaluator;
  /** Over how many messages relevance is weighed. */
  readonly maxRanked: number;
}

/** The matches of a query in the order that was asked for, walked rather than listed: most are never looked at. */
export interface Order {
  /** Those that were weighed by relevance, best first; undefined where the order is by date. */
  readonly ranked?: readonly number[];
  /** Calls `visit` with each number in turn until it answers false. */
  walk(visit: (number: number) => boolean): void;
}

/** By relevance those that were weighed, then the others, newest first; without any word to weigh by, newest first. */
export function orderOf({ columns, evaluator, maxRanked }: Engine, query: Query, set: Bitset, sort: Sort): Order {
  const expression = sort === 'relevance' ? rankingExpression(query) : undefined;
  if (expression === undefined) return { walk: (visit) => walkByDate(columns, set, sort, visit) };
  const ranked = evaluator.rank(expression, maxRanked).filter((number) => has(set, number));
  return {
    ranked,
    walk(visit) {
      for (const number of ranked) if (!visit(number)) return;
      const rest = copy(set);
      for (const number of ranked) rest.words[number >>> 5]! &= ~(1 << (number & 31));
      walkByDate(columns, rest, '-date', visit);
    },
  };
}

/** The numbers of one page. */
export function pageOf(order: Order, total: number, { offset, limit }: SearchOptions): number[] {
  const page: number[] = [];
  const wanted = Math.max(0, Math.min(limit, total - offset));
  if (wanted === 0) return page;
  let skip = offset;
  order.walk((number) => {
    if (skip > 0) skip--;
    else page.push(number);
    return page.length < wanted;
  });
  return page;
}

/** @param number - One that the order has. */
export function neighboursIn(order: Order, total: number, number: number): Neighbours {
  let place = 0;
  let previous: number | undefined;
  let next: number | undefined;
  let isPast = false;
  order.walk((other) => {
    if (isPast) {
      next = other;
      return false;
    }
    place++;
    if (other === number) isPast = true;
    else previous = other;
    return true;
  });
  return { place, total, ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
}

/** Walks the messages by Date, those without one last, and stops at those of the set. */
function walkByDate(columns: Columns, set: Bitset, sort: Sort, visit: (number: number) => boolean): void {
  const { numbers, dated } = columns.newestFirst();
  const goOn = (number: number) => !has(set, number) || visit(number);
  if (sort === 'date') {
    for (let index = dated - 1; index >= 0; index--) if (!goOn(numbers[index]!)) return;
    for (let index = numbers.length - 1; index >= dated; index--) if (!goOn(numbers[index]!)) return;
  } else {
    for (let index = 0; index < numbers.length; index++) if (!goOn(numbers[index]!)) return;
  }
}
