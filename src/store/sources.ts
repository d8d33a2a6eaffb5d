import type { Database } from './database.ts';

/** What the ledger says of one source, as it was when it was last read: `read` = `added` + `duplicates` + `failed`. */
export interface SourceLedger {
  readonly id: number;
  readonly path: string;
  readonly format: string;
  readonly dialect?: string;
  readonly compression?: string;
  /** How many items there were said to be, where that was known before reading. */
  readonly expected?: number;
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly failed: number;
  /** Places of messages that an earlier reading found and the last whole one did not; they are in none of the other figures. */
  readonly gone: number;
  /** Whether it was read to its end. */
  readonly complete: boolean;
}

export interface NewSource {
  /** Absolute path: the same source is the same row, however it was typed. */
  readonly identity: string;
  readonly path: string;
  readonly format: string;
  readonly dialect?: string;
  readonly compression?: string;
  readonly expected?: number;
}

const upsertSource = `
  INSERT INTO sources (identity, path, format, dialect, compression, expected, complete)
  VALUES (:identity, :path, :format, :dialect, :compression, :expected, 0)
  ON CONFLICT (identity) DO UPDATE SET path = :path, format = :format, dialect = :dialect, compression = :compression, expected = :expected, complete = 0
  RETURNING id`;

/** One reading of a source. */
export interface Reading {
  readonly source: number;
  /** The ledger has places of it from an earlier reading: each is found again in this one, or is not. */
  readonly isAgain: boolean;
}

const selectAnyPlace = 'SELECT 1 FROM places WHERE source = :source LIMIT 1';
const beginFound = 'CREATE TEMP TABLE IF NOT EXISTS found (place INTEGER PRIMARY KEY) STRICT; DELETE FROM temp.found';

/** Begins a source in the ledger, or begins it again. One is read at a time. */
export function beginSource(database: Database, source: NewSource): Reading {
  const row = database.statement(upsertSource).get({
    identity: source.identity,
    path: source.path,
    format: source.format,
    dialect: source.dialect ?? null,
    compression: source.compression ?? null,
    expected: source.expected ?? null,
  });
  const id = Number(row!['id']);
  const isAgain = database.statement(selectAnyPlace).get({ source: id }) !== undefined;
  if (isAgain) database.db.exec(beginFound);
  return { source: id, isAgain };
}

const completeSource = 'UPDATE sources SET complete = 1 WHERE id = :source';
const withdrawFailures = `
  DELETE FROM places WHERE source = :source AND failure IS NOT NULL AND id NOT IN (SELECT place FROM temp.found)`;
const markGone = `
  UPDATE places SET gone = 1
  WHERE source = :source AND gone = 0 AND id NOT IN (SELECT place FROM temp.found)
  RETURNING at, message`;

/** Of messages whose place is gone and that stand elsewhere in the source now: what brought them is where they stand. */
const countWhereFound = `
  UPDATE places SET added = 1 WHERE id IN (
    SELECT min(now.id) FROM places was JOIN places now ON now.message = was.message AND now.source = was.source AND now.gone = 0
    WHERE was.source = :source AND was.gone = 1 AND was.added = 1 GROUP BY was.message)`;
const countNoMoreWhereGone = `
  UPDATE places SET added = 0 WHERE source = :source AND gone = 1 AND added = 1
    AND EXISTS (SELECT 1 FROM places now WHERE now.message = places.message AND now.source = :source AND now.gone = 0)`;

const selectElsewhere = 'SELECT 1 FROM places WHERE message = :message AND source = :source AND gone = 0';
const selectInstead = 'SELECT message FROM places WHERE source = :source AND at = :at AND gone = 0 AND message IS NOT NULL';

/** What an earlier reading of a source found, and this one did not. It stays in the archive. */
export interface Gone {
  /** Messages that are nowhere in the source any more. */
  readonly messages: number;
  /** How many of them have another message in their place now. */
  readonly replaced: number;
  /** The first of these. */
  readonly examples: readonly { readonly at: string; readonly was: number; readonly is: number }[];
}

/** A source whose every message is another now has a note of so many. */
const maxExamples = 10;

/** Ends the reading of a source that was read to its end: what it did not find again is no longer counted, and failures are withdrawn. */
export function endSource(database: Database, { source, isAgain }: Reading): Gone {
  database.statement(completeSource).run({ source });
  const gone = { messages: 0, replaced: 0, examples: [] as Gone['examples'][number][] };
  if (!isAgain) return gone;
  database.statement(withdrawFailures).run({ source });
  for (const row of database.statement(markGone).iterate({ source })) {
    const { at, message } = row as { at: string; message: number };
    if (database.bound(selectElsewhere).get({ source, message }) !== undefined) continue;
    gone.messages++;
    const is = database.bound(selectInstead).get({ source, at })?.['message'];
    if (is === undefined) continue;
    gone.replaced++;
    if (gone.examples.length < maxExamples) gone.examples.push({ at, was: message, is: Number(is) });
  }
  database.statement(countWhereFound).run({ source });
  database.statement(countNoMoreWhereGone).run({ source });
  database.db.exec('DELETE FROM temp.found');
  return gone;
}

