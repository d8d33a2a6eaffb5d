import type { WeighedRelation } from '../evidence/chains/judge.ts';
import type { Relation } from '../evidence/chains/relate.ts';
import { WEIGHTS, type Weight } from '../evidence/chains/weigh.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';
import { addWorkOfAll } from './twins.ts';

/** What is still to be done about a message. */
export type ChainTask = 'relate' | 'conclude';

const insertWork = 'INSERT OR IGNORE INTO chain_work (message, task) VALUES (:message, :task)';
const deleteWork = 'DELETE FROM chain_work WHERE task = :task AND message = :message';
const selectWork = 'SELECT message FROM chain_work WHERE task = :task AND message > :after ORDER BY message LIMIT :limit';
const countWork = 'SELECT count(*) AS n FROM chain_work WHERE task = :task';

/** Notes that something is to be done. Runs inside the caller's transaction. */
export function addWork(database: Database, task: ChainTask, messages: Iterable<number>): void {
  for (const message of messages) database.bound(insertWork).run({ task, message });
}

export function endWork(database: Database, task: ChainTask, messages: Iterable<number>): void {
  for (const message of messages) database.bound(deleteWork).run({ task, message });
}

const insertOfVouchers = `
  INSERT OR IGNORE INTO chain_work (message, task) SELECT voucher, 'relate' FROM relations WHERE quoted = :message`;

/** Notes that whatever quotes those messages is to be compared with them again. Runs inside the caller's transaction. */
export function addWorkOfVouchers(database: Database, messages: Iterable<number>): void {
  for (const message of messages) database.bound(insertOfVouchers).run({ message });
}

const insertAllWork = [
  `INSERT OR IGNORE INTO chain_work (message, task) SELECT number, 'relate' FROM messages`,
  `INSERT OR IGNORE INTO chain_work (message, task) SELECT quoted, 'conclude' FROM relations`,
  `INSERT OR IGNORE INTO chain_work (message, task) SELECT message, 'conclude' FROM judgements_alone`,
];

/** Notes that everything about chains is to be done again. Runs inside the caller's transaction. */
export function addAllWork(database: Database): void {
  for (const sql of insertAllWork) database.statement(sql).run();
  addWorkOfAll(database);
}

/** Messages for which something is to be done, in number order, some at a time. */
export function nextWork(database: Database, task: ChainTask, after: number, limit: number): number[] {
  return database
    .statement(selectWork)
    .all({ task, after, limit })
    .map((row) => Number(row['message']));
}

export function workLeft(database: Database, task: ChainTask): number {
  return Number(database.bound(countWork).get({ task })!['n']);
}

/** A relation as it is stored, and goes from thread to thread: one string instead of many small objects. */
export interface PackedRelation {
  readonly quoted: number;
  readonly detail: string;
}

export function packRelation(relation: Relation): PackedRelation {
  return { quoted: relation.quoted, detail: JSON.stringify(relation) };
}

export function unpackRelation({ detail }: PackedRelation): Relation {
  return storedJson<Relation>(detail);
}

interface RelationColumns {
  readonly detail: string;
  readonly weight: Weight | null;
}

const deleteOfVoucher = 'DELETE FROM relations WHERE voucher = :voucher RETURNING quoted';
const insertRelation = 'INSERT INTO relations (voucher, quoted, detail) VALUES (:voucher, :quoted, :detail)';

/**
 * Stores what a message quotes, in place of what was stored of it. Runs inside the caller's transaction.
 *
 * @returns The numbers of the messages that it quotes, or quoted before.
 */
export function replaceRelations(database: Database, voucher: number, relations: readonly PackedRelation[]): Set<number> {
  const touched = new Set(
    database
      .statement(deleteOfVoucher)
      .all({ voucher })
      .map((row) => Number(row['quoted'])),
  );
  for (const { quoted, detail } of relations) {
    database.bound(insertRelation).run({ voucher, quoted, detail });
    touched.add(quoted);
  }
  return touched;
}

const updateWeight = 'UPDATE relations SET weight = :weight WHERE voucher = :voucher AND quoted = :quoted AND weight IS NOT :weight';

/** @returns Whether that changed anything. */
export function writeWeight(database: Database, voucher: number, quoted: number, weight: Weight | undefined): boolean {
  return database.bound(updateWeight).run({ voucher, quoted, weight: weight ?? null }).changes > 0;
}

const selectAbout = 'SELECT detail, weight FROM relations WHERE quoted = :message ORDER BY voucher';
const selectBy = 'SELECT detail, weight FROM relations WHERE voucher = :message ORDER BY quoted';

/** All those in which a message is quoted, by the numbers of the mail that quotes it. */
export function relationsAbout(database: Database, message: number): WeighedRelation[] {
  return relationsOf(database, selectAbout, message);
}

