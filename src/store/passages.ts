import type { Database } from './database.ts';

/** The fingerprints of one message, by what they are of. */
export interface Passages {
  /** Of its own words. */
  readonly own: Uint32Array;
  /** Of each of its quotes, in order: how many, then they. */
  readonly quotes: Uint32Array;
}

/** No `REPLACE`: before each, the full-text index would write out what it has gathered. */
const upsert = `
  INSERT INTO passages (message, own, quotes) VALUES (:message, :own, :quotes)
  ON CONFLICT (message) DO UPDATE SET own = excluded.own, quotes = excluded.quotes WHERE own <> excluded.own OR quotes <> excluded.quotes`;

/** Stores them, in place of what was stored. Runs inside the caller's transaction. */
export function writePassages(database: Database, message: number, { own, quotes }: Passages): void {
  database.bound(upsert).run({ message, own: octetsOf(own), quotes: octetsOf(quotes) });
}

const selectPassages = 'SELECT own, quotes FROM passages WHERE message = :message';

/** Undefined where none are stored: the archive is of an older format, and not assessed since. */
export function readPassages(database: Database, message: number): Passages | undefined {
  const row = database.bound(selectPassages).get({ message }) as { own: Uint8Array; quotes: Uint8Array } | undefined;
  return row && { own: numbersOf(row.own), quotes: numbersOf(row.quotes) };
}

function octetsOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Octets that lie together begin anywhere, numbers where their size divides. */
function numbersOf(octets: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = octets.byteOffset % 4 === 0 ? octets : octets.slice();
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}

/** Whether those of a message are stored as they are given. */
export function holdsPassages(database: Database, message: number, given: Passages): boolean {
  const stored = readPassages(database, message);
  return stored !== undefined && isSame(stored.own, given.own) && isSame(stored.quotes, given.quotes);
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((print, at) => print === other[at]);
}
