/** Compiles src/ to dist/, for the package: Node strips no types under node_modules. The browser's script is bundled. */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleVerifier } from '../src/web/bundle-verifier.ts';
import { builtScript } from '../src/web/verifier-script.ts';

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const file of globSync('src/**/*.{sql,py}')) {
  const target = file.replace(/^src/, 'dist');
  mkdirSync(dirname(target), { recursive: true });
  cpSync(file, target);
}
writeFileSync(`dist/web/${builtScript}`, await bundleVerifier());
