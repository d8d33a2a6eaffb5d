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
import { letter, lostKey, writeMail } from './lost-keys.ts';

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
    const committed = countRows(directory, 'messages');
    process_.kill('SIGKILL');
    return (await ended) || committed;
  }
  return await ended;
}

function countRows(directory: string, table: 'messages' | 'keys'): number {
  try {
    const db = new DatabaseSync(join(directory, archiveFileName));
    try {
      return Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()!['n']);
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
      const now = countRows(directory, 'messages');
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
    assert.equal(
      countRows(join(scratch.path, 'copy'), 'messages'),
      expected['messages']!.length,
      'a settled archive can be copied as a folder',
    );
  });
});

describe('a command that judges what is there, killed', () => {
  const commands = [
    { what: 'an assessment', mail: 'demo', before: 'import', command: ['assess'] },
    { what: 'an import of keys', mail: 'demo', command: ['keys', 'import'] },
    { what: 'a recovery of keys', mail: 'letters', command: ['keys', 'recover', '--engine', 'own'] },
  ];
  for (const { what, mail, before, command } of commands)
    it(`${what} loses neither mail nor keys, and run again ends as one that was left alone`, { timeout: 600_000 }, async (t) => {
      using scratch = scratchFolder();
      const { sources, keyFile } = mail === 'demo' ? await demoMail(scratch.path) : lettersOfLostKeys(scratch.path);
      const undisturbed = join(scratch.path, 'undisturbed');
      const args = (words: readonly string[], directory: string): string[] => [
        ...words,
        ...(words[1] === 'import' ? [keyFile] : []),
        '--archive',
        directory,
      ];
      chainmail(['import', ...sources, '--archive', undisturbed]);
      if (before !== undefined) chainmail(args(['keys', before], undisturbed));
      const killed = join(scratch.path, 'killed');
      cpSync(undisturbed, killed, { recursive: true });
      const messages = countRows(killed, 'messages');
      const began = performance.now();
      const done = chainmail(args(command, undisturbed));
      assert.equal(done.status, 0, done.errors);
      const wholeMilliseconds = performance.now() - began;
      const expected = dumpArchive(undisturbed);
      assert.notDeepEqual(dumpArchive(killed), expected, 'the command had nothing to do');
      const story: string[] = [];
      for (let kill = 0; kill < 4; kill++) {
        const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args(command, killed)], {
          stdio: 'ignore',
        });
        const ended = once(running, 'exit');
        const moment = Math.round(wholeMilliseconds * (0.2 + 0.8 * Math.random()));
        await Promise.race([ended, setTimeout(moment)]);
        const keys = countRows(killed, 'keys');
        running.kill('SIGKILL');
        await ended;
        story.push(`at ${moment} ms with ${keys} keys`);
        assert.equal(countRows(killed, 'messages'), messages, story.join('; '));
        assert.ok(countRows(killed, 'keys') >= keys, `keys were lost: ${story.join('; ')}`);
      }
      const again = chainmail(args(command, killed));
      assert.equal(again.status, 0, again.errors);
      assert.deepEqual(dumpArchive(killed), expected, story.join('; '));
      assert.deepEqual((await auditArchive(killed)).findings, (await auditArchive(undisturbed)).findings);
      t.diagnostic(`of ${Math.round(wholeMilliseconds)} ms: killed ${story.join('; ')}`);
    });

  async function demoMail(folder: string): Promise<{ sources: readonly string[]; keyFile: string }> {
    const { sources, keyFiles } = await writeDemo(join(folder, 'demo'), { messages: 300, seed: 8, attachments: 'small' });
    return { sources, keyFile: keyFiles[0]! };
  }

  function lettersOfLostKeys(folder: string): { sources: readonly string[]; keyFile: string } {
    const keys = ['one.example', 'two.example', 'three.example'].map((domain) => lostKey(domain, 's1', 1_024, 3));
    const letters = keys.flatMap((key) => [0, 1, 2].map((day) => letter(key, day)));
    return { sources: [writeMail(join(folder, 'letters'), letters)], keyFile: '' };
  }
});
