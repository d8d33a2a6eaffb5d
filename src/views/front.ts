import type { Archive, SearchPage } from '../archive/archive.ts';
import type { FrontView } from '../pages/front.ts';
import { writeTerm } from '../query/edit.ts';
import { chartOf } from './results.ts';

export async function frontView(archive: Archive): Promise<FrontView> {
  const figures = archive.figures();
  const all = await archive.search('', { sort: '-date', offset: 0, limit: 0 });
  const { facets } = all;
  const senders = facets.sender.slice(0, sendersShown);
  return {
    figures: {
      messages: figures.messages,
      attachments: figures.attachments,
      senders: figures.senders,
      firstSeconds: figures.firstDate === null ? undefined : Date.parse(figures.firstDate) / 1000,
      lastSeconds: figures.lastDate === null ? undefined : Date.parse(figures.lastDate) / 1000,
    },
    verdicts: figures.verdicts,
    ...chartOf(all, ''),
    senders: senders.flatMap(({ value, count }) => {
      const query = writeTerm('from', value);
      return query === undefined ? [] : [{ address: value, count, query }];
    }),
    threads: archive.largestThreads().map(({ number, messages, subject }) => ({ number, subject: subject ?? '', count: messages })),
    examples: examples(figures.attachments, facets),
  };
}

const sendersShown = 8;

/** Queries that are sure to find something in this archive. */
function examples(attachments: number, facets: SearchPage['facets']): string[] {
  const year = Object.keys(facets.year).at(-1);
  const sender = facets.sender[0]?.value;
  const found: (string | undefined)[] = [
    (facets.verdict.verified ?? 0) > 0 ? 'verdict:verified' : undefined,
    attachments > 0 ? 'has:attachment' : undefined,
    sender === undefined ? undefined : writeTerm('from', sender),
    year === undefined ? undefined : `date:${year}`,
    (facets.verdict.failed ?? 0) > 0 ? 'verdict:failed' : undefined,
  ];
  return found.filter((query) => query !== undefined);
}
