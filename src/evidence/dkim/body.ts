import type { Message } from '../../message/message.ts';
import type { Crypto, HashAlgorithm } from '../crypto.ts';
import { OctetSink } from './octet-sink.ts';
import { RelaxScan } from './relax-scan.ts';
import type { Canonicalization } from './tag-values.ts';

/** What a signature's body hash is compared with. */
export interface BodyDigest {
  readonly digest: Uint8Array;
  /** Octets of the canonical body. */
  readonly total: number;
}

/**
 * Hashes the canonical body of a message.
 *
 * The line ends of a message that has only bare LFs are read as CRLF: that is transport. In any other message a bare LF, like a bare
 * CR, is ordinary data.
 *
 * @param length - `l=`: how many octets of the canonical body are hashed; undefined: all.
 * @see RFC 6376 §3.4.3 (simple), §3.4.4 (relaxed), §3.4.5 (length)
 */
export function hashBody(
  message: Message,
  canonicalization: Canonicalization,
  algorithm: HashAlgorithm,
  length: number | undefined,
  crypto: Crypto,
): BodyDigest {
  const sink = new OctetSink(crypto, algorithm, length);
  writeBody(message, canonicalization, sink);
  return { digest: sink.digest(), total: sink.total };
}

/** The body digests of one message, each computed once however many signatures ask for it. */
export function bodyDigests(message: Message, crypto: Crypto): (signature: BodyQuestion) => BodyDigest {
  const known = new Map<string, BodyDigest>();
  return ({ bodyCanonicalization, hash, bodyLength }) => {
    const name = `${bodyCanonicalization} ${hash} ${bodyLength}`;
    let digest = known.get(name);
    if (digest === undefined) {
      digest = hashBody(message, bodyCanonicalization, hash, bodyLength, crypto);
      known.set(name, digest);
    }
    return digest;
  };
}

interface BodyQuestion {
  readonly bodyCanonicalization: Canonicalization;
  readonly hash: HashAlgorithm;
  readonly bodyLength?: number;
}

/** The canonical body, for whoever needs its octets rather than their hash. */
export function canonicalBody(message: Message, canonicalization: Canonicalization): Uint8Array {
  const octets = new OctetBuffer(message.octets.length - message.bodyStart + 2);
  writeBody(message, canonicalization, octets);
  return octets.taken();
}

interface Taker {
  take(octets: Uint8Array, start: number, end: number): void;
}

/** Grows as it must: a list of slices would cost a hundred octets for each, and a hostile body is made of short ones. */
class OctetBuffer implements Taker {
  #octets: Uint8Array;
  #length = 0;
  constructor(expected: number) {
    this.#octets = new Uint8Array(expected);
  }
  take(octets: Uint8Array, start: number, end: number): void {
    const length = this.#length + end - start;
    if (length > this.#octets.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#octets.subarray(0, this.#length));
      this.#octets = larger;
    }
    this.#octets.set(octets.subarray(start, end), this.#length);
    this.#length = length;
  }
  taken(): Uint8Array {
    return this.#octets.subarray(0, this.#length);
  }
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const CRLF = Uint8Array.of(CR, LF);
const ONE_SPACE = Uint8Array.of(SPACE);

function writeBody(message: Message, canonicalization: Canonicalization, taker: Taker): void {
  const { octets, bodyStart, endsInLf: endsWithLf } = message;
  const contentEnd = endOfContent(octets, bodyStart, endsWithLf, canonicalization === 'relaxed');
  if (contentEnd === bodyStart) {
    if (canonicalization === 'simple') taker.take(CRLF, 0, 2); // an empty body is one line end (§3.4.3); relaxed: nothing (§3.4.4)
    return;
  }
  if (canonicalization === 'relaxed') writeRelaxed(octets, bodyStart, contentEnd, endsWithLf, taker);
  else if (endsWithLf) writeLines(octets, bodyStart, contentEnd, taker);
  else taker.take(octets, bodyStart, contentEnd);
  taker.take(CRLF, 0, 2);
}

/** Where the last line that is not empty ends, its line end excluded; for relaxed, white space does not count as content. */
function endOfContent(octets: Uint8Array, start: number, endsWithLf: boolean, ignoresSpace: boolean): number {
  let end = octets.length;
  while (end > start) {
    const last = octets[end - 1];
    if (last === LF && endsWithLf) end--;
    else if (last === LF && end - 2 >= start && octets[end - 2] === CR) end -= 2;
    else if (ignoresSpace && (last === SPACE || last === TAB)) end--;
    else break;
  }
  return end;
}

/** Lines ended by LF, written with CRLF. */
function writeLines(octets: Uint8Array, start: number, end: number, taker: Taker): void {
  let at = start;
  while (at < end) {
    const lineFeed = octets.indexOf(LF, at);
    if (lineFeed < 0 || lineFeed >= end) break;
    taker.take(octets, at, lineFeed);
    taker.take(CRLF, 0, 2);
    at = lineFeed + 1;
  }
  if (at < end) taker.take(octets, at, end);
}

/** Runs of white space become one space, none before a line end. Stretches that are canonical already are taken whole. */
function writeRelaxed(octets: Uint8Array, start: number, end: number, endsWithLf: boolean, taker: Taker): void {
  const scan = new RelaxScan(octets, endsWithLf);
  let kept = start;
  for (let at = scan.next(start, end); at < end; at = scan.next(at, end)) {
    taker.take(octets, kept, at);
    const isSpace = octets[at] !== LF;
    while (octets[at] === SPACE || octets[at] === TAB) at++;
    const endsLine = endsWithLf ? octets[at] === LF : octets[at] === CR && octets[at + 1] === LF;
    if (isSpace && !endsLine) taker.take(ONE_SPACE, 0, 1);
    if (endsLine && endsWithLf) {
      taker.take(CRLF, 0, 2);
      at++;
    }
    kept = at;
  }
  taker.take(octets, kept, end);
}
