import type { ChainMessage } from './chain-message.ts';
import type { Relation, ToldDifference } from './relate.ts';

/** What the mail that quotes a message makes of it, before its own signatures are looked at. A value: JSON-safe. */
export interface ChainConclusion {
  /** Signed mail that has all of its own words. By distinct author, the first one first. */
  readonly vouchers: readonly Relation[];
  /** Signed mail that has a part of them. */
  readonly partly: readonly Relation[];
  /** Signed mail of its own sender that has his words otherwise, or of two others who agree on what differs. */
  readonly contradictions: readonly Relation[];
  /** Other signed mail that has its words otherwise, whichever of the two is right. */
  readonly disputes: readonly Relation[];
  /** Quoted without a word on whose words they are: weak, told, and lifts nothing. */
  readonly unattributed: readonly Relation[];
  /** Why mail that quotes it lifts nothing all the same. */
  readonly tooCommon: boolean;
}

/** How rare the words of a message are in its archive. */
export interface Rarity {
  /** Fingerprints of its own words. */
  readonly fingerprints: number;
  /** Those of them that at most {@link rareMessages} messages have among their own words. */
  readonly rare: number;
}

/** Copies of one mail reach an archive through several mailboxes and lists. What more messages say is common. */
export const rareMessages = 5;

/** Fewer words of its own prove nothing when they are found again. */
export const leastOwnWords = 15;

/** Of its fingerprints at least so many must be rare. */
const leastRareShare = 0.5;

/** The share of a message's own words that the mail that vouches for it must have. */
export const leastShare = 0.9;

/** A part of a message that is worth telling: words of its own that signed mail has. */
const leastPartWords = 12;

/** Below this share a quote is of another text that begins or ends alike. */
const leastVersionShare = 0.5;

/**
 * Weighs what others quote of a message. The rules are docs/verdicts.md, "Corroboration, precisely" and "Contradiction, precisely".
 *
 * @param relations - Those in which the message is the quoted one.
 */
export function concludeChains(message: ChainMessage, relations: readonly Relation[], rarity: Rarity): ChainConclusion {
  const signed = relations.filter(({ isSigned, isLater }) => isSigned && isLater === true);
  const attributed = signed.filter(({ named, timeAgrees }) => named === 'sender' && timeAgrees !== false);
  const differing = attributed.filter((relation) => isSameText(relation) && relation.differences.some(isCounted));
  const contradictions = differing.filter((relation) => relation.authorIs === 'sender' || hasSecondAuthor(relation, differing));
  const disputes = signed.filter(
    (relation) =>
      relation.named !== 'other' && isSameText(relation) && relation.differences.length > 0 && !contradictions.includes(relation),
  );
  const byTheTwo = attributed.filter(({ authorIs }) => authorIs !== 'other');
  const whole = byTheTwo.filter((relation) => vouchesForAll(relation, message));
  const tooCommon = isTooCommon(message, rarity);
  const vouchers = tooCommon ? [] : firstOfEachAuthor(whole);
  return {
    vouchers,
    partly: byTheTwo.filter((relation) => !whole.includes(relation) && relation.matchedWords >= leastPartWords),
    contradictions,
    disputes,
    unattributed: signed.filter((relation) => relation.named === 'nobody' && vouchesForAll(relation, message)),
    tooCommon: tooCommon && whole.length > 0,
  };
}

/** All of its words but greetings, and nothing that differs. Where its own signature fails, each word must stand there. */
function vouchesForAll(relation: Relation, message: ChainMessage): boolean {
  const { ownWords, matchedWords, unvouched, differences } = relation;
  if (ownWords === 0 || differences.length > 0 || unvouched.length > 0) return false;
  return matchedWords >= ownWords * (message.hasFailingSignature ? 1 : leastShare);
}

function isTooCommon(message: ChainMessage, { fingerprints, rare }: Rarity): boolean {
  const words = Math.min(...message.own.map((own) => own.words.filter((_, index) => own.counts(index)).length));
  return words < leastOwnWords || fingerprints === 0 || rare < fingerprints * leastRareShare;
}

/** A quote of a draft or of another mail on the same matter shares a part: then what differs is no sign of anything. */
function isSameText({ ownWords, matchedWords }: Relation): boolean {
  return ownWords >= leastOwnWords && matchedWords >= ownWords * leastVersionShare;
}

/** Words that the quote has instead of the message's, or beyond them. What a quote lacks may have been trimmed. */
function isCounted({ kind }: ToldDifference): boolean {
  return kind !== 'left-out';
}

/** Whether another author's quote has the same other words in the same place. */
function hasSecondAuthor(relation: Relation, all: readonly Relation[]): boolean {
  const said = new Set(relation.differences.filter(isCounted).map(nameOf));
  return all.some(
    (other) =>
      other.author !== undefined &&
      relation.author !== undefined &&
      other.author.address !== relation.author.address &&
      other.differences.some((difference) => isCounted(difference) && said.has(nameOf(difference))),
  );
}

function nameOf({ kind, own, quoted }: ToldDifference): string {
  return JSON.stringify([kind, own.toLowerCase(), quoted.toLowerCase()]);
}

/** Ten mails of one author are one voucher. */
function firstOfEachAuthor(relations: readonly Relation[]): Relation[] {
  const byAuthor = new Map<string, Relation>();
  for (const relation of relations.toSorted((a, b) => b.matchedWords / b.ownWords - a.matchedWords / a.ownWords || a.voucher - b.voucher)) {
    const author = relation.author?.address ?? '';
    if (!byAuthor.has(author)) byAuthor.set(author, relation);
  }
  return [...byAuthor.values()];
}

/**
 * Of what one message quotes in one place only one mail can be the original. Where it has the words of one mail exactly, it does not
 * speak against another of the same sender that is nearly alike: a draft, a second sending.
 *
 * @param relations - All those of one quoting message.
 * @param senderOf - The address of the sender of a quoted message.
 */
export function withoutOtherVersions(relations: readonly Relation[], senderOf: (number: number) => string | undefined): Relation[] {
  return relations.map((relation) => {
    if (relation.differences.length === 0) return relation;
    const sender = senderOf(relation.quoted);
    const hasOriginal = relations.some(
      (other) =>
        other.quoted !== relation.quoted &&
        other.differences.length === 0 &&
        senderOf(other.quoted) === sender &&
        other.matchedWords > relation.matchedWords &&
        other.depth === relation.depth,
    );
    return hasOriginal ? { ...relation, differences: [] } : relation;
  });
}
