import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Database } from './database.ts';

/** Octets as they lie in the archive. */
export interface PackedOctets {
  readonly encoding: 'identity' | 'zstd';
  readonly octets: Uint8Array;
}

/** Below this, compression costs more than it saves. */
const smallestWorthPacking = 128;

/**
 * Packs octets for storing: compressed where that makes them smaller.
 *
 * @returns No more octets than it was given; where nothing is won, those themselves.
 */
export function packOctets(octets: Uint8Array): PackedOctets {
  if (octets.length < smallestWorthPacking) return { encoding: 'identity', octets };
  const packed = compress(octets);
  return packed.length < octets.length ? { encoding: 'zstd', octets: packed } : { encoding: 'identity', octets };
}

/** Told how much comes, zstd makes its tables no larger than that takes; and most messages fit into one piece of output. */
function compress(octets: Uint8Array): Buffer {
  const chunkSize = Math.min(Math.max(octets.length, constants.Z_MIN_CHUNK), largestChunk);
  return zstdCompressSync(octets, { pledgedSrcSize: octets.length, chunkSize });
}

const largestChunk = 1 << 20;

/**
 * @param size - How many octets must come out: a stored frame that grows past it is damaged, and is stopped there.
 * @throws Error when the packed octets are damaged.
 */
export function unpackOctets(packed: PackedOctets, size: number): Uint8Array {
  if (packed.encoding === 'identity') return packed.octets;
  return zstdDecompressSync(packed.octets, { maxOutputLength: Math.max(1, size) });
}

const selectOctets = `
  SELECT octets.encoding, octets.octets, messages.size
  FROM octets JOIN messages ON messages.number = octets.message
  WHERE octets.message = :message`;

/** The stored octets of one message, exactly as its source had them; undefined when there is no such message. */
export function readOctets(database: Database, message: number): Uint8Array | undefined {
  const row = database.statement(selectOctets).get({ message }) as
    | { encoding: PackedOctets['encoding']; octets: Uint8Array; size: number }
    | undefined;
  return row && unpackOctets(row, row.size);
}

const selectSize = 'SELECT size FROM messages WHERE number = :message';

/** How many octets a message has; undefined when there is no such message. */
export function readSize(database: Database, message: number): number | undefined {
  return (database.statement(selectSize).get({ message }) as { size: number } | undefined)?.size;
}

const selectText = 'SELECT text FROM texts WHERE message = :message';

/** A mail's text is derived and shown in snippets only: what is longer is cut when it is stored. */
export const maxStoredTextLength = 1 << 20;

/** Up to this many octets a text is stored as it is: a page of results reads thirty, and unpacking costs more than all else it does. */
const longestPlainText = 16_384;

/** @returns UTF-8 as it is, or in zstd: no UTF-8 begins as a frame does. */
export function packText(text: string): Uint8Array {
  const octets = Buffer.from(text.slice(0, maxStoredTextLength), 'utf8');
  return new Uint8Array(octets.length <= longestPlainText ? octets : compress(octets));
}

/** The text of one message as a reader sees it first; undefined when there is no such message. */
export function readText(database: Database, message: number): string | undefined {
  const row = database.statement(selectText).get({ message }) as { text: Uint8Array } | undefined;
  return row && unpackText(row.text);
}

/** @throws Error when the packed text is damaged. */
export function unpackText(packed: Uint8Array): string {
  const octets = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  if (!frameStart.equals(octets.subarray(0, frameStart.length))) return octets.toString('utf8');
  return zstdDecompressSync(packed, { maxOutputLength: 4 * maxStoredTextLength }).toString('utf8');
}

/** RFC 8878 §3.1.1 */
const frameStart = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);
