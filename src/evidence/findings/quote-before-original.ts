import type { Relation } from '../chains/relate.ts';
import type { Finding } from './finding.ts';
import { weighOrder } from './times.ts';
import { isSentByList, type Witness } from './witness.ts';

/** Fewer words of the other are chance. */
const leastWords = 15;

/**
 * A message that quotes another one, by its author and its very time, and has an earlier Date itself.
 *
 * Where no time stands beside the quote it may be of an earlier sending of the same text, which this archive need not have: nothing is told.
 */
export function quoteBeforeOriginal(relation: Relation, quoting: Witness, quoted: Witness): Finding | undefined {
  if (relation.named !== 'sender' || relation.timeAgrees !== true || relation.isLater !== false) return undefined;
  if (relation.matchedWords < leastWords || isSentByList(quoted)) return undefined;
  const weighed = weighOrder(quoting, quoted, quoting.signs.text);
  return (
    weighed && {
      kind: 'quote-before-original',
      messages: [quoting.number, quoted.number],
      ...weighed,
      reasons: [...weighed.reasons.filter(({ code }) => code !== 'identifiers-signed'), { code: 'time-named' }],
    }
  );
}
