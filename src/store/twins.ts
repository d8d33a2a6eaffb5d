import { clockSkewSeconds } from '../evidence/findings/times.ts';
import type { Database } from './database.ts';

/** Of the messages that say they are the same one, so many proven ones and so many of all are compared with each of the others. */
const standardsOfEach = 2;

/** Of the messages with one identifier, so many count as the one that an answer names. */
const maxParents = 4;

/** More messages than this that say they are the same one are a program's habit; told is no more than that. */
export const massMail = 8;

const proven = `verdict IN ('verified', 'verified-repaired', 'verified-recovered', 'verified-partly')`;

/** The two ways to say it, as conditions on a row beside a row `this`. */
const samenesses = {
  messageId: `twin.message_id IS NOT NULL AND twin.message_id = this.message_id AND instr(this.message_id, '@') > 0`,
  sending: `twin.sender IS NOT NULL AND twin.date_seconds IS NOT NULL
    AND twin.sender = this.sender AND twin.date_seconds = this.date_seconds AND twin.subject IS this.subject`,
} as const;
type SamenessName = keyof typeof samenesses;

const selectFirst = (name: SamenessName, condition = '1') =>
  `SELECT twin.number FROM messages this JOIN messages twin ON ${samenesses[name]}
   WHERE this.number = :number AND twin.${condition === '1' ? 'number > 0' : condition} ORDER BY twin.number LIMIT :limit`;

/** Of most messages there is none: one cheap question in place of four. */
const selectHasTwin = `SELECT ${Object.values(samenesses)
  .map(
    (same) => `EXISTS (SELECT 1 FROM messages this JOIN messages twin ON ${same} WHERE this.number = :number AND twin.number <> :number)`,
  )
  .join(' OR ')} AS found`;

/** A message that another one says it is, too. */
export interface Twin {
  readonly number: number;
  /** By its Message-ID; by sender, Date and Subject. */
  readonly messageId: boolean;
  readonly sending: boolean;
  /** How many say they are that one, as far as {@link massMail} and one more. */
  readonly alike: number;
}

/**
 * The messages with which one is compared that says it is the same: those that come before it in an order that has the first proven ones, then the
 * first of all. So each pair is compared once, and a message with however many copies costs as much as one with four.
 */
export function standardsFor(database: Database, number: number): Twin[] {
  if (database.bound(selectHasTwin).get({ number })!['found'] !== 1) return [];
  const twins = new Map<number, Twin>();
  for (const name of ['messageId', 'sending'] as const) {
    const alike = first(database, name, number, massMail + 1);
    if (alike.length < 2) continue;
    const order = [...new Set([...first(database, name, number, standardsOfEach, proven), ...alike.slice(0, standardsOfEach)])];
    const place = order.indexOf(number);
    for (const standard of place < 0 ? order : order.slice(0, place)) {
      const known = twins.get(standard) ?? { number: standard, messageId: false, sending: false, alike: 0 };
      twins.set(standard, { ...known, [name]: true, alike: Math.max(known.alike, alike.length) });
    }
  }
  // Of two that are twins in both ways, one way must not put the other first.
  return [...twins.values()].filter((twin) => !(twin.sending && !twin.messageId && isTwinById(database, number, twin.number)));
}

function first(database: Database, name: SamenessName, number: number, limit: number, condition?: string): number[] {
  return database
    .statement(selectFirst(name, condition))
    .all({ number, limit })
    .map((row) => Number(row['number']));
}

const selectIsTwin = `SELECT 1 FROM messages this JOIN messages twin ON ${samenesses.messageId} WHERE this.number = :one AND twin.number = :other`;

function isTwinById(database: Database, one: number, other: number): boolean {
  return database.statement(selectIsTwin).get({ one, other }) !== undefined;
}

const answered = `json_extract(ids, '$[#-1]')`;
const selectParents = `
  SELECT number FROM messages WHERE message_id = (SELECT ${answered} FROM answers WHERE message = :number) AND number <> :number
  ORDER BY number LIMIT :limit`;

/** The messages that one says it answers: more than one where several have that Message-ID. */
export function parentsOf(database: Database, number: number): number[] {
  return database
    .statement(selectParents)
    .all({ number, limit: maxParents })
    .map((row) => Number(row['number']));
}

/** Whether an answer with a row `reply` is earlier than one of those that it may answer. */
const isEarly = `
  reply.date_seconds + ${clockSkewSeconds} < (
    SELECT max(date_seconds) FROM (SELECT date_seconds FROM messages WHERE message_id = ${answered} ORDER BY number LIMIT ${maxParents}))`;

