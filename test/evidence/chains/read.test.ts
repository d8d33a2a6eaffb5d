import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareTexts } from '../../../src/evidence/chains/compare.ts';
import { identifyPassages, type OutlinedText, readOutlinedText, readText } from '../../../src/evidence/chains/read.ts';
import { splitQuotes, type TextSegment } from '../../../src/message/quotes.ts';

const letter = `Dear Otto,
the board met on 12 May and approved the budget of $4,500 for the archive. Lena Brandt was not there.`;
const attribution = 'On 12 May 2016 14:02, Lena Brandt <lena@paper.example> wrote:';
const quotedBy = (answer: string, text: string): string => `${answer}\n\n${attribution}\n${text.replaceAll(/^/gm, '> ')}\n`;

const digestOf = (text: string): string => hash('sha256', text, 'base64');

/** A text by its digests; the text itself is told when it is read. */
function unread(segments: readonly TextSegment[], onRead: () => void = () => undefined): OutlinedText {
  return {
    shape: segments.map(({ text: _, ...shape }) => shape),
    segments() {
      onRead();
      return segments;
    },
    digests: identifyPassages(segments, [], digestOf).digests,
  };
}

const never = () => false;
const unwanted = () => assert.fail('the text is read');

describe('a text of which the digests are known', () => {
  it('is compared with its like without being read', () => {
    const quoted = readOutlinedText(unread(splitQuotes(letter), unwanted), never);
    const quoting = readOutlinedText(unread(splitQuotes(quotedBy('I agree.', letter)), unwanted), never);
    const { ownWords, matchedWords, differences } = compareTexts(quoted.own, quoting.quotes[0]!.text);
    assert.deepEqual([ownWords, matchedWords, differences], [23, 23, []]);
  });

  it('is read where the other one differs by a letter', () => {
    const quoted = readOutlinedText(unread(splitQuotes(letter)), never);
    const quoting = readOutlinedText(unread(splitQuotes(quotedBy('I agree.', letter.replace('4,500', '9,500')))), never);
    assert.deepEqual(
      compareTexts(quoted.own, quoting.quotes[0]!.text).differences.map(({ kind, of }) => [kind, of]),
      [['replaced', 'number']],
    );
  });

  it('counts no words of a signature that is known from elsewhere, though it is quoted to the letter', () => {
    const signed = `${letter}\n\n-- \nLena Brandt\nThe Paper`;
    const own = (isBoilerplate: () => boolean) => readOutlinedText(unread(splitQuotes(signed)), isBoilerplate).own;
    const quote = readText(splitQuotes(quotedBy('I agree.', signed))).quotes[0]!.text;
    const [all, known] = [
      compareTexts(own(never), quote),
      compareTexts(
        own(() => true),
        quote,
      ),
    ];
    assert.equal(all.matchedWords, all.ownWords);
    assert.ok(known.ownWords < all.ownWords);
  });

  it('falls apart and compares as when it is read, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...['', '> ', '> > So be it.', '> I said so.', attribution, letter, 'I agree.', '-----Original Message-----', '-- ', 'Lena'],
        ...['From: Bob <bob@b.example>', 'Sent: 3 May 2016 10:00', 'To: Alice', 'Subject: The budget', 'Sent from my iPhone'],
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const text = fc.array(line, { maxLength: 20 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, fc.boolean(), (first, answer, isQuoted) => {
        const quoting = splitQuotes(isQuoted ? quotedBy(answer, first) : answer);
        const [read, other] = [readText(splitQuotes(first)), readText(quoting)];
        const [unreadFirst, unreadOther] = [readOutlinedText(unread(splitQuotes(first)), never), readOutlinedText(unread(quoting), never)];
        assert.equal(unreadOther.quotes.length, other.quotes.length);
        for (const [index, quote] of other.quotes.entries()) {
          const again = unreadOther.quotes[index]!;
          assert.deepEqual(compareTexts(unreadFirst.own, again.text), compareTexts(read.own, quote.text));
          assert.deepEqual([again.depth, again.attribution, again.text.isMarked], [quote.depth, quote.attribution, quote.text.isMarked]);
          assert.equal(again.text.text, quote.text.text);
        }
        assert.equal(unreadFirst.own.text, read.own.text);
        assert.deepEqual(unreadFirst.own.extent, read.own.extent);
      }),
      { numRuns: 300 },
    );
  });
});
