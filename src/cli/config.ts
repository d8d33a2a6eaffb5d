import { Command } from 'commander';
import { openKeeper } from '../archive/keeper.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { leastLineContrast, parseAccent } from '../pages/accent.ts';
import type { Appearance } from '../store/settings.ts';
import { UsageError } from './exit.ts';
import { archiveOption, jsonOption } from './options.ts';

interface Options extends Appearance {
  readonly archive: string;
  readonly json?: boolean;
}

export function configCommand(): Command {
  return new Command('config')
    .description('Set, or show, how the archive presents itself. An empty text takes a setting back.')
    .option('--title <text>', 'its name, on every page')
    .option('--description <text>', 'what it is, in a sentence, on its front page')
    .option('--accent <#rrggbb>', 'the colour of the lines of its masthead')
    .addOption(archiveOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  chainmail config --title 'The Halden Files' --description 'Mail of the council of Halden, 2009 to 2017.'
  chainmail config --accent '#8a6d3b'
  chainmail config --json`,
    )
    .action(run);
}

function run({ archive, json, ...given }: Options): void {
  const changes = {
    ...(given.title !== undefined && { title: sentence('--title', given.title, maxTitle) }),
    ...(given.description !== undefined && { description: sentence('--description', given.description, maxDescription) }),
    ...(given.accent !== undefined && { accent: accentOf(given.accent) }),
  };
  const isChange = Object.keys(changes).length > 0;
  const keeper = openKeeper(archive, isChange ? { create: true } : { readOnly: true });
  try {
    if (isChange) keeper.setAppearance(changes);
    const { title = null, description = null, accent = null } = keeper.appearance();
    const shown = { title, description, accent };
    if (json) process.stdout.write(`${jsonText(shown, 2)}\n`);
    else
      for (const [name, value] of Object.entries(shown))
        process.stdout.write(`${name.padEnd(11)}  ${value === null ? '–' : clean(value)}\n`);
  } finally {
    keeper.close();
  }
}

/** In characters: a line of a masthead, and two or three lines under it. */
const maxTitle = 100;
const maxDescription = 400;

function sentence(option: string, text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if ([...line].length > most) throw new UsageError(`${option} is longer than ${most} characters.`);
  return line;
}

function accentOf(text: string): string {
  if (text.trim() === '') return '';
  const parsed = parseAccent(text);
  if (parsed.ok) return parsed.accent;
  if (parsed.fault === 'no-colour') throw new UsageError(`--accent: expected a colour such as #8a6d3b, not ${JSON.stringify(text)}.`);
  const { scheme, contrast } = parsed;
  throw new UsageError(
    `--accent: ${text.trim()} is too ${scheme === 'light' ? 'pale for the light' : 'dark for the dark'} pages. Its contrast there is ${contrast.toFixed(1)}, and a line needs ${leastLineContrast} on both: choose a ${scheme === 'light' ? 'darker' : 'lighter'} colour.`,
  );
}
