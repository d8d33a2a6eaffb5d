import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChainMessage, Quote } from '../../../src/evidence/chains/chain-message.ts';
import { judgeAmong } from '../../../src/evidence/chains/judge.ts';
import { type Relation, relate } from '../../../src/evidence/chains/relate.ts';
import { type Rarity, type Weight, weigh, withoutOtherVersions } from '../../../src/evidence/chains/weigh.ts';
import { chainWords } from '../../../src/evidence/chains/words.ts';

const lena = { address: 'lena@paper.example', name: 'Lena Brandt' };
const otto = { address: 'otto@bank.example', name: 'Otto Weiss' };
const mara = { address: 'mara@press.example', name: 'Mara Lind' };
const rare: Rarity = { fingerprints: 10, rare: 10 };

const letter = `Dear Otto,
the board met on 12 May and approved the budget of $4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.
Best, Lena`;

/** A message, and whether its own signature fails. */
type Quoted = ChainMessage & { readonly hasFailingSignature: boolean };

const trimmed = letter.replace('Dear Otto,\n', '').replace('\nBest, Lena', '');

function mail(own: string, changes: Partial<Quoted> = {}): Quoted {
  return {
    number: 1,
    sender: lena,
    addressees: [otto],
    dateSeconds: 1_000_000,
    own: [{ text: own, ...chainWords(own), counts: () => true }],
    quotes: [],
    isProven: false,
    isVoucher: false,
    hasFailingSignature: false,
    ...changes,
  };
}

function answer(quoted: string, changes: Partial<ChainMessage> = {}, quote: Partial<Quote> = {}): ChainMessage {
  const text = { text: quoted, ...chainWords(quoted), isMarked: true };
  return mail('Thank you, we shall see what can be done about it.', {
    ...{ number: 2, sender: otto, addressees: [lena], dateSeconds: 1_010_000, isVoucher: true },
    quotes: [
      { depth: 1, text, attribution: { name: 'Lena Brandt', time: { year: 1970, month: 1, day: 12, hour: 14, minute: 46 } }, ...quote },
    ],
    ...changes,
  });
}

function unmarked(text: string): Quote['text'] {
  return { text, ...chainWords(text), isMarked: false };
}

function weights(message: Quoted, answers: readonly ChainMessage[], rarity = rare): (Weight | undefined)[] {
  const { hasFailingSignature } = message;
  return weigh(relationsOf(message, answers), { hasFailingSignature, isSigned: message.isVoucher, rarity });
}

function relationsOf(message: ChainMessage, answers: readonly ChainMessage[]): Relation[] {
  return answers.flatMap((one) => relate(message, one) ?? []);
}

describe('the weighing of what many mails quote otherwise', () => {
  it('takes a time that grows with their number, not with its square', () => {
    const [one] = relationsOf(mail(letter), [answer(letter.replace('Berlin', 'Bonn'))]);
    const time = (count: number) => {
      const relations = Array.from({ length: count }, (_, index): Relation => {
        const differences = [{ ...one!.differences[0]!, quoted: `Bonn ${index}` }];
        return { ...one!, author: { address: `a${index}@many.example` }, authorIs: 'other', differences };
      });
      const began = process.threadCpuUsage();
      weigh(relations, { hasFailingSignature: false, isSigned: false, rarity: rare });
      const { user, system } = process.threadCpuUsage(began);
      return (user + system) / 1000;
    };
    const allowed = Math.max(100, 24 * time(500));
    assert.ok(Math.min(time(4_000), time(4_000)) < allowed);
  });
});

describe('what is kept of a relation', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
  const kept = (text: string) => relate(mail(text), answer(text.split(' ').slice(10, 30).join(' ')))!.unvouched;

  it('is all that a letter says and the quote does not vouch for', () => {
    assert.equal(kept(words(900)).join('').length, words(900).length - words(30).length + words(10).length - 1);
  });

  it('is little, however long the message of which a sentence is quoted', () => {
    assert.deepEqual(
      kept(words(100_000)).map(({ length }) => length <= 500),
      [true, true],
    );
  });
});

