import { once } from 'node:events';
import { Command, Option } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { csvHeader, csvLine } from '../archive/csv.ts';
import { jsonText } from '../message/terminal-text.ts';
import { archiveOption, searchLimits, timeLimitOption } from './options.ts';
import { joinedQuery, takesQuery } from './query-argument.ts';

interface Options {
  readonly archive: string;
  readonly timeLimit?: number;
  readonly format: 'jsonl' | 'csv';
}

export function listCommand(): Command {
  return takesQuery(new Command('list'))
    .description('List every match, in number order.')
    .argument('[query...]', 'as for "chainmail search"; without it, every message', [])
    .addOption(archiveOption())
    .addOption(timeLimitOption())
    .addOption(new Option('--format <name>', 'one JSON object a line, or CSV').choices(['jsonl', 'csv']).default('jsonl'))
    .addHelpText(
      'after',
      `
Examples:
  chainmail list > all.jsonl
  chainmail list verdict:verified --format csv > verified.csv
  chainmail list --format csv -- -verdict:failed`,
    )
    .action(run);
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const query = joinedQuery(words);
  using archive = openArchive(options.archive, searchLimits(options.timeLimit));
  if (options.format === 'csv') await print(csvHeader);
  for await (const record of archive.list(query)) {
    await print(options.format === 'csv' ? csvLine(record) : `${jsonText(record)}\n`);
  }
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
