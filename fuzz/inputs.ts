import fc from 'fast-check';
import { type Matter, mutate } from './mutate.ts';
import { Random } from './random.ts';
import { defaultMaxOctets, octetsOfText, type Target } from './target.ts';

/** How many inputs of a grammar are drawn at once. */
const drawn = 64;

/** The inputs that a target is run on: its seeds first, then what is made of them, of its grammar, and of what was kept. */
export class Inputs {
  readonly #target: Target;
  readonly #random: Random;
  readonly #kept: Uint8Array[];
  readonly #matter: Matter;
  readonly #first: Uint8Array[];
  #grown: Uint8Array[] = [];

  /** @param corpus - What earlier runs have kept. */
  constructor(target: Target, seed: number, corpus: readonly Uint8Array[] = []) {
    this.#target = target;
    this.#random = new Random(seed);
    this.#first = [...target.seeds(), ...corpus];
    this.#kept = [...this.#first];
    const tokens = target.tokens.map(octetsOfText);
    this.#matter = { tokens, others: this.#kept, maxOctets: target.maxOctets ?? defaultMaxOctets };
  }

  get keptCount(): number {
    return this.#kept.length;
  }

  /** An input that reached something new: others are made of it. */
  keep(input: Uint8Array): void {
    this.#kept.push(input);
  }

  next(): Uint8Array {
    const first = this.#first.pop();
    if (first !== undefined) return first;
    const random = this.#random;
    if (this.#target.grammar !== undefined && random.oneIn(8)) {
      const grown = this.#grow(this.#target.grammar);
      return random.oneIn(2) ? grown : mutate(grown, this.#matter, random);
    }
    // What was kept last has been tried least.
    const count = this.#kept.length;
    const at = random.oneIn(3) ? count - 1 - random.below(Math.min(count, 20)) : random.below(count);
    return mutate(this.#kept[at] ?? new Uint8Array(), this.#matter, random);
  }

  #grow(grammar: fc.Arbitrary<Uint8Array>): Uint8Array {
    if (this.#grown.length === 0) this.#grown = fc.sample(grammar, { numRuns: drawn, seed: this.#random.next() | 0 });
    return this.#grown.pop()!;
  }
}
