import type { InflateRaw, ZstdDecompress } from 'node:zlib';
import { SourceError } from './error.ts';

/** How much a decoder writes at once, and so about what one of these streams holds, however well its input was packed. */
export const decodedOctets = 128 * 1024;

/** A decoder of `node:zlib` under back-pressure, which gives all that was written before it failed. */
export class Decoder implements AsyncDisposable {
  readonly #stream: InflateRaw | ZstdDecompress;
  readonly #name: string;
  readonly #ready: Buffer[] = [];
  #failure: Error | undefined;
  #ended = false;
  #wake = () => {};

  /** @param name - What to call the stream in errors. */
  constructor(stream: InflateRaw | ZstdDecompress, name: string) {
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

  /** Octets of input used up so far: fewer than were fed once the compressed data has ended. */
  get consumed(): number {
    return this.#stream.bytesWritten;
  }

  /** Gives all that these octets decode to. They are not needed afterwards. Throws SourceError `damaged`. */
  async *feed(octets: Buffer): AsyncGenerator<Buffer> {
    let written = false;
    this.#stream.write(octets, () => {
      written = true;
      this.#wake();
    });
    yield* this.#drain(() => written && this.#stream.readableLength === 0);
  }

  /** Nothing follows. Throws SourceError `damaged` when something should. */
  async *finish(): AsyncGenerator<Buffer> {
    this.#stream.end();
    yield* this.#drain(() => false);
  }

  async *#drain(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      while (this.#ready.length > 0) yield this.#ready.shift()!;
      if (this.#failure !== undefined) throw damagedBy(this.#failure, this.#name);
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

function damagedBy(cause: Error, name: string): SourceError {
  switch ('code' in cause && cause.code) {
    case 'Z_BUF_ERROR':
      return endsTooSoon(name);
    case 'ZSTD_error_frameParameter_windowTooLarge':
      return new SourceError('damaged', `the ${name} stream asks for more memory than is given to strangers (a window over 128 MiB)`, {
        cause,
      });
    default:
      return new SourceError('damaged', `the ${name} stream is broken (${cause.message})`, { cause });
  }
}

export function endsTooSoon(name: string): SourceError {
  return new SourceError('damaged', `the ${name} stream ends too soon`);
}
