import type { WeighedRelation } from '../../evidence/chains/judge.ts';
import {
  type Finding,
  type FindingKind,
  type FindingReasonCode,
  type FindingWeight,
  isTelling,
  mostTellingFirst,
} from '../../evidence/findings/finding.ts';
import { englishFindings, findingReasonSentence, findingSentence } from '../../evidence/findings/words.ts';
import type { Database } from '../../store/database.ts';
import { type ListedPair, listPairs, readFinding } from '../../store/findings.ts';
import { relationBetween } from '../../store/relations.ts';
import { whileUnchanged } from '../../store/unchanged.ts';

/** A finding as `/findings.json` gives it. Its names are a promise (docs/formats/json.md). */
export interface FindingRecord {
  readonly kind: FindingKind;
  readonly weight: FindingWeight;
  readonly messages: readonly [number, number];
  readonly sentence: string;
  /** How it can come about though nobody meant harm. */
  readonly innocent: string;
  readonly reasons: readonly {
    readonly code: FindingReasonCode;
    /** Whether it makes the finding telling, or could explain it. */
    readonly telling: boolean;
    readonly values: Readonly<Record<string, string | number>>;
    readonly sentence: string;
  }[];
  readonly values: Readonly<Record<string, string | number>>;
  /** So many more of the kind were found for the same message. */
  readonly more: number;
}

export interface FindingsOptions {
  readonly kind?: FindingKind;
  /** Only those that concern this message; then all of them. */
  readonly message?: number;
  readonly offset: number;
  readonly limit: number;
}

export interface FindingsPage {
  /** How many are listed. */
  readonly total: number;
  /** By kind, the kind that was asked for left aside. */
  readonly kinds: Readonly<Partial<Record<FindingKind, number>>>;
  /** So many more concern messages that are listed {@link mostOfOneMessage} times already; they are listed with `message`. */
  readonly held: number;
  readonly findings: readonly Finding[];
}

/** Every pair of messages that do not fit together, the most telling first. */
export interface Findings {
  list(options: FindingsOptions): FindingsPage;
}

/** Stops whoever sends a thousand mails that do not fit with one from filling the list of all. */
export const mostOfOneMessage = 5;

export function openFindings(database: Database): Findings {
  const pairs = whileUnchanged(database.db, () => [...listPairs(database)].sort((a, b) => mostTellingFirst(asPair(a), asPair(b))));
  const listed = whileUnchanged(database.db, () => withoutFloods(pairs()));
  return {
    list({ kind, message, offset, limit }) {
      const among = message === undefined ? listed() : pairs().filter(({ one, other }) => one === message || other === message);
      const found = kind === undefined ? among : among.filter((pair) => pair.kind === kind);
      return {
        total: found.length,
        kinds: countKinds(among),
        held: message === undefined ? pairs().length - among.length : 0,
        findings: found.slice(offset, offset + limit).flatMap((pair) => read(database, pair) ?? []),
      };
    },
  };
}

function read(database: Database, { owner, ...pair }: ListedPair): Finding | undefined {
  if (owner !== undefined) return readFinding(database, { owner, ...pair });
  const relation = relationBetween(database, pair.one, pair.other);
  return relation && ofRelation(relation, pair);
}

function asPair({ kind, weight, one, other }: ListedPair): Pick<Finding, 'kind' | 'weight' | 'messages'> {
  return { kind, weight, messages: [one, other] };
}

/** What signed mail quotes otherwise is stored with what mail quotes, and is listed with the findings. */
function ofRelation({ voucher, quoted, differences }: WeighedRelation, { kind, weight }: ListedPair): Finding {
  const difference = differences.find(({ kind }) => kind !== 'left-out') ?? differences[0];
  return {
    kind,
    weight,
    messages: [voucher, quoted],
    reasons: [
      kind === 'misquote' ? { code: 'original-signed', values: { number: quoted } } : { code: 'quote-signed', values: { number: voucher } },
    ],
    values: { own: difference?.own || '–', quoted: difference?.quoted || '–' },
  };
}

export function findingRecord(finding: Finding): FindingRecord {
  const { kind, weight, messages, reasons, values = {}, more = 0 } = finding;
  return {
    kind,
    weight,
    messages,
    sentence: findingSentence(finding),
    innocent: englishFindings.kinds[kind].innocent,
    reasons: reasons.map((reason) => {
      const { code, values = {} } = reason;
      return { code, telling: isTelling(code), values, sentence: findingReasonSentence(reason) };
    }),
    values,
    more,
  };
}

/** @param pairs - The most telling first. */
function withoutFloods(pairs: readonly ListedPair[]): ListedPair[] {
  const times = new Map<number, number>();
  return pairs.filter(({ one, other }) => {
    if ([one, other].some((number) => (times.get(number) ?? 0) >= mostOfOneMessage)) return false;
    for (const number of [one, other]) times.set(number, (times.get(number) ?? 0) + 1);
    return true;
  });
}

function countKinds(pairs: readonly ListedPair[]): FindingsPage['kinds'] {
  const counts: Partial<Record<FindingKind, number>> = {};
  for (const { kind } of pairs) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
