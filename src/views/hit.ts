import type { MailboxRecord, MessageRecord } from '../archive/record.ts';
import { highlightWords, type Run } from '../pages/highlight.ts';
import type { Person } from '../pages/people.ts';
import type { HitView } from '../pages/results.ts';
import type { Query } from '../query/ast.ts';

/** A message as it stands in a list; `query` is what to highlight in its subject. */
export function hitView(record: MessageRecord, snippet: readonly Run[], query?: Query): HitView {
  return {
    number: record.number,
    verdict: record.verdict,
    date: record.date === null ? undefined : { epochSeconds: Date.parse(record.date) / 1000 },
    from: record.from === null ? [] : [personOf(record.from)],
    to: record.to.map(personOf),
    subject: highlightWords((record.subject ?? '').slice(0, maxSubject), query),
    snippet,
    attachments: record.attachments.length,
  };
}

/** Three lines of a list. */
const maxSubject = 300;

export function personOf({ name, address }: MailboxRecord): Person {
  return name === null ? { address } : { name, address };
}