export interface Place {
  readonly reading: Reading;
  readonly at: string;
  readonly flags?: string;
  readonly folder?: string;
}

const forgetFailure = `
  DELETE FROM places WHERE source = :source AND at = :at AND message IS NULL AND id NOT IN (SELECT place FROM temp.found)`;
const insertMessagePlace = `
  INSERT OR IGNORE INTO places (source, at, message, flags, folder, added) VALUES (:source, :at, :message, :flags, :folder, :added)`;
const findAgain = 'UPDATE places SET gone = 0 WHERE source = :source AND at = :at AND message = :message AND gone = 1';
const noteFound = `
  INSERT OR IGNORE INTO temp.found SELECT id FROM places WHERE source = :source AND at = :at AND message = :message`;

/** Notes where a message was found. Reading the same place again adds nothing; a failure told of it by an earlier reading is withdrawn. */
export function recordMessagePlace(database: Database, place: Place, message: number, added: boolean): void {
  const { source, isAgain } = place.reading;
  const where = { source, at: place.at, message };
  if (isAgain) database.bound(forgetFailure).run(where);
  database.bound(insertMessagePlace).run({
    ...where,
    flags: place.flags ?? null,
    folder: place.folder ?? null,
    added: added ? 1 : 0,
  });
  if (!isAgain) return;
  database.bound(findAgain).run(where);
  database.bound(noteFound).run(where);
}

const insertFailurePlace = 'INSERT INTO places (source, at, failure, added) VALUES (:source, :at, :failure, 0)';
const noteFailureFound = 'INSERT OR IGNORE INTO temp.found VALUES (:place)';

/** Notes that something could not be read. What an earlier reading told of the same place is withdrawn. */
export function recordFailurePlace(database: Database, place: Place, failure: string): void {
  const { source, isAgain } = place.reading;
  if (isAgain) database.bound(forgetFailure).run({ source, at: place.at });
  const { lastInsertRowid } = database.bound(insertFailurePlace).run({ source, at: place.at, failure });
  if (isAgain) database.bound(noteFailureFound).run({ place: lastInsertRowid });
}

const selectLedger = `
  SELECT sources.*,
    count(places.id) - total(places.gone) AS read,
    count(*) FILTER (WHERE places.added = 1 AND places.gone = 0) AS added,
    count(places.failure) AS failed,
    total(places.gone) AS gone
  FROM sources LEFT JOIN places ON places.source = sources.id
  GROUP BY sources.id ORDER BY sources.id`;

/** The ledger, in the order in which the sources were first read. */
export function listSources(database: Database): SourceLedger[] {
  const rows = database.statement(selectLedger).all() as Record<string, string | number | null>[];
  return rows.map((row) => {
    const [read, added, failed] = [Number(row['read']), Number(row['added']), Number(row['failed'])];
    return {
      id: Number(row['id']),
      path: String(row['path']),
      format: String(row['format']),
      ...(row['dialect'] !== null && { dialect: String(row['dialect']) }),
      ...(row['compression'] !== null && { compression: String(row['compression']) }),
      ...(row['expected'] !== null && { expected: Number(row['expected']) }),
      read,
      added,
      failed,
      duplicates: read - added - failed,
      gone: Number(row['gone']),
      complete: row['complete'] === 1,
    };
  });
}

const selectFailures = 'SELECT at, failure AS reason FROM places WHERE source = :source AND failure IS NOT NULL ORDER BY id LIMIT :limit';

/** What could not be read of a source, in the order of reading, read while it is taken. */
export function* listFailures(database: Database, source: number, limit = -1): Generator<{ at: string; reason: string }> {
  // A statement of its own: two readers may take in turn.
  for (const row of database.db.prepare(selectFailures).iterate({ source, limit })) yield row as { at: string; reason: string };
}

const selectPlaces = `
  SELECT sources.path AS source, places.at, places.flags, places.folder
  FROM places JOIN sources ON sources.id = places.source WHERE places.message = :message ORDER BY places.id`;

/** Every place where a message was found. */
export function listPlaces(database: Database, message: number): { source: string; at: string; flags?: string; folder?: string }[] {
  const rows = database.statement(selectPlaces).all({ message }) as {
    source: string;
    at: string;
    flags: string | null;
    folder: string | null;
  }[];
  return rows.map(({ source, at, flags, folder }) => ({
    source,
    at,
    ...(flags !== null && { flags }),
    ...(folder !== null && { folder }),
  }));
}
