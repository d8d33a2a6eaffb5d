import { type Relation, relate } from '../evidence/chains/relate.ts';
import { hasFailingSignature } from '../evidence/chains/voucher.ts';
import { rareMessages, type Weight, weigh, withoutOtherVersions } from '../evidence/chains/weigh.ts';
import type { Database } from '../store/database.ts';
import { createChainIndex } from '../store/fingerprints.ts';
import { readMessages } from '../store/records.ts';
import { relationsAbout } from '../store/relations.ts';
import { maxCandidates, maxSharers } from './chain-limits.ts';
import { createChainReader } from './chain-messages.ts';

/** A relation, and what it is to the quoted message; undefined: nothing. */
export interface Weighed {
  readonly relation: Relation;
  readonly weight: Weight | undefined;
}

/** Compares stored messages with each other. Good for as long as the fingerprints that are stored do not change. */
export interface ChainComparer {
  /** For each of those messages, in the same order: what it quotes. */
  relate(numbers: readonly number[]): Relation[][];
  /** For each of those messages, in the same order: what each that quotes it is to it, in the order of their numbers. */
  weigh(numbers: readonly number[]): Weighed[][];
}

export function createChainComparer(database: Database): ChainComparer {
  const index = createChainIndex(database);
  const reader = createChainReader(database, index);

  /** For each message those that share fingerprints of their own words with what it quotes, those that share the most first. */
  function findCandidates(numbers: readonly number[], prints: readonly Uint32Array[]): number[][] {
    const askers = new Map<number, number[]>();
    for (const [at, some] of prints.entries()) {
      for (const print of some) {
        const known = askers.get(print);
        if (known === undefined) askers.set(print, [at]);
        else known.push(at);
      }
    }
    const shared = numbers.map(() => new Map<number, number>());
    for (const { print, messages } of index.find(Uint32Array.from(askers.keys()).sort(), 'own')) {
      if (messages.length > maxSharers) continue;
      for (const at of askers.get(print)!) {
        for (const message of messages) if (message !== numbers[at]) shared[at]!.set(message, (shared[at]!.get(message) ?? 0) + 1);
      }
    }
    return shared.map((counts) =>
      [...counts]
        .sort((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, maxCandidates)
        .map(([message]) => message),
    );
  }

  function relationsOf(number: number, candidates: readonly number[]): Relation[] {
    const quoting = reader.byText(number);
    if (quoting === undefined) return [];
    const relations = candidates.flatMap((candidate) => {
      const quoted = reader.byText(candidate);
      const relation = quoted && relate(quoted, quoting);
      if (quoted === undefined || relation === undefined) return [];
      // Only where all of one form is vouched for do the others matter.
      const isWhole = relation.isSigned && relation.unvouched.length === 0 && relation.differences.length === 0;
      const whole = isWhole ? reader.byEveryForm(candidate) : undefined;
      return whole === undefined || whole.own.length < 2 ? [relation] : (relate(whole, quoting) ?? []);
    });
    return withoutOtherVersions(relations, (quoted) => reader.byText(quoted)?.sender?.address);
  }

  function rarities(numbers: readonly number[]): { fingerprints: number; rare: number }[] {
    const prints = numbers.map((number) => reader.prints(number).own);
    const asked = Uint32Array.from(new Set(prints.flatMap((some) => [...some]))).sort();
    const sharers = new Map<number, number>();
    for (const { print, messages } of index.find(asked, 'own')) sharers.set(print, messages.length);
    return prints.map((some) => ({
      fingerprints: some.length,
      rare: some.filter((print) => (sharers.get(print) ?? 0) <= rareMessages).length,
    }));
  }

  return {
    relate(numbers) {
      reader.prepare(numbers);
      const candidates = findCandidates(
        numbers,
        numbers.map((number) => reader.prints(number).quoted),
      );
      reader.prepare([...new Set([...numbers, ...candidates.flat()])]);
      return numbers.map((number, at) => relationsOf(number, candidates[at]!));
    },
    weigh(numbers) {
      reader.prepare(numbers);
      const stored = new Map(readMessages(database, numbers).map((message) => [message.number, message]));
      const rarity = rarities(numbers);
      return numbers.map((number, at) => {
        const relations = relationsAbout(database, number);
        const signatures = stored.get(number)?.signatures ?? [];
        const weights = weigh(relations, { hasFailingSignature: hasFailingSignature(signatures), rarity: rarity[at]! });
        return relations.map((relation, index) => ({ relation, weight: weights[index] }));
      });
    },
  };
}
