import type { DatabaseSync } from 'node:sqlite';
import type { Query } from '../query/ast.ts';
import { foldText } from '../query/words.ts';
import { stateOf } from '../store/unchanged.ts';
import { type Bitset, copy, count, has, toArray } from './bitset.ts';
import { Columns } from './fts5/columns.ts';
import { Evaluator } from './fts5/evaluate.ts';
import { countFacets } from './fts5/facets.ts';
import { rankingExpression, wantedWords } from './fts5/match.ts';
import type { SearchIndex, SearchOptions, SearchResult } from './index.ts';

export { createFts5Writer } from './fts5/writer.ts';

/** Relevance is weighed over at most so many messages with the words, the last imported ones: each costs a look-up. */
export const defaultMaxRanked = 8_192;

/**
 * A search index in the archive's own SQLite file (schema/0002-search.sql), with columns in memory.
 *
 * The columns are read by the first search, and again what has changed when this or another connection has written. Every
 * search sees one state of the archive: its work is done when the call returns, before the promise is awaited. The connection
 * stays the caller's.
 *
 * @param maxRanked - Over how many messages relevance is weighed.
 */
export function createFts5Index(db: DatabaseSync, maxRanked = defaultMaxRanked): SearchIndex {
  let columns = new Columns();
  let evaluator = new Evaluator(db, columns);
  let seen = '';
  let revision = -1;

  const refresh = () => {
    const now = stateOf(db);
    if (now === seen) return;
    const current = Number(db.prepare(selectRevision).get()!['revision']);
    if (current !== revision) columns = new Columns();
    columns.readNew(db);
    evaluator = new Evaluator(db, columns);
    revision = current;
    seen = now;
  };
  const reading = <Result>(work: () => Result): Result =>
    inTransaction(db, () => {
      refresh();
      return work();
    });

  return {
    search: async (query, options) => reading(() => search({ db, columns, evaluator, maxRanked }, query, options)),
    all: async (query) => reading(() => toArray(evaluator.evaluate(query))),
    terms(query) {
      const shown = wantedWords(query).filter(({ field }) => field === undefined || fieldsOfText.has(field));
      return [
        ...new Set(
          shown.flatMap(({ words, prefix }) => words.map((word, at) => `${foldText(word)}${prefix && at === words.length - 1 ? '*' : ''}`)),
        ),
      ];
    },
    close() {
      columns = new Columns();
      evaluator = new Evaluator(db, columns);
      seen = '';
    },
  };
}

/**
 * Checks the index against itself and against the archive's messages.
 *
 * @returns One line for each problem; none when all is well.
 */
export function checkFts5Index(db: DatabaseSync): string[] {
  const problems: string[] = [];
  try {
    db.exec(checkIntegrity);
  } catch (error) {
    problems.push(`its words do not fit together: ${(error as Error).message}`);
  }
  const { missing, surplus } = db.prepare(compareNumbers).get() as { missing: number; surplus: number };
  if (missing > 0) problems.push(`${missing} messages are not in it`);
  if (surplus > 0) problems.push(`it knows ${surplus} messages that the archive does not have`);
  return problems;
}

const selectRevision = 'SELECT revision FROM search_revision';
const checkIntegrity = `INSERT INTO search (search) VALUES ('integrity-check')`;
const compareNumbers = `
  SELECT
    (SELECT count(*) FROM messages WHERE number NOT IN (SELECT id FROM search_docsize)) AS missing,
    (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT number FROM messages)) AS surplus`;

/** The fields whose words stand in a message's subject or body. */
const fieldsOfText = new Set(['subject', 'body', 'own', 'quoted']);

interface Engine {
  readonly db: DatabaseSync;
  readonly columns: Columns;
  readonly evaluator: Evaluator;
  readonly maxRanked: number;
}

function search(engine: Engine, query: Query, options: SearchOptions): SearchResult {
  const { columns, evaluator } = engine;
  const set = evaluator.evaluate(query);
  const total = count(set);
  const expression = options.sort === 'relevance' ? rankingExpression(query) : undefined;
  const page =
    expression === undefined ? { numbers: pageByDate(set, total, columns, options) } : pageByRelevance(engine, set, expression, options);
  return { total, ...page, ...(options.facets && { facets: countFacets(set, columns) }) };
}

/** Walks the messages by Date and takes those of the set. */
function pageByDate(set: Bitset, total: number, columns: Columns, { sort, offset, limit }: SearchOptions): number[] {
  const { numbers, dated } = columns.newestFirst();
  const page: number[] = [];
  let skip = offset;
  const take = (number: number) => {
    if (!has(set, number)) return;
    if (skip > 0) skip--;
    else page.push(number);
  };
  const wanted = Math.max(0, Math.min(limit, total - offset));
  if (sort === 'date') {
    for (let index = dated - 1; index >= 0 && page.length < wanted; index--) take(numbers[index]!);
    for (let index = numbers.length - 1; index >= dated && page.length < wanted; index--) take(numbers[index]!);
  } else {
    for (let index = 0; index < numbers.length && page.length < wanted; index++) take(numbers[index]!);
  }
  return page;
}

/** A word in the subject tells more of a message than one in its body, and that more than one among many recipients. */
const selectRanked = `
  SELECT rowid AS number FROM search WHERE search MATCH :expression AND rowid >= :from
  ORDER BY bm25(search, 6, 3, 1.5, 1, 2, 1, 2, 1), rowid DESC`;

/** Matches by relevance, then those that were not weighed, newest first. */
function pageByRelevance(
  engine: Engine,
  set: Bitset,
  expression: string,
  { offset, limit }: SearchOptions,
): Pick<SearchResult, 'numbers' | 'ranked'> {
  const { db, columns, evaluator, maxRanked } = engine;
  // A BigInt: FTS5 passes over a floating-point bound and would read everything.
  const from = BigInt(startOfLast(evaluator.match(expression), maxRanked));
  const select = db.prepare(selectRanked);
  select.setReturnArrays(true);
  const ranked = (select.all({ expression, from }) as unknown as [number][]).map(([number]) => number).filter((number) => has(set, number));
  const rest = copy(set);
  for (const number of ranked) rest.words[number >>> 5]! &= ~(1 << (number & 31));
  const others = count(rest);
  const numbers = ranked.slice(offset, offset + limit);
  if (others > 0 && numbers.length < limit) {
    const options = { sort: '-date', offset: Math.max(0, offset - ranked.length), limit: limit - numbers.length, facets: false } as const;
    numbers.push(...pageByDate(rest, others, columns, options));
  }
  return { numbers, ...(others > 0 && { ranked: ranked.length }) };
}

/** The lowest number of the last `many` numbers of a set. */
function startOfLast(set: Bitset, many: number): number {
  let left = many;
  for (let index = set.words.length - 1; index >= 0; index--) {
    const inWord = count({ words: set.words.subarray(index, index + 1) });
    if (inWord < left) {
      left -= inWord;
      continue;
    }
    for (let bit = 31; bit >= 0; bit--) {
      if (has(set, index * 32 + bit) && --left === 0) return index * 32 + bit;
    }
  }
  return 0;
}

/** Runs `work` on one state of the database. */
function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  if (db.isTransaction) return work();
  db.exec('BEGIN');
  try {
    return work();
  } finally {
    db.exec('COMMIT');
  }
}
