import { crc32, createInflateRaw } from 'node:zlib';
import { Decoder, decodedOctets, endsTooSoon } from './decoder.ts';
import { SourceError } from './error.ts';

/** How much a decoder is fed at once. */
const fedOctets = 64 * 1024;

const hasHeaderChecksum = 0x02;
const hasExtraField = 0x04;
const hasName = 0x08;
const hasComment = 0x10;
const reservedFlags = 0xe0;

/**
 * Decodes gzip: any number of members, with zeros as padding between and behind them (tapes and disks leave some).
 * The members are walked here, since Node's own decoder drops in silence what follows padding, and loses decoded octets
 * where something else follows a member.
 *
 * Throws SourceError `damaged` where the stream is cut short, broken or followed by something else; all before that was given.
 * @see RFC 1952 §2.2, §2.3
 */
export async function* gunzip(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Input(stored);
  try {
    for (let members = 0; await input.fill(); members += 1) {
      if (members > 0) {
        await input.skipZeros();
        if (!(await input.fill())) return;
      }
      await readHeader(input, members === 0);
      yield* readMember(input);
    }
  } finally {
    await input.close();
  }
}

async function readHeader(input: Input, isFirst: boolean): Promise<void> {
  if ((await input.octet()) !== 0x1f || (await input.octet()) !== 0x8b || (await input.octet()) !== 8) {
    throw new SourceError('damaged', isFirst ? 'it is no gzip' : 'after the end of the gzip data stands something that is no gzip');
  }
  const flags = await input.octet();
  if ((flags & reservedFlags) !== 0) throw new SourceError('damaged', 'the gzip stream is broken (unknown flags in a header)');
  await input.skip(6);
  if ((flags & hasExtraField) !== 0) await input.skip((await input.octet()) + (await input.octet()) * 256);
  if ((flags & hasName) !== 0) while ((await input.octet()) !== 0);
  if ((flags & hasComment) !== 0) while ((await input.octet()) !== 0);
  if ((flags & hasHeaderChecksum) !== 0) await input.skip(2);
}

async function* readMember(input: Input): AsyncGenerator<Buffer> {
  await using decoder = new Decoder(createInflateRaw({ chunkSize: decodedOctets }), 'gzip');
  let checksum = 0;
  let size = 0;
  for (;;) {
    if (!(await input.fill())) {
      yield* decoder.finish();
      throw endsTooSoon('gzip');
    }
    const slice = input.peek(fedOctets);
    const before = decoder.consumed;
    for await (const octets of decoder.feed(slice)) {
      checksum = crc32(octets, checksum);
      size = (size + octets.length) % 2 ** 32;
      yield octets;
    }
    const used = decoder.consumed - before;
    await input.skip(used);
    if (used < slice.length) break;
  }
  if ((await input.littleEndian()) !== checksum || (await input.littleEndian()) !== size) {
    throw new SourceError('damaged', 'the gzip stream is broken (its checksum is another one)');
  }
}

/** Octets that come in chunks, taken one by one or as they lie. Taking more than there are throws: the stream ends too soon. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(stored: AsyncIterable<Buffer>) {
    this.#chunks = stored[Symbol.asyncIterator]();
  }

  /** False at the end. */
  async fill(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }

  peek(most: number): Buffer {
    return this.#chunk.subarray(this.#at, this.#at + most);
  }

  async octet(): Promise<number> {
    if (!(await this.fill())) throw endsTooSoon('gzip');
    return this.#chunk[this.#at++]!;
  }

  async littleEndian(): Promise<number> {
    let value = 0;
    for (let place = 1; place < 2 ** 32; place *= 256) value += (await this.octet()) * place;
    return value;
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      if (!(await this.fill())) throw endsTooSoon('gzip');
      const taken = Math.min(left, this.#chunk.length - this.#at);
      this.#at += taken;
      left -= taken;
    }
  }

  async skipZeros(): Promise<void> {
    while (await this.fill()) {
      while (this.#chunk[this.#at] === 0) this.#at += 1;
      if (this.#at < this.#chunk.length) return;
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
