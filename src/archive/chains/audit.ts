import type { Database } from '../../store/database.ts';
import { findingsOwnedBy, inStoredOrder } from '../../store/findings.ts';
import { readJudgementAlone } from '../../store/judgements.ts';
import { readMessages } from '../../store/records.ts';
import { relationsAbout, relationsBy, unpackRelation, workLeft } from '../../store/relations.ts';
import type { AuditFinding } from '../audit-finding.ts';
import type { ArchivePool } from '../pool.ts';
import { judgementAmong } from './link.ts';

/**
 * Compares what is stored of chains with what the messages give: which quotes which, what that weighs, and the verdicts that follow.
 *
 * @param numbers - Of messages. Those that nothing touches cost next to nothing.
 */
export async function checkChains(database: Database, pool: ArchivePool, numbers: readonly number[]): Promise<AuditFinding[]> {
  const [related, concluded] = await Promise.all([pool.relate(numbers), pool.conclude(numbers)]);
  const stored = new Map(readMessages(database, numbers).map((message) => [message.number, message]));
  return numbers.flatMap((number, index): AuditFinding[] => {
    const [by, about] = [relationsBy(database, number), relationsAbout(database, number)];
    const problems: string[] = [];
    const unweighed = by.map(({ weight: _, ...relation }) => relation);
    const found = related[index]!.toSorted((a, b) => a.quoted - b.quoted).map(unpackRelation);
    if (text(unweighed) !== text(found)) problems.push('what it quotes is not what is stored of it');
    if (text(about.map(({ weight }) => weight)) !== text(concluded[index]!.weighed.map(({ weight }) => weight))) {
      problems.push('what quotes it is not weighed as its rules have it');
    }
    if (text(findingsOwnedBy(database, number)) !== text(inStoredOrder(concluded[index]!.findings))) {
      problems.push('what does not fit together with it is not stored as its rules have it');
    }
    const alone = readJudgementAlone(database, number);
    const { verdict, marks, reasons } = stored.get(number)!;
    if (alone !== undefined && text(judgementAmong(database, number, alone)) !== text({ verdict, marks, reasons })) {
      problems.push('its verdict is not the one that it has among those that quote it');
    }
    return problems.map((problem) => ({ number, problem }));
  });
}

/** What keeps chains from being checked. */
export function chainsUnfinished(database: Database): AuditFinding[] {
  const left = workLeft(database, 'relate') + workLeft(database, 'conclude');
  if (left === 0) return [];
  return [{ problem: `chains are not checked: ${left} comparisons are still to be made (run "chainmail assess")` }];
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
