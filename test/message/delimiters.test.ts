import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { boundaryLikeAt, delimiterAt, findDelimiter, prepareSearch, visitDashLines } from '../../src/message/delimiters.ts';
import { octetsOf } from './mail.ts';

describe('delimiterAt', () => {
  it('takes the whole line less white space at its end, of the innermost boundary that fits', () => {
    const line = (text: string, ...open: string[]): unknown => {
      const found = delimiterAt(octetsOf(text), 0, open);
      return found === undefined ? undefined : [found.level, found.isClose, found.end];
    };
    assert.deepEqual(line('--b\r\nx', 'a', 'b'), [1, false, 5]);
    assert.deepEqual(line('--a-- \t\nx', 'a', 'b'), [0, true, 8]);
    assert.deepEqual(line('--b', 'b', 'b'), [1, false, 3]);
    assert.equal(line('--bc\n', 'b'), undefined);
    assert.equal(line('-b\n', 'b'), undefined);
  });
});

describe('boundaryLikeAt', () => {
  it('wants header fields below the line, one of them Content-…', () => {
    const read = (text: string): string | undefined => boundaryLikeAt(octetsOf(text), 0, octetsOf(text).length);
    assert.equal(read('--b\nContent-Type: a/b\n'), 'b');
    assert.equal(read('--b c  \r\nX: 1\r\n\tfold\r\ncontent-id: 2\r\n'), 'b c');
    for (const text of [
      '--b\n\nContent-Type: a/b\n',
      '-- \nContent-Type: a/b\n',
      '--b\ntext\nContent-Type: a/b\n',
      '--b',
      '--[b]\nContent-Type: a/b\n',
    ]) {
      assert.equal(read(text), undefined, text);
    }
  });
});

describe('findDelimiter', () => {
  it('finds what looking at every line would find', () => {
    const piece = fc.constantFrom('\n', '\r\n', '-', '--', '--a', '--ab', '--abc--', 'a', 'b', ' ', '\n--', 'long line of text');
    const boundary = fc.constantFrom('a', 'ab', 'abc', 'abc--', '-', 'x'.repeat(40));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(boundary, { minLength: 1, maxLength: 3 }), (pieces, open) => {
        const octets = octetsOf(pieces.join(''));
        let expected: unknown;
        visitDashLines(octets, 0, octets.length, (start) => {
          expected = delimiterAt(octets, start, open);
          return expected !== undefined;
        });
        assert.deepEqual(findDelimiter(octets, 0, prepareSearch(open)), expected);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('visitDashLines', () => {
  it('visits every line that begins with two hyphens, and no other', () => {
    const piece = fc.constantFrom('\n', '\r\n', '-', '--', 'a', ' ');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const visited: number[] = [];
        visitDashLines(octetsOf(text), 0, text.length, (start) => {
          visited.push(start);
          return false;
        });
        assert.deepEqual(
          visited,
          [...text.matchAll(/^--/gm)].map((match) => match.index).filter((at) => at === 0 || text[at - 1] === '\n'),
        );
      }),
    );
  });
});
