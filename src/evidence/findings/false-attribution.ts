import { normalizeStreamSafe } from '../../message/stream-safe.ts';
import type { AttributedTime } from '../chains/attributed-time.ts';
import type { Correspondent, Quote } from '../chains/chain-message.ts';
import type { Relation } from '../chains/relate.ts';
import type { Finding, FindingReason } from './finding.ts';
import { isSentByList, type Witness } from './witness.ts';

/** Fewer words may be anybody's; and of a text the larger part must be there. */
const leastWords = 15;
const leastShare = 0.5;

/** What else is known of the words, and could explain that they stand under another name. */
export interface Neighbours {
  /** What the same message quotes. */
  readonly ofQuoting: readonly Relation[];
  /** Who quotes the same words. */
  readonly ofQuoted: Quoters;
}

/** Whether somebody who is named may be one of those who quote a message. */
export type Quoters = (named: Partial<Correspondent>) => boolean;

/** A mail that thousands quote under as many names: each is compared with each. The first so many of those who quote it are known. */
const maxQuoters = 200;

/** @param relations - Those in which the message is the quoted one. */
export function quotersOf(relations: readonly Relation[]): Quoters {
  const distinct = new Map<string, ComparableName>();
  for (const { author } of relations) {
    if (author === undefined) continue;
    const name = JSON.stringify([author.address, author.name]);
    if (!distinct.has(name)) distinct.set(name, comparable(author));
    if (distinct.size === maxQuoters) break;
  }
  const quoters = [...distinct.values()];
  return (named) => {
    const one = comparable(named);
    return quoters.some((quoter) => areAlike(one, quoter));
  };
}

/**
 * A quote that is said to be somebody's, of a message by somebody else, with that message's very time beside it.
 *
 * Honest mail has other names beside a quote every day: of an answer that itself quoted the words, whose marks were lost; of a list that put
 * its own address in From; nicknames and second addresses. So the time must be the message's, the two names must have nothing
 * in common, and nothing by the one who is named may hold the words.
 */
export function falseAttribution(
  relation: Relation,
  attribution: NonNullable<Quote['attribution']>,
  quoting: Witness,
  quoted: Witness,
  neighbours: Neighbours,
): Finding | undefined {
  if (relation.named !== 'other' || relation.timeAgrees !== true || relation.isLater === false) return undefined;
  if (relation.matchedWords < leastWords || relation.matchedWords < relation.ownWords * leastShare) return undefined;
  if (quoted.sender === undefined || isSentByList(quoted) || canBeSame(attribution, quoted.sender)) return undefined;
  // The one who is named quoted the words himself; or the quote has them from a mail of his.
  if (neighbours.ofQuoted(attribution)) return undefined;
  if (
    neighbours.ofQuoting.some(
      ({ named, depth, quoted: other }) => named === 'sender' && depth === relation.depth && other !== quoted.number,
    )
  )
    return undefined;
  const isExact = attribution.time !== undefined && isExactly(attribution.time, quoting, quoted);
  const signed = [quoting, quoted].filter(({ signs }) => signs.text);
  if (!isExact && signed.length === 0) return undefined;
  const reasons: FindingReason[] = [
    ...(signed.length === 2 ? [{ code: 'both-signed' } as const] : []),
    ...(signed.length === 1 ? [{ code: 'one-signed', values: { number: signed[0]!.number } } as const] : []),
    ...(isExact ? [{ code: 'time-named' } as const] : [{ code: 'time-unsure' } as const]),
    ...(signed.length === 0 ? [{ code: 'nothing-signed' } as const] : []),
  ];
  const weight = !isExact || signed.length === 0 ? 'weak' : signed.length === 2 ? 'strong' : 'moderate';
  const named = [attribution.name, attribution.address]
    .filter((one) => one !== undefined)
    .join(' ')
    .slice(0, maxNamed);
  return {
    kind: 'false-attribution',
    weight,
    messages: [quoting.number, quoted.number],
    reasons,
    values: { named, sender: quoted.sender.address },
  };
}

const maxNamed = 200;

/**
 * Whether two may be one person, by a word that their names or the first parts of their addresses share, or that the one holds within the
 * other (`lbrandt`); or where they are written in letters that cannot be compared.
 */
export function canBeSame(one: Partial<Correspondent>, other: Partial<Correspondent>): boolean {
  return areAlike(comparable(one), comparable(other));
}

/** A name made ready to be compared with many others. */
interface ComparableName {
  readonly address?: string | undefined;
  readonly parts: readonly string[];
  readonly isAscii: boolean;
}

function comparable(one: Partial<Correspondent>): ComparableName {
  const parts = partsOf(one);
  return { address: one.address, parts, isAscii: parts.every(isAscii) };
}

function areAlike(one: ComparableName, other: ComparableName): boolean {
  if (one.address !== undefined && one.address === other.address) return true;
  if (one.parts.length === 0 || other.parts.length === 0 || one.isAscii !== other.isAscii) return true;
  return one.parts.some((a) => other.parts.some((b) => a.includes(b) || b.includes(a)));
}

/** Letters alone: what a list or an archive put in the place of an address (`…`, `xxx`) says nothing. */
function partsOf({ name = '', address = '' }: Partial<Correspondent>): string[] {
  const written = `${name.slice(0, maxNamed)} ${address.slice(0, Math.max(0, address.lastIndexOf('@'))).slice(0, maxNamed)}`;
  const bare = normalizeStreamSafe(written, 'NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (bare.match(/\p{L}{3,}/gu) ?? []).filter((word) => !/^(.)\1+$/.test(word));
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Whether a time is a message's, to the minute, on the clock of the one who quotes, of the author, or of Greenwich. */
function isExactly(time: AttributedTime, quoting: Witness, { dateSeconds, offsetMinutes }: Witness): boolean {
  if (dateSeconds === undefined) return false;
  if (time.epochSeconds !== undefined) return Math.abs(time.epochSeconds - dateSeconds) < roundingSeconds;
  if (time.hour === undefined) return false;
  const { hour, minute = 0, second = 0 } = time;
  const days = [time, ...(time.otherDay === undefined ? [] : [time.otherDay])];
  return [quoting.offsetMinutes, offsetMinutes, 0].some(
    (offset) =>
      offset !== undefined &&
      days.some(({ month, day }) => {
        const told = Date.UTC(time.year, month - 1, day, hour, minute, second) / 1000 - offset * 60;
        return Math.abs(told - dateSeconds) < roundingSeconds;
      }),
  );
}

/** Programs cut seconds off, or round them. */
const roundingSeconds = 90;
