import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  it('installs once for two commands at the same time, and again what the record names but is not there', async () => {
    using scratch = scratchFolder();
    const at = (...path: string[]) => join(scratch.path, ...path);
    mkdirSync(at('bin'));
    copyFileSync(join(root, 'bin', 'launch.mjs'), at('bin', 'launch.mjs'));
    writeFileSync(at('package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
    writeFileSync(at('script.mjs'), '');
    // Stands in for npm, with its way to begin by deleting what is there.
    writeFileSync(
      at('npm.mjs'),
      `import { appendFileSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
       appendFileSync('log', 'installed\\n');
       rmSync('node_modules', { recursive: true, force: true });
       mkdirSync('node_modules/a', { recursive: true });
       copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
       await new Promise((done) => setTimeout(done, 700));
       writeFileSync('node_modules/a/package.json', '{}');`,
    );
    const launch = async () => {
      const child = spawn(process.execPath, [at('bin', 'launch.mjs'), 'script.mjs'], {
        env: { ...process.env, npm_execpath: at('npm.mjs') },
        stdio: 'ignore',
      });
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    };
    assert.deepEqual(await Promise.all([launch(), launch()]), [0, 0]);
    assert.equal(readFileSync(at('log'), 'utf8'), 'installed\n');

    rmSync(at('node_modules', 'a'), { recursive: true });
    assert.equal(await launch(), 0);
    assert.equal(readFileSync(at('log'), 'utf8'), 'installed\ninstalled\n');
  });
});
