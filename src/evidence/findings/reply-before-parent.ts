import { type Finding, mostTellingFirst } from './finding.ts';
import { weighOrder } from './times.ts';
import type { Witness } from './witness.ts';

/**
 * A message whose In-Reply-To names another one that has a later Date.
 *
 * @param parents - Every message with the Message-ID that it names. Where one of them is early enough there is nothing to tell.
 */
export function replyBeforeParent(reply: Witness, parents: readonly Witness[]): Finding | undefined {
  const found: Finding[] = [];
  for (const parent of parents) {
    const weighed = weighOrder(reply, parent, reply.signs.inReplyTo && parent.signs.messageId);
    if (weighed === undefined) return undefined;
    found.push({ kind: 'reply-before-parent', messages: [reply.number, parent.number], ...weighed });
  }
  // Of several the earliest is what it may have answered; of copies the one for which most speaks.
  const seconds = ({ values }: Finding) => Number(values?.['seconds']);
  return found.toSorted((a, b) => seconds(a) - seconds(b) || mostTellingFirst(a, b))[0];
}
