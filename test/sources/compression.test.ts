import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { type Compression, compressionOf, decompress } from '../../src/sources/compression.ts';

const pack = { gzip: (octets: Uint8Array) => gzipSync(octets), zstd: (octets: Uint8Array) => zstdCompressSync(octets) };
const long = Buffer.from('hello '.repeat(100_000));
const short = Buffer.from('world '.repeat(1000));
const skippableFrame = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
const chunkSizes = [1, 7, 1000, 1 << 20];

async function unpack(compression: Compression, packed: Buffer, chunkOctets: number) {
  async function* chunks() {
    for (let at = 0; at < packed.length; at += chunkOctets) yield packed.subarray(at, at + chunkOctets);
  }
  const parts: Buffer[] = [];
  let failure: string | undefined;
  try {
    for await (const part of decompress(chunks(), compression)) parts.push(Buffer.from(part));
  } catch (error) {
    failure = (error as Error).message;
  }
  return { octets: Buffer.concat(parts), failure, pieces: parts.length };
}

for (const compression of ['gzip', 'zstd'] as const) {
  describe(`decompress ${compression}`, () => {
    it('is known by its first octets', () => assert.equal(compressionOf(pack[compression](short)), compression));

    it('reads several parts one after another as one, wherever the chunks end', async () => {
      const packed = Buffer.concat([
        pack[compression](long),
        pack[compression](short),
        pack[compression](Buffer.alloc(0)),
        pack[compression](short),
      ]);
      for (const size of chunkSizes) {
        const { octets, failure } = await unpack(compression, packed, size);
        assert.deepEqual([octets.equals(Buffer.concat([long, short, short])), failure], [true, undefined], `chunks of ${size}`);
      }
    });

    it('gives all that a cut stream has, then says that it ends too soon', async () => {
      const first = pack[compression](long);
      for (const size of chunkSizes) {
        const { octets, failure } = await unpack(compression, Buffer.concat([first, pack[compression](short).subarray(0, 11)]), size);
        assert.ok(octets.subarray(0, long.length).equals(long), `chunks of ${size}`);
        assert.match(failure ?? '', /ends too soon/);
      }
    });

    it('tells what follows that is not compressed', async () => {
      for (const size of chunkSizes) {
        const { octets, failure } = await unpack(compression, Buffer.concat([pack[compression](long), Buffer.from('garbage')]), size);
        assert.ok(octets.equals(long), `chunks of ${size}: ${octets.length} octets`);
        assert.match(failure ?? '', /something that is no|is broken/);
      }
    });

    it('gives parts of one octet as one piece, and a longer one before and behind them whole', async () => {
      const octet = pack[compression](Buffer.from('x'));
      const many = await unpack(compression, Buffer.concat(Array(2_000).fill(octet)), 1 << 20);
      assert.deepEqual([many.octets.length, many.failure, many.pieces], [2_000, undefined, 1]);
      const around = [octet, pack[compression](long), octet, octet, pack[compression](long), octet];
      const { octets, failure, pieces } = await unpack(compression, Buffer.concat(around), 1 << 20);
      assert.ok(octets.equals(Buffer.from(`x${long}xx${long}x`)));
      assert.deepEqual([failure, pieces < 20], [undefined, true]);
      const cut = await unpack(compression, Buffer.concat([octet, octet, pack[compression](short).subarray(0, 11)]), 1 << 20);
      assert.deepEqual([cut.octets.toString('latin1', 0, 2), cut.pieces], ['xx', 1]);
    });

    it('gives back what was packed, in any number of parts and chunks', async () => {
      const parts = fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(parts, fc.integer({ min: 1, max: 5000 }), async (contents, size) => {
          const { octets, failure } = await unpack(compression, Buffer.concat(contents.map(pack[compression])), size);
          assert.deepEqual([octets, failure], [Buffer.concat(contents), undefined]);
        }),
        { numRuns: 60 },
      );
    });

    it('never hangs and throws nothing but a told damage, whatever the octets', async () => {
      const whole = Buffer.concat([pack[compression](short), pack[compression](short)]);
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.integer({ min: 1, max: 100 }), async (at, octet, size) => {
          const damaged = Buffer.from(whole);
          damaged[at] = octet;
          const { octets, failure } = await unpack(compression, damaged, size);
          assert.ok(failure !== undefined || octets.length > 0);
        }),
        { numRuns: 80 },
      );
    });
  });
}

describe('between compressed parts', () => {
  it('zeros may pad gzip', async () => {
    const zeros = Buffer.alloc(600);
    for (const size of chunkSizes) {
      const { octets, failure } = await unpack('gzip', Buffer.concat([gzipSync(short), zeros, gzipSync(short), zeros]), size);
      assert.deepEqual([octets.length, failure], [short.length * 2, undefined], `chunks of ${size}`);
    }
  });

  it('skippable frames may stand in zstd', async () => {
    for (const size of chunkSizes) {
      const packed = [skippableFrame, zstdCompressSync(short), skippableFrame, skippableFrame, zstdCompressSync(short), skippableFrame];
      const { octets, failure } = await unpack('zstd', Buffer.concat(packed), size);
      assert.deepEqual([octets.length, failure], [short.length * 2, undefined], `chunks of ${size}`);
    }
  });
});
