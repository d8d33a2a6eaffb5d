/** What was used of late: of at least `size` keys, of at most twice as many. */
export class Recent<K, V> {
  readonly #size: number;
  #newer = new Map<K, V>();
  #older = new Map<K, V>();

  constructor(size: number) {
    this.#size = size;
  }

  has(key: K): boolean {
    return this.#newer.has(key) || this.#older.has(key);
  }

  /** What is kept for a key, or what `make` gives, which is kept. */
  get(key: K, make: () => V): V {
    if (this.#newer.has(key)) return this.#newer.get(key) as V;
    const value = this.#older.has(key) ? (this.#older.get(key) as V) : make();
    if (this.#newer.size >= this.#size) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(key, value);
    return value;
  }
}
