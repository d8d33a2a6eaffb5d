import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openKeeper } from '../../src/archive/keeper.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

describe('--time-limit', () => {
  it('is taken by search and list, which answer as without it, and must be a number of seconds', () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    openKeeper(directory, { create: true }).close();
    for (const command of [['search', 'budget', '--json'], ['list']]) {
      const limited = chainmail([...command, '--archive', directory, '--time-limit', '60']);
      assert.equal(limited.status, 0, limited.errors);
      assert.equal(limited.text, chainmail([...command, '--archive', directory]).text);
      assert.equal(chainmail([...command, '--archive', directory, '--time-limit', 'soon']).status, 2);
    }
  });
});
