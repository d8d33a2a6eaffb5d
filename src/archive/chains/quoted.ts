import { canBeTime } from '../../evidence/chains/attributed-time.ts';
import type { ChainMessage, Quote } from '../../evidence/chains/chain-message.ts';
import { namedBy } from '../../evidence/chains/names.ts';
import { bestQuote } from '../../evidence/chains/relate.ts';
import { readAnswers } from '../../store/answers.ts';
import type { Database } from '../../store/database.ts';
import { findByMessageId } from '../../store/records.ts';
import { relationsBy } from '../../store/relations.ts';
import { isSureQuote } from '../threads/by-quote.ts';
import { limitsOfPage } from './limits.ts';
import { type ChainReader, createChainReader } from './read.ts';

/** A quote of a message, and which message of the archive it is of. */
export interface FoundQuote {
  /** The words of the quote, as `unquoted` gives them, its passages parted by line ends. */
  readonly text: string;
  readonly depth: number;
  /** Absent where it was not found. */
  readonly number?: number;
  /** How it was found: by its words, or as one that the message refers to and that the words beside the quote name. */
  readonly by?: 'words' | 'attribution';
  /** It is long enough to be looked for by its words: so what is not found is not in the archive as it is quoted. */
  readonly isSought: boolean;
}

/** Of a message that quotes more: these are compared while a reader waits. */
const maxCompared = 12;

/** A longer text, in words, is not compared while a reader waits. */
const maxWordsCompared = 5_000;

/** Of those that a message refers to, the nearest are looked at. */
const maxReferred = 12;

/** Any run of so many words has a fingerprint (evidence/chains/fingerprints.ts). */
const leastSought = 12;

/** What each of those messages quotes, and where that is from, in the order of its text. */
export function findQuotes(database: Database, numbers: readonly number[]): Map<number, FoundQuote[]> {
  // Which signature blocks recur makes no difference to which quote is of which message.
  const reader = createChainReader(database, { isEmpty: true, find: () => [] }, limitsOfPage);
  reader.prepare(numbers);
  return new Map(numbers.map((number) => [number, quotesOf(database, reader, number)]));
}

function quotesOf(database: Database, reader: ChainReader, number: number): FoundQuote[] {
  const quoting = reader.byText(number);
  if (quoting === undefined || quoting.quotes.length === 0) return [];
  const byWords = new Map<Quote, number>();
  const relations = relationsBy(database, number).filter((relation) => relation.weight !== undefined || isSureQuote(relation));
  for (const relation of relations.toSorted((a, b) => b.matchedWords - a.matchedWords || a.quoted - b.quoted).slice(0, maxCompared)) {
    const deep = quoting.quotes.filter(({ depth }) => depth === relation.depth);
    const quote = deep.length === 1 ? deep[0] : quoteOf(reader.byText(relation.quoted), quoting, deep);
    if (quote !== undefined && !byWords.has(quote)) byWords.set(quote, relation.quoted);
  }
  const isOpen = quoting.quotes.some((quote) => !byWords.has(quote) && quote.attribution !== undefined);
  const referred = isOpen ? referredBy(database, number).flatMap((other) => reader.byText(other) ?? []) : [];
  return quoting.quotes.map((quote) => {
    const { text, words } = quote.text;
    const found = byWords.get(quote);
    const named = found === undefined ? referred.find((other) => isNamed(quote, other))?.number : undefined;
    return {
      text,
      depth: quote.depth,
      ...(found !== undefined && { number: found, by: 'words' }),
      ...(named !== undefined && { number: named, by: 'attribution' }),
      isSought: words.length >= leastSought,
    };
  });
}

function quoteOf(quoted: ChainMessage | undefined, quoting: ChainMessage, quotes: readonly Quote[]): Quote | undefined {
  const isShort = (text: { readonly words: readonly string[] }) => text.words.length <= maxWordsCompared;
  if (quoted === undefined || !quoted.own.every(isShort) || !quotes.every(({ text }) => isShort(text))) return undefined;
  return bestQuote(quoted, quoting, quotes)?.quote;
}

/** The numbers of those that a message refers to, the one that it answers first. */
function referredBy(database: Database, number: number): number[] {
  const references = readAnswers(database, number)?.references ?? [];
  return references
    .slice(-maxReferred)
    .reverse()
    .flatMap((id) => findByMessageId(database, id) ?? []);
}

function isNamed({ attribution }: Quote, { sender, dateSeconds }: ChainMessage): boolean {
  if (namedBy(attribution, sender) !== 'sender' || attribution?.time === undefined) return false;
  return dateSeconds !== undefined && canBeTime(attribution.time, dateSeconds);
}
