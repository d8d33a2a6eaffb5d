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

/** For each quote, in order, that shares any: with which messages, and how many. */
function* sharedBy(
  index: ChainIndex,
  quotes: readonly { readonly number: number; readonly prints: Uint32Array }[],
): Generator<{ readonly asker: number; readonly counts: Count[] }> {
  // Two numbers in one: sorted, all that belongs together stands together.
  const asked = new Float64Array(quotes.reduce((sum, { prints }) => sum + prints.length, 0));
  let length = 0;
  for (const [asker, { prints }] of quotes.entries()) for (const print of prints) asked[length++] = print * ASKERS + asker;
  asked.sort();
  const sharing = new Numbers();
  let at = 0;
  for (const { print, messages } of index.find(unionOf(quotes.map(({ prints }) => prints)), 'own')) {
    if (messages.length > maxSharers) continue;
    const first = print * ASKERS;
    while (asked[at]! < first) at++;
    for (; at < length && asked[at]! < first + ASKERS; at++) {
      const asker = asked[at]! - first;
      const itself = quotes[asker]!.number;
      for (const message of messages) if (message !== itself) sharing.add(asker * MESSAGES + message);
    }
  }
  let counts: Count[] = [];
  let before = -1;
  for (const one of sharing.sorted()) {
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
