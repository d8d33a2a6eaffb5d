import type { Archive } from '../archive/archive.ts';
import type { FindingsOptions, FindingsPage } from '../archive/findings/list.ts';
import type { FindingsView } from '../pages/findings.ts';
import { hitView } from './hit.ts';

/** Each has two messages, what it shows and what could explain it: more of them would weigh over 100 kB. */
export const findingsPerPage = 20;

export function findingsView(
  archive: Archive,
  found: FindingsPage,
  { kind, message, page, pages }: Pick<FindingsOptions, 'kind' | 'message'> & Pick<FindingsView, 'page' | 'pages'>,
): FindingsView {
  const numbers = [...new Set(found.findings.flatMap(({ messages }) => messages))];
  const hits = new Map(archive.messages(numbers).map((record) => [record.number, hitView(record, [])]));
  return {
    kind,
    message,
    page,
    pages,
    total: found.total,
    held: found.held,
    kinds: found.kinds,
    findings: found.findings.flatMap((finding) => {
      const [one, other] = finding.messages.map((number) => hits.get(number));
      return one === undefined || other === undefined ? [] : [{ finding, messages: [one, other] as const }];
    }),
  };
}
