import type { Database } from './database.ts';

/** What the ledger says of one source: `read` = `added` + `duplicates` + `failed`. */
export interface SourceLedger {
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

/** Begins a source in the ledger, or begins it again. @returns Its row. */
export function beginSource(database: Database, source: NewSource): number {
  const row = database.statement(upsertSource).get({
    identity: source.identity,
    path: source.path,
    format: source.format,
    dialect: source.dialect ?? null,
    compression: source.compression ?? null,
    expected: source.expected ?? null,
  });
  return Number(row!['id']);
}

const completeSource = 'UPDATE sources SET complete = 1 WHERE id = :source';

export function endSource(database: Database, source: number): void {
  database.statement(completeSource).run({ source });
}

export interface Place {
  readonly source: number;
  readonly at: string;
  readonly flags?: string;
  readonly folder?: string;
}

const forgetFailure = 'DELETE FROM places WHERE source = :source AND at = :at AND message IS NULL';
const insertMessagePlace = `
  INSERT OR IGNORE INTO places (source, at, message, flags, folder, added) VALUES (:source, :at, :message, :flags, :folder, :added)`;

/** Notes where a message was found. Reading the same place again adds nothing; a failure told of it before is withdrawn. */
export function recordMessagePlace(database: Database, place: Place, message: number, added: boolean): void {
  database.bound(forgetFailure).run({ source: place.source, at: place.at });
  database.bound(insertMessagePlace).run({
    source: place.source,
    at: place.at,
    message,
    flags: place.flags ?? null,
    folder: place.folder ?? null,
    added: added ? 1 : 0,
  });
}

const insertFailurePlace = 'INSERT INTO places (source, at, failure, added) VALUES (:source, :at, :failure, 0)';

export function recordFailurePlace(database: Database, place: Place, failure: string): void {
  database.bound(forgetFailure).run({ source: place.source, at: place.at });
  database.bound(insertFailurePlace).run({ source: place.source, at: place.at, failure });
}

const selectLedger = `
  SELECT sources.*,
    count(places.id) AS read,
    total(places.added) AS added,
    count(places.failure) AS failed
  FROM sources LEFT JOIN places ON places.source = sources.id
  GROUP BY sources.id ORDER BY sources.id`;

/** The ledger, in the order in which the sources were first read. */
export function listSources(database: Database): SourceLedger[] {
  const rows = database.statement(selectLedger).all() as Record<string, string | number | null>[];
  return rows.map((row) => {
    const [read, added, failed] = [Number(row['read']), Number(row['added']), Number(row['failed'])];
    return {
      path: String(row['path']),
      format: String(row['format']),
      ...(row['dialect'] !== null && { dialect: String(row['dialect']) }),
      ...(row['compression'] !== null && { compression: String(row['compression']) }),
      ...(row['expected'] !== null && { expected: Number(row['expected']) }),
      read,
      added,
      failed,
      duplicates: read - added - failed,
      complete: row['complete'] === 1,
    };
  });
}

const selectFailures = `
  SELECT sources.path AS source, places.at, places.failure AS reason
  FROM places JOIN sources ON sources.id = places.source
  WHERE places.failure IS NOT NULL ORDER BY places.id LIMIT :limit`;

/** What could not be read, in the order of reading. */
export function listFailures(database: Database, limit: number): { source: string; at: string; reason: string }[] {
  return database.statement(selectFailures).all({ limit }) as { source: string; at: string; reason: string }[];
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
