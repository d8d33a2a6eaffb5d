import type { StoredKey } from '../key.ts';
import { rowsOfCsv } from './csv.ts';
import { rowsOfDig } from './dig.ts';
import { formatOfKeys } from './format.ts';
import type { Found, OtherRecord } from './found.ts';
import { rowsOfJson } from './json.ts';
import { decodeUtf8, rowsOfJsonl } from './jsonl.ts';
import { maxKeyFileFailures, maxKeyTextOctets } from './limits.ts';
import { ownerOfRecordFile, recordOfText } from './record-file.ts';
import { keyOfRow, RowFault, type RowOptions } from './row.ts';
import { rowsOfZone } from './zone.ts';

export interface KeysRead {
  readonly keys: StoredKey[];
  /** What could not be read as a key. `at` is `line 3`, or the name of a file. */
  readonly failures: { readonly at: string; readonly reason: string }[];
  /** How many records of a zone or of passive DNS are not meant as keys; absent where there are none. */
  others?: number;
}

/**
 * The keys of one file: JSONL, a JSON document, CSV, what `dig` prints, a zone file, or one record, whose name says whose it is. See
 * docs/formats/keys.md. Never throws: what is no key is a failure.
 *
 * @param source - Who says so, for keys that do not name their source.
 */
export function readKeyFile(name: string, octets: Uint8Array, source?: string, options: RowOptions = {}): KeysRead {
  const read: KeysRead = { keys: [], failures: [] };
  const owner = ownerOfRecordFile(name);
  if (owner !== undefined && formatOfKeys(name, octets) !== 'dig') {
    collectKey(read, name, () => keyOfRow({ ...owner, record: recordOfText(decodeUtf8(octets)) }, source));
    return read;
  }
  for (const found of rowsOf(name, octets)) {
    if ('other' in found) read.others = (read.others ?? 0) + 1;
    else if ('fault' in found) read.failures.push({ at: `line ${found.line}`, reason: found.fault });
    else collectKey(read, `line ${found.line}`, () => keyOfRow(found.row, source, options));
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

function* rowsOf(name: string, octets: Uint8Array): Generator<Found | OtherRecord> {
  const format = formatOfKeys(name, octets);
  try {
    switch (format) {
      case 'csv':
        yield* rowsOfCsv(octets);
        break;
      case 'jsonl':
        yield* rowsOfJsonl(octets);
        break;
      case 'json':
        yield* rowsOfJson(textOf(octets));
        break;
      case 'dig':
        yield* rowsOfDig(textOf(octets));
        break;
      case 'zone':
        yield* rowsOfZone(textOf(octets));
        break;
      default:
        format satisfies never;
    }
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    yield { line: 1, fault: error.message };
  }
}

function textOf(octets: Uint8Array): string {
  if (octets.length > maxKeyTextOctets) throw new RowFault(`larger than the limit of ${maxKeyTextOctets} octets for a file of this kind`);
  return decodeUtf8(octets);
}
