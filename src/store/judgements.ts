import type { Judgement } from '../evidence/verdict.ts';
import type { Database } from './database.ts';

interface Columns {
  readonly verdict: Judgement['verdict'];
  readonly marks: string;
  readonly reasons: string;
}

const selectAlone = `
  SELECT ifnull(alone.verdict, messages.verdict) AS verdict, ifnull(alone.marks, messages.marks) AS marks,
    ifnull(alone.reasons, messages.reasons) AS reasons
  FROM messages LEFT JOIN judgements_alone alone ON alone.message = messages.number WHERE number = :number`;

/** What its own signatures make of a message, whatever else was found. */
export function readJudgementAlone(database: Database, number: number): Judgement | undefined {
  const row = database.bound(selectAlone).get({ number }) as Columns | undefined;
  return (
    row && {
      verdict: row.verdict,
      marks: JSON.parse(row.marks) as Judgement['marks'],
      reasons: JSON.parse(row.reasons) as Judgement['reasons'],
    }
  );
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
  INSERT OR REPLACE INTO judgements_alone (message, verdict, marks, reasons) VALUES (:number, :verdict, :marks, :reasons)`;
const deleteAlone = 'DELETE FROM judgements_alone WHERE message = :number';

/** Gives a message the judgement that it has among others, and keeps the one that it has alone. Runs inside the caller's transaction. */
export function writeJudgementAmong(database: Database, number: number, alone: Judgement, among: Judgement): void {
  const [before, after] = [columns(alone), columns(among)];
  database.bound(updateJudgement).run({ number, ...after });
  if (isSame(before, after)) database.bound(deleteAlone).run({ number });
  else database.bound(insertAlone).run({ number, ...before });
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
