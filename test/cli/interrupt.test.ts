import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeDemo } from '../../src/demo/write.ts';
import { lockFileName } from '../../src/store/lock.ts';
import { dumpArchive } from '../archive/dump.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('Ctrl-C during an import', () => {
  it('saves what was read, says so with exit code 130, and the same command goes on', { timeout: 120_000 }, async () => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 500, seed: 3, attachments: 'small' });
    const args = (archive: string) => ['import', ...sources, '--keys', keyFiles[0]!, '--archive', join(scratch.path, archive), '--json'];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args('stopped')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [report, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (report += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    // From the moment that it holds the archive's lock the program listens; then it needs a moment to read something.
    while (!existsSync(join(scratch.path, 'stopped', lockFileName))) await setTimeout(5);
    await setTimeout(800);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130, errors);
    assert.match(errors, /Stopping/);
    const { stopped, totals } = JSON.parse(report);
    assert.equal(stopped, true);
    const again = JSON.parse(chainmail(args('stopped')).text);
    assert.ok(again.totals.messages >= totals.messages);
    chainmail(args('undisturbed'));
    assert.deepEqual(dumpArchive(join(scratch.path, 'stopped')), dumpArchive(join(scratch.path, 'undisturbed')));
  });
});
