import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { BoundStatement } from './bound-statement.ts';

/** One open SQLite file with its prepared statements. All SQL of the project goes through one of these. */
export interface Database {
  readonly db: DatabaseSync;
  /** It lies where nothing can be written, and is read as it was when it was opened. */
  readonly isFrozen: boolean;
  /** The prepared statement for this text, prepared once. */
  statement(sql: string): StatementSync;
  /** The same, for what an import runs for each message. */
  bound(sql: string): BoundStatement;
  /** Runs `work` in one transaction: all of it is committed, or none. */
  transaction<T>(work: () => T): T;
  /** Begins a transaction that `commit` ends: for a writer that waits for others in between. */
  begin(): void;
  /** Does nothing where SQLite has rolled back by itself, as it does when the disk is full. */
  commit(): void;
  close(): void;
}

/** Why an archive cannot be used. The text is for people: what happened, where, what to do. */
export class ArchiveError extends Error {
  readonly code: 'not-found' | 'not-an-archive' | 'not-empty' | 'newer-format' | 'damaged' | 'locked' | 'not-writable' | 'no-threads';
  constructor(code: ArchiveError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArchiveError';
    this.code = code;
  }
}

export interface OpenOptions {
  /** Make the folder and an empty archive where there is none. */
  readonly create?: boolean;
  readonly readOnly?: boolean;
  /** One of several threads that ask for little: keeps few pages in memory. */
  readonly oneOfMany?: boolean;
}

/** The one file of an archive's folder that holds everything. */
export const archiveFileName = 'archive.sqlite';

/** `PRAGMA application_id` of an archive: the letters CHML. */
const applicationId = 0x43484d4c;

/** How long a statement waits for another writer before it gives up. */
const busyTimeoutMilliseconds = 10_000;

/**
 * Opens the archive in `directory`, bringing an older format up to date.
 *
 * @throws ArchiveError
 */
export function openDatabase(directory: string, options: OpenOptions = {}): Database {
  const path = join(directory, archiveFileName);
  const exists = isFile(path, directory);
  if (!exists && !options.create) {
    throw new ArchiveError('not-found', `There is no archive in ${directory}. "chainmail import SOURCE --archive ${directory}" makes one.`);
  }
  if (!exists) {
    try {
      mkdirSync(directory, { recursive: true });
      // Somebody's folder of mail is easily named by mistake; an archive wants one of its own.
      const [stranger] = readdirSync(directory).filter((name) => !name.startsWith(archiveFileName));
      if (stranger !== undefined) {
        throw new ArchiveError(
          'not-empty',
          `${directory} is no archive, and it is not empty ("${stranger}" is in it). Name a folder that is new or empty: --archive DIR.`,
        );
      }
    } catch (cause) {
      if (cause instanceof ArchiveError) throw cause;
      throw new ArchiveError('not-writable', `The folder ${directory} cannot be made: ${(cause as Error).message}`, { cause });
    }
  }
  try {
    return wrap(connect(path, directory, options), false);
  } catch (cause) {
    if (!options.readOnly || !cannotBeMadeReady(cause)) throw explain(cause, directory);
  }
  try {
    return wrap(connect(frozen(path, directory), directory, options), true);
  } catch (cause) {
    throw explain(cause, directory);
  }
}

function connect(path: string | URL, directory: string, options: OpenOptions): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: busyTimeoutMilliseconds });
  try {
    prepare(db, directory, options);
  } catch (cause) {
    db.close();
    throw cause;
  }
  return db;
}

/** Readers of a file with a write-ahead log note in a second file where they are: SQLite could make none. */
function cannotBeMadeReady(cause: unknown): boolean {
  const primary = ((cause as { errcode?: number }).errcode ?? 0) & 0xff;
  return primary === 8 || primary === 14;
}

/**
 * The file as one that nobody changes: on a medium that cannot be written that holds, and no second file is needed.
 *
 * @see https://www.sqlite.org/wal.html#read_only_databases
 */
function frozen(path: string, directory: string): URL {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new ArchiveError(
      'not-writable',
      `The archive in ${directory} was put there while something was being written to it (${archiveFileName}-wal says so), and nothing can be written there now. Copy the folder to where it can be written, and open it there.`,
    );
  }
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

/** Turns what SQLite says into an {@link ArchiveError}; anything that is not SQLite's is a bug of ours and stays as it is. */
export function explain(cause: unknown, directory: string): unknown {
  if (cause instanceof ArchiveError) return cause;
  const primary = ((cause as { errcode?: number }).errcode ?? 0) & 0xff;
  const text = (cause as Error).message;
  if (primary === 0) return cause;
  if (primary === 26)
    return new ArchiveError('not-an-archive', `${join(directory, archiveFileName)} is not an archive: ${text}.`, { cause });
  if (primary === 11) {
    return new ArchiveError(
      'damaged',
      `The archive in ${directory} is damaged: ${text}. "chainmail audit" tells what is left; the sources can be imported anew.`,
      { cause },
    );
  }
  if (primary === 5 || primary === 6) {
    return new ArchiveError('locked', `The archive in ${directory} is in use by another program: ${text}. Try again when it has ended.`, {
      cause,
    });
  }
  if (primary === 13)
    return new ArchiveError(
      'not-writable',
      `The disk with ${directory} is full. What was committed is kept; make room and run the command again.`,
      { cause },
    );
  if (primary === 8 || primary === 10 || primary === 14 || primary === 3) {
    return new ArchiveError('not-writable', `The archive in ${directory} cannot be opened or written: ${text}. See who may write there.`, {
      cause,
    });
  }
  return cause;
}

