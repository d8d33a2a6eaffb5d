import type { ChainMessage } from '../../evidence/chains/chain-message.ts';
import type { WeighedRelation } from '../../evidence/chains/judge.ts';
import { bestQuote } from '../../evidence/chains/relate.ts';
import { type Piece, sideBySide } from '../../evidence/chains/side-by-side.ts';
import { WEIGHTS } from '../../evidence/chains/weigh.ts';
import type { Database } from '../../store/database.ts';
import { firstRelationsAbout, firstRelationsBy } from '../../store/relations.ts';
import { limitsOfPage } from './limits.ts';
import { createChainReader } from './read.ts';

/** A relation of two messages, their words laid side by side. */
export interface ComparedRelation extends WeighedRelation {
  /** Absent where the texts are long, or so many relations come before it that it is listed only. */
  readonly pieces?: readonly Piece[];
}

/** What quotes a message, and what it quotes. */
export interface Chain {
  /** The most telling first. */
  readonly about: readonly ComparedRelation[];
  readonly by: readonly ComparedRelation[];
  /** How many there are of each: of more than {@link maxRelations} the first are read. */
  readonly aboutInAll: number;
  readonly byInAll: number;
}

/** A mail that thousands quote, or claim to: so many are read for a reader, those of the most telling weights. The rest is told by its number. */
const maxRelations = 1_000;

/** Texts are laid side by side for so many relations; more of them are listed. */
const maxCompared = 12;

export function readChain(database: Database, number: number): Chain {
  // Which signature blocks recur makes no difference to how two texts stand side by side.
  const reader = createChainReader(database, { isEmpty: true, find: () => [] }, limitsOfPage);
  const compared = (relations: readonly WeighedRelation[]): ComparedRelation[] =>
    relations.toSorted(mostTellingFirst).map((relation, index) => {
      if (index >= maxCompared) return relation;
      const [quoted, quoting] = [reader.byText(relation.quoted), reader.byText(relation.voucher)];
      if (quoted === undefined || quoting === undefined || isLong(quoted) || quoting.quotes.some(({ text }) => isLongText(text)))
        return relation;
      const best = bestQuote(
        quoted,
        quoting,
        quoting.quotes.filter(({ depth }) => depth === relation.depth),
      );
      return best === undefined ? relation : { ...relation, pieces: sideBySide(best.own, best.quote.text) };
    });
  const [about, by] = [firstRelationsAbout(database, number, maxRelations), firstRelationsBy(database, number, maxRelations)];
  return { about: compared(about.first), by: compared(by.first), aboutInAll: about.count, byInAll: by.count };
}

/** Longer texts, in words, are listed only: they are compared while a reader waits, and others with him. */
const maxWordsCompared = 10_000;

function isLong({ own }: ChainMessage): boolean {
  return own.some(isLongText);
}

function isLongText({ words }: { readonly words: readonly string[] }): boolean {
  return words.length > maxWordsCompared;
}

function mostTellingFirst(one: WeighedRelation, other: WeighedRelation): number {
  const rank = ({ weight }: WeighedRelation) => (weight === undefined ? WEIGHTS.length : WEIGHTS.indexOf(weight));
  return rank(one) - rank(other) || other.matchedWords / other.ownWords - one.matchedWords / one.ownWords || one.voucher - other.voucher;
}
