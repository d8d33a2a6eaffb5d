import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maxSplitLength } from '../../src/message/limits.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { assertSplitAlike, relaxedOtherwise } from './white-space.ts';

/** The first letter of the kind and the depth of each segment, with its words. */
function read(text: string): string[] {
  return splitQuotes(text).map((segment) => `${segment.kind[0]}${segment.depth} ${segment.text.replace(/\s+/g, ' ').trim()}`);
}

const attribution = 'On 12 May 2016, at 16:02, Bob Bee <bob@b.example> wrote:';

describe('white space of which nobody signs how much there is (RFC 6376 §3.4.4) moves no words', () => {
  it('from one who is quoted to another, between quote marks', () => {
    for (const marks of ['> >', '>  >', '>\t>', '> \t  >', '\t>      >'])
      assert.deepEqual(
        splitQuotes(`> Bob's\n${marks} I have paid\n`).map(({ depth }) => depth),
        [1, 2],
        marks,
      );
  });

  it('from one who is quoted to the author, before quote marks', () => {
    for (const before of [' ', '   ', '    ', '\t', ' '.repeat(70)])
      assert.deepEqual(
        splitQuotes(`I agree.\n\n${before}> Take it.\n`).map(({ kind }) => kind),
        ['own', 'quoted'],
      );
  });

  it('from the author to whom he quotes, between lines that are made wide', () => {
    const asked = ['Will you pay the sum to the', 'and will Carl agree to it as'];
    const text = (gap: string): string =>
      `> ${asked[0]}${gap}minister\nNever\n> ${asked[1]}${gap}well\nYes he will\n> so that we can go on\n`;
    assert.equal(splitQuotes(text(' ')).filter(({ kind }) => kind === 'own').length, 2);
    assert.deepEqual(read(text(' '.repeat(32))), read(text(' ')));
  });

  it('below a separator of which it stands between ruler and words', () => {
    for (const gap of [' ', '  ', '\t', ' '.repeat(9)])
      assert.deepEqual(
        splitQuotes(`FYI\n\n----------${gap}Forwarded${gap}message${gap}----------\nI took it.\n`).map(({ kind }) => kind),
        ['own', 'attribution', 'quoted'],
      );
  });

  it('into a block of header lines, as what goes on with the line above', () => {
    for (const gap of [' ', '   ', '\t'])
      assert.deepEqual(
        read(`>${gap}From: Bob Bee <bob@b.example>\n> Date: 3 May 2016\n> To: Ann\n> Subject: money\n>${gap}I took it.\n`).map((one) =>
          one.slice(0, 2),
        ),
        ['a0', 'q1'],
      );
  });

  it('past the limit of what is split', () => {
    const blanks = ' '.repeat(maxSplitLength);
    assert.deepEqual(read(`Yes.${blanks}\n> Take${blanks}it.\n`), ['o0 Yes.', 'q1 > Take it.']);
  });

  it('not in mail of any lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.nat(), (lines, seed) => {
        const text = lines.map((one) => `${one}\n`).join('');
        assertSplitAlike(text, relaxedOtherwise(text, seed));
      }),
      { numRuns: 2_000 },
    );
  });

  it('not in mail of any characters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...' \t>>\n\r:-_', '\u00a0', '＞', '--', 'From', 'wrote:', 'a@b', '2016', 'a')),
        fc.nat(),
        (marks, seed) => {
          const text = marks.join('');
          assertSplitAlike(text, relaxedOtherwise(text, seed));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

const words = fc
  .array(fc.constantFrom('the', 'budget', 'of', 'archive', 'approved', 'minister', 'Never', 'yes.', 'Carl', '2,400'), {
    minLength: 1,
    maxLength: 14,
  })
  .map((some) => some.join(' '));
const marks = fc.constantFrom('', '', '> ', '>', '> > ', '>> ', ' > ', '> > > ');
const known = fc.constantFrom(
  attribution,
  'Alice Arden <alice@a.example> schrieb am',
  '3. Mai 2016 um 10:00:',
  'Alice wrote:',
  'On Monday we met and she wrote:',
  '-----Original Message-----',
  '---------- Forwarded message ----------',
  '----- Forwarded by Alice Arden on 05/03/2016 10:00 AM -----',
  '-------- Missatge original --------',
  'End of forwarded message ---',
  '________________________________',
  'From: Bob Bee <bob@b.example>',
  'From:\tBob Bee',
  'De : Bob Bee',
  'Sent: Monday, March 03, 2014 10:00 AM',
  'Date: 3 May 2016',
  'To: Ann Arden; Carol Cee;',
  '  Dave Dee',
  'Subject: a subject that is long enough to be wrapped by a program',
  'Alice Arden ---05/13/2016 02:02:05 PM---Dear all, the budget',
  '-- ',
  '- -- ',
  '--- ~ ---',
  'Sent from my iPhone',
  'To unsubscribe send mail to x@a.example, or see the mailing list',
  'This e-mail is confidential. If you are not the intended recipient, delete it.',
  'Alice Arden',
  'Tel. +44 20 7946 0000',
  '-----BEGIN PGP SIGNATURE-----',
  '-----END PGP SIGNATURE-----',
  '>From here',
  '>= 5',
  '',
);
const line = fc.tuple(marks, fc.oneof(words, known)).map(([before, content]) => before + content);
