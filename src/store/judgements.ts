import type { Judgement } from '../evidence/verdict.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';

interface Columns {
  readonly verdict: Judgement['verdict'];
  readonly marks: string;
  readonly reasons: string;
}

const selectBoth = `
  SELECT messages.verdict, messages.marks, messages.reasons, alone.verdict AS alone_verdict, alone.marks AS alone_marks,
    alone.reasons AS alone_reasons
  FROM messages LEFT JOIN judgements_alone alone ON alone.message = messages.number WHERE number = :number`;

/** What a message is among others, and alone; the latter by itself where it is kept apart. */
function readBoth(database: Database, number: number): { stored: Columns; alone: Columns; isKept: boolean } | undefined {
  const row = database.bound(selectBoth).get({ number }) as
    | (Columns & { alone_verdict: Judgement['verdict'] | null; alone_marks: string; alone_reasons: string })
    | undefined;
  if (row === undefined) return undefined;
  const stored: Columns = { verdict: row.verdict, marks: row.marks, reasons: row.reasons };
  if (row.alone_verdict === null) return { stored, alone: stored, isKept: false };
  return { stored, alone: { verdict: row.alone_verdict, marks: row.alone_marks, reasons: row.alone_reasons }, isKept: true };
}

/** What its own signatures make of a message, whatever else was found. */
export function readJudgementAlone(database: Database, number: number): Judgement | undefined {
  const both = readBoth(database, number);
  return both && fromColumns(both.alone);
}

const updateAlone = 'UPDATE judgements_alone SET verdict = :verdict, marks = :marks, reasons = :reasons WHERE message = :number';

/**
 * Gives a message another judgement by its own signatures. What it is among others is judged anew when that is concluded again. Runs
 * inside the caller's transaction.
 *
 * @returns Whether it is another one than before.
 */
export function writeJudgementAlone(database: Database, number: number, alone: Judgement): boolean {
  const before = readJudgementAlone(database, number);
  const after = columns(alone);
  if (before !== undefined && isSame(columns(before), after)) return false;
  const { changes } = database.bound(updateAlone).run({ number, ...after });
  if (changes === 0) database.bound(updateJudgement).run({ number, ...after });
  return true;
}

const updateJudgement = `
  UPDATE messages SET verdict = :verdict, marks = :marks, reasons = :reasons
  WHERE number = :number AND (verdict <> :verdict OR marks <> :marks OR reasons <> :reasons)`;
const insertAlone = `
  INSERT INTO judgements_alone (message, verdict, marks, reasons) VALUES (:number, :verdict, :marks, :reasons)`;
const deleteAlone = 'DELETE FROM judgements_alone WHERE message = :number';

/**
 * Gives a message the judgement that it has among others, and keeps the one that it has alone. Runs inside the caller's transaction.
 *
 * @param judge - From the one to the other.
 */
export function writeJudgementAmong(database: Database, number: number, judge: (alone: Judgement) => Judgement): void {
  const both = readBoth(database, number);
  if (both === undefined) return;
  const { stored, alone, isKept } = both;
  const among = columns(judge(fromColumns(alone)));
  // Of most messages nothing changes.
  if (!isSame(stored, among)) database.bound(updateJudgement).run({ number, ...among });
  if (isKept && isSame(alone, among)) database.bound(deleteAlone).run({ number });
  if (!isKept && !isSame(alone, among)) database.bound(insertAlone).run({ number, ...alone });
}

function fromColumns({ verdict, marks, reasons }: Columns): Judgement {
  return { verdict, marks: storedJson<Judgement['marks']>(marks), reasons: storedJson<Judgement['reasons']>(reasons) };
}

function isSame(one: Columns, other: Columns): boolean {
  return one.verdict === other.verdict && one.marks === other.marks && one.reasons === other.reasons;
}

function columns({ verdict, marks, reasons }: Judgement): Columns & Record<string, string> {
  return { verdict, marks: JSON.stringify(marks), reasons: JSON.stringify(reasons) };
}

const selectVerdicts = 'SELECT number, verdict FROM messages';

/** The verdict of every message. */
export function readVerdicts(database: Database): Map<number, Judgement['verdict']> {
  const rows = database.statement(selectVerdicts).iterate() as Iterable<{ number: number; verdict: Judgement['verdict'] }>;
  const verdicts = new Map<number, Judgement['verdict']>();
  for (const { number, verdict } of rows) verdicts.set(number, verdict);
  return verdicts;
}
