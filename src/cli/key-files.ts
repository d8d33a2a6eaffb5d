import type { Keeper } from '../archive/keeper.ts';
import { readKeys } from '../sources/keys/open.ts';
import { clean, plural } from './terminal.ts';

/** How many bad lines of a key file are listed. */
const listedFailures = 10;

export interface KeyFilesReport {
  readonly read: number;
  readonly added: number;
  readonly failed: number;
  readonly failures: readonly { readonly file: string; readonly at: string; readonly reason: string }[];
}

/**
 * Reads key files into the archive; lines that are no key are told on standard error, counted, and passed over.
 *
 * @param source - Where the keys come from, for those that do not say.
 * @throws SourceError when a file cannot be read at all.
 */
export async function importKeyFiles(keeper: Keeper, paths: readonly string[], source?: string): Promise<KeyFilesReport> {
  let [read, added] = [0, 0];
  const failures: { file: string; at: string; reason: string }[] = [];
  for (const path of paths) {
    const found = await readKeys(path, source === undefined ? {} : { source });
    read += found.keys.length;
    added += keeper.addKeys(found.keys);
    for (const { at, reason } of found.failures) {
      if (failures.length < listedFailures) process.stderr.write(`${clean(path)}: ${clean(at)}: ${clean(reason)}\n`);
      failures.push({ file: path, at, reason });
    }
  }
  if (failures.length > listedFailures)
    process.stderr.write(`… and ${plural(failures.length - listedFailures, 'more line')} that are no key.\n`);
  return { read, added, failed: failures.length, failures };
}
