/**
 * Finds what relaxed canonicalisation changes in a body, four octets at a time: most stretches of most bodies, base64 above all, are
 * canonical as they stand, and looking at each octet would take longer than hashing it.
 *
 * @see RFC 6376 §3.4.4
 */
export class RelaxScan {
  readonly #octets: Uint8Array;
  readonly #endsWithLf: boolean;
  /** Of the whole buffer, in which the octets begin anywhere. */
  readonly #words: Int32Array;
  readonly #spaces: Finder;
  readonly #tabs: Finder;
  #retryAt = 0;

  /** @param endsWithLf - Whether lines end in a bare LF, each of which is changed too. */
  constructor(octets: Uint8Array, endsWithLf: boolean) {
    this.#octets = octets;
    this.#endsWithLf = endsWithLf;
    this.#words = new Int32Array(octets.buffer, 0, octets.buffer.byteLength >> 2);
    this.#spaces = new Finder(octets, SPACE);
    this.#tabs = new Finder(octets, TAB);
  }

  /** The offset of the first octet from `from` on that {@link isChanged}; `end` where there is none before it. */
  next(from: number, end: number): number {
    const [octets, words, endsWithLf] = [this.#octets, this.#words, this.#endsWithLf];
    const base = octets.byteOffset;
    let at = from;
    while (at < end) {
      if (!endsWithLf && at >= this.#retryAt) {
        // Where lines end in CRLF, a stretch without white space is passed over by the engine's own search…
        const blank = Math.min(this.#spaces.from(at), this.#tabs.from(at));
        if (blank >= end) return end;
        if (blank - at > FEW) at = blank;
        this.#retryAt = at + STRETCH;
      }
      // …elsewhere whole words are, as long as nothing in them may need a change…
      if (IS_LITTLE_ENDIAN && ((base + at) & 3) === 0) {
        const last = (base + Math.min(end, at + STRETCH)) >> 2;
        let word = (base + at) >> 2;
        while (word < last && isCanonical(words[word]!, endsWithLf)) word++;
        at = (word << 2) - base;
      }
      // …then octets, up to the next word.
      do {
        if (at >= end) return end;
        if (isChanged(octets, at, endsWithLf)) return at;
        at++;
      } while (((base + at) & 3) !== 0);
    }
    return end;
  }
}

/** Where an octet occurs next. However often it is asked, going forward, it looks at each octet once. */
class Finder {
  readonly #octets: Uint8Array;
  readonly #octet: number;
  #found = -1;

  constructor(octets: Uint8Array, octet: number) {
    this.#octets = octets;
    this.#octet = octet;
  }

  /** Infinity where there is none from `at` on. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.#octets.indexOf(this.#octet, at);
      this.#found = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#found;
  }
}

/** Below this many octets, a loop is faster than a call of the engine's search; and after how many it is tried again. */
const FEW = 64;
const STRETCH = 2048;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Whether relaxing changes the octet: a tab, a space before white space or a line end, a line end that is a bare LF. */
export function isChanged(octets: Uint8Array, at: number, endsWithLf: boolean): boolean {
  const octet = octets[at];
  if (octet === undefined || octet > SPACE) return false;
  if (octet === TAB) return true;
  if (octet === LF) return endsWithLf;
  if (octet !== SPACE) return false;
  const next = octets[at + 1];
  if (next === SPACE || next === TAB) return true;
  return endsWithLf ? next === LF : next === CR && octets[at + 2] === LF;
}

/** Whether four octets surely hold nothing that relaxing changes. May say no where there is nothing; never the other way round. */
function isCanonical(word: number, endsWithLf: boolean): boolean {
  // No octet below 0x21: nothing to look at.
  if ((((word - 0x21212121) | 0) & ~word & 0x80808080) === 0) return true;
  const spaces = zeroOctets(word ^ 0x20202020);
  const lineFeeds = zeroOctets(word ^ 0x0a0a0a0a);
  const followers = spaces | zeroOctets(word ^ 0x0d0d0d0d) | lineFeeds;
  // What follows a space in the last octet lies in the next word.
  const suspects = ((spaces << 8) & followers) | (spaces & 0x80000000) | zeroOctets(word ^ 0x09090909);
  return (suspects | (endsWithLf ? lineFeeds : 0)) === 0;
}

/** The high bit of each octet that is zero, and perhaps of some above one that is. */
function zeroOctets(word: number): number {
  return ((word - 0x01010101) | 0) & ~word & 0x80808080;
}
