/** Pairs of whole numbers below 2³², which the engine's own sort puts in order: eight octets each, and no BigInt is made of any. */
export class NumberPairs {
  /** Of each pair the second number, then the first: the low word of a number of 64 bits, then the high one. */
  #words = new Uint32Array(1 << 13);
  #length = 0;

  add(first: number, second: number): void {
    if (this.#length === this.#words.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[this.#length++] = second;
    this.#words[this.#length++] = first;
  }

  /** Takes all of them out, by their first number and then by their second: of each the second, then the first. */
  takeSorted(): Uint32Array<ArrayBuffer> {
    const taken = this.#words.slice(0, this.#length);
    new BigUint64Array(taken.buffer).sort();
    this.#length = 0;
    return taken;
  }
}
