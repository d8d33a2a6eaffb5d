import type { ChainIndex } from '../../evidence/chains/chain-index.ts';
import { unionOf } from '../../evidence/chains/fingerprints.ts';
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

/** Two numbers in one, fingerprint and asker: sorted, all that belongs together stands together. */
function askersByPrint(quotes: readonly AskingQuote[]): Float64Array {
  const asked = new Float64Array(quotes.reduce((sum, { prints }) => sum + prints.length, 0));
  let length = 0;
  for (const [asker, { prints }] of quotes.entries()) for (const print of prints) asked[length++] = print * ASKERS + asker;
  return asked.sort();
}

/** Of every fingerprint that one shares with another: asker and message in one number, sorted. */
function sharersOf(index: ChainIndex, quotes: readonly AskingQuote[], asked: Float64Array): Float64Array {
  const sharing = new Numbers();
  let at = 0;
  for (const { print, messages } of index.find(unionOf(quotes.map(({ prints }) => prints)), 'own')) {
    if (messages.length > maxSharers) continue;
    const first = print * ASKERS;
    while (asked[at]! < first) at++;
    for (; at < asked.length && asked[at]! < first + ASKERS; at++) {
      const asker = asked[at]! - first;
      addSharers(sharing, asker, quotes[asker]!.number, messages);
    }
  }
  return sharing.sorted();
}

function addSharers(sharing: Numbers, asker: number, itself: number, messages: readonly number[]): void {
  for (const message of messages) if (message !== itself) sharing.add(asker * MESSAGES + message);
}

function* counted(sharing: Float64Array): Generator<{ readonly asker: number; readonly counts: Count[] }> {
  let counts: Count[] = [];
  let before = -1;
  for (const one of sharing) {
    // No remainder: of numbers as large as these, the engine works it out bit by bit.
    const asker = Math.floor(one / MESSAGES);
    const message = one - asker * MESSAGES;
    if (asker !== before) {
      if (counts.length > 0) yield { asker: before, counts };
      counts = [];
      before = asker;
    }
    const last = counts.at(-1);
    if (last?.message === message) last.count++;
    else counts.push({ message, count: 1 });
  }
  if (counts.length > 0) yield { asker: before, counts };
}

/** More than quotes that ask together: with the 32 bits of a fingerprint, their numbers fit into those that a double holds exactly. */
const ASKERS = 2 ** 20;

/** More than messages in an archive (store/fingerprints.ts). */
const MESSAGES = 2 ** 30;

/** A list of numbers that takes eight octets for each. */
class Numbers {
  #numbers = new Float64Array(1 << 12);
  #length = 0;

  add(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  sorted(): Float64Array {
    return this.#numbers.subarray(0, this.#length).sort();
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
