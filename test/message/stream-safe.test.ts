import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { normalizeStreamSafe } from '../../src/message/stream-safe.ts';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

describe('normalizeStreamSafe', () => {
  it('is what Unicode has for text of any language, whatever its length', () => {
    const letter = fc.constantFrom(
      'e\u0301',
      '\u1ec7',
      'o\u0323\u0302',
      '\u05e9\u05bc\u05c1',
      '\u0e01\u0e48\u0e38',
      '\uac01',
      '\ufb01',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(letter), fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (letters, form) =>
        assert.equal(normalizeStreamSafe(letters.join(''), form), letters.join('').normalize(form)),
      ),
    );
    const longest = `b${'\u0301\u0327'.repeat(15)}c`.repeat(3);
    assert.equal(normalizeStreamSafe(longest, 'NFD'), longest.normalize('NFD'));
  });

  it('parts longer runs of marks by a joiner, and the second time by no more', () => {
    const marks = '\u0301\u0327'.repeat(15);
    const parted = normalizeStreamSafe(`b${marks}${marks}c`, 'NFD');
    assert.equal(parted, `b${marks.normalize('NFD')}\u034f${marks.normalize('NFD')}c`);
    assert.equal(normalizeStreamSafe(parted, 'NFD'), parted);
  });

  it('is the only place that normalises', () => {
    const others = globSync('**/*.ts', { cwd: root }).filter((file) => /\.normalize\(/.test(readFileSync(root + file, 'utf8')));
    assert.deepEqual(others, ['message/stream-safe.ts']);
  });
});
