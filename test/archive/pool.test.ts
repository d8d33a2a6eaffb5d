import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openKeeper } from '../../src/archive/keeper.ts';
import { createArchivePool } from '../../src/archive/pool.ts';
import { ArchiveError } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';

describe('the threads of a pool', () => {
  it('leave the processor to the writer, who keeps his own priority', {
    skip: process.platform !== 'linux' && 'only Linux has priorities of threads',
  }, async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    const writers = getPriority();
    // Of several it would be there as soon as one of them is.
    await using _pool = await createArchivePool(directory, { jobs: 1 });
    assert.equal(getPriority(), writers);
    assert.ok(priorities().includes(Math.min(writers + 5, 19)));
  });

  it('that cannot start are told of in words, however many they are', async () => {
    await assert.rejects(createArchivePool('/nowhere', { jobs: 3 }), isNoThreads);
  });

  it('fail all their tasks where none can take the place of one that died, and leave none waiting', { timeout: 60_000 }, async () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    await using pool = await createArchivePool(directory, { jobs: 1, heapMegabytes: 16 });
    renameSync(directory, `${directory}-moved`);
    const more = Array.from({ length: 1_000_000 }, () => ({ number: 1, rebuilt: false }));
    const died = pool.examineStored(more);
    const waiting = Array.from({ length: 20 }, () => pool.examineStored([]));
    await assert.rejects(died, /memory limit/);
    const ends = await Promise.allSettled([...waiting, pool.examineStored([])]);
    assert.ok(isNoThreads((ends.at(-1) as PromiseRejectedResult).reason));
  });
});

function isNoThreads(error: unknown): boolean {
  return error instanceof ArchiveError && error.code === 'no-threads' && /cannot start: There is no archive/.test(error.message);
}

/** Of every thread of this process, in steps of nice (proc_pid_stat(5)). */
function priorities(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // A name may hold anything; what stands behind it are numbers.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}
