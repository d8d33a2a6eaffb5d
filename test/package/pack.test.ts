import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../scratch.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the package', () => {
  it('runs from an empty folder where its tarball was installed', { timeout: 300_000 }, async (t) => {
    using scratch = scratchFolder();
    const run = (command: string, args: readonly string[], cwd = scratch.path) =>
      execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    run('npm', ['pack', '--silent', '--pack-destination', scratch.path], root);
    const tarball = readdirSync(scratch.path).find((name) => name.endsWith('.tgz'))!;
    writeFileSync(join(scratch.path, 'package.json'), '{"name":"user","private":true,"type":"module"}');
    try {
      // The optional Node comes with it only where the tests' own Node is not the system's.
      run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', `./${tarball}`]);
    } catch (error) {
      const offline = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|network/i.test(String((error as { stderr?: string }).stderr));
      if (!offline || process.env['CI'] === 'true') throw error;
      t.skip('no package registry can be reached: the installed package was not tried');
      return;
    }
    const chainmail = join(scratch.path, 'node_modules', '.bin', 'chainmail');
    assert.match(run(chainmail, ['--version']), /^\d+\.\d+\.\d+\n$/);
    run(chainmail, ['demo', '--no-serve', '--messages', '120', '--archive', 'demo']);
    const found = JSON.parse(run(chainmail, ['search', 'verdict:verified', '--archive', 'demo', '--json']));
    assert.ok(found.total > 0);
    const raw = run(chainmail, ['show', '1', '--raw', '--archive', 'demo']);
    writeFileSync(join(scratch.path, 'one.eml'), raw, 'latin1');
    writeFileSync(
      join(scratch.path, 'use.mjs'),
      `import { openArchive } from 'chainmail';
       import { parseMessage } from 'chainmail/verify';
       using archive = openArchive('demo');
       console.log(archive.figures().messages, parseMessage(archive.octets(1)).fields.length);`.replace('using archive', 'const archive'),
    );
    // Pages are made here, searches in processes that are found by their own way.
    const server = spawn(chainmail, ['serve', '--archive', 'demo', '--port', '0'], {
      cwd: scratch.path,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = '';
        server.stderr.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /Serving .* at (http:\S+)/.exec(said);
          if (found) resolve(found[1]!);
        });
        server.on('exit', () => reject(new Error(`the server ended before it served: ${said}`)));
      });
      for (const path of ['', 'search?q=budget', 'messages/1/evidence', 'verify', 'verify.js'])
        assert.equal((await fetch(url + path)).status, 200, path);
    } finally {
      server.kill('SIGTERM');
    }
    // What runs beside the program: a worker, and what Python reads.
    for (const name of ['gcd-worker.js', 'gcd.py']) {
      assert.ok(existsSync(join(scratch.path, 'node_modules', 'chainmail', 'dist', 'archive', 'workers', name)), name);
    }
    const node = process.execPath;
    assert.match(run(node, ['--disable-warning=ExperimentalWarning', 'use.mjs']), /^\d+ \d+\n$/);
  });
});
