import type { Keeper } from '../archive/keeper.ts';
import { clean } from '../message/terminal-text.ts';
import { readKeys, readPublicKeys } from '../sources/keys/open.ts';
import { digestsOf } from '../store/public-keys.ts';
import { plural } from './terminal.ts';

/** How many bad lines of a key file are listed. */
const listedFailures = 10;

export interface KeyFilesReport {
  readonly read: number;
  readonly added: number;
  readonly failed: number;
  /** Records of zones and of passive DNS that are not meant as keys. */
  readonly others?: number;
  readonly failures: readonly { readonly file: string; readonly at: string; readonly reason: string }[];
}

/**
 * Reads key files into the archive; lines that are no key are told on standard error, counted, and passed over.
 *
 * @param source - Where the keys come from, for those that do not say.
 * @throws SourceError when a file cannot be read at all.
 */
export async function importKeyFiles(keeper: Keeper, paths: readonly string[], source?: string): Promise<KeyFilesReport> {
  let [read, added, others] = [0, 0, 0];
  const failures: Failure[] = [];
  for (const path of paths) {
    const found = await readKeys(path, source === undefined ? {} : { source });
    read += found.keys.length;
    added += keeper.addKeys(found.keys);
    others += found.others ?? 0;
    tell(failures, path, found.failures);
  }
  if (others > 0) process.stderr.write(`${plural(others, 'record')} of other kinds passed over.\n`);
  tellRest(failures);
  return { read, added, failed: failures.length, ...(others > 0 && { others }), failures };
}

/** Reads lists of keys whose private half is public; otherwise as {@link importKeyFiles}. @param since - For lines that do not say. */
export async function importPublicKeys(
  keeper: Keeper,
  paths: readonly string[],
  source: string | undefined,
  since: number | undefined,
): Promise<KeyFilesReport> {
  let [read, added] = [0, 0];
  const failures: Failure[] = [];
  const options = { ...(source !== undefined && { source }), ...(since !== undefined && { sinceSeconds: since }) };
  for (const path of paths) {
    const found = await readPublicKeys(path, options);
    read += found.listed.length;
    added += keeper.addPublicKeys(
      found.listed.map(({ name, claim }) => ({ digest: name.kind === 'digest' ? name.octets : digestsOf(name.key)[0]!, claim })),
    );
    tell(failures, path, found.failures);
  }
  tellRest(failures);
  return { read, added, failed: failures.length, failures };
}

type Failure = KeyFilesReport['failures'][number];

function tell(failures: Failure[], file: string, found: readonly { readonly at: string; readonly reason: string }[]): void {
  for (const { at, reason } of found) {
    if (failures.length < listedFailures) process.stderr.write(`${clean(file)}: ${clean(at)}: ${clean(reason)}\n`);
    failures.push({ file, at, reason });
  }
}

function tellRest({ length }: readonly Failure[]): void {
  if (length > listedFailures) process.stderr.write(`… and ${plural(length - listedFailures, 'more line')} that are no key.\n`);
}
