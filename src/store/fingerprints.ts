import { type ChainIndex, REGIONS, type Region } from '../evidence/chains/chain-index.ts';
import { NumberPairs } from '../evidence/chains/number-pairs.ts';
import type { Database } from './database.ts';

/** A message's fingerprints, by region: ascending, distinct. */
export type FingerprintsOf = Readonly<Record<Region, Uint32Array>>;

/** Entries in a piece: what one look-up reads. */
const pieceEntries = 500;

/** So many pieces are merged at a time: two million entries, of which each takes 8 octets, twice. */
const mergedTogether = 4_000;

/** Collects the fingerprints of new messages, and stores them as one sorted run when it is flushed. */
export interface FingerprintWriter {
  add(message: number, prints: FingerprintsOf): void;
  /** Stores what was added since the last time. Runs inside the caller's transaction, as does `finish`. */
  flush(): void;
  /**
   * After the last flush: joins runs, so that there are few. Where they were set aside, they take the place of all others.
   *
   * @param together - How many pieces are merged at a time.
   */
  finish(together?: number): void;
}

/** @param setsAside - What is written is not found until it is finished, and then alone: for making the fingerprints of all messages again. */
export function createFingerprintWriter(database: Database, setsAside = false): FingerprintWriter {
  if (setsAside) database.statement(deleteAside).run({ aside: ASIDE });
  const entries = new NumberPairs();
  return {
    add(message, prints) {
      for (const [tag, region] of REGIONS.entries()) {
        for (const print of prints[region]) entries.add(print, message * TAGS + tag);
      }
    },
    flush() {
      const { buffer } = entries.takeSorted();
      if (buffer.byteLength > 0) insertRun(database, new BigUint64Array(buffer), setsAside);
    },
    finish(together = mergedTogether) {
      if (setsAside) {
        database.statement(deleteFound).run({ aside: ASIDE });
        database.statement(moveAside).run({ aside: ASIDE });
      }
      mergeRuns(database, together);
    },
  };
}

/** Two bits tell the region; so a message's number may have thirty. */
const TAGS = 4;

/** Runs from here on are set aside. */
const ASIDE = 2 ** 32;

const deleteAside = 'DELETE FROM fingerprints WHERE run >= :aside';
const deleteFound = 'DELETE FROM fingerprints WHERE run < :aside';
const moveAside = 'UPDATE fingerprints SET run = run - :aside';
const selectLastRun = 'SELECT max(run) AS run FROM fingerprints WHERE run >= :from AND run < :to';
const insertPiece = 'INSERT INTO fingerprints (run, first, piece, entries) VALUES (:run, :first, :piece, :entries)';

/** @param entries - Sorted. */
function insertRun(database: Database, entries: BigUint64Array, setsAside = false): void {
  const [from, to] = setsAside ? [ASIDE, 2 * ASIDE] : [0, ASIDE];
  const writer = createRunWriter(database, Number(database.statement(selectLastRun).get({ from, to })!['run'] ?? from - 1) + 1);
  writer.write(entries);
  writer.end();
}

/** Writes one run, stretch by stretch, each sorted and behind the one before. */
function createRunWriter(database: Database, run: number) {
  let count = 0;
  let rest = new BigUint64Array(0);
  const writePiece = (entries: BigUint64Array): void => {
    database.statement(insertPiece).run({
      run,
      first: Number(entries[0]! >> 32n),
      piece: count++,
      entries: new Uint8Array(entries.buffer, entries.byteOffset, entries.byteLength),
    });
  };
  return {
    write(entries: BigUint64Array): void {
      // What is left of the stretch before is made a whole piece by the head of this one.
      let at = rest.length === 0 ? 0 : Math.min(pieceEntries - rest.length, entries.length);
      if (at > 0) {
        const joined = new BigUint64Array(rest.length + at);
        joined.set(rest);
        joined.set(entries.subarray(0, at), rest.length);
        rest = joined;
        if (rest.length < pieceEntries) return;
        writePiece(rest);
      }
      for (; at + pieceEntries <= entries.length; at += pieceEntries) writePiece(entries.subarray(at, at + pieceEntries));
      rest = entries.slice(at);
    },
    end(): void {
      if (rest.length > 0) writePiece(rest);
    },
  };
}

const selectRuns =
  'SELECT run, sum(length(entries)) / 8 AS entries FROM fingerprints WHERE run < 4294967296 GROUP BY run ORDER BY run DESC';
const deleteRuns = 'DELETE FROM fingerprints WHERE run >= :from AND run < :to';

/** More runs than this are joined whatever their sizes. */
const maxRuns = 8;

/**
 * Joins the newest runs while the next older is not much larger than they, or there are many: so each entry is copied a few times. A question
 * then reads few pieces, however large the archive is.
 */