const selectEarly = `SELECT 1 FROM messages reply JOIN answers ON message = number WHERE number = :number AND ${isEarly}`;

/** Whether a message is earlier than one that it may answer, by their Date alone: few are. */
export function isEarlyAnswer(database: Database, number: number): boolean {
  return database.bound(selectEarly).get({ number }) !== undefined;
}

// The plus sign keeps SQLite from giving the one side the type of the other, which would pass over the index (0010-answered.sql).
const conclude = `INSERT OR IGNORE INTO chain_work (message, task)`;

const ofArrival = [
  ...(['messageId', 'sending'] as const).flatMap((name) => {
    const twinsBefore = `FROM messages this JOIN messages twin ON ${samenesses[name]} WHERE this.number = :number AND twin.number < :number`;
    return [
      // The message itself, where there is one to be compared with.
      `${conclude} SELECT :number, 'conclude' WHERE EXISTS (SELECT 1 ${twinsBefore})`,
      // All that are there, while they are few; and all, where one comes that the others are to be compared with.
      `${conclude} SELECT twin.number, 'conclude' ${twinsBefore}
        AND (SELECT count(*) FROM (SELECT 1 ${twinsBefore} LIMIT ${massMail + 1})) <= ${massMail}`,
      `${conclude} SELECT twin.number, 'conclude' ${twinsBefore} AND this.${proven}
        AND (SELECT count(*) FROM (SELECT 1 ${twinsBefore} AND twin.${proven} LIMIT ${standardsOfEach})) < ${standardsOfEach}`,
    ];
  }),
  `${conclude} SELECT number, 'conclude' FROM messages reply JOIN answers ON message = number WHERE number = :number AND ${isEarly}`,
  `${conclude} SELECT reply.number, 'conclude' FROM messages this JOIN answers ON ${answered} = +this.message_id JOIN messages reply ON reply.number = message
    WHERE this.number = :number AND (${isEarly} OR EXISTS (SELECT 1 FROM findings WHERE owner = reply.number))
      AND (SELECT count(*) FROM (SELECT 1 FROM messages twin WHERE twin.message_id = this.message_id AND twin.number < :number LIMIT ${maxParents})) < ${maxParents}`,
];

/** Of which of them any of {@link ofArrival} can find something: of most none. One question for many is a few times as fast. */
const selectMatters = `SELECT this.number FROM messages this WHERE this.number BETWEEN :first AND :last AND (${[
  ...Object.values(samenesses).map((same) => `messages twin WHERE ${same} AND twin.number < this.number`),
  `messages reply JOIN answers ON message = number WHERE number = this.number AND ${isEarly}`,
  `answers JOIN messages reply ON reply.number = message
    WHERE ${answered} = +this.message_id AND (${isEarly} OR EXISTS (SELECT 1 FROM findings WHERE owner = reply.number))`,
]
  .map((from) => `EXISTS (SELECT 1 FROM ${from})`)
  .join(' OR ')})`;

/**
 * Notes for which messages it is to be found anew what does not fit together, now that those from `first` to `last` are there. Runs inside
 * the transaction that stores them.
 */
export function addWorkOfArrival(database: Database, first: number, last: number): void {
  for (const row of database.statement(selectMatters).all({ first, last })) {
    for (const sql of ofArrival) database.bound(sql).run({ number: row['number']! });
  }
}

const ofAll = [
  `${conclude} SELECT owner, 'conclude' FROM findings`,
  `${conclude} SELECT number, 'conclude' FROM messages
    WHERE message_id IN (SELECT message_id FROM messages WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1)`,
  `${conclude} SELECT number, 'conclude' FROM messages JOIN (
      SELECT sender, date_seconds, subject FROM messages WHERE sender IS NOT NULL AND date_seconds IS NOT NULL
      GROUP BY sender, date_seconds, subject HAVING count(*) > 1
    ) twins ON twins.sender = messages.sender AND twins.date_seconds = messages.date_seconds AND twins.subject IS messages.subject`,
  `${conclude} SELECT number, 'conclude' FROM messages reply JOIN answers ON message = number WHERE ${isEarly}`,
];

/** Notes that this is to be found anew for all. Runs inside the caller's transaction. */
export function addWorkOfAll(database: Database): void {
  for (const sql of ofAll) database.statement(sql).run();
}