describe('signed mail that quotes a message', () => {
  it('vouches for it where it has all its words and the addressee or the sender signed it later', () => {
    assert.deepEqual(weights(mail(letter), [answer(letter)]), ['vouches']);
    assert.deepEqual(weights(mail(letter), [answer(letter, { sender: lena })]), ['vouches']);
  });

  it('vouches for it though accents were lost in every few words', () => {
    const czech = 'peníze ministr čísla Růžena nikdy před večer svědek jen stůl ale vlak když roku dopis schůze zima tisk že přístav';
    const lost = czech.normalize('NFD').replace(/\p{M}/gu, '');
    assert.deepEqual(weights(mail(czech), [answer(lost)]), ['vouches']);
  });

  it('vouches for it though the greeting and the farewell were trimmed', () => {
    assert.deepEqual(weights(mail(letter), [answer(trimmed)]), ['vouches']);
  });

  const no: Readonly<Record<string, readonly [Quoted, ChainMessage, Weight | undefined, Rarity?]>> = {
    'is not signed': [mail(letter), answer(letter, { isVoucher: false }), undefined],
    'is no later': [mail(letter), answer(letter, { dateSeconds: 999_000 }), undefined],
    'is by somebody else, such as a forger with an account of his own': [mail(letter), answer(letter, { sender: mara }), undefined],
    'says that somebody else wrote it': [mail(letter), answer(letter, {}, { attribution: { name: 'Mara Lind' } }), undefined],
    'does not say who wrote it': [mail(letter), answer(letter, {}, { attribution: {} }), 'unattributed'],
    'says that it was written at another time': [
      mail(letter),
      answer(letter, {}, { attribution: { address: lena.address, time: { year: 1970, month: 1, day: 11, hour: 10, minute: 0 } } }),
      undefined,
    ],
    'has words that many messages have': [mail(letter), answer(letter), 'too-common', { fingerprints: 10, rare: 2 }],
    'quotes a message of a few words': [mail('Yes, I will be there at five.'), answer('Yes, I will be there at five.'), 'too-common'],
    'has the genuine text, and the message a forged sentence more': [
      mail(letter.replace('Best', 'I took the money.\nBest')),
      answer(letter),
      'partly',
    ],
    'has the genuine text, and the message a forged word at its end': [mail(`${letter}\nconfidential`), answer(letter), 'partly'],
    'is by somebody else, and has a sentence more in a quote without marks': [
      mail(letter),
      answer('', { sender: mara }, { text: unmarked(letter.replace('We shall', 'Otto took it. We shall')) }),
      'interleaved',
    ],
    'goes on where the message ends, within the sentence': [
      mail(letter.replace('.\nBest, Lena', '.')),
      answer(letter.replace('.\nBest, Lena', ', if you pay for them.')),
      'interleaved',
    ],
    'has half of it': [mail(letter), answer(letter.slice(0, 130)), 'partly'],
    'has it in plain text, while its HTML says something else': [
      mail(letter, {
        own: [letter, letter.replace('approved', 'refused')].map((text) => ({ text, ...chainWords(text), counts: () => true })),
      }),
      answer(letter),
      'disputes',
    ],
    'has its plain text but for greeting and farewell, while its HTML without those has three words more': [
      mail(letter, {
        own: [letter, trimmed.replace('We shall', 'Burn these papers. We shall')].map((text) => ({
          ...{ text, ...chainWords(text) },
          counts: () => true,
        })),
      }),
      answer(trimmed),
      'partly',
    ],
    'has all but a greeting of a message whose own signature fails': [
      mail(letter, { hasFailingSignature: true }),
      answer(letter.replace('Dear Otto,\n', '')),
      'partly',
    ],
  };
  for (const [how, [message, quoting, expected, rarity]] of Object.entries(no)) {
    it(`does not vouch for it where it ${how}`, () => assert.deepEqual(weights(message, [quoting], rarity), [expected]));
  }
});

