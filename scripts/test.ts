/** Runs the tests: all of them, or the files and folders named. Further options go to `node --test`. */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const files = (named.length > 0 ? named : ['test']).flatMap((path) =>
  statSync(path).isDirectory() ? globSync(`${path}/**/*.test.ts`).sort() : [path],
);
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--import=./test/properties.ts',
    '--test',
    // One more than there are cores: a browser that is waited for needs none.
    `--test-concurrency=${availableParallelism() + 1}`,
    ...options,
    ...files,
  ],
  {
    stdio: 'inherit',
    // Every file of tests, and every program that they start, loads the same sources: compiled once, kept beside what npm installed.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled'), ...process.env },
  },
);
process.exitCode = status ?? 1;
