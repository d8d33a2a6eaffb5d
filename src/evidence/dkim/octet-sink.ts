import type { Crypto, HashAlgorithm, Hasher } from '../crypto.ts';

/**
 * Takes canonical octets in slices and hashes the first of them, up to a length; counts all.
 *
 * Small slices are gathered in one buffer that is used again and again, since a call to the hash costs more than a copy; what fits the
 * buffer is hashed in one call. One sink at a time may be open.
 */
export class OctetSink {
  readonly #crypto: Crypto;
  readonly #algorithm: HashAlgorithm;
  #hasher: Hasher | undefined;
  #open: number;
  #gathered = 0;
  /** Octets taken, those beyond the length included. */
  total = 0;

  /** @param length - How many octets are hashed at most. */
  constructor(crypto: Crypto, algorithm: HashAlgorithm, length = Number.POSITIVE_INFINITY) {
    this.#crypto = crypto;
    this.#algorithm = algorithm;
    this.#open = length;
  }

  /** Takes the octets from `start` to `end`. */
  take(octets: Uint8Array, start: number, end: number): void {
    const length = Math.min(end - start, this.#open);
    this.total += end - start;
    if (length <= 0) return;
    this.#open -= length;
    if (this.#gathered + length > BUFFER.length) this.#flush();
    if (length > BUFFER.length) {
      this.#hash().update(octets.subarray(start, start + length));
    } else if (length < FEW) {
      for (let i = 0; i < length; i++) BUFFER[this.#gathered + i] = octets[start + i]!;
      this.#gathered += length;
    } else {
      BUFFER.set(octets.subarray(start, start + length), this.#gathered);
      this.#gathered += length;
    }
  }

  /** The digest; the sink is closed. */
  digest(): Uint8Array {
    if (this.#hasher === undefined) return this.#crypto[this.#algorithm](BUFFER.subarray(0, this.#gathered));
    this.#flush();
    return this.#hasher.digest();
  }

  #hash(): Hasher {
    this.#hasher ??= this.#crypto.hasher(this.#algorithm);
    return this.#hasher;
  }

  #flush(): void {
    if (this.#gathered > 0) this.#hash().update(BUFFER.subarray(0, this.#gathered));
    this.#gathered = 0;
  }
}

/** Judging is synchronous, so that one buffer serves every message. */
const BUFFER = new Uint8Array(64 * 1024);
/** Below this, a loop is faster than a copy by the engine. */
const FEW = 24;
