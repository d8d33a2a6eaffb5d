import type { StoredKey } from '../key.ts';
import { rowsOfCsv } from './csv.ts';
import { decodeUtf8, type Found, rowsOfJsonl } from './jsonl.ts';
import { maxKeyFileFailures } from './limits.ts';
import { ownerOfRecordFile, recordOfText } from './record-file.ts';
import { keyOfRow, RowFault } from './row.ts';

export interface KeysRead {
  readonly keys: StoredKey[];
  /** What could not be read as a key. `at` is `line 3`, or the name of a file. */
  readonly failures: { readonly at: string; readonly reason: string }[];
}

/**
 * The keys of one file: JSONL, CSV (by its name), or one record, whose name says whose it is. See docs/formats/keys.md. Never throws:
 * what is no key is a failure.
 *
 * @param source - Who says so, for keys that do not name their source.
 */
export function readKeyFile(name: string, octets: Uint8Array, source?: string): KeysRead {
  const read: KeysRead = { keys: [], failures: [] };
  const owner = ownerOfRecordFile(name);
  if (owner !== undefined) {
    collectKey(read, name, () => keyOfRow({ ...owner, record: recordOfText(decodeUtf8(octets)) }, source));
    return read;
  }
  for (const found of rowsOf(name, octets)) {
    if ('fault' in found) read.failures.push({ at: `line ${found.line}`, reason: found.fault });
    else collectKey(read, `line ${found.line}`, () => keyOfRow(found.row, source));
    if (read.failures.length < maxKeyFileFailures) continue;
    const reason = `${maxKeyFileFailures} lines are no keys: this is no file of keys, and what follows was not read`;
    read.failures.push({ at: `line ${found.line}`, reason });
    return read;
  }
  return read;
}

/** Adds the key that is made, or says why there is none. */
export function collectKey(read: KeysRead, at: string, make: () => StoredKey): void {
  try {
    read.keys.push(make());
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    read.failures.push({ at, reason: error.message });
  }
}

function* rowsOf(name: string, octets: Uint8Array): Generator<Found> {
  const isCsv = /\.csv(?:\.gz|\.zst)?$/i.test(name);
  try {
    yield* isCsv ? rowsOfCsv(octets) : rowsOfJsonl(octets);
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    yield { line: 1, fault: error.message };
  }
}
