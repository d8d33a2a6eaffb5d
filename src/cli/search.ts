import { Command, Option } from 'commander';
import { type Hit, openArchive } from '../archive/archive.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import type { Sort } from '../search/index.ts';
import { archiveOption, jsonOption, searchLimits, timeLimitOption, wholeNumber } from './options.ts';
import { joinedQuery, takesQuery } from './query-argument.ts';
import { count, oneLine, plural } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly timeLimit?: number;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
  readonly json?: boolean;
}

/** The most results that one page gives; `list` gives them all. */
const maxLimit = 1_000;

export function searchCommand(): Command {
  return takesQuery(new Command('search'))
    .description('Search the archive.')
    .argument(
      '<query...>',
      'in quotation marks of the shell where it has marks of its own: words, "a phrase", from:name, verdict:verified, has:attachment, date:2016-03..2016-05 …',
    )
    .addOption(archiveOption())
    .addOption(timeLimitOption())
    .addOption(new Option('--sort <order>', 'the order of the results').choices(['relevance', 'date', '-date']).default('relevance'))
    .addOption(new Option('--limit <n>', 'how many results').argParser(wholeNumber(0, maxLimit)).default(20))
    .addOption(new Option('--offset <n>', 'how many results to pass over').argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)).default(0))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  chainmail search budget
  chainmail search 'from:lena "annual report" verdict:verified' --sort date
  chainmail search -- -verdict:failed subject:minutes
  chainmail search 'has:attachment type:pdf date:2016-03..2016-05 -from:otto' --json`,
    )
    .action(run);
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const query = joinedQuery(words);
  using archive = openArchive(options.archive, searchLimits(options.timeLimit));
  const page = await archive.search(query, { sort: options.sort, limit: options.limit, offset: options.offset });
  if (options.json) {
    const hits = page.hits.map((hit) => ({ ...hit, snippet: snippetText(hit) }));
    process.stdout.write(`${jsonText({ ...page, hits }, 2)}\n`);
    return;
  }
  const lines = page.hits.flatMap((hit) => [oneLine(hit), `      ${clean(snippetText(hit))}`]);
  const first = options.offset + 1;
  const shown = page.hits.length === 0 ? '' : `, ${count(first)} to ${count(first + page.hits.length - 1)} shown`;
  const ranked = page.ranked === undefined ? '' : ` (relevance weighed over ${count(page.ranked)} of them)`;
  process.stdout.write(`${[`${plural(page.total, 'message')}${shown}${ranked}`, ...lines].join('\n')}\n`);
}

function snippetText(hit: Hit): string {
  return hit.snippet.map((piece) => piece.text).join('');
}
