import type { Finding, FindingReason, FindingWeight } from './finding.ts';
import { type CopyDifference, compareCopies } from './same-text.ts';
import type { Witness } from './witness.ts';

/** In what two messages are the same. */
export interface Sameness {
  readonly messageId: boolean;
  /** Sender, Date and Subject. */
  readonly sending: boolean;
  /** So many messages are, that it is a program's habit. */
  readonly isMassMail: boolean;
}

/** A mail that was sent again bears the same identifier: with another Date, or the same. */
const sameTimeSeconds = 15 * 60;

/**
 * Two messages that should be copies of one: by their Message-ID, or by sender, Date, Subject and recipients.
 *
 * - Where the text of the one differs inside from that of the other, they are `duplicate-differs`.
 * - Where they are not the same mail at all, though their identifier is the same, `message-id-clash`.
 *
 * Honest copies differ in footers, subject tags, line ends, encodings, in how a list writes From: none of that is seen.
 *
 * @param standard - The one of the two for which more speaks. @param copy - The other.
 */
export function compareTwins(standard: Witness, copy: Witness, same: Sameness): Finding | undefined {
  const compared = compareCopies(standard.texts, copy.texts);
  // What was sent again, by its sender or through a list, has the same text.
  if (compared.kind === 'same') return undefined;
  const facts: Facts = {
    isSameTime: isNear(standard.dateSeconds, copy.dateSeconds),
    isSameSender: standard.sender !== undefined && standard.sender.address === copy.sender?.address,
    hasSameAddressees: isSameSet(standard.addressees, copy.addressees),
  };
  if (compared.kind === 'differ') return differing(standard, copy, same, compared.differences, facts);
  return same.messageId ? clash(standard, copy, same, facts) : undefined;
}

interface Facts {
  readonly isSameTime: boolean;
  readonly isSameSender: boolean;
  readonly hasSameAddressees: boolean;
}

function clash(standard: Witness, copy: Witness, same: Sameness, facts: Facts): Finding {
  const reasons = whatSpeaks(standard, copy, same, facts);
  const [isSigned, isCopySigned] = [standard, copy].map(({ signs }) => signs.messageId && signs.text);
  // Two domains that sign the same identifier, or the very mail that was signed with another text.
  const isTelling = isSigned && (facts.isSameSender ? facts.isSameTime && !copy.isProven : isCopySigned);
  const weight = isExplained(reasons) || !isSigned ? 'weak' : isTelling ? 'strong' : 'moderate';
  return { kind: 'message-id-clash', weight, messages: [standard.number, copy.number], reasons };
}

function differing(
  standard: Witness,
  copy: Witness,
  same: Sameness,
  differences: readonly CopyDifference[],
  facts: Facts,
): Finding | undefined {
  // Programs send nearly the same to many people, and again and again.
  if (!same.messageId && !facts.hasSameAddressees) return undefined;
  const reasons = whatSpeaks(standard, copy, same, facts);
  const otherWords = differences.find(({ isLeftOut }) => !isLeftOut);
  const { one, other } = otherWords ?? differences[0]!;
  const contradicts = otherWords !== undefined && same.messageId && facts.isSameSender && provesAgainst(standard, copy);
  return {
    kind: 'duplicate-differs',
    weight: contradicts ? 'strong' : weightOf(standard, copy, same, facts, isExplained(reasons)),
    messages: [standard.number, copy.number],
    reasons: contradicts ? [{ code: 'contradicts-copy', values: { number: copy.number } }, ...reasons] : reasons,
    values: { own: told(one), quoted: told(other) },
    ...(contradicts && { contradicts }),
  };
}

/**
 * A message that its signature proves with Message-ID, From and Date speaks against other words under the same three. Where the copy has
 * none of its own, and whole lines are not in it, that is a finding alone: servers put a signature or a notice into what they pass on, between
 * an answer and its quote, and the sender keeps a copy without.
 */
function provesAgainst(standard: Witness, copy: Witness): boolean {
  return (
    standard.signs.messageId &&
    standard.signs.text &&
    !copy.isProven &&
    standard.dateSeconds !== undefined &&
    standard.dateSeconds === copy.dateSeconds
  );
}

function weightOf(standard: Witness, copy: Witness, same: Sameness, { isSameSender }: Facts, isExplained: boolean): FindingWeight {
  if (isExplained) return 'weak';
  const isAgainstSigned = standard.signs.text && !copy.isProven;
  if (!same.messageId) return isAgainstSigned ? 'moderate' : 'weak';
  return isAgainstSigned && isSameSender ? 'strong' : 'moderate';
}

function isExplained(reasons: readonly FindingReason[]): boolean {
  return reasons.some(({ code }) => code === 'mass-mail' || code === 'unsent-copy' || code === 'other-recipients');
}

function whatSpeaks(
  standard: Witness,
  copy: Witness,
  { messageId, isMassMail }: Sameness,
  facts: Pick<Facts, 'hasSameAddressees' | 'isSameSender'>,
): FindingReason[] {
  const signed = [standard, copy].filter(({ signs }) => signs.text);
  const named = [standard, copy].filter(({ signs }) => signs.messageId);
  // Where neither went through a server, that says nothing of either.
  const unsent = standard.isUnsent === copy.isUnsent ? undefined : standard.isUnsent ? standard : copy;
  return [
    ...(signed.length === 2 ? [{ code: 'both-signed' } as const] : []),
    ...(signed.length === 1 ? [{ code: 'one-signed', values: { number: signed[0]!.number } } as const] : []),
    ...(messageId && named.length > 0 ? [{ code: 'identifier-signed', values: { number: named[0]!.number } } as const] : []),
    ...(signed.length === 0 ? [{ code: 'nothing-signed' } as const] : []),
    ...(isMassMail ? [{ code: 'mass-mail' } as const] : []),
    ...(!facts.hasSameAddressees && facts.isSameSender ? [{ code: 'other-recipients' } as const] : []),
    ...(unsent === undefined ? [] : [{ code: 'unsent-copy', values: { number: unsent.number } } as const]),
  ];
}

function isNear(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) <= sameTimeSeconds;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(one);
  return set.size === new Set(other).size && other.every((each) => set.has(each));
}

/** Nothing at all is a dash. */
function told(text: string): string {
  if (text.trim() === '') return '–';
  return text.length > maxTold ? `${text.slice(0, maxTold - 1)}…` : text;
}

const maxTold = 160;
