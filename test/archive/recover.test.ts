import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { recoverKeys } from '../../src/archive/recover.ts';
import { checkRecoveries } from '../../src/archive/recovery-check.ts';
import { chooseEngine, type RecoveryEngine } from '../../src/archive/recovery-engine.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { openDatabase } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import { byWayOfList, letter, lostKey, writeMail } from './lost-keys.ts';

async function archiveOf(directory: string, messages: readonly Buffer[]): Promise<void> {
  openKeeper(directory, { create: true }).close();
  await importMail(directory, [await openMailSource(writeMail(`${directory}-mail`, messages))], { jobs: 1 });
}

/** Finds nothing, and says how often it was asked. */
function engineThatFinds(shared: bigint, groupSize = 1): RecoveryEngine & { asked: number } {
  return {
    name: 'own',
    groupSize,
    asked: 0,
    estimateSeconds: () => 1,
    async shared() {
      this.asked++;
      return shared;
    },
  };
}

const apart = (count: number, bits = 1_024): Buffer[] =>
  Array.from({ length: count }, (_, day) => letter(lostKey('apart.example', 's1', bits, 65_537), day));

describe('recovering keys', () => {
  it('asks no question twice that took minutes, and stops asking of a selector after so many', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'trove');
    await archiveOf(directory, apart(6));
    const engine = engineThatFinds(2n);
    const report = await recoverKeys(directory, { engine, attempts: 3 });
    assert.equal(report.selectors[0]!.outcome, 'nothing-shared');
    assert.equal(engine.asked, 4, 'three pairs, and one with the other form of block');
    await recoverKeys(directory, { engine, attempts: 3 });
    assert.equal(engine.asked, 4);
    await recoverKeys(directory, { engine, attempts: 5 });
    assert.equal(engine.asked, 6);
  });

  it('believes no number that the signatures do not confirm, whatever the engine says', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'trove');
    await archiveOf(directory, apart(3));
    const ones = (1n << 1_024n) - 1n;
    for (const shared of [0n, 1n, ones, ones - 58n, 1n << 1_023n, ones * ones, 3n ** 5_000n]) {
      const report = await recoverKeys(directory, { engine: engineThatFinds(shared) });
      assert.equal(report.recovered, 0, String(shared));
    }
  });

  it('takes a modulus out of a number that has other factors too, and keeps what was found when it is stopped', async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'trove');
    const key = lostKey('found.example', 's1', 1_024, 65_537);
    await archiveOf(directory, [letter(key, 0), letter(key, 1), letter(key, 2), ...apart(2)]);
    const modulus = BigInt(`0x${Buffer.from(key.privateKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex')}`);
    const controller = new AbortController();
    const engine = engineThatFinds(modulus * 2n ** 5n * 65_521n * 1_000_003n);
    const report = await recoverKeys(directory, {
      engine,
      signal: controller.signal,
      onProgress: ({ domain }) => {
        if (domain === 'apart.example') controller.abort();
      },
    });
    assert.deepEqual([report.recovered, report.stopped], [1, true]);
    const keeper = openKeeper(directory);
    assert.deepEqual(
      keeper.keys().map(({ record, tier }) => [record, tier]),
      [[key.record, 'recovered']],
    );
    keeper.close();
  });

  it('finds the key of signatures that a list broke all of, by the header as it was before', async () => {
    using scratch = scratchFolder();
    const key = lostKey('found.example', 's1', 1_024, 65_537);
    const modulus = BigInt(`0x${Buffer.from(key.privateKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex')}`);
    const letters = [letter(key, 0), letter(key, 1), letter(key, 2)].map(byWayOfList);
    const directory = join(scratch.path, 'trove');
    await archiveOf(directory, letters);
    const report = await recoverKeys(directory, { engine: engineThatFinds(modulus) });
    const [found] = report.selectors;
    assert.deepEqual([found!.outcome, found!.signatures, found!.certificates[0]?.signatures], ['recovered', 3, 3]);
    assert.deepEqual([...new Set(found!.certificates[0]!.proofs.map(({ form }) => form))], ['before-list']);
    const database = openDatabase(directory, { readOnly: true });
    assert.deepEqual([...checkRecoveries(database)], []);
    database.close();

    const elsewhere = join(scratch.path, 'no-list');
    const unmarked = letters.map((octets) => Buffer.from(octets.toString('latin1').replace(/List-ID: .*\r\n/, ''), 'latin1'));
    await archiveOf(elsewhere, unmarked);
    assert.equal((await recoverKeys(elsewhere, { engine: engineThatFinds(modulus) })).recovered, 0, 'nothing says that a list had these');
  });

  it('finds the same by GMP', { skip: chooseEngine('gmp') === undefined && 'python3-gmpy2 is not here', timeout: 300_000 }, async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'trove');
    const key = lostKey('found.example', 's1', 512, 65_537);
    await archiveOf(directory, [letter(key, 0), letter(key, 1), letter(key, 2)]);
    const report = await recoverKeys(directory, { engine: chooseEngine('gmp')! });
    assert.deepEqual([report.engine, report.recovered, report.selectors[0]!.certificates[0]!.signatures], ['gmp', 1, 3]);
  });
});
