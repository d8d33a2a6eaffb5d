import type { DatabaseSync } from 'node:sqlite';
import type { Query } from '../query/ast.ts';
import { stateOf } from '../store/unchanged.ts';
import { count, has, toArray } from './bitset.ts';
import { Columns } from './fts5/columns.ts';
import { Evaluator } from './fts5/evaluate.ts';
import { countFacets } from './fts5/facets.ts';
import { shownWords } from './fts5/match.ts';
import { type Engine, neighboursIn, orderOf, pageOf } from './fts5/order.ts';
import type { Neighbours, SearchIndex, SearchOptions, SearchResult, Sort } from './index.ts';

export { sumOfWords, sumsInIndex, type WordSum } from './fts5/word-sums.ts';
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
    search: async (query, options) => reading(() => search({ columns, evaluator, maxRanked }, query, options)),
    all: async (query) => reading(() => toArray(evaluator.evaluate(query))),
    neighbours: async (query, sort, number) => reading(() => findNeighbours({ columns, evaluator, maxRanked }, query, sort, number)),
    terms: shownWords,
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
    // FTS5 takes the check for a change: on a medium that cannot be written only the numbers below are compared.
    const isReadOnly = ((error as { errcode?: number }).errcode ?? 0) % 256 === sqliteReadOnly;
    if (!isReadOnly) problems.push(`its words do not fit together: ${(error as Error).message}`);
  }
  const { missing, surplus } = db.prepare(compareNumbers).get() as { missing: number; surplus: number };
  if (missing > 0) problems.push(`${missing} messages are not in it`);
  if (surplus > 0) problems.push(`it knows ${surplus} messages that the archive does not have`);
  return problems;
}

/** @see https://www.sqlite.org/rescode.html#readonly */
const sqliteReadOnly = 8;

const selectRevision = 'SELECT revision FROM search_revision';
const checkIntegrity = `INSERT INTO search (search) VALUES ('integrity-check')`;
const compareNumbers = `
  SELECT
    (SELECT count(*) FROM messages WHERE number NOT IN (SELECT id FROM search_docsize)) AS missing,
    (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT number FROM messages)) AS surplus`;

function findNeighbours(engine: Engine, query: Query, sort: Sort, number: number): Neighbours | undefined {
  const set = engine.evaluator.evaluate(query);
  return has(set, number) ? neighboursIn(orderOf(engine, query, set, sort), count(set), number) : undefined;
}

function search(engine: Engine, query: Query, options: SearchOptions): SearchResult {
  const set = engine.evaluator.evaluate(query);
  const total = count(set);
  const order = orderOf(engine, query, set, options.sort);
  const ranked = order.ranked !== undefined && order.ranked.length < total ? { ranked: order.ranked.length } : {};
  const facets = options.facets ? { facets: countFacets(set, engine.columns) } : {};
  return { total, numbers: pageOf(order, total, options), ...ranked, ...facets };
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
