import type { ChainMessage, Quote } from '../../evidence/chains/chain-message.ts';
import { fingerprintsOf, unionOf } from '../../evidence/chains/fingerprints.ts';
import { type Relation, relate } from '../../evidence/chains/relate.ts';
import { hasFailingSignature, isVoucher } from '../../evidence/chains/voucher.ts';
import { mayVouch, type Rarity, rareMessages, type Weight, weigh, withoutOtherVersions } from '../../evidence/chains/weigh.ts';
import type { Finding } from '../../evidence/findings/finding.ts';
import type { Database } from '../../store/database.ts';
import { createChainIndex } from '../../store/fingerprints.ts';
import { readMessages } from '../../store/records.ts';
import { relationsAbout } from '../../store/relations.ts';
import { createFinder } from '../findings/find.ts';
import { maxCandidates, maxSharers } from './limits.ts';
import { createChainReader } from './read.ts';

/** A relation, and what it is to the quoted message; undefined: nothing. */
export interface Weighed {
  readonly relation: Relation;
  readonly weight: Weight | undefined;
}

/** What mail that quotes a message is to it, and what does not fit together with it. */
export interface Concluded {
  /** In the order of the numbers of the mail that quotes it. */
  readonly weighed: readonly Weighed[];
  readonly findings: readonly Finding[];
}

/** Compares stored messages with each other. Good for as long as the fingerprints that are stored do not change. */
export interface ChainComparer {
  /** For each of those messages, in the same order: what it quotes. */
  relate(numbers: readonly number[]): Relation[][];
  /** For each of those messages, in the same order. */
  conclude(numbers: readonly number[]): Concluded[];
}

export function createChainComparer(database: Database): ChainComparer {
  const index = createChainIndex(database);
  const reader = createChainReader(database, index);
  const find = createFinder(database, reader);

  /** For each message: the mail that it may quote, by number, and in which of its quotes. */
  function findCandidates(quoting: readonly (ChainMessage | undefined)[]): Map<number, Quote[]>[] {
    const quotes = quoting.flatMap((message, at) => (message?.quotes ?? []).map((quote) => ({ at, quote })));
    const askers = new Map<number, number[]>();
    for (const [asker, { quote }] of quotes.entries()) {
      for (const print of fingerprintsOf(quote.text.words)) {
        const known = askers.get(print);
        if (known === undefined) askers.set(print, [asker]);
        else known.push(asker);
      }
    }
    const shared = quotes.map(() => new Map<number, number>());
    for (const { print, messages } of index.find(Uint32Array.from(askers.keys()).sort(), 'own')) {
      if (messages.length > maxSharers) continue;
      for (const asker of askers.get(print)!) {
        const counts = shared[asker]!;
        const itself = quoting[quotes[asker]!.at]?.number;
        for (const message of messages) if (message !== itself) counts.set(message, (counts.get(message) ?? 0) + 1);
      }
    }
    const found = quoting.map(() => new Map<number, Quote[]>());
    for (const [asker, { at, quote }] of quotes.entries()) {
      for (const candidate of likeliest(shared[asker]!)) {
        const known = found[at]!.get(candidate);
        if (known === undefined) found[at]!.set(candidate, [quote]);
        else known.push(quote);
      }
    }
    return found;
  }

  function relationsOf(quoting: ChainMessage | undefined, candidates: ReadonlyMap<number, readonly Quote[]>): Relation[] {
    if (quoting === undefined) return [];
    const relations = [...candidates].flatMap(([candidate, quotes]) => {
      const quoted = reader.byText(candidate);
      const relation = quoted && relate(quoted, quoting, quotes);
      if (quoted === undefined || relation === undefined) return [];
      const whole = !quoted.isProven && mayVouch(relation) ? reader.byEveryForm(candidate) : undefined;
      return whole === undefined ? [relation] : (relate(whole, quoting, quotes) ?? []);
    });
    return withoutOtherVersions(relations, (quoted) => reader.byText(quoted)?.sender?.address);
  }

  function rarities(numbers: readonly number[]): Map<number, Rarity> {
    const prints = numbers.map((number) => reader.ownPrints(number));
    const sharers = new Map<number, number>();
    for (const { print, messages } of index.find(unionOf(prints), 'own')) sharers.set(print, messages.length);
    return new Map(
      prints.map((some, at) => {
        const rare = some.filter((print) => (sharers.get(print) ?? 0) <= rareMessages).length;
        return [numbers[at]!, { fingerprints: some.length, rare }];
      }),
    );
  }

  return {
    relate(numbers) {
      reader.prepare(numbers);
      // Kept here: by the time that they are compared, what they may quote has taken their place among what is remembered.
      const quoting = numbers.map((number) => reader.byText(number));
      const candidates = findCandidates(quoting);
      reader.prepare([...new Set(candidates.flatMap((one) => [...one.keys()]))]);
      return quoting.map((message, at) => relationsOf(message, candidates[at]!));
    },
    conclude(numbers) {
      const stored = new Map(readMessages(database, numbers).map((message) => [message.number, message]));
      const about = numbers.map((number) => relationsAbout(database, number));
      const rarity = rarities(numbers.filter((_, at) => about[at]!.some(hasAllWords)));
      return numbers.map((number, at) => {
        const relations = about[at]!;
        const { signatures = [], verdict = 'unverified' } = stored.get(number) ?? {};
        const weights = weigh(relations, {
          hasFailingSignature: hasFailingSignature(signatures),
          isSigned: isVoucher(verdict, signatures),
          rarity: rarity.get(number) ?? unknownRarity,
        });
        const weighed = relations.map((relation, index) => ({ relation, weight: weights[index] }));
        return { weighed, findings: find(number, relations) };
      });
    },
  };
}

/** Only a quote of all of its words makes it matter how rare they are. */
function hasAllWords({ isSigned, unvouched, differences }: Relation): boolean {
  return isSigned && unvouched.length === 0 && differences.length === 0;
}

const unknownRarity: Rarity = { fingerprints: 0, rare: 0 };

/** Of the messages that share fingerprints with a quote, those that share the most, and others that share nearly as many: copies, drafts. */
function likeliest(counts: ReadonlyMap<number, number>): number[] {
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const least = (ranked[0]?.[1] ?? 0) * nearlyAsMany;
  return ranked
    .slice(0, maxCandidates)
    .filter(([, count]) => count >= least)
    .map(([message]) => message);
}

/** One quote is of one message: what shares less than this part of what the likeliest shares is another text. */
const nearlyAsMany = 0.5;
