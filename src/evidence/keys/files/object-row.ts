import type { Found, OtherRecord } from './found.ts';
import { ownerOfName } from './key-owner.ts';
import { maxKeyJsonDepth } from './limits.ts';
import { recordOfText } from './record-file.ts';
import { type Row, RowFault, requiredColumns } from './row.ts';

/**
 * What an object says in the words of others: `value` for the record and `firstSeenAt` for the time, as archives of keys have it;
 * `rrname`, `rdata`, `time_first` in seconds since 1970, as passive DNS has it; a list of records; a list of keys within a domain.
 * What stands in our own words is left as it is.
 *
 * @param depth - In so many lists of others it stands.
 * @see draft-dulaunoy-dnsop-passive-dns-cof
 */
export function* rowsOfObject(given: Row, line: number, depth = 0): Generator<Found | OtherRecord> {
  if (requiredColumns.every((column) => column in given)) {
    yield { line, row: given };
    return;
  }
  const words = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), value]));
  const pick = (names: readonly string[]) => names.map((name) => words.get(name)).find((value) => value !== undefined && value !== null);
  const name = pick(NAMES);
  const owner = typeof name === 'string' ? ownerOfName(name) : undefined;
  const pair = [...words.values()].find((value) => isObject(value) && 'domain' in value && 'selector' in value) as Row | undefined;
  const { domain = owner?.domain ?? pair?.['domain'], selector = owner?.selector ?? pair?.['selector'] } = given;
  const type = pick(TYPES);
  if (name !== undefined && type !== undefined && !/^(?:TXT|16)$/i.test(String(type))) {
    yield { line, other: String(type).slice(0, 20) };
    return;
  }
  if (owner === undefined && typeof name === 'string' && domain === undefined) {
    yield { line, other: 'TXT' };
    return;
  }
  const seen = { firstSeen: timeOf(pick(FIRST) ?? pick(ONCE)), lastSeen: timeOf(pick(LAST) ?? pick(ONCE)) };
  const row: Row = { ...given, ...(domain !== undefined && { domain }), ...(selector !== undefined && { selector }), ...seen };
  const record = given['record'] ?? pick(RECORDS);
  const within = record === undefined ? [...words.values()].find(isListOfObjects) : undefined;
  if (within !== undefined) {
    if (depth >= maxKeyJsonDepth) throw new RowFault(`lists ${maxKeyJsonDepth} deep in each other: this is no file of keys`);
    // Of a list that is called a domain, what stands in it would have that list again.
    const inherited = typeof domain === 'string' ? { domain } : {};
    for (const inner of within) yield* rowsOfObject({ ...inherited, ...inner }, line, depth + 1);
    return;
  }
  for (const one of Array.isArray(record) ? record : [record]) {
    yield { line, row: one === undefined ? row : { ...row, record: typeof one === 'string' ? plainRecord(one) : one } };
  }
}

const NAMES = ['rrname', 'name', 'owner', 'fqdn', 'host', 'hostname', 'query', 'qname'];
const TYPES = ['rrtype', 'type', 'qtype', 'recordtype'];
const RECORDS = ['record', 'value', 'rdata', 'data', 'txt', 'dkim', 'answer', 'content'];
const FIRST = ['firstseen', 'firstseenat', 'timefirst', 'zonetimefirst'];
const LAST = ['lastseen', 'lastseenat', 'timelast', 'zonetimelast'];
const ONCE = ['timestamp', 'time', 'date', 'seen', 'seenat', 'observedat', 'fetchedat'];

/** A record in the quotes of DNS tools is taken out of them. */
function plainRecord(text: string): string {
  return text.trimStart().startsWith('"') ? recordOfText(text) : text;
}

/** Numbers are seconds since 1970, or milliseconds where seconds would lie beyond the year 5000; texts are left as they are. */
function timeOf(value: unknown): unknown {
  if (typeof value !== 'number' && !(typeof value === 'string' && /^\d{9,13}(?:\.\d+)?$/.test(value))) return value;
  const seconds = Number(value) >= 1e11 ? Number(value) / 1000 : Number(value);
  if (!(seconds >= 0 && seconds < 1e11)) throw new RowFault('a time that is not in seconds since 1970');
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfObjects(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
