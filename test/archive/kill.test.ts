import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { auditArchive } from '../../src/archive/audit.ts';
import { writeDemo } from '../../src/demo/write.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { chainmail, main } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';
import { dumpArchive } from './dump.ts';

const child = fileURLToPath(new URL('./import-child.ts', import.meta.url));

/**
 * Runs an import in a process of its own, killed after `milliseconds` if it has not ended by then.
 *
 * @returns Whether it ended by itself; else how many messages were committed right before it was killed.
 */
async function importInChild(directory: string, args: readonly string[], milliseconds?: number): Promise<boolean | number> {
  const process_ = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, directory, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    process_.on('error', reject);
    process_.on('exit', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(code === 0) : reject(new Error(`the import ended with ${code ?? signal}`)),
    );
  });
  if (milliseconds !== undefined) {
    await Promise.race([ended, setTimeout(milliseconds)]);
    const committed = countMessages(directory);
    process_.kill('SIGKILL');
    return (await ended) || committed;
  }
  return await ended;
}

function countMessages(directory: string): number {
  try {
    const db = new DatabaseSync(join(directory, archiveFileName));
    try {
      return Number(db.prepare('SELECT count(*) AS n FROM messages').get()!['n']);
    } finally {
      db.close();
    }
  } catch {
    return 0; // killed before there was a table
  }
}

describe('an import that is killed', () => {
  it('loses nothing committed, goes on when run again, and ends as the archive of an undisturbed one', { timeout: 900_000 }, async (t) => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 200, seed: 7, attachments: 'small' });
    const args = [keyFiles[0]!, ...sources];
    const undisturbed = join(scratch.path, 'undisturbed');
    const began = performance.now();
    await importInChild(undisturbed, args);
    const wholeMilliseconds = performance.now() - began;
    const expected = dumpArchive(undisturbed);

    // Each archive is killed until a run of it ends by itself, is compared, and makes room for the next.
    let kills = 0;
    let round = 1;
    let kept = 0;
    const story: string[] = [];
    while (kills < 5) {
      const directory = join(scratch.path, `killed-${round}`);
      const moment = Math.round(wholeMilliseconds * (0.1 + 0.9 * Math.random()));
      const outcome = await importInChild(directory, args, moment);
      const ended = outcome === true;
      const now = countMessages(directory);
      story.push(`archive ${round} ${ended ? 'ended before' : 'killed at'} ${moment} ms with ${now} messages`);
      kept = Math.max(kept, typeof outcome === 'number' ? outcome : 0);
      assert.ok(now >= kept, `messages were lost: ${story.join('; ')}`);
      kept = now;
      if (!ended) kills++;
      if (!ended && kills < 5) continue;
      if (!ended) await importInChild(directory, args);
      assert.deepEqual(dumpArchive(directory), expected, story.join('; '));
      assert.deepEqual((await auditArchive(directory)).findings, []);
      round++;
      kept = 0;
    }
    t.diagnostic(`of ${Math.round(wholeMilliseconds)} ms: ${story.join('; ')}`);
    const killed = join(scratch.path, `killed-${round - 1}`);
    cpSync(killed, join(scratch.path, 'copy'), { recursive: true });
    assert.equal(countMessages(join(scratch.path, 'copy')), expected['messages']!.length, 'a settled archive can be copied as a folder');
  });
});

describe('an assessment that is killed', () => {
  it('loses no mail, and run again ends as one that was left alone', { timeout: 600_000 }, async (t) => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 300, seed: 8, attachments: 'small' });
    const undisturbed = join(scratch.path, 'undisturbed');
    chainmail(['import', ...sources, '--archive', undisturbed]);
    chainmail(['keys', 'import', keyFiles[0]!, '--archive', undisturbed]);
    const killed = join(scratch.path, 'killed');
    cpSync(undisturbed, killed, { recursive: true });
    const messages = countMessages(killed);
    const began = performance.now();
    assert.equal(chainmail(['assess', '--archive', undisturbed]).status, 0);
    const wholeMilliseconds = performance.now() - began;
    const moments: number[] = [];
    for (let kill = 0; kill < 4; kill++) {
      const assessing = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'assess', '--archive', killed], {
        stdio: 'ignore',
      });
      const ended = once(assessing, 'exit');
      const moment = Math.round(wholeMilliseconds * (0.1 + 0.9 * Math.random()));
      await Promise.race([ended, setTimeout(moment)]);
      assessing.kill('SIGKILL');
      await ended;
      moments.push(moment);
      assert.equal(countMessages(killed), messages, `killed at ${moment} ms`);
    }
    assert.equal(chainmail(['assess', '--archive', killed]).status, 0);
    assert.deepEqual(dumpArchive(killed), dumpArchive(undisturbed), `killed at ${moments.join(', ')} ms`);
    assert.deepEqual((await auditArchive(killed)).findings, []);
    t.diagnostic(`of ${Math.round(wholeMilliseconds)} ms: killed at ${moments.join(', ')} ms`);
  });
});
