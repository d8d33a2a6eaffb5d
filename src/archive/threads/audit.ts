import { type Answers, readAnswers } from '../../store/answers.ts';
import type { Database } from '../../store/database.ts';
import { readThreadLink, threadWorkLeft } from '../../store/thread-links.ts';
import type { AuditFinding } from '../audit-finding.ts';
import { nameOf } from './by-index.ts';
import { createFollowFinder } from './follow.ts';

/** Whether a message is stored to say of its place in a conversation what its octets say. */
export function hasItsAnswers(database: Database, message: number, given: Answers): boolean {
  const stored = readAnswers(database, message);
  const text = ({ references, threadIndex }: Answers) => JSON.stringify([references, threadIndex && nameOf(threadIndex)]);
  return stored !== undefined && text(stored) === text(given);
}

/** Compares whom messages are stored to follow with what is found today. */
export function createFollowAudit(database: Database): (message: number) => AuditFinding[] {
  const finder = createFollowFinder(database);
  return (message) => {
    const [stored, found] = [readThreadLink(database, message), finder.find(message)];
    if (stored?.target === found?.target && stored?.why === found?.why) return [];
    return [{ number: message, problem: 'the message that it is stored to follow is not the one that is found' }];
  };
}

/** What keeps it from being checked whom messages follow. */
export function threadsUnfinished(database: Database): AuditFinding[] {
  const left = threadWorkLeft(database);
  if (left === 0) return [];
  return [{ problem: `threads are not checked: of ${left} messages it is still to be found whom they follow (run "chainmail assess")` }];
}
