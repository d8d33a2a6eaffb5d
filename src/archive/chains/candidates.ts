import type { ChainIndex } from '../../evidence/chains/chain-index.ts';
import { NumberPairs } from '../../evidence/chains/number-pairs.ts';
import { batchesOf } from './batches.ts';
import { maxAsked, maxCandidates, maxSharers } from './limits.ts';

/** The fingerprints of what one message quotes. */
export interface Asking {
  readonly number: number;
  /** Of each of its quotes, in order. */
  readonly quotes: readonly Uint32Array[];
}

/** The mail that a message may quote, by number: and in which of its quotes, by their places. */
export type Candidates = ReadonlyMap<number, readonly number[]>;

/**
 * Finds for each message, in the same order, the mail that it may quote. So many ask together that each piece of a large index is read for
 * many of them.
 */
export function* findCandidates(index: ChainIndex, asking: Iterable<Asking>): Generator<Candidates> {
  const sizeOf = ({ quotes }: Asking) => quotes.reduce((sum, { length }) => sum + length, 0);
  for (const some of batchesOf(asking, sizeOf, maxAsked)) yield* answered(index, some);
}

function answered(index: ChainIndex, asking: readonly Asking[]): Candidates[] {
  const quotes = asking.flatMap(({ number, quotes }, at) =>
    quotes.flatMap((prints, place) => (prints.length === 0 ? [] : [{ at, place, number, prints }])),
  );
  const found = asking.map(() => new Map<number, number[]>());
  for (const { asker, counts } of sharedBy(index, quotes)) {
    const { at, place } = quotes[asker]!;
    for (const candidate of likeliest(counts)) {
      const known = found[at]!.get(candidate);
      if (known === undefined) found[at]!.set(candidate, [place]);
      else known.push(place);
    }
  }
  return found;
}

/** How many fingerprints of a quote a message has among its own words. */
interface Count {
  readonly message: number;
  count: number;
}

interface AskingQuote {
  readonly number: number;
  readonly prints: Uint32Array;
}

/**
 * For each quote, in order, that shares any: with which messages, and how many. Step by step, each by a function of its own: the engine makes one
 * of them anew for as long as parts of it have not been reached.
 */
function sharedBy(index: ChainIndex, quotes: readonly AskingQuote[]): Generator<{ readonly asker: number; readonly counts: Count[] }> {
  return counted(sharersOf(index, quotes, askersByPrint(quotes)));
}

/** Of each fingerprint of a quote, in order: the quote that has it, then the fingerprint. */
function askersByPrint(quotes: readonly AskingQuote[]): Uint32Array {
  const asked = new NumberPairs();
  for (const [asker, { prints }] of quotes.entries()) for (const print of prints) asked.add(print, asker);
  return asked.takeSorted();
}

/** Of each fingerprint that a quote shares with a message, by the quote: the message, then the quote. */
function sharersOf(index: ChainIndex, quotes: readonly AskingQuote[], asked: Uint32Array): Uint32Array {
  const sharing = new NumberPairs();
  let at = 0;
  for (const { print, messages } of index.find(distinctPrints(asked), 'own')) {
    if (messages.length > maxSharers) continue;
    while (asked[at + 1]! < print) at += 2;
    for (; at < asked.length && asked[at + 1] === print; at += 2) {
      const asker = asked[at]!;
      addSharers(sharing, asker, quotes[asker]!.number, messages);
    }
  }
  return sharing.takeSorted();
}

function distinctPrints(asked: Uint32Array): Uint32Array {
  const prints = new Uint32Array(asked.length / 2);
  let length = 0;
  for (let at = 1; at < asked.length; at += 2) if (length === 0 || asked[at] !== prints[length - 1]) prints[length++] = asked[at]!;
  return prints.subarray(0, length);
}

function addSharers(sharing: NumberPairs, asker: number, itself: number, messages: readonly number[]): void {
  for (const message of messages) if (message !== itself) sharing.add(asker, message);
}

function* counted(sharing: Uint32Array): Generator<{ readonly asker: number; readonly counts: Count[] }> {
  let counts: Count[] = [];
  for (let at = 0; at < sharing.length; at += 2) {
    const [message, asker] = [sharing[at]!, sharing[at + 1]!];
    const last = counts.at(-1);
    if (last?.message === message) last.count++;
    else counts.push({ message, count: 1 });
    if (asker === sharing[at + 3]) continue;
    yield { asker, counts };
    counts = [];
  }
}

/** Of the messages that share fingerprints with a quote, those that share the most, and others that share nearly as many: copies, drafts. */
function likeliest(counts: readonly Count[]): number[] {
  const most = counts.reduce((most, { count }) => Math.max(most, count), 0);
  return counts
    .filter(({ count }) => count >= most * nearlyAsMany)
    .sort((a, b) => b.count - a.count || a.message - b.message)
    .slice(0, maxCandidates)
    .map(({ message }) => message);
}

/** One quote is of one message: what shares less than this part of what the likeliest shares is another text. */
const nearlyAsMany = 0.5;
