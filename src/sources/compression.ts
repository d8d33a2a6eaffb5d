import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import { SourceError } from './error.ts';
import { isFrameMagic, isSkippableMagic, zstdFrames } from './zstd-frames.ts';

export type Compression = 'gzip' | 'zstd';

/** How much a decoder writes at once, and so about what one of these streams holds, however well its input was packed. */
const decodedOctets = 256 * 1024;
/** How much a decoder is fed at once. */
const fedOctets = 64 * 1024;

/** By the first octets: gzip (RFC 1952 §2.3.1), zstd (RFC 8878 §3.1.1; a skippable frame may come first, §3.1.2). */
export function compressionOf(head: Uint8Array): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isFrameMagic(head) || isSkippableMagic(head)) return 'zstd';
  return undefined;
}

/**
 * Undoes gzip (any number of members) or zstd (any number of frames) as the octets come. Held memory does not depend on how
 * well they were packed, so a decompression bomb is a long stream and nothing worse.
 *
 * Throws SourceError `damaged` where the stream is cut short, broken or followed by something else; all before that was given.
 */
export function decompress(stored: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  return compression === 'gzip' ? gunzip(stored) : unzstd(stored);
}

async function* unzstd(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  await using decoder = new Decoder(createZstdDecompress({ chunkSize: decodedOctets }), 'zstd');
  // Node's decoder reads on after a frame only where a write ends with the frame: so the stream is cut there.
  for await (const slice of zstdFrames(stored)) yield* decoder.feed(slice);
  yield* decoder.finish();
}

async function* gunzip(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: Decoder | undefined = new Decoder(createGunzip({ chunkSize: decodedOctets }), 'gzip');
  try {
    for await (const chunk of stored) {
      for (let at = 0; at < chunk.length; ) {
        if (decoder === undefined) {
          // Between members: zeros are padding (tapes, disks); a new member goes on; anything else is told.
          while (chunk[at] === 0) at += 1;
          if (at === chunk.length) break;
          if (chunk[at] !== 0x1f) throw new SourceError('damaged', 'after the end of the gzip data stands something that is no gzip');
          decoder = new Decoder(createGunzip({ chunkSize: decodedOctets }), 'gzip');
        }
        const slice = chunk.subarray(at, at + fedOctets);
        const before = decoder.consumed();
        yield* decoder.feed(slice);
        at += decoder.consumed() - before;
        // Node stops reading at padding and says nothing more about what follows.
        if (decoder.consumed() - before < slice.length) {
          await decoder[Symbol.asyncDispose]();
          decoder = undefined;
        }
      }
    }
    if (decoder !== undefined) yield* decoder.finish();
  } finally {
    await decoder?.[Symbol.asyncDispose]();
  }
}

/** A zlib stream under back-pressure that loses nothing it had written before it failed. */
class Decoder implements AsyncDisposable {
  readonly #stream: Gunzip | ZstdDecompress;
  readonly #name: string;
  readonly #ready: Buffer[] = [];
  #failure: Error | undefined;
  #ended = false;
  #wake = () => {};

  constructor(stream: Gunzip | ZstdDecompress, name: string) {
    this.#stream = stream;
    this.#name = name;
    stream.on('data', (octets: Buffer) => {
      this.#ready.push(octets);
      stream.pause();
      this.#wake();
    });
    stream.on('error', (error) => {
      this.#failure = error;
      this.#wake();
    });
    stream.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Octets of input used up so far. */
  consumed(): number {
    return this.#stream.bytesWritten;
  }

  async *feed(octets: Buffer): AsyncGenerator<Buffer> {
    let written = false;
    this.#stream.write(octets, () => {
      written = true;
      this.#wake();
    });
    yield* this.#drain(() => written && this.#stream.readableLength === 0);
  }

  async *finish(): AsyncGenerator<Buffer> {
    this.#stream.end();
    yield* this.#drain(() => false);
  }

  async *#drain(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      while (this.#ready.length > 0) yield this.#ready.shift()!;
      if (this.#failure !== undefined) throw damaged(this.#name, this.#failure);
      if (this.#ended || isDone()) return;
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#stream.resume();
      await woken;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.destroy();
  }
}

function damaged(name: string, cause: Error): SourceError {
  const code = 'code' in cause ? String(cause.code) : '';
  const what =
    code === 'Z_BUF_ERROR'
      ? 'ends too soon'
      : code === 'ZSTD_error_frameParameter_windowTooLarge'
        ? 'needs a window of more than 128 MiB, which is refused because it is memory that a stranger asks for'
        : `is broken (${cause.message})`;
  return new SourceError('damaged', `the ${name} stream ${what}`, { cause });
}
