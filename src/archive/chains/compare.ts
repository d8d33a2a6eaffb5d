import type { ChainMessage } from '../../evidence/chains/chain-message.ts';
import { unionOf } from '../../evidence/chains/fingerprints.ts';
import { eachQuote } from '../../evidence/chains/read.ts';
import { type Relation, relate } from '../../evidence/chains/relate.ts';
import { hasFailingSignature, isVoucher } from '../../evidence/chains/voucher.ts';
import { mayVouch, type Rarity, rareMessages, type Weight, weigh, withoutOtherVersions } from '../../evidence/chains/weigh.ts';
import type { Finding } from '../../evidence/findings/finding.ts';
import type { Database } from '../../store/database.ts';
import { createChainIndex } from '../../store/fingerprints.ts';
import { readHeads, readSignatures } from '../../store/records.ts';
import { eachRelationAbout, type PackedRelation, packRelation } from '../../store/relations.ts';
import { createFinder } from '../findings/find.ts';
import { batchesOf } from './batches.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { maxAsked } from './limits.ts';
import { createChainReader } from './read.ts';

/** What the mail that quotes a message is to it; undefined: nothing. */
export interface Weighed {
  readonly voucher: number;
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
  relate(numbers: readonly number[]): PackedRelation[][];
  /** For each of those messages, in the same order. */
  conclude(numbers: readonly number[]): Concluded[];
}

export function createChainComparer(database: Database): ChainComparer {
  const index = createChainIndex(database);
  const reader = createChainReader(database, index);
  const find = createFinder(database, reader);

  function relationsOf(quoting: ChainMessage, candidates: Candidates): Relation[] {
    const relations = [...candidates].flatMap(([candidate, places]) => {
      const quotes = places.flatMap((place) => quoting.quotes[place] ?? []);
      const quoted = reader.byText(candidate);
      const relation = quoted && relate(quoted, quoting, quotes);
      if (quoted === undefined || relation === undefined) return [];
      const whole = !quoted.isProven && mayVouch(relation) ? reader.byEveryForm(candidate) : undefined;
      return whole === undefined ? [relation] : (relate(whole, quoting, quotes) ?? []);
    });
    return withoutOtherVersions(relations, (quoted) => reader.byText(quoted)?.sender?.address);
  }

  function relateSome(numbers: readonly number[], candidates: readonly Candidates[]): Relation[][] {
    reader.prepare(numbers.filter((_, at) => candidates[at]!.size > 0));
    // Kept here: by the time that they are compared, what they may quote has taken their place among what is remembered.
    const quoting = numbers.map((number, at) => (candidates[at]!.size === 0 ? undefined : reader.byText(number)));
    reader.prepare([...new Set(candidates.flatMap((one) => [...one.keys()]))]);
    return quoting.map((message, at) => (message === undefined ? [] : relationsOf(message, candidates[at]!)));
  }

  function concludeSome(
    numbers: readonly number[],
    about: readonly (readonly Relation[])[],
    rarity: ReadonlyMap<number, Rarity>,
  ): Concluded[] {
    const quoted = numbers.filter((_, at) => about[at]!.length > 0);
    const heads = new Map(readHeads(database, quoted).map((head) => [head.number, head]));
    return numbers.map((number, at) => {
      const relations = about[at]!;
      const signatures = relations.length > 0 ? readSignatures(database, number) : [];
      const verdict = heads.get(number)?.verdict ?? 'unverified';
      const weights = weigh(relations, {
        hasFailingSignature: hasFailingSignature(signatures),
        isSigned: isVoucher(verdict, signatures),
        rarity: rarity.get(number) ?? unknownRarity,
      });
      const weighed = relations.map(({ voucher }, index) => ({ voucher, weight: weights[index] }));
      return { weighed, findings: find(number, relations) };
    });
  }

  /** One after the other: those of long texts are many. */
  function* printsOf(numbers: readonly number[]) {
    for (const number of numbers) {
      const { own, quotes } = reader.prints(number);
      yield { number, own, quotes: [...eachQuote(quotes)] };
    }
  }

  function* rarities(numbers: readonly number[]): Generator<[number, Rarity]> {
    for (const some of batchesOf(printsOf(numbers), ({ own }) => own.length, maxAsked)) {
      const sharers = new Map<number, number>();
      for (const { print, messages } of index.find(unionOf(some.map(({ own }) => own)), 'own')) sharers.set(print, messages.length);
      for (const { number, own } of some) {
        const rare = own.filter((print) => (sharers.get(print) ?? 0) <= rareMessages).length;
        yield [number, { fingerprints: own.length, rare }];
      }
    }
  }

  return {
    relate(numbers) {
      const candidates = [...findCandidates(index, printsOf(numbers))];
      return stretches(numbers).flatMap(([from, to]) =>
        relateSome(numbers.slice(from, to), candidates.slice(from, to)).map((relations) => relations.map(packRelation)),
      );
    },
    conclude(numbers) {
      const about = numbers.map((number) => eachRelationAbout(database, number, withoutWords));
      // Only where mail may vouch for it makes it a difference how rare the words of a message are.
      const rarity = new Map(rarities(numbers.filter((_, at) => about[at]!.some(mayVouch))));
      return stretches(numbers).flatMap(([from, to]) => concludeSome(numbers.slice(from, to), about.slice(from, to), rarity));
    },
  };
}

/** A relation without the words that only readers are shown: those of all mail that quotes a message are held at once. */
function withoutWords({ unvouched, interleaved, ...relation }: Relation): Relation {
  return { ...relation, unvouched: unvouched.map(() => ''), ...(interleaved !== undefined && { interleaved: [] }) };
}

/** So many messages are read and held at a time. */
const held = 100;

/** From where to where each stretch of {@link held} messages goes. */
function stretches({ length }: readonly number[]): [from: number, to: number][] {
  return Array.from({ length: Math.ceil(length / held) }, (_, index) => [index * held, (index + 1) * held]);
}

const unknownRarity: Rarity = { fingerprints: 0, rare: 0 };