function mergeRuns(database: Database, together: number): void {
  const all = database.statement(selectRuns).all() as { run: number; entries: number }[];
  let [joined, total] = [0, 0];
  for (const { entries } of all) {
    const isMuchLarger = joined > 0 && 2 * total < entries;
    if (isMuchLarger && all.length - joined < maxRuns) break;
    joined++;
    total += entries;
  }
  if (joined < 2) return;
  const from = all[joined - 1]!.run;
  const runs = readRuns(database).filter(({ run }) => run >= from);
  const writer = createRunWriter(database, all[0]!.run + 1);
  for (const range of rangesOf(runs, together)) writer.write(entriesWithin(database, runs, range));
  writer.end();
  database.statement(deleteRuns).run({ from, to: all[0]!.run + 1 });
}

/** Fingerprints from `from` on and below `to`. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Cut where pieces begin, so that what is in a range is bounded whatever the fingerprints are; those of one number stay together. */
function rangesOf(runs: readonly Run[], together: number): Range[] {
  const firsts = new Uint32Array(runs.reduce((sum, run) => sum + run.firsts.length, 0));
  let length = 0;
  for (const run of runs) {
    firsts.set(run.firsts, length);
    length += run.firsts.length;
  }
  firsts.sort();
  const cuts = [...new Set(firsts.filter((_, index) => index > 0 && index % together === 0))];
  return [0, ...cuts].map((from, index) => ({ from, to: cuts[index] ?? ASIDE }));
}

/** What several runs have in a range, sorted. */
function entriesWithin(database: Database, runs: readonly Run[], { from, to }: Range): BigUint64Array {
  const found: BigUint64Array[] = [];
  for (const run of runs) {
    const { firsts } = run;
    for (let at = lastBelow(firsts, from); at < firsts.length && firsts[at]! < to; at++) {
      const entries = new BigUint64Array(readPiece(database, run, at).buffer);
      const start = placeOf(entries, from);
      const end = placeOf(entries, to);
      if (end > start) found.push(entries.subarray(start, end));
    }
  }
  const all = new BigUint64Array(found.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const entries of found) {
    all.set(entries, length);
    length += entries.length;
  }
  return all.sort();
}

