import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fingerprintsOf, fingerprintsOfText, shingleWords, windowShingles } from '../../../src/evidence/chains/fingerprints.ts';
import { chainWords } from '../../../src/evidence/chains/words.ts';

const word = fc.integer({ min: 0, max: 400 }).map((number) => `w${number}`);
const text = (minLength: number, maxLength: number) => fc.array(word, { minLength, maxLength });

describe('fingerprints', () => {
  it('of a text are those of its words, in whatever script it is', () => {
    const unit = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'aAéÉßσςΣİıǅ予 \n.,-\'’"<>:/%$5٣\u0301\u00ad\u00c2\u00c3') },
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const some = fc.array(
      fc.oneof(
        fc.array(unit, { maxLength: 8 }).map((units) => units.join('')),
        word,
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(' ', '', '\n'), (parts, space) => {
        const joined = parts.join(space);
        assert.deepEqual(fingerprintsOfText(joined).prints, fingerprintsOf(chainWords(joined).words));
      }),
      { numRuns: 2_000 },
    );
    for (let code = 0; code < 0xffff; code++) {
      const letters = `${String.fromCharCode(code).repeat(3)} one two three four five`;
      assert.deepEqual(fingerprintsOfText(letters).prints, fingerprintsOf(chainWords(letters).words), code.toString(16));
    }
  });

  it('find any run of 12 words that two texts share, whatever stands around it', () => {
    const shared = shingleWords + windowShingles - 1;
    fc.assert(
      fc.property(text(shared, 40), text(0, 50), text(0, 50), text(0, 50), text(0, 50), (run, a, b, c, d) => {
        const one = new Set(fingerprintsOf([...a, ...run, ...b]));
        assert.ok(fingerprintsOf([...c, ...run, ...d]).some((print) => one.has(print)));
      }),
    );
  });

  it('are the same where a program lost the accents', () => {
    const [written, lost] = ['är nästa möte på kvällen över ån', 'ar nasta mote pa kvallen over an'].map((some) => some.split(' '));
    assert.deepEqual(fingerprintsOf(written!), fingerprintsOf(lost!));
    assert.notDeepEqual(fingerprintsOf(written!), fingerprintsOf(['är', 'nästa', 'hus', 'på', 'kvällen', 'över', 'ån']));
  });

  it('are none of fewer than five words, and at least one of more', () => {
    assert.equal(fingerprintsOf(['a', 'b', 'c', 'd']).length, 0);
    fc.assert(fc.property(text(shingleWords, 30), (words) => assert.ok(fingerprintsOf(words).length >= 1)));
  });

  it('are about two for each nine words, distinct and in order', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `${index * 7919}`);
    const prints = fingerprintsOf(words);
    assert.ok(prints.length > 0.2 * words.length && prints.length < 0.25 * words.length, `${prints.length}`);
    assert.deepEqual(
      [...prints],
      [...new Set(prints)].sort((a, b) => a - b),
    );
    assert.equal(fingerprintsOf([...words, ...words]).length - prints.length < 10, true);
  });
});