/**
 * Makes checkpoints rare: many small ones would write most pages several times. Fewer pages are kept, beside the search index's own
 * memory: a writer mostly adds, and what it reads again the system has at hand.
 */
export function expectBulkLoad(database: Database): void {
  database.db.exec('PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -32768');
}

/** After many writes: renews the query planner's figures, empties the write-ahead log into the file, and lets go of the pages in memory. */
export function settle(database: Database): void {
  database.db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory;');
}

/** What SQLite itself finds wrong with the file, a line each; empty when nothing. */
export function checkIntegrity(database: Database): string[] {
  const lines = database.db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']));
  const strays = database.db
    .prepare('PRAGMA foreign_key_check')
    .all()
    .map((row) => `${row['table']} row ${row['rowid']} refers to nothing in ${row['parent']}`);
  return [...lines.filter((line) => line !== 'ok'), ...strays];
}

function prepare(db: DatabaseSync, directory: string, { create = false, readOnly = false, oneOfMany = false }: OpenOptions): void {
  db.exec(
    `PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = ${oneOfMany ? -4_096 : -65_536};`,
  );
  // A reader's pages may stay in the system's memory; a writer's would only be counted as its own.
  if (readOnly && !oneOfMany) db.exec('PRAGMA mmap_size = 1073741824');
  const id = readPragma(db, 'application_id');
  const version = readPragma(db, 'user_version');
  const isEmpty = id === 0 && version === 0 && tableCount(db) === 0;
  if (isEmpty && !create) {
    throw new ArchiveError(
      'damaged',
      `${join(directory, archiveFileName)} is empty: nothing was ever stored in it, or it was cut off. "chainmail import SOURCE --archive ${directory}" begins it anew.`,
    );
  }
  if (id !== applicationId && !isEmpty) {
    throw new ArchiveError('not-an-archive', `${join(directory, archiveFileName)} is a database, but not a Chainmail archive.`);
  }
  const known = schemaSteps().at(-1)?.format ?? 0;
  if (version > known) {
    throw new ArchiveError(
      'newer-format',
      `The archive in ${directory} has format ${version}; this program knows up to ${known}. Use a newer Chainmail.`,
    );
  }
  if (readOnly) {
    if (version < known) {
      throw new ArchiveError(
        'not-an-archive',
        `The archive in ${directory} has the older format ${version}. Any command that writes brings it up to date.`,
      );
    }
    return;
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;');
  applySchema(db, version);
}

/** Brings a database from one format to the newest. */
export function applySchema(db: DatabaseSync, version: number): void {
  for (const { format, sql } of schemaSteps()) {
    if (format <= version) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      // Another program may have taken the step meanwhile.
      if (readPragma(db, 'user_version') < format) {
        db.exec(sql);
        db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${format};`);
      }
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }
}

/** The numbered schema files, in order. The file `000N-….sql` takes an archive to the format N from the one before it. */
function schemaSteps(): { readonly format: number; readonly sql: string }[] {
  const folder = new URL('./schema/', import.meta.url);
  const names = readdirSync(folder).filter((name) => /^\d{4}-.*\.sql$/.test(name));
  return names.sort().map((name) => ({ format: Number(name.slice(0, 4)), sql: readFileSync(new URL(name, folder), 'utf8') }));
}

function readPragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()![name]);
}

function tableCount(db: DatabaseSync): number {
  return Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n']);
}

function isFile(path: string, directory: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch (cause) {
    throw new ArchiveError('not-writable', `The archive in ${directory} cannot be opened: ${(cause as Error).message}.`, { cause });
  }
}

export function wrap(db: DatabaseSync, isFrozen: boolean): Database {
  const statements = new Map<string, StatementSync>();
  const bound = new Map<string, BoundStatement>();
  return {
    db,
    isFrozen,
    statement(sql) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = db.prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
    bound(sql) {
      let statement = bound.get(sql);
      if (statement === undefined) {
        statement = new BoundStatement(db, sql);
        bound.set(sql, statement);
      }
      return statement;
    },
    transaction(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    begin: () => db.exec('BEGIN IMMEDIATE'),
    commit() {
      if (db.isTransaction) db.exec('COMMIT');
    },
    close() {
      statements.clear();
      bound.clear();
      db.close();
    },
  };
}
