/** A small valid PNG (RFC 2083), 8-bit grey, not compressed: the same octets with every version of zlib. */
import { crc32 } from 'node:zlib';
import type { Random } from '../random.ts';

/** A picture with noise in it, as photographs have. */
export function makePng(width: number, height: number, random: Random): Buffer {
  const row = width + 1; // each row is led by its filter, 0
  const rows = Buffer.alloc(row * height);
  random.fill(rows);
  for (let y = 0; y < height; y++) rows[y * row] = 0;

  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits; colour type 0 is grey
  const pieces = [
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunk('IHDR', [head]),
    ...chunk('IDAT', stored(rows)),
    ...chunk('IEND', []),
  ];
  return Buffer.concat(pieces);
}

/** A chunk (§3.2): length, type, content, checksum. The content comes in pieces, so that large ones are copied once only. */
function chunk(type: string, content: readonly Uint8Array[]): Uint8Array[] {
  const lead = Buffer.alloc(8);
  lead.writeUInt32BE(content.reduce((size, piece) => size + piece.length, 0));
  lead.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(content.reduce((crc, piece) => crc32(piece, crc), crc32(type)));
  return [lead, ...content, sum];
}

/** A zlib stream of stored blocks (RFC 1950, RFC 1951 §3.2.4). */
function stored(octets: Buffer): Uint8Array[] {
  const pieces: Uint8Array[] = [Buffer.from([0x78, 0x01])];
  for (let at = 0; at < octets.length; at += 65_535) {
    const block = octets.subarray(at, at + 65_535);
    const lead = Buffer.alloc(5);
    lead[0] = at + 65_535 >= octets.length ? 1 : 0;
    lead.writeUInt16LE(block.length, 1);
    lead.writeUInt16LE(~block.length & 0xffff, 3);
    pieces.push(lead, block);
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(adler32(octets));
  return [...pieces, sum];
}

function adler32(octets: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < octets.length; ) {
    const end = Math.min(at + 3800, octets.length); // the sums stay within 32 bits
    for (; at < end; at++) {
      a += octets[at]!;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}
