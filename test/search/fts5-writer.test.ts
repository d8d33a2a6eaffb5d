import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText, wordsOf } from '../../src/query/words.ts';
import { indexText } from '../../src/search/fts5/writer.ts';
import { createFts5Writer } from '../../src/search/fts5.ts';
import type { MessageWords } from '../../src/search/index.ts';
import { openFts5Fixture } from './fts5-fixture.ts';

describe('the FTS5 writer', () => {
  const words: MessageWords = { subject: ['a'], from: [], to: [], cc: [], own: ['b'], quoted: [], filenames: [] };
  const pieces = 'SELECT count(DISTINCT segid) AS pieces FROM search_idx';

  it('leaves one piece after a large import, although each transaction made its own', () => {
    using fixture = openFts5Fixture();
    const writer = createFts5Writer(fixture.db);
    for (let number = 1; number <= 200; number++) writer.add(number, words);
    // Nothing was merged on the way: each merge writes what it merges once more.
    assert.equal(fixture.db.prepare(pieces).get()!['pieces'], 200);
    writer.finish();
    assert.equal(fixture.db.prepare(pieces).get()!['pieces'], 1);
    const settings = fixture.db.prepare(`SELECT v FROM search_config WHERE k IN ('automerge', 'crisismerge') ORDER BY k`).all();
    assert.deepEqual(
      settings.map(({ v }) => v),
      [4, 16],
    );
  });

  it('does not write the whole index again for a few messages', () => {
    using fixture = openFts5Fixture();
    const first = createFts5Writer(fixture.db);
    for (let number = 1; number <= 20; number++) first.add(number, words);
    first.finish();
    const second = createFts5Writer(fixture.db);
    second.add(21, words);
    second.finish();
    assert.equal(fixture.db.prepare(pieces).get()!['pieces'], 2);
  });

  it('puts in order what a writer left that was stopped', () => {
    using fixture = openFts5Fixture();
    const stopped = createFts5Writer(fixture.db);
    for (let number = 1; number <= 5; number++) stopped.add(number, words);
    createFts5Writer(fixture.db).finish();
    assert.equal(fixture.db.prepare(pieces).get()!['pieces'], 1);
  });
});

describe('indexText', () => {
  it('gives the tokenizer the words of the query language and no others, and changes nothing the second time', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        assert.equal(indexText(indexText(text)), indexText(text));
        const tokens = indexText(text).match(/[a-zA-Z0-9\u0080-\u{10ffff}]+/gu) ?? [];
        assert.deepEqual(
          tokens,
          Array.from(wordsOf(text), (word) => foldText(word.text)),
        );
      }),
      { numRuns: 2000 },
    ));
});
