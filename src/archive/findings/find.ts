import { bestQuote, type Relation } from '../../evidence/chains/relate.ts';
import { compareTwins } from '../../evidence/findings/copies.ts';
import { falseAttribution, type Quoters, quotersOf } from '../../evidence/findings/false-attribution.ts';
import { type Finding, mostTellingFirst } from '../../evidence/findings/finding.ts';
import { quoteBeforeOriginal } from '../../evidence/findings/quote-before-original.ts';
import { replyBeforeParent } from '../../evidence/findings/reply-before-parent.ts';
import type { Database } from '../../store/database.ts';
import { relationsBy } from '../../store/relations.ts';
import { isEarlyAnswer, massMail, parentsOf, standardsFor } from '../../store/twins.ts';
import type { ChainReader } from '../chains/read.ts';
import { createWitnessReader } from './witness.ts';

/** Stops a mail that thousands quote, and as many claim to quote otherwise, from filling the list: the rest is told by its number. */
const maxOfOne = 10;

/**
 * The mail that quotes one message and whose words beside the quote speak against it, or whose date does: so many are read and compared, those
 * that are signed first.
 */
const maxSuspects = 200;

/** Finds what does not fit together with one message: see schema/0008-findings.sql for which of two messages that is. */
export type Finder = (number: number, about: readonly Relation[]) => Finding[];

export function createFinder(database: Database, reader: ChainReader): Finder {
  const witness = createWitnessReader(database);

  function* ofCopies(number: number): Generator<Finding> {
    for (const twin of standardsFor(database, number)) {
      const [standard, copy] = [witness(twin.number), witness(number)];
      const found = standard && copy && compareTwins(standard, copy, { ...twin, isMassMail: twin.alike > massMail });
      if (found !== undefined) yield found;
    }
  }

  function* ofAnswer(number: number): Generator<Finding> {
    if (!isEarlyAnswer(database, number)) return;
    const parents = parentsOf(database, number).flatMap((parent) => witness(parent) ?? []);
    const reply = witness(number);
    const found = reply && replyBeforeParent(reply, parents);
    if (found) yield found;
  }

  /** What mail that quotes it says of its author and its time. */
  function* ofQuotes(number: number, about: readonly Relation[]): Generator<Finding> {
    let quoters: Quoters | undefined;
    const suspects = about.filter((relation) => relation.timeAgrees === true && (isEarly(relation) || relation.named === 'other'));
    for (const relation of signedFirst(suspects).slice(0, maxSuspects)) {
      const [quoting, quoted] = [witness(relation.voucher), witness(number)];
      if (quoting === undefined || quoted === undefined) continue;
      const found = isEarly(relation) ? quoteBeforeOriginal(relation, quoting, quoted) : attributed(relation);
      if (found !== undefined) yield found;
    }

    function attributed(relation: Relation): Finding | undefined {
      const [quoting, quoted] = [reader.byText(relation.voucher), reader.byText(number)];
      const quote =
        quoting &&
        quoted &&
        bestQuote(
          quoted,
          quoting,
          quoting.quotes.filter(({ depth }) => depth === relation.depth),
        )?.quote;
      if (quote?.attribution === undefined) return undefined;
      quoters ??= quotersOf(about);
      const neighbours = { ofQuoting: relationsBy(database, relation.voucher), ofQuoted: quoters };
      return falseAttribution(relation, quote.attribution, witness(relation.voucher)!, witness(number)!, neighbours);
    }
  }

  return (number, about) => {
    const found = [...ofCopies(number), ...ofAnswer(number), ...ofQuotes(number, about)].sort(mostTellingFirst);
    const kept = found.slice(0, maxOfOne);
    return kept.length === found.length ? kept : [{ ...kept[0]!, more: found.length - kept.length }, ...kept.slice(1)];
  };
}

function isEarly({ named, isLater }: Relation): boolean {
  return named === 'sender' && isLater === false;
}

/** In two rounds, each in the order of their numbers. */
function signedFirst(relations: readonly Relation[]): Relation[] {
  return [...relations.filter(({ isSigned }) => isSigned), ...relations.filter(({ isSigned }) => !isSigned)];
}
