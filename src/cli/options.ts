import { InvalidArgumentError, Option } from 'commander';
import type { ReadingOptions } from '../archive/archive.ts';

/** The archive that a command works on: `--archive DIR`, else `$CHAINMAIL_ARCHIVE`, else `./archive`. */
export function archiveOption(): Option {
  return new Option('--archive <dir>', 'the archive').env('CHAINMAIL_ARCHIVE').default('./archive');
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document');
}

export function jobsOption(): Option {
  return new Option('--jobs <n>', 'worker threads (default: one for each core)').argParser(wholeNumber(1, 256));
}

/** How long one search may take. */
export function timeLimitOption(): Option {
  return new Option('--time-limit <seconds>', 'give a search up that takes longer (default: none; Ctrl-C ends it)').argParser(
    wholeNumber(1, 86_400),
  );
}

/** For `openArchive`. */
export function searchLimits(seconds: number | undefined): Pick<ReadingOptions, 'limits'> {
  if (seconds === undefined) return {};
  const milliseconds = seconds * 1000;
  return { limits: { processes: 1, milliseconds, waiting: 10, waitMilliseconds: 60_000 + 10 * milliseconds } };
}

export function portOption(): Option {
  return new Option('--port <n>', 'the port; 0 takes any that is free').argParser(wholeNumber(0, 65_535)).default(8080);
}

/** Collects an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Parses a whole number within bounds, both included. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      const bounds = most === Number.MAX_SAFE_INTEGER ? `${least} up` : `${least} to ${most}`;
      throw new InvalidArgumentError(`Expected a whole number from ${bounds}.`);
    }
    return number;
  };
}
