import { constants, type FileHandle, open } from 'node:fs/promises';
import { type Compression, compressionOf, decompress } from './compression.ts';
import { SourceError, sourceErrorOf } from './error.ts';

/** How much is read when a file is opened. */
const headOctets = 1 << 16;

/** How much is asked of the disk at once afterwards. A stream holds two of these, whatever the size of the file. */
const chunkOctets = 1 << 18;

/** A file open for reading, its compression (by its first octets, never by its name) undone. Close it: `await using`. */
export interface OctetFile extends AsyncDisposable {
  /** Octets on disk. */
  readonly size: number;
  readonly compression?: Compression;
  /** Octets on disk that the latest `chunks()` has read so far. */
  octetsRead(): number;
  /**
   * All octets from the first, decompressed. Every call starts again. A chunk is valid only until the next one is asked for.
   * Throws SourceError, of code `damaged` where the compressed stream breaks: all before the break was given by then.
   */
  chunks(signal?: AbortSignal): AsyncIterable<Buffer>;
  /** Up to `length` octets from the first, decompressed. */
  prefix(length: number): Promise<Prefix>;
}

export interface Prefix {
  readonly octets: Buffer;
  /** Nothing follows: the file ends there, or breaks there. */
  readonly isWhole: boolean;
  /** Why it breaks. */
  readonly damage?: SourceError;
}

/**
 * @param name - What to call the file in errors.
 * @param options.followLinks - False for what lies inside a folder: a link in a trove could point at anything of its reader's.
 * Throws SourceError when it cannot be opened or is no regular file.
 */
export async function openOctetFile(path: string | Buffer, name: string, options: { followLinks: boolean }): Promise<OctetFile> {
  // O_NONBLOCK: opening a named pipe must not wait for a writer that never comes.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (options.followLinks ? 0 : constants.O_NOFOLLOW);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, flags);
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new SourceError('not-a-file', `${name}: neither a file nor a folder. Write its contents to a file and give that.`);
    }
    // Most files are a message, and come whole with this one read; a read that gives less than was asked has met the end.
    const head = Buffer.allocUnsafeSlow(Math.min(Math.max(stat.size + 1, 512), headOctets));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return octetFile(handle, name, stat.size, head.subarray(0, bytesRead), bytesRead < head.length);
  } catch (error) {
    await handle?.close();
    throw sourceErrorOf(error, name);
  }
}

function octetFile(handle: FileHandle, name: string, size: number, head: Buffer, headIsWhole: boolean): OctetFile {
  const compression = compressionOf(head);
  let octetsRead = 0;

  async function* stored(signal?: AbortSignal): AsyncGenerator<Buffer> {
    signal?.throwIfAborted();
    octetsRead = head.length;
    yield head;
    if (headIsWhole) return;
    // Two buffers: the next read is under way while the caller works on what the last one brought.
    let [current, other] = [Buffer.allocUnsafeSlow(chunkOctets), Buffer.allocUnsafeSlow(chunkOctets)];
    let reading = handle.read(current, 0, chunkOctets, octetsRead);
    try {
      for (;;) {
        const { bytesRead } = await reading;
        if (bytesRead === 0) return;
        signal?.throwIfAborted();
        octetsRead += bytesRead;
        const chunk = current.subarray(0, bytesRead);
        [current, other] = [other, current];
        reading = handle.read(current, 0, chunkOctets, octetsRead);
        reading.catch(() => {}); // Awaited above; a caller who leaves early must not crash the process.
        yield chunk;
      }
    } catch (error) {
      throw sourceErrorOf(error, name);
    } finally {
      await reading.catch(() => {});
    }
  }

  function chunks(signal?: AbortSignal): AsyncIterable<Buffer> {
    return compression === undefined ? stored(signal) : decompress(stored(signal), compression);
  }

  return {
    size,
    ...(compression === undefined ? {} : { compression }),
    octetsRead: () => octetsRead,
    chunks,
    async prefix(length) {
      const parts: Buffer[] = [];
      let held = 0;
      let damage: SourceError | undefined;
      try {
        for await (const chunk of chunks()) {
          parts.push(Buffer.from(chunk));
          held += chunk.length;
          if (held > length) break;
        }
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        damage = error;
      }
      octetsRead = 0;
      const octets = Buffer.concat(parts);
      return { octets: octets.subarray(0, length), isWhole: held <= length, ...(damage === undefined ? {} : { damage }) };
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}
