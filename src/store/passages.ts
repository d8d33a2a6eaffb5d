import type { PassageDigests } from '../evidence/chains/read.ts';
import type { QuoteOutline } from '../message/quote-outline.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';

/** What one message says itself and what it quotes: where that stands in its text, and its fingerprints. */
export interface Passages extends PassagePrints, TextShape {}

export interface TextShape {
  readonly outline: QuoteOutline;
  /** It may have another text that readers are shown. */
  readonly hasOtherForm: boolean;
  /** Undefined: not kept, of a text that is stored cut short, or in an older archive. */
  readonly digests?: PassageDigests | undefined;
}

export interface PassagePrints {
  /** Of its own words. */
  readonly own: Uint32Array;
  /** Of each of its quotes, in order: how many, then they. */
  readonly quotes: Uint32Array;
}

/** No `REPLACE`: before each, the full-text index would write out what it has gathered. */
const upsert = `
  INSERT INTO passages (message, outline, has_other_form, own, quotes, digests)
  VALUES (:message, :outline, :hasOtherForm, :own, :quotes, :digests)
  ON CONFLICT (message) DO UPDATE
    SET outline = excluded.outline, has_other_form = excluded.has_other_form, own = excluded.own, quotes = excluded.quotes, digests = excluded.digests
  WHERE outline <> excluded.outline OR has_other_form <> excluded.has_other_form OR own <> excluded.own OR quotes <> excluded.quotes
    OR digests IS NOT excluded.digests`;

/** Stores them, in place of what was stored. Runs inside the caller's transaction. */
export function writePassages(database: Database, message: number, passages: Passages): void {
  const { outline, hasOtherForm, own, quotes, digests } = passages;
  const columns = { outline, hasOtherForm: hasOtherForm ? 1 : 0, own: octetsOf(own), quotes: octetsOf(quotes) };
  database.bound(upsert).run({ message, ...columns, digests: digests === undefined ? null : JSON.stringify(digests) });
}

const selectPrints = 'SELECT own, quotes FROM passages WHERE message = :message';

/** Undefined where none are stored: the archive is of an older format, and not assessed since. */
export function readPassagePrints(database: Database, message: number): PassagePrints | undefined {
  const row = database.bound(selectPrints).get({ message }) as { own: Uint8Array; quotes: Uint8Array } | undefined;
  return row && { own: numbersOf(row.own), quotes: numbersOf(row.quotes) };
}

const selectShape = 'SELECT outline, has_other_form, digests FROM passages WHERE message = :message';

/**
 * Undefined as in {@link readPassagePrints}.
 *
 * @throws Error when the digests are damaged.
 */
export function readTextShape(database: Database, message: number): TextShape | undefined {
  const row = database.bound(selectShape).get({ message }) as
    | { outline: string; has_other_form: number; digests: string | null }
    | undefined;
  if (row === undefined) return undefined;
  const digests = row.digests === null ? undefined : storedJson<PassageDigests>(row.digests);
  return { outline: row.outline, hasOtherForm: row.has_other_form === 1, digests };
}

function octetsOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Octets that lie together begin anywhere, numbers where their size divides. */
function numbersOf(octets: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = octets.byteOffset % 4 === 0 ? octets : octets.slice();
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}

/**
 * Whether those of a message are stored as they are given.
 *
 * @throws Error as {@link readTextShape}.
 */
export function holdsPassages(database: Database, message: number, given: Passages): boolean {
  const [prints, shape] = [readPassagePrints(database, message), readTextShape(database, message)];
  if (prints === undefined || shape === undefined) return false;
  const hasDigests = shape.digests === undefined || JSON.stringify(shape.digests) === JSON.stringify(given.digests);
  const hasShape = shape.outline === given.outline && shape.hasOtherForm === given.hasOtherForm && hasDigests;
  return hasShape && isSame(prints.own, given.own) && isSame(prints.quotes, given.quotes);
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((print, at) => print === other[at]);
}
