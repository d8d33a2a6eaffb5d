/** A process that searches one archive: one request at a time, until its parent is gone or kills it. ARGV: the archive's folder. */
import { parseQuery } from '../../query/parse.ts';
import { ArchiveError, explain, openDatabase } from '../../store/database.ts';
import { createFts5Index } from '../fts5.ts';
import type { SearchIndex } from '../index.ts';
import type { SearchAnswer, SearchRequest } from '../limited.ts';

const directory = process.argv[2]!;

// Ctrl-C in a terminal reaches the whole group: the parent decides when searching ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());

try {
  const index = createFts5Index(openDatabase(directory, { readOnly: true }).db);
  process.on('message', async (request: SearchRequest) => tell(await answer(index, request)));
  // The first search reads the index's columns into memory: better now than while a reader waits.
  const all = parseQuery('');
  if (all.ok) await index.search(all.query, { sort: '-date', offset: 0, limit: 1, facets: true });
  tell({ ready: true });
} catch (error) {
  process.send?.(faultOf(error), () => process.exit(1));
}

async function answer(index: SearchIndex, request: SearchRequest): Promise<SearchAnswer> {
  try {
    switch (request.kind) {
      case 'search':
        return { result: await index.search(request.query, request.options) };
      case 'all':
        return { result: await index.all(request.query) };
      case 'neighbours':
        return { result: await index.neighbours(request.query, request.sort, request.number) };
      default:
        return request satisfies never;
    }
  } catch (error) {
    return faultOf(error);
  }
}

function tell(answer: SearchAnswer): void {
  process.send?.(answer);
}

function faultOf(error: unknown): SearchAnswer {
  const explained = explain(error, directory) as Error;
  if (explained instanceof ArchiveError) return { fault: { code: explained.code, message: explained.message } };
  return { fault: { message: explained.stack ?? explained.message } };
}
