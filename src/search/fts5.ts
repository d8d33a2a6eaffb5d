import type { DatabaseSync } from 'node:sqlite';
import type { Query } from '../query/ast.ts';
import { foldText } from '../query/words.ts';
import { type Bitset, count, has, toArray } from './bitset.ts';
import { Columns } from './fts5/columns.ts';
import { Evaluator } from './fts5/evaluate.ts';
import { countFacets } from './fts5/facets.ts';
import { rankingExpression, wantedWords } from './fts5/match.ts';
import type { SearchIndex, SearchOptions, SearchResult } from './index.ts';

export { createFts5Writer } from './fts5/writer.ts';

/** Relevance is weighed over at most so many matches, the last imported ones: each costs a look-up. */
export const maxRanked = 10_000;

/**
 * A search index in the archive's own SQLite file (schema/0002-search.sql), with columns in memory.
 *
 * The columns are read by the first search, and again what has changed when this or another connection has written. Every
 * search sees one state of the archive. The connection stays the caller's.
 */
export function createFts5Index(db: DatabaseSync): SearchIndex {
  let columns = new Columns();
  let seen = '';
  let revision = -1;

  const refresh = () => {
    const version = db.prepare(selectVersion).get()!;
    const now = `${version['data_version']} ${version['changes']}`;
    if (now === seen) return;
    const current = Number(db.prepare(selectRevision).get()!['revision']);
    if (current !== revision) columns = new Columns();
    columns.readNew(db);
    revision = current;
    seen = now;
  };
  const reading = <Result>(work: (evaluator: Evaluator) => Result): Result =>
    inTransaction(db, () => {
      refresh();
      return work(new Evaluator(db, columns));
    });

  return {
    search: (query, options) => reading((evaluator) => search(db, columns, evaluator, query, options)),
    all: (query) => reading((evaluator) => toArray(evaluator.evaluate(query))),
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

const selectVersion = 'SELECT data_version, total_changes() AS changes FROM pragma_data_version';
const selectRevision = 'SELECT revision FROM search_revision';
const checkIntegrity = `INSERT INTO search (search) VALUES ('integrity-check')`;
const compareNumbers = `
  SELECT
    (SELECT count(*) FROM messages WHERE number NOT IN (SELECT id FROM search_docsize)) AS missing,
    (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT number FROM messages)) AS surplus`;

/** The fields whose words stand in a message's subject or body. */
const fieldsOfText = new Set(['subject', 'body', 'own', 'quoted']);

function search(db: DatabaseSync, columns: Columns, evaluator: Evaluator, query: Query, options: SearchOptions): SearchResult {
  const set = evaluator.evaluate(query);
  const total = count(set);
  const expression = options.sort === 'relevance' ? rankingExpression(query) : undefined;
  const page =
    expression === undefined
      ? { numbers: pageByDate(set, total, columns, options) }
      : pageByRelevance(db, set, evaluator.match(expression), expression, columns, options);
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
  db: DatabaseSync,
  set: Bitset,
  matching: Bitset,
  expression: string,
  columns: Columns,
  { offset, limit }: SearchOptions,
): Pick<SearchResult, 'numbers' | 'ranked'> {
  // A BigInt: FTS5 passes over a floating-point bound and would read everything.
  const from = BigInt(startOfLast(matching, maxRanked));
  const ranked = db
    .prepare(selectRanked)
    .all({ expression, from })
    .map((row) => Number(row['number']))
    .filter((number) => has(set, number));
  const rest: Bitset = { words: set.words.slice() };
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
    left -= count({ words: set.words.subarray(index, index + 1) });
    if (left <= 0) return index * 32;
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
