import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
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

  it('ends a search that takes longer, and says so', () => {
    using scratch = scratchFolder();
    const directory = join(scratch.path, 'archive');
    // A phrase of one word again and again, in a text of nothing else, costs the product of both: half a minute.
    const letter = join(scratch.path, 'letter.eml');
    writeFileSync(letter, `From: a@b.example\nSubject: a\n\n${`${'a '.repeat(35)}\n`.repeat(14_000)}`);
    assert.equal(chainmail(['import', letter, '--archive', directory]).status, 0);
    const phrase = `"${'a '.repeat(1_900)}"`;
    for (const command of ['search', 'list']) {
      const { status, errors, text } = chainmail([command, phrase, '--archive', directory, '--time-limit', '1']);
      assert.equal(status, 1, errors);
      assert.match(errors, /The search took longer than 1 s and was stopped\. Fewer words/, command);
      assert.equal(text, '', command);
    }
  });
});
