import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { REGIONS, type Region } from '../../src/evidence/chains/chain-index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createChainIndex, createFingerprintWriter, type FingerprintsOf, sumsOfFingerprints } from '../../src/store/fingerprints.ts';
import { scratchFolder } from '../scratch.ts';

const ascending = (numbers: Iterable<number>) => Uint32Array.from(new Set(numbers)).sort();

/** Few different prints, so that many messages share them; and the largest, which fills 32 bits. */
const prints = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(2 ** 32 - 1, 2 ** 31, 5_000_000)), { maxLength: 30 })
  .map(ascending);
const ofMessage = fc.record({ own: prints, quoted: prints, boilerplate: prints });

describe('the index of fingerprints', () => {
  it('finds exactly the messages that have a fingerprint in a region, in however many runs they were stored', () => {
    using scratch = scratchFolder();
    let archive = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(ofMessage, fc.boolean()), { minLength: 1, maxLength: 40 }), prints, (messages, asked) => {
        const database = openDatabase(join(scratch.path, String(archive++)), { create: true });
        const writer = createFingerprintWriter(database);
        for (const [index, [ofOne, flushes]] of messages.entries()) {
          writer.add(index + 1, ofOne);
          if (flushes) writer.flush();
        }
        writer.flush();
        if (messages.length % 2 === 0) writer.finish(1 + (messages.length % 3));
        const stored = createChainIndex(database);
        for (const region of REGIONS) assert.deepEqual([...stored.find(asked, region)], expected(messages, asked, region));
        database.close();
      }),
      { numRuns: 60 },
    );
  });

  it('finds a fingerprint that thousands of messages have, though it fills many pieces', () => {
    using scratch = scratchFolder();
    const database = openDatabase(join(scratch.path, 'archive'), { create: true });
    const writer = createFingerprintWriter(database);
    const none = new Uint32Array(0);
    for (let message = 1; message <= 3_000; message++) {
      writer.add(message, { own: Uint32Array.of(7, 9), quoted: none, boilerplate: none });
      if (message % 700 === 0) writer.flush();
    }
    writer.flush();
    const found = [...createChainIndex(database).find(Uint32Array.of(6, 7, 8, 9, 10), 'own')];
    const all = Array.from({ length: 3_000 }, (_, index) => index + 1);
    assert.deepEqual(found, [
      { print: 7, messages: all },
      { print: 9, messages: all },
    ]);
    database.close();
  });

  it('joins all runs of an import into one, in stretches, and loses nothing', () => {
    using scratch = scratchFolder();
    const database = openDatabase(join(scratch.path, 'archive'), { create: true });
    const writer = createFingerprintWriter(database);
    for (let message = 1; message <= 60; message++) {
      const own = Uint32Array.from({ length: 2_000 }, (_, index) => Math.imul(message * 2_000 + index, 0x9e3779b1) >>> 0).sort();
      writer.add(message, { own, quoted: Uint32Array.of(1 << 30, 3 << 30), boilerplate: Uint32Array.of(5) });
      if (message % 2 === 0) writer.flush();
    }
    writer.flush();
    const before = sumsOfFingerprints(database);
    writer.finish(7);
    assert.deepEqual(sumsOfFingerprints(database), before);
    assert.deepEqual(database.db.prepare('SELECT count(DISTINCT run) AS runs FROM fingerprints').get()!['runs'], 1);
    const [found] = [...createChainIndex(database).find(Uint32Array.of(1 << 30), 'quoted')];
    assert.equal(found!.messages.length, 60);
    const lengths = database.db.prepare('SELECT length(entries) AS octets FROM fingerprints ORDER BY piece').all();
    assert.ok(
      lengths.slice(0, -1).every(({ octets }) => octets === lengths[0]!['octets']),
      'whole pieces',
    );
    database.close();
  });

  it('keeps few runs, however often something is added', () => {
    using scratch = scratchFolder();
    const database = openDatabase(join(scratch.path, 'archive'), { create: true });
    const writer = createFingerprintWriter(database);
    const none = new Uint32Array(0);
    for (let message = 1; message <= 500; message++) {
      writer.add(message, { own: Uint32Array.of(message), quoted: none, boilerplate: none });
      writer.flush();
      if (message % 50 === 0) writer.finish();
    }
    const runs = database.db.prepare('SELECT count(DISTINCT run) AS n FROM fingerprints').get()!['n'];
    assert.ok(Number(runs) <= 10, `${runs} runs`);
    database.close();
  });
});

function expected(messages: readonly (readonly [FingerprintsOf, boolean])[], asked: Uint32Array, region: Region) {
  return [...asked].flatMap((print) => {
    const found = messages.flatMap(([ofOne], index) => (ofOne[region].includes(print) ? [index + 1] : []));
    return found.length === 0 ? [] : [{ print, messages: found }];
  });
}
