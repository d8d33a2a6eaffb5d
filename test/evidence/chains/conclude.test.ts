import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChainMessage, Quote } from '../../../src/evidence/chains/chain-message.ts';
import { type ChainConclusion, concludeChains, type Rarity, withoutOtherVersions } from '../../../src/evidence/chains/conclude.ts';
import { relate } from '../../../src/evidence/chains/relate.ts';
import { chainWords } from '../../../src/evidence/chains/words.ts';

const lena = { address: 'lena@paper.example', name: 'Lena Brandt' };
const otto = { address: 'otto@bank.example', name: 'Otto Weiss' };
const mara = { address: 'mara@press.example', name: 'Mara Lind' };
const rare: Rarity = { fingerprints: 10, rare: 10 };

const letter = `Dear Otto,
the board met on 12 May and approved the budget of $4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.
Best, Lena`;

function mail(own: string, changes: Partial<ChainMessage> = {}): ChainMessage {
  return {
    number: 1,
    sender: lena,
    addressees: [otto],
    dateSeconds: 1_000_000,
    own: [{ text: own, ...chainWords(own), counts: () => true }],
    quotes: [],
    isVoucher: false,
    hasFailingSignature: false,
    ...changes,
  };
}

function answer(quoted: string, changes: Partial<ChainMessage> = {}, quote: Partial<Quote> = {}): ChainMessage {
  const text = { text: quoted, ...chainWords(quoted), isMarked: true };
  return mail('Thank you, we shall see what can be done about it.', {
    ...{ number: 2, sender: otto, addressees: [lena], dateSeconds: 1_010_000, isVoucher: true },
    quotes: [{ depth: 1, text, attribution: { name: 'Lena Brandt' }, ...quote }],
    ...changes,
  });
}

function conclude(message: ChainMessage, answers: readonly ChainMessage[], rarity = rare): ChainConclusion {
  return concludeChains(
    message,
    answers.flatMap((one) => relate(message, one) ?? []),
    rarity,
  );
}

const told = ({ vouchers, partly, contradictions, disputes, unattributed, tooCommon }: ChainConclusion) => ({
  ...{ vouchers: vouchers.length, partly: partly.length, contradictions: contradictions.length },
  ...{ disputes: disputes.length, unattributed: unattributed.length, tooCommon },
});
const nothing = { vouchers: 0, partly: 0, contradictions: 0, disputes: 0, unattributed: 0, tooCommon: false };

describe('signed mail that quotes a message', () => {
  it('vouches for it where it has all its words and the addressee or the sender signed it later', () => {
    assert.deepEqual(told(conclude(mail(letter), [answer(letter)])), { ...nothing, vouchers: 1 });
    assert.deepEqual(told(conclude(mail(letter), [answer(letter, { sender: lena })])), { ...nothing, vouchers: 1 });
  });

  it('vouches for it though the greeting and the farewell were trimmed', () => {
    const trimmed = letter.replace('Dear Otto,\n', '').replace('\nBest, Lena', '');
    assert.deepEqual(told(conclude(mail(letter), [answer(trimmed)])), { ...nothing, vouchers: 1 });
  });

  it('vouches once for each author, however often he wrote', () => {
    const answers = [answer(letter), answer(letter, { number: 3 }), answer(letter, { number: 4, sender: lena })];
    assert.deepEqual(told(conclude(mail(letter), answers)).vouchers, 2);
  });

  const no: Readonly<Record<string, readonly [ChainMessage, ChainMessage, Partial<typeof nothing>, Rarity?]>> = {
    'is not signed': [mail(letter), answer(letter, { isVoucher: false }), {}],
    'is no later': [mail(letter), answer(letter, { dateSeconds: 999_000 }), {}],
    'is by somebody else, such as a forger with an account of his own': [mail(letter), answer(letter, { sender: mara }), {}],
    'says that somebody else wrote it': [mail(letter), answer(letter, {}, { attribution: { name: 'Mara Lind' } }), {}],
    'does not say who wrote it': [mail(letter), answer(letter, {}, { attribution: {} }), { unattributed: 1 }],
    'says that it was written at another time': [
      mail(letter),
      answer(letter, {}, { attribution: { address: lena.address, time: { year: 1970, month: 1, day: 11, hour: 10, minute: 0 } } }),
      {},
    ],
    'has words that many messages have': [mail(letter), answer(letter), { tooCommon: true }, { fingerprints: 10, rare: 2 }],
    'quotes a message of a few words': [
      mail('Yes, I will be there at five on Monday, Otto.'),
      answer('Yes, I will be there at five on Monday, Otto.'),
      { tooCommon: true },
    ],
    'has the genuine text, and the message a forged sentence more': [
      mail(letter.replace('Best', 'I took the money.\nBest')),
      answer(letter),
      { partly: 1 },
    ],
    'has the genuine text, and the message a forged word at its end': [mail(`${letter}\nconfidential`), answer(letter), { partly: 1 }],
    'has half of it': [mail(letter), answer(letter.slice(0, 130)), { partly: 1 }],
    'has it in plain text, while its HTML says something else': [
      mail(letter, {
        own: [letter, letter.replace('approved', 'refused')].map((text) => ({ text, ...chainWords(text), counts: () => true })),
      }),
      answer(letter),
      { partly: 1, disputes: 1 },
    ],
    'has all but a greeting of a message whose own signature fails': [
      mail(letter, { hasFailingSignature: true }),
      answer(letter.replace('Dear Otto,\n', '')),
      { partly: 1 },
    ],
  };
  for (const [how, [message, quoting, expected, rarity]] of Object.entries(no)) {
    it(`does not vouch for it where it ${how}`, () =>
      assert.deepEqual(told(conclude(message, [quoting], rarity)), { ...nothing, ...expected }));
  }
});

describe('signed mail that quotes other words than the message has', () => {
  const forged = mail(letter.replace('$4,500', '$45,000'));

  it('contradicts it where its own sender wrote it, or two others agree', () => {
    assert.deepEqual(told(conclude(forged, [answer(letter, { sender: lena })])), { ...nothing, partly: 1, contradictions: 1 });
    const two = [answer(letter), answer(letter, { number: 3, sender: mara })];
    assert.deepEqual(told(conclude(forged, two)), { ...nothing, partly: 1, contradictions: 2 });
  });

  it('disputes it where one other wrote it, or two who do not agree', () => {
    assert.deepEqual(told(conclude(forged, [answer(letter)])), { ...nothing, partly: 1, disputes: 1 });
    const two = [answer(letter), answer(letter.replace('$4,500', '$9,000'), { number: 3, sender: mara })];
    assert.deepEqual(told(conclude(forged, two)), { ...nothing, partly: 1, disputes: 2 });
  });

  it('does neither where it is not signed', () => {
    assert.deepEqual(told(conclude(forged, [answer(letter, { sender: lena, isVoucher: false })])), nothing);
  });

  it('does neither where it is an exact quote of another mail of the same sender', () => {
    const draft = mail(letter.replace('$4,500', '$4,000'));
    const sent = mail(letter, { number: 5 });
    const relations = [draft, sent].flatMap((one) => relate(one, answer(letter)) ?? []);
    const kept = withoutOtherVersions(relations, () => lena.address).filter(({ quoted }) => quoted === draft.number);
    assert.deepEqual(told(concludeChains(draft, kept, rare)), { ...nothing, partly: 1 });
  });
});
