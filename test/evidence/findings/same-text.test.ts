import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chainWords } from '../../../src/evidence/chains/words.ts';
import { compareCopies } from '../../../src/evidence/findings/same-text.ts';

const text = `Dear Otto,

the board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday; write to lena@halden.example for the papers. You will have them next week.

Best, Lena
`;
const form = (written: string) => ({ text: written, ...chainWords(written) });
const compared = (one: readonly string[], other: readonly string[]) => compareCopies(one.map(form), other.map(form));
const differences = (other: string) => {
  const found = compared([text], [other]);
  assert.equal(found.kind, 'differ', other);
  return found.kind === 'differ' ? found.differences.map(({ one, other }) => [one, other]) : [];
};

describe('two copies of a text', () => {
  it('differ by a number, a word, a negation, a sentence more or less, whichever of the two has it', () => {
    assert.deepEqual(differences(text.replace('4,500', '45,000')), [['4,500', '45,000']]);
    assert.deepEqual(differences(text.replace('approved', 'rejected')), [['approved', 'rejected']]);
    assert.deepEqual(differences(text.replace('We shall send', 'We shall not send')), [['', 'not']]);
    assert.deepEqual(differences(text.replace('We shall send', 'Pay Mira first. We shall send')), [['', 'Pay Mira first']]);
    assert.deepEqual(differences(text.replace(' Nobody from the bank was there.', '')), [['Nobody from the bank was there', '']]);
  });

  it('say of whole lines that the other lacks that it has no words of its own', () => {
    const leftOut = (one: string, other: string) => {
      const found = compared([one], [other]);
      return found.kind === 'differ' ? found.differences.map(({ isLeftOut }) => isLeftOut) : found.kind;
    };
    const company = 'Lena Brandt | Halden Archive\nRegistered in Halden, no. 1234567\n';
    const answer = (middle: string) =>
      `Yes, let us do it as you say, on Monday in the harbour.\nLena\n\n${middle}On Monday Otto wrote:\n\n${text}`;
    assert.deepEqual(leftOut(answer(`${company}\n`), answer('')), [true]);
    assert.deepEqual(leftOut(answer(''), answer(`${company}\n`)), [false]);
    assert.deepEqual(leftOut(text, text.replace(' Nobody from the bank was there.', '')), [false]);
    assert.deepEqual(leftOut(text.replace('We shall send', 'We shall not send'), text), [false]);
    const wrapped =
      'the board met on 12 May and approved the budget of the archive, and said that\nour bank shall never be paid a penny of what it has asked for in\nthe letter of March, which Otto has read to the board.\n';
    assert.deepEqual(leftOut(wrapped, wrapped.replace(/our bank.*\n/, '')), [false]);
  });

  it('differ by an address that is another one, and by words that hide in brackets or beside an @', () => {
    assert.deepEqual(differences(text.replace('lena@halden.example', 'mira@bureau.example')), [['lena@halden', 'mira@bureau']]);
    for (const hidden of ['not[1] 4,500', '[not] 4,500', '=not 4,500', '[image: not that] 4,500', 'at 4,500']) {
      assert.equal(compared([text], [text.replace('4,500', hidden)]).kind, 'differ', hidden);
    }
    for (const hidden of ['[45,000]', '45,000@x', '<45,000>', '4,500@45,000', '[image] 45,000', '45,000=20'])
      assert.equal(compared([text], [text.replace('4,500', hidden)]).kind, 'differ', hidden);
  });

  it('are the same whatever lists, gateways, archives and converters make of them', () => {
    const same = [
      text.replaceAll('\n', ' '),
      text.replace('4,500', '4,500 [1]'),
      text.replace('the contract', 'the contract [cid:image001.png@01D1]'),
      text.replace('the contract', 'the contract[https://lists.example/x]'),
      text.replace('Berlin', 'Berlin=20'),
      text.replace('to Berlin', 'to&nbsp;Berlin'),
      text.replace('lena@halden.example', 'lena@halden...'),
      text.replace('lena@halden.example', 'lena@xxxxxx.example'),
      text.replace('lena@halden.example', 'lena at halden.example'),
      `CAUTION: from outside.\n\n${text}\n-- \nThe budget list\n`,
      text.replace('Best, Lena', 'Best, Lena\n\n--\nSent from my phone'),
    ];
    for (const other of same)
      for (const [a, b] of [
        [text, other],
        [other, text],
      ] as const)
        assert.equal(compared([a], [b]).kind, 'same', other);
  });

  it('are compared in every form: each must be the same as one of the other’s', () => {
    const doctored = text.replace('4,500', '45,000');
    assert.equal(compared([text], [text, text]).kind, 'same');
    assert.equal(compared([text], [text, doctored]).kind, 'differ');
    assert.equal(compared([text, doctored], [text]).kind, 'differ');
    assert.equal(compared([text, doctored], [doctored, text]).kind, 'same');
    // A plain form that only says where the other is to be read.
    assert.equal(compared([text, 'This message is to be read in a browser.'], [text]).kind, 'same');
  });

  it('say nothing where one has no text, and are other texts where they share little', () => {
    assert.equal(compared([text], []).kind, 'same');
    assert.equal(compared([text], ['See attachment.']).kind, 'same');
    assert.equal(compared([text], ['A text about the weather in the north, which was cold and wet for most of the month.']).kind, 'other');
  });

  it('are the same as themselves, and stand to each other as the other to the one', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('the', 'budget', '4,500', 'not', 'Berlin', 'was', 'sent.', 'paid', 'we', 'shall\n'), { maxLength: 60 }),
        fc.array(fc.constantFrom('the', 'budget', '4,500', 'not', 'Bonn', 'was', 'sent.', 'paid'), { maxLength: 60 }),
        (a, b) => {
          const [one, other] = [a.join(' '), b.join(' ')];
          assert.equal(compared([one], [one]).kind, 'same');
          assert.equal(compared([one], [other]).kind, compared([other], [one]).kind);
        },
      ),
    ));
});
