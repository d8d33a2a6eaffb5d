import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openKeeper } from '../../src/archive/keeper.ts';
import { createArchivePool } from '../../src/archive/pool.ts';
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
});

/** Of every thread of this process, in steps of nice (proc_pid_stat(5)). */
function priorities(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // A name may hold anything; what stands behind it are numbers.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}
