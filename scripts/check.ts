/**
 * All that must hold before a change is done: lint, types, import rules, tests, examples. Stops at the first that does not.
 * `--without-tests`: for who runs them next.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
const bin = (path: string) => `node_modules/${path}`;
const withTests = !process.argv.includes('--without-tests');

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['lint', [...node, bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['types', [...node, bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the isomorphic core', [...node, bin('typescript/bin/tsc'), '-p', 'tsconfig.core.json']],
  ['types of the browser part', [...node, bin('typescript/bin/tsc'), '-p', 'tsconfig.browser.json']],
  ['import rules', [...node, 'scripts/import-rules.ts']],
  ...(withTests ? [['tests', [...node, 'scripts/test.ts']] as const] : []),
  ...globSync('examples/*.ts')
    .sort()
    .map((file) => [file, [...node, file]] as const),
];

for (const [name, [command, ...args]] of steps) {
  console.log(`── ${name}`);
  const { status } = spawnSync(command!, args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`── ${name} failed (exit ${status})`);
    process.exit(1);
  }
}
