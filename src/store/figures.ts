import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import type { Database } from './database.ts';

/** The figures on the front page. */
export interface Figures {
  /** Distinct messages. */
  readonly messages: number;
  /** Parts that a mail program would list as attached, each occurrence. */
  readonly attachments: number;
  /** Distinct From addresses, lower-cased. */
  readonly senders: number;
  /** ISO 8601 in UTC, by the Date fields; null where no message has one. */
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  /** Every verdict, in the order of `VERDICTS`; 0 where none has it. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

const selectFigures = `
  SELECT
    (SELECT count(*) FROM messages) AS messages,
    (SELECT count(*) FROM attachments) AS attachments,
    (SELECT count(DISTINCT person) FROM message_people WHERE role = 'from' AND address <> '') AS senders,
    (SELECT min(date_seconds) FROM messages) AS first,
    (SELECT max(date_seconds) FROM messages) AS last`;
const selectVerdicts = 'SELECT verdict, count(*) AS n FROM messages GROUP BY verdict';

export function readFigures(database: Database): Figures {
  const row = database.db.prepare(selectFigures).get() as Record<string, number | null>;
  const counts = database.db.prepare(selectVerdicts).all() as { verdict: Verdict; n: number }[];
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, counts.find((count) => count.verdict === verdict)?.n ?? 0]));
  return {
    messages: row['messages']!,
    attachments: row['attachments']!,
    senders: row['senders']!,
    firstDate: isoSeconds(row['first']),
    lastDate: isoSeconds(row['last']),
    verdicts: verdicts as Record<Verdict, number>,
  };
}

/** ISO 8601 in UTC to the second, as all times in JSON are; null where there is none. */
export function isoSeconds(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
