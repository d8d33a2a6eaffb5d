import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../scratch.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm run chainmail', () => {
  it('takes paths relative to where it was typed, in any folder of the checkout', () => {
    const output = execFileSync('npm', ['run', '-s', 'chainmail', '--', 'verify', 'architecture.md', '--json'], {
      cwd: join(root, 'docs'),
      encoding: 'utf8',
    });
    const octets = readFileSync(join(root, 'docs', 'architecture.md'));
    assert.equal(JSON.parse(output).sha256, hash('sha256', octets));
  });
});

describe('bin/launch.mjs', () => {
  it('passes on the exit code and signals', async () => {
    using scratch = scratchFolder();
    const script = join(scratch.path, 'wait.mjs');
    writeFileSync(
      script,
      "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready', process.versions.node);",
    );
    const child = spawn(process.execPath, [join(root, 'bin', 'launch.mjs'), relative(root, script)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    assert.match(first.toString(), /^ready (2[4-9]|[3-9]\d)\./);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 7);
  });
});
