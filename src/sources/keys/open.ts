import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { StoredKey } from '../../evidence/keys/key.ts';
import { SourceError, sourceErrorOf } from '../error.ts';
import { openOctetFile } from '../octet-file.ts';
import { rowsOfCsv } from './csv.ts';
import { decodeUtf8, type Found, rowsOfJsonl } from './jsonl.ts';
import { maxKeyFileFailures, maxKeyFileOctets } from './limits.ts';
import { ownerOfRecordFile, recordOfText } from './record-file.ts';
import { keyOfRow, type Row, RowFault } from './row.ts';

export { SourceError, type SourceErrorCode } from '../error.ts';

export interface KeysRead {
  readonly keys: StoredKey[];
  /** What could not be read as a key. `at` is `line 3`, or the name of a file. */
  readonly failures: { readonly at: string; readonly reason: string }[];
}

/**
 * Reads DKIM keys from JSONL, CSV, a folder of records, or one such record; files may be compressed by gzip or zstd.
 * See docs/formats/keys.md.
 *
 * @param options.source - Who says so, for keys that do not name their source. A folder's name serves where this is absent.
 * Throws SourceError when the path leads nowhere or may not be read.
 */
export async function readKeys(path: string, options: { readonly source?: string } = {}): Promise<KeysRead> {
  try {
    if ((await stat(path)).isDirectory()) return await readFolder(path, options.source ?? basename(resolve(path)));
    return await readFile(path, options.source);
  } catch (error) {
    throw sourceErrorOf(error, path);
  }
}

async function readFile(path: string, source: string | undefined): Promise<KeysRead> {
  const read: KeysRead = { keys: [], failures: [] };
  const { octets, damage } = await octetsOf(path, true);
  const owner = ownerOfRecordFile(basename(path));
  if (owner !== undefined) {
    collect(read, basename(path), () => keyOfRow({ ...owner, record: recordOfText(decodeUtf8(octets)) }, source));
  } else {
    for (const found of rowsOf(path, octets)) {
      if ('fault' in found) read.failures.push({ at: `line ${found.line}`, reason: found.fault });
      else collect(read, `line ${found.line}`, () => keyOfRow(found.row, source));
      if (read.failures.length < maxKeyFileFailures) continue;
      const reason = `${maxKeyFileFailures} lines are no keys: this is no file of keys, and what follows was not read`;
      read.failures.push({ at: `line ${found.line}`, reason });
      return read;
    }
  }
  if (damage !== undefined) read.failures.push({ at: 'the end', reason: `${damage}: what follows could not be read` });
  return read;
}

function* rowsOf(path: string, octets: Buffer): Generator<Found> {
  const isCsv = /\.csv(?:\.gz|\.zst)?$/i.test(path);
  try {
    yield* isCsv ? rowsOfCsv(octets) : rowsOfJsonl(octets);
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    yield { line: 1, fault: error.message };
  }
}

async function readFolder(path: string, source: string): Promise<KeysRead> {
  const read: KeysRead = { keys: [], failures: [] };
  const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  for (const entry of entries) {
    const at = entry.name;
    const owner = ownerOfRecordFile(at);
    if (owner === undefined || !entry.isFile()) {
      read.failures.push({ at, reason: 'not a key: a file named selector._domainkey.domain.txt is expected' });
      continue;
    }
    try {
      const { octets, damage } = await octetsOf(join(path, at), false);
      collect(read, at, () => {
        if (damage !== undefined) throw new RowFault(damage);
        const row: Row = { ...owner, record: recordOfText(decodeUtf8(octets)) };
        return keyOfRow(row, source);
      });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      read.failures.push({ at, reason: error.message });
    }
  }
  return read;
}

function collect(read: KeysRead, at: string, make: () => StoredKey): void {
  try {
    read.keys.push(make());
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    read.failures.push({ at, reason: error.message });
  }
}

async function octetsOf(path: string, followLinks: boolean): Promise<{ octets: Buffer; damage?: string }> {
  await using file = await openOctetFile(path, path, { followLinks });
  const { octets, isWhole, damage } = await file.prefix(maxKeyFileOctets);
  if (!isWhole) return { octets, damage: `the file is larger than the limit of ${maxKeyFileOctets} octets` };
  return damage === undefined ? { octets } : { octets, damage: damage.message };
}
