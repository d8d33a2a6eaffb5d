import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sideBySide } from '../../../src/evidence/chains/side-by-side.ts';
import { chainWords } from '../../../src/evidence/chains/words.ts';

const pieces = (own: string, quoted: string) =>
  sideBySide({ text: own, ...chainWords(own), counts: () => true }, { text: quoted, ...chainWords(quoted), isMarked: true });

describe('two texts side by side', () => {
  it('show what each has where they differ', () => {
    assert.deepEqual(pieces('We met the board on 12 May, and then left.', 'we met the board on 21 May and then left'), [
      { kind: 'same', own: 'We met the board on ', quoted: 'we met the board on ' },
      { kind: 'different', own: '12 ', quoted: '21 ', isHarmless: false },
      { kind: 'same', own: 'May, and then left.', quoted: 'May and then left' },
    ]);
  });

  it('name what programs do to a text harmless', () => {
    const [, different] = pieces('we saw Héléna there on Monday', 'we saw Helena there on Monday');
    assert.deepEqual(different, { kind: 'different', own: 'Héléna ', quoted: 'Helena ', isHarmless: true });
  });

  it('lose no character of either that is not before its first word, whatever the texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'cd', ' ', '.', '\n', '7', 'é'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (own, quoted) => {
        const found = pieces(own, quoted);
        if (chainWords(own).words.length > 0) assert.equal(found.map((piece) => piece.own).join(''), own);
        if (chainWords(quoted).words.length > 0) assert.equal(found.map((piece) => piece.quoted).join(''), quoted);
      }),
    );
  });
});
