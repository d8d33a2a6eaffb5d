import type { Relation } from '../../evidence/chains/relate.ts';

/** What of a quoted message decides which of several is followed. */
export interface Quoted {
  readonly dateSeconds?: number;
  readonly sha256: string;
}

/**
 * Which of the messages that it quotes a message follows: the one that it quotes itself, not what that one quoted; of those the one that
 * has most of the words. Undefined where none is surely quoted: what the words beside a quote say must not be against it, and a quote
 * beside which nothing is said must have nearly all of the message.
 *
 * @param relations - All those of one quoting message. Signed or not: this is a way through the archive, and no evidence.
 */
export function targetByQuote(relations: readonly Relation[], quoted: (number: number) => Quoted | undefined): number | undefined {
  const sure = relations.flatMap((relation) => {
    const other = quoted(relation.quoted);
    return other !== undefined && isSureQuote(relation) ? [{ relation, other }] : [];
  });
  const [best] = sure.toSorted(
    (one, two) =>
      one.relation.depth - two.relation.depth ||
      Number(two.relation.named === 'sender') - Number(one.relation.named === 'sender') ||
      two.relation.matchedWords - one.relation.matchedWords ||
      (one.other.dateSeconds ?? Number.POSITIVE_INFINITY) - (two.other.dateSeconds ?? Number.POSITIVE_INFINITY) ||
      (one.other.sha256 < two.other.sha256 ? -1 : 1),
  );
  return best?.relation.quoted;
}

/** Whether a relation is of a quote and its original, not of two mails that have a passage in common. */
export function isSureQuote({ named, timeAgrees, isLater, matchedWords, ownWords }: Relation): boolean {
  if (named === 'other' || timeAgrees === false || isLater === false) return false;
  return matchedWords >= leastWords && (named === 'sender' || matchedWords >= ownWords * leastShare);
}

/** Words in common: fewer are a greeting, or chance. */
const leastWords = 12;

/** Of the words of a message, in a quote that says not whose it is. */
const leastShare = 0.8;
