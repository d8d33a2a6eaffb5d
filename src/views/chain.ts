import type { Archive } from '../archive/archive.ts';
import type { ComparedRelation } from '../archive/chains/chain.ts';
import { type ChainEntry, type ChainOther, type ChainView, maxEntries } from '../pages/message-chain.ts';
import { graphView } from './graph.ts';
import { hitView } from './hit.ts';
import type { OpenMail } from './mail.ts';
import { messageHead, type Path } from './message.ts';

/** What quotes a message and what it quotes. */
export function chainView(archive: Archive, mail: OpenMail, path?: Path): ChainView {
  const { about, by, aboutInAll, byInAll } = archive.chain(mail.record.number);
  const shown = [about.slice(0, maxEntries), by.slice(0, maxEntries)] as const;
  const others = new Map(
    archive
      .messages([...shown[0].map(({ voucher }) => voucher), ...shown[1].map(({ quoted }) => quoted)])
      .map((record): [number, ChainOther] => {
        const { number, verdict, from, date } = hitView(record, []);
        return [number, { number, verdict, from: from[0], date }];
      }),
  );
  const near = [...about.map(({ voucher }) => voucher), ...by.map(({ quoted }) => quoted)];
  const graph = graphView(archive, [mail.record.number, ...near]);
  return {
    head: messageHead(archive, mail, path),
    about: shown[0].flatMap((relation) => entry(relation, others.get(relation.voucher))),
    by: shown[1].flatMap((relation) => entry(relation, others.get(relation.quoted))),
    ...{ aboutInAll, byInAll },
    graph: { ...graph, left: graph.left + (aboutInAll - about.length) + (byInAll - by.length) },
  };
}

function entry(relation: ComparedRelation, other: ChainOther | undefined): ChainEntry[] {
  if (other === undefined) return [];
  const { weight = 'nothing', isSigned, matchedWords, ownWords, named, unvouched, pieces } = relation;
  // What another text has besides a passage in common is all of that text.
  const added = weight === 'nothing' ? [] : (relation.interleaved ?? []);
  return [{ other, weight, isSigned, matchedWords, ownWords, named, unvouched, added, ...(pieces !== undefined && { pieces }) }];
}
