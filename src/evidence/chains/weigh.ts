import type { Relation, ToldDifference } from './relate.ts';

/**
 * What mail that quotes a message is to it. The rules are docs/verdicts.md, "Corroboration, precisely" and "Contradiction, precisely".
 *
 * - `vouches`: signed later by its sender or an addressee, who names the sender as its author, and has all of its own words.
 * - `too-common`: it would vouch, were the text not one that many mails have, or a few words long.
 * - `partly`: as `vouches`, with a part of the words.
 * - `contradicts`: signed mail of its own sender, which names the time of this very message, has his words otherwise, or that of two
 *   others who agree on what differs. Each must quote it himself: what stands in a quote within a quote came through another's hands.
 * - `disputes`: other signed mail has its words otherwise, whichever of the two is right.
 * - `interleaved`: it has its words, and others between them: answers, or what was taken out of the message. Of signed mail by its sender or
 *   an addressee, all of its words; of other mail, what it did not trim.
 * - `unattributed`: signed mail has all of its words and does not say whose they are: weak, told, and lifts nothing.
 * - `misquotes`: mail that nothing proves quotes it otherwise than it was signed. It says nothing of the message, but of the mail.
 *
 * The most telling first.
 */
export const WEIGHTS = ['contradicts', 'disputes', 'vouches', 'too-common', 'interleaved', 'partly', 'unattributed', 'misquotes'] as const;
export type Weight = (typeof WEIGHTS)[number];

/** What the weighing of a message's relations rests on beside them. */
export interface Scales {
  /** It carries an aligned signature that fails: then every word must be vouched for. */
  readonly hasFailingSignature: boolean;
  /** Its own signature covers all that it says: then mail that quotes it otherwise is wrong. */
  readonly isSigned: boolean;
  /** How rare its own words are in its archive. */
  readonly rarity: Rarity;
}

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

/** A part of a message that is worth telling: words of its own that signed mail has. */
const leastPartWords = 12;

/** Words in common that are enough where sender and time are named beside the quote. */
const leastSureWords = 8;

/** Below this share a quote is of another text that begins or ends alike: a draft, another mail on the matter. */
const leastVersionShare = 0.5;

/**
 * Weighs each relation of a message to the mail that quotes it.
 *
 * @param relations - Those in which the message is the quoted one. Undefined in the result: it is nothing to the message.
 */
export function weigh(relations: readonly Relation[], scales: Scales): (Weight | undefined)[] {
  const differing = relations.filter(
    (relation) =>
      isSignedLater(relation) &&
      relation.depth === 1 &&
      isSurelyAboutIt(relation) &&
      isSameText(relation) &&
      relation.differences.some(isCounted),
  );
  const sayers = sayersOf(differing);
  const areDiffering = new Set(differing);
  return relations.map((relation): Weight | undefined => {
    // What names somebody else or another time is quoted from another mail, however alike: a monthly report.
    if (relation.isLater !== true || relation.named === 'other' || relation.timeAgrees === false) return undefined;
    const differs = isSameText(relation) && relation.differences.length > 0;
    if (!relation.isSigned) return scales.isSigned ? againstSigned(relation, differs, scales) : undefined;
    if (areDiffering.has(relation) && (relation.authorIs === 'sender' || hasSecondAuthor(relation, sayers))) return 'contradicts';
    if (differs) return 'disputes';
    const isWhole = hasAllWords(relation, scales);
    if (relation.named === 'nobody') return isWhole ? 'unattributed' : undefined;
    // Words that somebody took out or put in are told whoever quotes them: what they stand between lifts nothing.
    if (isWhole && relation.interleaved !== undefined) return 'interleaved';
    if (relation.authorIs === 'other') return relation.interleaved !== undefined && isSameText(relation) ? 'interleaved' : undefined;
    if (isWhole) return isTooCommon(relation, scales.rarity) ? 'too-common' : 'vouches';
    return relation.matchedWords >= leastPartWords ? 'partly' : undefined;
  });
}

/**
 * Whether mail that quotes all of one form of a message may vouch for it by that, or come near: then its other forms count too. Of all else it
 * makes no difference what they say.
 */
export function mayVouch({ isSigned, isLater, named, authorIs, timeAgrees, unvouched, differences, interleaved }: Relation): boolean {
  if (!isSigned || isLater !== true || named === 'other' || timeAgrees === false) return false;
  if (unvouched.length > 0 || differences.length > 0) return false;
  return named === 'nobody' || authorIs !== 'other' || interleaved !== undefined;
}

/** Mail that nothing proves against mail that is signed. */
function againstSigned(relation: Relation, differs: boolean, scales: Scales): Weight | undefined {
  if (differs) return 'misquotes';
  // However much was trimmed: nothing was taken out of what is signed.
  return relation.interleaved !== undefined && (isSameText(relation) || hasAllWords(relation, scales)) ? 'interleaved' : undefined;
}

function isSignedLater({ isSigned, isLater }: Relation): boolean {
  return isSigned && isLater === true;
}

/** Said of the sender and of the time of this message: people write nearly the same more than once. */
function isSurelyAboutIt({ named, timeAgrees }: Relation): boolean {
  return named === 'sender' && timeAgrees === true;
}

/** All of its words but a greeting and a farewell, and nothing that differs. */
function hasAllWords({ ownWords, matchedWords, unvouched, differences }: Relation, { hasFailingSignature }: Scales): boolean {
  if (matchedWords === 0 || differences.length > 0 || unvouched.length > 0) return false;
  return !hasFailingSignature || matchedWords === ownWords;
}

function isTooCommon({ matchedWords }: Relation, { fingerprints, rare }: Rarity): boolean {
  return matchedWords < leastOwnWords || fingerprints === 0 || rare < fingerprints * leastRareShare;
}

function isSameText(relation: Relation): boolean {
  const { ownWords, matchedWords } = relation;
  if (isSurelyAboutIt(relation)) return matchedWords >= leastSureWords;
  return ownWords >= leastOwnWords && matchedWords >= ownWords * leastVersionShare;
}

/** Words that the quote has instead of the message's, or beyond them. What a quote lacks may have been trimmed. */
function isCounted({ kind }: ToldDifference): boolean {
  return kind !== 'left-out';
}

/** Which authors' quotes have certain other words in a certain place: one of them, and whether there is another. */
type Sayers = ReadonlyMap<string, { readonly first: string; isAlone: boolean }>;

function sayersOf(relations: readonly Relation[]): Sayers {
  const sayers = new Map<string, { readonly first: string; isAlone: boolean }>();
  for (const { author, differences } of relations) {
    if (author === undefined) continue;
    for (const name of differences.filter(isCounted).map(nameOf)) {
      const known = sayers.get(name);
      if (known === undefined) sayers.set(name, { first: author.address, isAlone: true });
      else if (known.first !== author.address) known.isAlone = false;
    }
  }
  return sayers;
}

/** Whether another author's quote has the same other words in the same place. */
function hasSecondAuthor({ author, differences }: Relation, sayers: Sayers): boolean {
  return (
    author !== undefined && differences.some((difference) => isCounted(difference) && sayers.get(nameOf(difference))?.isAlone === false)
  );
}

function nameOf({ kind, own, quoted }: ToldDifference): string {
  return JSON.stringify([kind, own.toLowerCase(), quoted.toLowerCase()]);
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
