import { createZstdDecompress } from 'node:zlib';
import { Decoder, decodedOctets } from './decoder.ts';
import { gunzip } from './gzip-members.ts';
import { isFrameMagic, isSkippableMagic, zstdFrames } from './zstd-frames.ts';

export type Compression = 'gzip' | 'zstd';

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
 * Throws SourceError `damaged` where the stream is cut short, broken or followed by something else; all before that was given,
 * but for the last piece (`decodedOctets`) before a break in the middle of compressed data.
 */
export function decompress(stored: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  return gathered(compression === 'gzip' ? gunzip(stored) : unzstd(stored));
}

/**
 * The same octets in pieces of 64 KB, or as much as came at once: what reads a stream may look at what it holds again at each piece, and
 * a frame or member of one octet is one piece.
 */
async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = Buffer.allocUnsafeSlow(gatheredOctets);
  let length = 0;
  try {
    for await (const piece of pieces) {
      if (length > 0 && length + piece.length > gatheredOctets) {
        yield held.subarray(0, length);
        held = Buffer.allocUnsafeSlow(gatheredOctets);
        length = 0;
      }
      if (piece.length > gatheredOctets) yield piece;
      else length += piece.copy(held, length);
    }
  } catch (error) {
    // All before the break is given.
    if (length > 0) yield held.subarray(0, length);
    throw error;
  }
  if (length > 0) yield held.subarray(0, length);
}

const gatheredOctets = 64 * 1024;

async function* unzstd(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  await using decoder = new Decoder(createZstdDecompress({ chunkSize: decodedOctets }), 'zstd');
  // Node's decoder reads on after a frame only where a write ends with the frame: so the stream is cut there.
  for await (const slice of zstdFrames(stored)) yield* decoder.feed(slice);
  yield* decoder.finish();
}
