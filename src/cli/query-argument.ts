import type { Command } from 'commander';

/**
 * Makes what is typed behind a command its query: several words are joined, as if they stood in quotation marks, and one that begins with
 * a single `-` excludes, as it does in a query. What begins with `--` and is no option is still an error, but behind a bare `--`.
 *
 * @returns The same command.
 */
export function takesQuery(command: Command): Command {
  return command.allowUnknownOption().hook('preAction', (_, { args }) => {
    const typed = wordsBeforeEndOfOptions();
    const option = args.find((word) => word.startsWith('--') && typed.includes(word));
    if (option !== undefined) command.error(`error: unknown option '${option}'\nA query that begins with -- goes behind a bare "--".`);
  });
}

export function joinedQuery(words: readonly string[]): string {
  return words.filter((word) => word !== '--').join(' ');
}

function wordsBeforeEndOfOptions(): readonly string[] {
  const end = process.argv.indexOf('--');
  return end === -1 ? process.argv : process.argv.slice(0, end);
}
