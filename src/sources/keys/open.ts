import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { decodeUtf8 } from '../../evidence/keys/files/jsonl.ts';
import { maxKeyFileOctets, maxKeyTextOctets } from '../../evidence/keys/files/limits.ts';
import { type PublicListOptions, type PublicListRead, readPublicList } from '../../evidence/keys/files/public-list.ts';
import { collectKey, type KeysRead, readKeyFile } from '../../evidence/keys/files/read.ts';
import { ownerOfRecordFile, recordOfText } from '../../evidence/keys/files/record-file.ts';
import { keyOfRow, type Row, RowFault } from '../../evidence/keys/files/row.ts';
import { SourceError, sourceErrorOf } from '../error.ts';
import { openOctetFile } from '../octet-file.ts';

export type { KeysRead } from '../../evidence/keys/files/read.ts';
export { SourceError, type SourceErrorCode } from '../error.ts';

/**
 * Reads DKIM keys from JSONL, JSON, CSV, what `dig` prints, a zone file, a folder of records, or one such record; files may be
 * compressed by gzip or zstd.
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

/** Reads a list of keys whose private half is public; the file may be compressed. Throws SourceError as {@link readKeys} does. */
export async function readPublicKeys(path: string, options: PublicListOptions = {}): Promise<PublicListRead> {
  try {
    const { octets, damage } = await octetsOf(path, true);
    const read = readPublicList(lenient.decode(octets.subarray(0, maxKeyTextOctets)), options);
    const ended = damage ?? (octets.length > maxKeyTextOctets ? `larger than the limit of ${maxKeyTextOctets} octets` : undefined);
    if (ended !== undefined) read.failures.push({ at: 'the end', reason: `${ended}: what follows was not read` });
    return read;
  } catch (error) {
    throw sourceErrorOf(error, path);
  }
}

const lenient = new TextDecoder();

async function readFile(path: string, source: string | undefined): Promise<KeysRead> {
  const { octets, damage } = await octetsOf(path, true);
  const read = readKeyFile(basename(path), octets, source);
  if (damage !== undefined) read.failures.push({ at: 'the end', reason: `${damage}: what follows could not be read` });
  return read;
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
      collectKey(read, at, () => {
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

async function octetsOf(path: string, followLinks: boolean): Promise<{ octets: Buffer; damage?: string }> {
  await using file = await openOctetFile(path, path, { followLinks });
  const { octets, isWhole, damage } = await file.prefix(maxKeyFileOctets);
  if (!isWhole) return { octets, damage: `the file is larger than the limit of ${maxKeyFileOctets} octets` };
  return damage === undefined ? { octets } : { octets, damage: damage.message };
}