/** The first entry of a fingerprint or of a larger one. */
function placeOf(entries: BigUint64Array, print: number): number {
  const least = BigInt(print) << 32n;
  let low = 0;
  for (let high = entries.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (entries[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

const selectPieces = 'SELECT run, first, piece FROM fingerprints WHERE run < 4294967296 ORDER BY run, first, piece';
const selectPiece = 'SELECT entries FROM fingerprints WHERE run = :run AND first = :first AND piece = :piece';
const selectPiecesFrom =
  'SELECT entries FROM fingerprints WHERE run = :run AND (first, piece) >= (:first, :piece) ORDER BY first, piece LIMIT :limit';

/**
 * Reads the fingerprints that are stored now; those that are stored later are not seen, and once runs were joined it must be made
 * again. A question reads each piece that may hold a
 * part of its answer once, so many fingerprints in one question cost less than one at a time.
 */
export function createChainIndex(database: Database): ChainIndex {
  const runs = readRuns(database);
  return {
    isEmpty: runs.length === 0,
    *find(prints, region) {
      if (runs.length === 0) return;
      const tag = REGIONS.indexOf(region);
      const cursors = runs.map((run) => new Cursor(database, run, prints));
      for (const print of prints) {
        const messages: number[] = [];
        for (const cursor of cursors) cursor.collect(print, tag, messages);
        if (messages.length > 0) yield { print, messages: runs.length > 1 ? messages.sort((a, b) => a - b) : messages };
      }
    },
  };
}

/** The pieces of one run, in the order of what they hold: of a million messages some 280,000. */
interface Run {
  readonly run: number;
  /** With which fingerprint each begins. */
  readonly firsts: Uint32Array;
  /** Which of those that begin so it is. */
  readonly pieces: Uint32Array;
}

/** The oldest first. */
function readRuns(database: Database): Run[] {
  const runs: { readonly run: number; firsts: Uint32Array<ArrayBuffer>; pieces: Uint32Array<ArrayBuffer>; length: number }[] = [];
  for (const { run, first, piece } of database.statement(selectPieces).iterate() as Iterable<Record<'run' | 'first' | 'piece', number>>) {
    if (runs.at(-1)?.run !== run) runs.push({ run, firsts: new Uint32Array(64), pieces: new Uint32Array(64), length: 0 });
    const last = runs.at(-1)!;
    if (last.length === last.firsts.length) [last.firsts, last.pieces] = [doubled(last.firsts), doubled(last.pieces)];
    last.firsts[last.length] = first;
    last.pieces[last.length++] = piece;
  }
  return runs.map(({ run, firsts, pieces, length }) => ({ run, firsts: firsts.subarray(0, length), pieces: pieces.subarray(0, length) }));
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

/** What names a piece in the table. */
function nameOf({ run, firsts, pieces }: Run, at: number): { run: number; first: number; piece: number } {
  return { run, first: firsts[at]!, piece: pieces[at]! };
}

/** Its octets, by themselves in a buffer. */
function readPiece(database: Database, run: Run, at: number): Uint8Array<ArrayBuffer> {
  const { entries } = database.bound(selectPiece).get(nameOf(run, at)) as { entries: Uint8Array<ArrayBuffer> };
  return alone(entries);
}

/** A piece and some that stand behind it in its run. */
function readPiecesFrom(database: Database, run: Run, at: number, limit: number): Uint8Array<ArrayBuffer>[] {
  const rows = database.statement(selectPiecesFrom).all({ ...nameOf(run, at), limit }) as { entries: Uint8Array<ArrayBuffer> }[];
  return rows.map(({ entries }) => alone(entries));
}

function alone(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return octets.byteOffset === 0 && octets.byteLength === octets.buffer.byteLength ? octets : octets.slice();
}

/** Where many pieces are asked for, so many are read at a time: one by one each costs several times as much. */
const readAhead = 64;

/** How many times as much: where one in so many is asked for, all may as well be read. */
const costOfOne = 4;

/** Gives the messages of one fingerprint after another, in ascending order, from one run. */
class Cursor {
  readonly #database: Database;
  readonly #run: Run;
  readonly #ahead: number;
  /** The first piece that may hold the next fingerprint. */
  #at: number;
  #read: Uint8Array<ArrayBuffer>[] = [];
  /** Which piece is the first of those that were read. */
  #readFrom = 0;
  #loaded = -1;
  /** Of the piece that is loaded; and where in it the next fingerprint may begin. */
  #entries = new Uint32Array(0);
  #place = 0;

  /** @param prints - All that will be asked for. */
  constructor(database: Database, run: Run, prints: Uint32Array) {
    this.#database = database;
    this.#run = run;
    this.#ahead = prints.length * costOfOne >= run.firsts.length ? readAhead : 1;
    this.#at = lastBelow(run.firsts, prints[0] ?? 0);
  }

  collect(print: number, tag: number, messages: number[]): void {
    const { firsts } = this.#run;
    while (this.#at + 1 < firsts.length && firsts[this.#at + 1]! < print) this.#at++;
    // Several pieces may begin with the same fingerprint, and the one before them end with it.
    for (let index = this.#at; index < firsts.length && firsts[index]! <= print; index++) {
      if (this.#loaded !== index) this.#load(index);
      const entries = this.#entries;
      // Low word: message and region; high word: fingerprint.
      while (this.#place < entries.length && entries[this.#place + 1]! < print) this.#place += 2;
      for (let entry = this.#place; entry < entries.length && entries[entry + 1] === print; entry += 2) {
        if (entries[entry]! % TAGS === tag) messages.push(Math.floor(entries[entry]! / TAGS));
      }
    }
  }

  #load(index: number): void {
    if (index < this.#readFrom || index >= this.#readFrom + this.#read.length) {
      const [database, run, ahead] = [this.#database, this.#run, this.#ahead];
      this.#read = ahead > 1 ? readPiecesFrom(database, run, index, ahead) : [readPiece(database, run, index)];
      this.#readFrom = index;
    }
    this.#entries = new Uint32Array(this.#read[index - this.#readFrom]!.buffer);
    this.#loaded = index;
    this.#place = 0;
  }
}

/** The last piece that begins below a fingerprint; the first where none does. */
function lastBelow(firsts: Uint32Array, print: number): number {
  let low = 0;
  for (let high = firsts.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (firsts[middle]! < print) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const selectEveryEntry = 'SELECT entries FROM fingerprints';

/** How many fingerprints each message has, and all of them in one number: what an audit compares. */
export function sumsOfFingerprints(database: Database): Map<number, string> {
  const sums = new Map<number, [count: number, sum: number]>();
  for (const { entries } of database.statement(selectEveryEntry).iterate() as Iterable<{ entries: Uint8Array }>) {
    const words = new Uint32Array(entries.slice().buffer);
    for (let at = 0; at + 1 < words.length; at += 2) {
      const message = Math.floor(words[at]! / TAGS);
      const known = sums.get(message) ?? [0, 0];
      known[0]++;
      known[1] = summed(known[1], words[at]! % TAGS, words[at + 1]!);
      sums.set(message, known);
    }
  }
  return new Map([...sums].map(([message, [count, sum]]) => [message, `${count} ${sum}`]));
}

/** Of a message without any: {@link sumsOfFingerprints} has none of it. */
export const noFingerprints = '0 0';

/** As {@link sumsOfFingerprints} has it, of what a message gives. */
export function sumOfFingerprints(prints: FingerprintsOf): string {
  let [count, sum] = [0, 0];
  for (const [tag, region] of REGIONS.entries()) {
    for (const print of prints[region]) {
      count++;
      sum = summed(sum, tag, print);
    }
  }
  return `${count} ${sum}`;
}

/** The order does not matter; the same number twice is not as if it were there never. */
function summed(sum: number, tag: number, print: number): number {
  return (sum + Math.imul(print ^ tag, 0x9e3779b1) + tag) >>> 0;
}
