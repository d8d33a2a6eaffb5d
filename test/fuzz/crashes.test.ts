import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { crashOf } from '../../fuzz/outcome.ts';
import { targetNamed } from '../../fuzz/targets.ts';

const CRASHES = fileURLToPath(new URL('../../fixtures/crashes/', import.meta.url));

describe('what the fuzzer found once does not come back:', () => {
  for (const file of globSync(`${CRASHES}*/*`).sort()) {
    const target = targetNamed(basename(dirname(file)));
    it(`${target.name}, ${basename(file).replaceAll('-', ' ')}`, async () => {
      const crash = await crashOf(target, new Uint8Array(readFileSync(file)));
      if (crash !== undefined) throw new Error(crash.detail);
    });
  }
});