/** What is made of each of them, one read after the other: thousands may quote one mail. */
export function eachRelationAbout<Made>(database: Database, message: number, make: (relation: Relation) => Made): Made[] {
  const rows = database.statement(selectAbout).iterate({ message }) as unknown as Iterable<RelationColumns>;
  return Array.from(rows, ({ detail }) => make(storedJson<Relation>(detail)));
}

/** Those in which it is the one that quotes. */
export function relationsBy(database: Database, message: number): WeighedRelation[] {
  return relationsOf(database, selectBy, message);
}

const selectWeighedAbout = 'SELECT detail, weight FROM relations WHERE quoted = :message AND weight IS NOT NULL ORDER BY voucher';
const selectWeighedBy = 'SELECT detail, weight FROM relations WHERE voucher = :message AND weight IS NOT NULL ORDER BY quoted';

/** Of {@link relationsAbout} those that are something to it. */
export function weighedAbout(database: Database, message: number): WeighedRelation[] {
  return relationsOf(database, selectWeighedAbout, message);
}

/** Of {@link relationsBy} those that are something to the quoted message. */
export function weighedBy(database: Database, message: number): WeighedRelation[] {
  return relationsOf(database, selectWeighedBy, message);
}

function relationsOf(database: Database, sql: string, message: number): WeighedRelation[] {
  return (database.statement(sql).all({ message }) as unknown as RelationColumns[]).map(fromColumns);
}

const rankOfWeight = `CASE weight ${WEIGHTS.map((weight, rank) => `WHEN '${weight}' THEN ${rank}`).join(' ')} ELSE ${WEIGHTS.length} END`;

// What a relation says is long: the rows are chosen first.
const selectFirst = (end: 'quoted' | 'voucher', other: 'quoted' | 'voucher') => `
  SELECT detail, weight FROM relations JOIN (
    SELECT voucher, quoted FROM relations WHERE ${end} = :message ORDER BY ${rankOfWeight}, ${other} LIMIT :limit
  ) USING (voucher, quoted) ORDER BY ${other}`;
const selectFirstAbout = selectFirst('quoted', 'voucher');
const selectFirstBy = selectFirst('voucher', 'quoted');
const countAbout = 'SELECT count(*) AS n FROM relations WHERE quoted = :message';
const countBy = 'SELECT count(*) AS n FROM relations WHERE voucher = :message';

/** Some of the relations of a message, and how many there are. */
export interface FirstRelations {
  readonly first: readonly WeighedRelation[];
  readonly count: number;
}

/** Of {@link relationsAbout} those of the most telling weights, so many at the most. */
export function firstRelationsAbout(database: Database, message: number, limit: number): FirstRelations {
  return firstOf(database, selectFirstAbout, countAbout, message, limit);
}

/** Of {@link relationsBy} those of the most telling weights, so many at the most. */
export function firstRelationsBy(database: Database, message: number, limit: number): FirstRelations {
  return firstOf(database, selectFirstBy, countBy, message, limit);
}

function firstOf(database: Database, sql: string, count: string, message: number, limit: number): FirstRelations {
  const rows = database.statement(sql).all({ message, limit }) as unknown as RelationColumns[];
  return { first: rows.map(fromColumns), count: Number(database.statement(count).get({ message })!['n']) };
}

const selectBetween = 'SELECT detail, weight FROM relations WHERE voucher = :voucher AND quoted = :quoted';

export function relationBetween(database: Database, voucher: number, quoted: number): WeighedRelation | undefined {
  const row = database.bound(selectBetween).get({ voucher, quoted }) as RelationColumns | undefined;
  return row && fromColumns(row);
}

const selectAmong = `
  SELECT detail, weight FROM relations
  WHERE voucher IN (SELECT value FROM json_each(:numbers)) AND quoted IN (SELECT value FROM json_each(:numbers)) ORDER BY voucher, quoted`;

/** Those of which both ends are among these messages. */
export function relationsAmong(database: Database, numbers: readonly number[]): WeighedRelation[] {
  return (database.statement(selectAmong).all({ numbers: JSON.stringify(numbers) }) as unknown as RelationColumns[]).map(fromColumns);
}

const countOfMessage = `
  SELECT (SELECT count(*) FROM relations WHERE quoted = :message) + (SELECT count(*) FROM relations WHERE voucher = :message) AS n`;

/** How many relations a message is in. */
export function countRelations(database: Database, message: number): number {
  return Number(database.bound(countOfMessage).get({ message })!['n']);
}

function fromColumns({ detail, weight }: RelationColumns): WeighedRelation {
  return { ...storedJson<Relation>(detail), ...(weight !== null && { weight }) };
}