it('what a stranger has besides the words that he did not trim is told of the two, and marks neither', () => {
  const part = letter.slice(0, letter.indexOf('We shall')).replace('Nobody', 'Otto took it. Nobody');
  const quoting = answer('', { sender: mara }, { text: unmarked(part) });
  const relations = relationsOf(mail(letter), [quoting]).map((relation) => ({ ...relation, weight: 'interleaved' as const }));
  assert.deepEqual(weights(mail(letter), [quoting]), ['interleaved']);
  const alone = { verdict: 'unverified', marks: [], reasons: [] } as const;
  assert.equal(judgeAmong(alone, relations, []), alone);
});

describe('mail that is not signed, and quotes signed mail', () => {
  const signed = mail(letter, { isVoucher: true, isProven: true });
  const half = letter.slice(0, letter.indexOf('We shall'));
  const quoting = (text: string, isMarked = true) => answer('', { isVoucher: false }, { text: { ...unmarked(text), isMarked } });

  it('misquotes it where it has other words inside, or lacks some', () => {
    assert.deepEqual(weights(signed, [quoting(letter.replace('$4,500', '$45,000'))]), ['misquotes']);
    assert.deepEqual(weights(signed, [quoting(letter.replace('Nobody from', 'From'))]), ['misquotes']);
  });

  it('has words besides where they stand between those of a quote without marks, or where it begins, however much was trimmed', () => {
    assert.deepEqual(weights(signed, [quoting(half.replace('Nobody', 'I heard that too. Nobody'), false)]), ['interleaved']);
    assert.deepEqual(weights(signed, [quoting(half.slice('Dear Otto,\n'.length).replace('the board', 'his bank'))]), ['interleaved']);
  });

  it('is nothing to it where it trimmed it alone', () => {
    for (const text of [letter, half, half.slice(20)]) assert.deepEqual(weights(signed, [quoting(text)]), [undefined]);
  });
});

describe('signed mail that quotes other words than the message has', () => {
  const forged = mail(letter.replace('$4,500', '$45,000'));

  it('contradicts it where its own sender wrote it, or two others agree', () => {
    assert.deepEqual(weights(forged, [answer(letter, { sender: lena })]), ['contradicts']);
    assert.deepEqual(weights(forged, [answer(letter), answer(letter, { number: 3, sender: mara })]), ['contradicts', 'contradicts']);
  });

  it('disputes it where one other wrote it, or two who do not agree', () => {
    assert.deepEqual(weights(forged, [answer(letter)]), ['disputes']);
    const other = answer(letter.replace('$4,500', '$9,000'), { number: 3, sender: mara });
    assert.deepEqual(weights(forged, [answer(letter), other]), ['disputes', 'disputes']);
  });

  it('disputes it where words in a sentence are missing from the quote, whoever wrote that: he may have trimmed', () => {
    const negated = mail(letter.replace('We shall send', 'We shall not send'));
    assert.deepEqual(weights(negated, [answer(letter, { sender: lena })]), ['disputes']);
  });

  it('disputes it at most where the words beside the quote name no time: its sender may have written nearly the same more than once', () => {
    const untimed = answer(letter, { sender: lena }, { attribution: { name: 'Lena Brandt' } });
    assert.deepEqual(weights(forged, [untimed]), ['disputes']);
  });

  it('does neither where they name another time, as beside a quote of last month’s report', () => {
    const time = { year: 1970, month: 1, day: 5, hour: 9, minute: 0 };
    const other = answer(letter, { sender: lena }, { attribution: { name: 'Lena Brandt', time } });
    assert.deepEqual(weights(forged, [other]), [undefined]);
  });

  it('does neither where it is not signed', () => {
    assert.deepEqual(weights(forged, [answer(letter, { sender: lena, isVoucher: false })]), [undefined]);
  });

  it('does neither where it is an exact quote of another mail of the same sender', () => {
    const draft = mail(letter.replace('$4,500', '$4,000'));
    const sent = mail(letter, { number: 5 });
    const relations = [draft, sent].flatMap((one) => relationsOf(one, [answer(letter)]));
    const kept = withoutOtherVersions(relations, () => lena.address).filter(({ quoted }) => quoted === draft.number);
    assert.deepEqual(weigh(kept, { hasFailingSignature: false, isSigned: false, rarity: rare }), ['partly']);
  });
});
