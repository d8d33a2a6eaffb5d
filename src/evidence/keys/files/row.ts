import { aLabelsOf } from '../../../message/a-labels.ts';
import { type KnownPublic, PUBLIC_WHYS, type PublicWhy, type StoredKey } from '../key.ts';
import { maxClaims, maxRecordOctets } from './limits.ts';
import { parseIsoTime } from './times.ts';

/** The columns of a key file; others are ignored. The first three must be there, and a source from here or from elsewhere. */
export const requiredColumns = ['domain', 'selector', 'record'] as const;
export const optionalColumns = ['source', 'tier', 'firstSeen', 'lastSeen', 'privateKeyPublicSince', 'knownPublic'] as const;

/** A row of a key file as it was read; null and the empty string are absence. */
export type Row = Readonly<Record<string, unknown>>;

export interface RowOptions {
  readonly takesRecovered?: boolean;
}

/** What was wrong with a row, told to the user; not a fault of the program. */
export class RowFault extends Error {}

/**
 * Makes a key of a row. Throws RowFault, whose text says what was expected.
 * @param source - Who says so, where the row does not.
 * @param options.takesRecovered - Whether a key that was computed from signatures may stand in the row: only where the archive says so
 * that computed it.
 */
export function keyOfRow(row: Row, source: string | undefined, { takesRecovered = false }: RowOptions = {}): StoredKey {
  const from = text(row, 'source') ?? source;
  if (from === undefined) throw new RowFault('no "source": say where the key comes from, there or by --source TEXT');
  const record = required(row, 'record');
  if (new TextEncoder().encode(record).length > maxRecordOctets)
    throw new RowFault(`"record" is longer than ${maxRecordOctets} octets, which no DNS answer is`);
  const firstSeenSeconds = time(row, 'firstSeen', 'start');
  const lastSeenSeconds = time(row, 'lastSeen', 'end');
  // Published from the first second of that day: of two readings, the one that trusts less.
  const privateKeyPublicSinceSeconds = time(row, 'privateKeyPublicSince', 'start');
  if (firstSeenSeconds !== undefined && lastSeenSeconds !== undefined && firstSeenSeconds > lastSeenSeconds) {
    throw new RowFault('"firstSeen" is later than "lastSeen"');
  }
  const tier = text(row, 'tier') ?? 'archived';
  if (tier === 'recovered' && !takesRecovered)
    throw new RowFault("a recovered key is nobody's sighting: recover it again from the signatures");
  if (tier !== 'archived' && tier !== 'dns' && tier !== 'recovered') throw new RowFault('"tier" is neither "archived" nor "dns"');
  const claims = publicClaims(row);
  const name = {
    domain: domainName(required(row, 'domain'), 'domain'),
    selector: domainName(required(row, 'selector'), 'selector'),
    record,
    source: from,
    ...(privateKeyPublicSinceSeconds === undefined ? {} : { privateKeyPublicSinceSeconds }),
    ...(claims.length === 0 ? {} : { knownPublic: claims }),
  };
  if (tier === 'dns') {
    // A look-up that was exported stays one: else it would come back as a sighting by somebody who keeps keys.
    const lookedUpAtSeconds = lastSeenSeconds ?? firstSeenSeconds;
    if (lookedUpAtSeconds === undefined) throw new RowFault('a key that was looked up needs "lastSeen": when that was');
    return { ...name, tier, lookedUpAtSeconds };
  }
  return {
    ...name,
    tier,
    ...(firstSeenSeconds === undefined ? {} : { firstSeenSeconds }),
    ...(lastSeenSeconds === undefined ? {} : { lastSeenSeconds }),
  };
}

function text(row: Row, column: string): string | undefined {
  const value = Object.hasOwn(row, column) ? row[column] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new RowFault(`"${column}" is not a text`);
  return value.trim() === '' ? undefined : value.trim();
}

function required(row: Row, column: string): string {
  const value = text(row, column);
  if (value === undefined) throw new RowFault(`no "${column}"`);
  return value;
}

function time(row: Row, column: string, edge: 'start' | 'end'): number | undefined {
  const value = text(row, column);
  if (value === undefined) return undefined;
  const seconds = parseIsoTime(value, edge);
  if (seconds === undefined) throw new RowFault(`"${column}" is not a date such as 2016-10-25 or a time such as 2016-10-25T12:00:00Z`);
  return seconds;
}

/** Lower-cased A-labels (RFC 6376 §3.5, RFC 5890), the root's dot off. */
function domainName(value: string, column: string): string {
  const bare = value.endsWith('.') ? value.slice(0, -1) : value;
  const name = (/^[\x00-\x7f]*$/.test(bare) ? bare : (aLabelsOf(bare) ?? '')).toLowerCase();
  if (name.length > 253 || !/^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/.test(name)) throw new RowFault(`"${column}" is not a domain name`);
  return name;
}

/** The column `knownPublic`: why a private half is no secret, each with who says so and, where that is known, since when. */
function publicClaims(row: Row): KnownPublic[] {
  const value = Object.hasOwn(row, 'knownPublic') ? row['knownPublic'] : undefined;
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) throw new RowFault('"knownPublic" is not a list such as [{"why":"listed","since":"2016-10-25","source":"…"}]');
  if (value.length > maxClaims) throw new RowFault(`"knownPublic" has more than ${maxClaims} entries`);
  return value.map(claimOf);
}

function claimOf(value: unknown): KnownPublic {
  const { why, since, source } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (!PUBLIC_WHYS.includes(why as PublicWhy)) throw new RowFault(`"why" of "knownPublic" is none of ${PUBLIC_WHYS.join(', ')}`);
  if (typeof source !== 'string' || source.trim() === '') throw new RowFault('"knownPublic" names no "source"');
  const sinceSeconds = typeof since === 'string' ? parseIsoTime(since, 'start') : undefined;
  if (since !== undefined && since !== null && sinceSeconds === undefined) throw new RowFault('"since" of "knownPublic" is not a date');
  return { why: why as PublicWhy, ...(sinceSeconds === undefined ? {} : { sinceSeconds }), source: source.trim() };
}
