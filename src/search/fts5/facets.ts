import { MARKS, VERDICTS, type Verdict } from '../../evidence/verdict.ts';
import { attachmentKinds } from '../../message/attachment-kind.ts';
import { type Bitset, forEach } from '../bitset.ts';
import type { Facet, Facets } from '../index.ts';
import type { Columns } from './columns.ts';

/** How many senders and domains a result tells of. */
const facetLength = 20;

/** Counts what the messages of a set are like, in one pass over them. */
export function countFacets(set: Bitset, columns: Columns): Facets {
  const { months, senders, verdicts, marks, kinds } = columns;
  const byMonth = new Uint32Array(columns.monthNumbers.length * VERDICTS.length);
  const undated = new Uint32Array(VERDICTS.length);
  const bySender = new Uint32Array(columns.senderAddresses.length);
  const byMark = new Uint32Array(MARKS.length);
  const byKind = new Uint32Array(attachmentKinds.length);
  forEach(set, (number) => {
    const month = months[number]!;
    const verdict = verdicts[number]!;
    if (month < 0) undated[verdict]!++;
    else byMonth[month * VERDICTS.length + verdict]!++;
    const sender = senders[number]!;
    if (sender >= 0) bySender[sender]!++;
    if (marks[number] !== 0) countBits(marks[number]!, byMark);
    if (kinds[number] !== 0) countBits(kinds[number]!, byKind);
  });
  const byDate = monthsInOrder(columns.monthNumbers, byMonth);
  return {
    verdict: named(
      VERDICTS,
      VERDICTS.map((_, verdict) => byDate.reduce((sum, { counts }) => sum + counts[verdict]!, undated[verdict]!)),
    ),
    sender: mostFrequent(bySender, columns.senderAddresses),
    year: countYears(byDate),
    attachmentType: named(attachmentKinds, byKind),
    domain: mostFrequent(countDomains(bySender, columns), columns.domains),
    mark: named(MARKS, byMark),
    months: byDate.map(({ month, counts }) => ({
      month: `${yearName(month)}-${String((month % 12) + 1).padStart(2, '0')}`,
      counts: Object.fromEntries(VERDICTS.map((verdict, place) => [verdict, counts[place]!])) as Record<Verdict, number>,
    })),
  };
}

interface CountedMonth {
  /** As `monthOf` says it. */
  readonly month: number;
  /** By place in `VERDICTS`. */
  readonly counts: Uint32Array;
}

/** The months that have messages, ascending. */
function monthsInOrder(monthNumbers: readonly number[], byMonth: Uint32Array): CountedMonth[] {
  return monthNumbers
    .map((month, place) => ({ month, counts: byMonth.subarray(place * VERDICTS.length, (place + 1) * VERDICTS.length) }))
    .filter(({ counts }) => counts.some((count) => count > 0))
    .sort((a, b) => a.month - b.month);
}

function countYears(byDate: readonly CountedMonth[]): Record<string, number> {
  const years: Record<string, number> = {};
  for (const { month, counts } of byDate) {
    const year = yearName(month);
    years[year] = counts.reduce((sum, count) => sum + count, years[year] ?? 0);
  }
  return years;
}

function yearName(month: number): string {
  return String(Math.floor(month / 12)).padStart(4, '0');
}

/** Each domain's messages are counted for the domains above it too. */
function countDomains(bySender: Uint32Array, columns: Columns): Uint32Array {
  const byDomain = new Uint32Array(columns.domains.length);
  const ancestors = columns.domainAncestors();
  for (const [sender, count] of bySender.entries()) {
    const domain = columns.senderDomains[sender]!;
    if (count === 0 || domain < 0) continue;
    byDomain[domain]! += count;
    for (const above of ancestors[domain]!) byDomain[above]! += count;
  }
  return byDomain;
}

/** The values with the highest counts, descending; of equal counts, in alphabetical order. */
function mostFrequent(counts: Uint32Array, values: readonly string[]): Facet[] {
  const first: Facet[] = [];
  const isBefore = (a: Facet, b: Facet) => a.count > b.count || (a.count === b.count && a.value < b.value);
  for (const [place, count] of counts.entries()) {
    if (count === 0 || (first.length === facetLength && count < first[facetLength - 1]!.count)) continue;
    const facet = { value: values[place]!, count };
    let at = first.length;
    while (at > 0 && isBefore(facet, first[at - 1]!)) at--;
    first.splice(at, 0, facet);
    if (first.length > facetLength) first.pop();
  }
  return first;
}

function countBits(bits: number, counts: Uint32Array): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]!++;
}

function named<Name extends string>(names: readonly Name[], counts: ArrayLike<number>): Partial<Record<Name, number>> {
  return Object.fromEntries(names.map((name, place) => [name, counts[place]!]).filter(([, count]) => count !== 0)) as Partial<
    Record<Name, number>
  >;
}
