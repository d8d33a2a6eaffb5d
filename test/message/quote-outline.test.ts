import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { outlineOf, segmentsOf, shapeOf } from '../../src/message/quote-outline.ts';
import { splitQuotes, type TextSegment } from '../../src/message/quotes.ts';

const line = fc.oneof(
  fc.constantFrom(
    ...['', '> ', 'On 3 May 2016, Alice <alice@a.example> wrote:', '-----Original Message-----', 'From: Bob <bob@b.example>'],
    ...[
      'Sent: 3 May 2016 10:00',
      'To: Alice',
      'Subject: The budget',
      '-- ',
      'Bob',
      '> > So be it.',
      '> I said so.',
      'Am 3. Mai 2016 schrieb Bob:',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));

/** Which segments have the same source: what is of one source is one quote. */
const shared = (segments: readonly TextSegment[]) =>
  segments.map(({ source }) => source && segments.findIndex((other) => other.source === source));

describe('the outline of a text', () => {
  it('gives the segments again that splitting the text gave, and which of them have one source', () => {
    fc.assert(
      fc.property(text, (written) => {
        const segments = splitQuotes(written);
        const again = segmentsOf(written, outlineOf(segments));
        assert.deepEqual(again, segments);
        assert.deepEqual(shared(again!), shared(segments));
        assert.deepEqual(
          shapeOf(outlineOf(segments)),
          segments.map(({ text: _, ...shape }) => shape),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing of a text of another length', () => {
    assert.equal(segmentsOf('cut', outlineOf(splitQuotes('cut short'))), undefined);
  });
});
