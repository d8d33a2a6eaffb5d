import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { LIMITS_PAGE, limitsPage } from '../../scripts/limits.ts';

it('docs/limits.md names every limit of the parsers as the source does (else: node scripts/limits.ts)', async () => {
  assert.equal(readFileSync(LIMITS_PAGE, 'utf8'), await limitsPage());
});
