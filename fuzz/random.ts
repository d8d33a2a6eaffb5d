/** A seeded source of chance: the same seed gives the same run. Not for secrets. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 bits (splitmix32). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** From 0 to `limit`, the latter not included; 0 where nothing lies between. */
  below(limit: number): number {
    return limit <= 1 ? 0 : this.next() % limit;
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** Small numbers often, large ones now and then: from 1 to `most`. */
  length(most: number): number {
    return 1 + this.below(this.oneIn(8) ? most : Math.min(most, 16));
  }
}
