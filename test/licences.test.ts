import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

describe('docs/licences.md', () => {
  it('lists every dependency that is installed, and none has a licence that asks for more than its text', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/licences.ts', '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
});
