import assert from 'node:assert/strict';
import { alignWords } from '../../src/evidence/chains/align.ts';
import type { ChainMessage } from '../../src/evidence/chains/chain-message.ts';
import { compareTexts, type OwnText, type QuotedText, type Stretch } from '../../src/evidence/chains/compare.ts';
import { fingerprintsOf, shingleWords, windowShingles } from '../../src/evidence/chains/fingerprints.ts';
import { judgeAmong } from '../../src/evidence/chains/judge.ts';
import { type ReadText, readText } from '../../src/evidence/chains/read.ts';
import { relate } from '../../src/evidence/chains/relate.ts';
import { sideBySide } from '../../src/evidence/chains/side-by-side.ts';
import { weigh } from '../../src/evidence/chains/weigh.ts';
import { type ChainWords, chainWords } from '../../src/evidence/chains/words.ts';
import { compareTwins } from '../../src/evidence/findings/copies.ts';
import { canBeSame } from '../../src/evidence/findings/false-attribution.ts';
import { FINDING_WEIGHTS, type Finding } from '../../src/evidence/findings/finding.ts';
import { judgeWithFindings } from '../../src/evidence/findings/judge.ts';
import { compareCopies } from '../../src/evidence/findings/same-text.ts';
import { weighOrder } from '../../src/evidence/findings/times.ts';
import type { Witness } from '../../src/evidence/findings/witness.ts';
import { findingReasonSentence, findingSentence } from '../../src/evidence/findings/words.ts';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { assertOrdered } from '../laws.ts';
import { octetsOfText, type Target, textOf } from '../target.ts';

const letter = `Dear Otto,
the board met on 12 May and did not approve the budget of $4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you’ll have the papers (see http://paper.example/x) next week.
Best, Lena`;
const attribution = 'On 12 May 2016 14:02, Lena Brandt <lena@paper.example> wrote:\n';
const marked = (text: string): string => text.replaceAll(/^/gm, '> ');
const answers = [
  `Thank you.\n\n${attribution}${marked(letter)}\n`,
  `No.\n\n${attribution}${marked(letter.replace('not ', '').replace('4,500', '9,500'))}\n`,
  `${attribution}${marked(letter.slice(0, 150))}\nan answer\n${marked(letter.slice(151))}\n`,
];

const wordTokens = [
  ...['\0', ' ', '\n', '> ', attribution, 'not ', 'the board met on 12 May ', '.', '. ', ',', '-', '-5', '3.50', '$', '%', '\u2212'],
  ...[
    "'",
    '\u2019',
    '\u00ad',
    '\u200b',
    '\u0301',
    '\u00c2',
    '\u00c3',
    '\u00e9',
    'e\u0301',
    '\ufffd',
    '\u6771\u4eac',
    '\u0e01',
    '\u1100\u1161',
  ],
  ...[
    'http://a.example/',
    'www.',
    '<http:',
    '<mailto:',
    '>',
    '[',
    ']',
    '[image: x]',
    '[cid:image001.png@01]',
    '[snip]',
    'a@b.example',
    '...',
  ],
  ...['e-mail', 'e mail', 'And', 'I', 'I know. ', '\u0130', '\u03a3', '\ufb01', '\u0660', 'one two three four five six seven eight '],
];

export const chainTargets: readonly Target[] = [
  {
    name: 'chains',
    laws: 'two texts, parted by NUL, of which the second quotes the first: words as the pattern has them, what is matched and what differs lies in both in order, a text quoted plainly is matched whole; what vouches has every figure of the text',
    seeds: () =>
      [
        letter,
        ...answers.map((answer) => `${letter}\0${answer}`),
        `${letter}\0${letter}`,
        'a b c\0c b a',
        '\u00c2 caf\u00c3\u00a9 \u00c2\u00a35',
      ].map(octetsOfText),
    tokens: wordTokens,
    maxOctets: 16 * 1024,
    // Two texts are compared word by word, several times over, in places with hundreds of edits.
    microsecondsPerOctet: 150,
    run: (input) => checkChains(textOf(input)),
  },
  {
    name: 'findings',
    laws: 'two copies, parted by NUL, behind sixteen octets that say what is signed and when: no copy differs from itself with a footer, what differs stands in the texts, no order is impossible both ways, only a proven copy contradicts, every sentence is filled',
    seeds: () => [
      ...[letter, `${letter}\0${letter.replace('not ', '')}`, `${letter}\0${letter}\n-- \nlist`].map((text) => withFacts(0, text)),
      ...[0xff, 0x55, 0xcc].map((facts) => withFacts(facts, `${letter}\0${letter.replace('4,500', '9,500')}`)),
      withFacts(0x7f, `${letter}\0${letter.replace('4,500', '9,500')}`, 0x03),
    ],
    tokens: wordTokens,
    maxOctets: 16 * 1024,
    microsecondsPerOctet: 150,
    run: checkFindings,
  },
];

function checkChains(text: string): void {
  const [one = '', other = attribution + marked(one)] = text.split('\0', 2);
  for (const each of [one, other]) checkWords(each);
  const [own, quoting] = [readText(splitQuotes(one)), readText(splitQuotes(other))];
  checkQuotedPlainly(one, own.own);
  for (const quoted of [own.own, ...quoting.quotes.slice(0, 4).map((quote) => quote.text), quoting.own]) {
    const { text, words, starts, ends } = quoted;
    checkCompared(own.own, { text, words, starts, ends, isMarked: 'isMarked' in quoted ? quoted.isMarked : true });
  }
  checkWeighed(own, quoting);
}

function checkWords(text: string): void {
  const read = chainWords(text);
  assert.deepEqual(chainWords(text, true), read, 'the pattern has other words');
  const { words, starts, ends } = read;
  assertOrdered(placesOf(read), 0, text.length);
  for (const [index, word] of words.entries()) assert.ok(word !== '' && starts[index]! < ends[index]!);
  const prints = fingerprintsOf(words);
  for (let at = 1; at < prints.length; at++) assert.ok(prints[at - 1]! < prints[at]!, 'fingerprints out of order');
  const found = words.length >= shingleWords;
  assert.equal(prints.length > 0, found);
  // Any passage of twelve words is found again, wherever it stands.
  const passage = shingleWords + windowShingles - 1;
  for (let at = 0; at + passage <= words.length; at += 1 + (words.length >> 4)) {
    const [print] = fingerprintsOf(words.slice(at, at + passage));
    assert.ok(print !== undefined && prints.includes(print), `the passage at word ${at} is not found`);
  }
}

function placesOf({ starts, ends }: ChainWords): { start: number; end: number }[] {
  return starts.map((start, index) => ({ start, end: ends[index]! }));
}

/** Where the marks are all that tells a quote from the text, it has the same words. */
function checkQuotedPlainly(text: string, own: OwnText): void {
  if (/^(?: {0,3}>|\s*$)|\r/m.test(text)) return;
  const { quotes } = readText(splitQuotes(attribution + marked(text)));
  const isOne = splitQuotes(text).length === 1 && quotes.length === 1;
  const [quote] = quotes;
  if (!isOne || quote === undefined) return;
  assert.deepEqual(quote.text.words, own.words, 'the quote has other words');
  assert.ok(quote.text.isMarked);
  const { ownWords, matchedWords, differences, interleaved } = compareTexts(own, quote.text);
  assert.deepEqual([matchedWords, differences, interleaved], [ownWords, [], []], 'a text quoted plainly is not matched');
}

function checkCompared(own: OwnText, quoted: QuotedText): void {
  const runs = alignWords(own.words, quoted.words);
  assertOrdered(
    runs.map(({ a, length }) => ({ start: a, end: a + length })),
    0,
    own.words.length,
  );
  assertOrdered(
    runs.map(({ b, length }) => ({ start: b, end: b + length })),
    0,
    quoted.words.length,
  );
  for (const { a, b, length } of runs) assert.deepEqual(own.words.slice(a, a + length), quoted.words.slice(b, b + length));

  if (hasEachOnce(own) && hasEachOnce(quoted) && haveOneOrder(own, quoted)) {
    const shared = (found: typeof runs): number => found.reduce((sum, { length }) => sum + length, 0);
    assert.equal(shared(alignWords(quoted.words, own.words)), shared(runs), 'the other way round they share more or fewer words');
  }

  const { ownWords, matchedWords, longestUnmatched, matched, unmatched, differences, interleaved } = compareTexts(own, quoted);
  assert.ok(matchedWords <= ownWords && longestUnmatched <= ownWords - matchedWords && ownWords <= own.words.length);
  assertOrdered(matched, 0, own.text.length);
  assertOrdered(unmatched, 0, own.text.length);
  const places = [...matched, ...unmatched].sort((one, other) => one.start - other.start);
  assertOrdered(places, 0, own.text.length);
  for (const side of ['own', 'quoted'] as const) {
    const text = side === 'own' ? own.text : quoted.text;
    assertOrdered(
      differences.map((difference): Stretch => difference[side]),
      0,
      text.length,
    );
  }
  assertOrdered(interleaved, 0, quoted.text.length);
  for (const { kind, own, quoted } of differences) {
    const has = (side: Stretch): boolean => side.end > side.start;
    assert.deepEqual([has(own), has(quoted)], [kind !== 'inserted', kind !== 'left-out']);
  }

  const pieces = sideBySide(own, quoted);
  assert.equal(pieces.map((piece) => piece.own).join(''), own.words.length === 0 ? '' : own.text);
  assert.equal(pieces.map((piece) => piece.quoted).join(''), quoted.words.length === 0 ? '' : quoted.text);
}

/** Of words that stand there several times either can be the one in common. */
function hasEachOnce({ words }: ChainWords): boolean {
  return new Set(words).size === words.length;
}

/** Of words that cross either can be the one in common, and a single one among others that differ is dropped. */
function haveOneOrder(one: ChainWords, other: ChainWords): boolean {
  const shared = ({ words }: ChainWords, others: ChainWords): string => {
    const known = new Set(others.words);
    return words.filter((word) => known.has(word)).join(' ');
  };
  return shared(one, other) === shared(other, one);
}

const lena = { address: 'lena@paper.example', name: 'Lena Brandt' };
const otto = { address: 'otto@bank.example', name: 'Otto Weiss' };
/** The moment that the attribution names, in Greenwich. */
const writtenAt = Date.UTC(2016, 4, 12, 14, 2) / 1000;

function checkWeighed(own: ReadText, quoting: ReadText): void {
  const common = { isProven: false, hasFailingSignature: false } as const;
  const quoted: ChainMessage = {
    ...common,
    number: 1,
    sender: lena,
    addressees: [otto],
    dateSeconds: writtenAt,
    own: [own.own],
    quotes: [],
    isVoucher: false,
  };
  const answer: ChainMessage = {
    ...{ ...common, number: 2, sender: otto, addressees: [lena], dateSeconds: writtenAt + 3_600, isVoucher: true },
    ...{ own: [quoting.own], quotes: quoting.quotes },
  };
  const relation = relate(quoted, answer);
  if (relation === undefined) return;
  assert.deepEqual(JSON.parse(JSON.stringify(relation)), relation, 'what is stored is read back otherwise');
  const scales = { hasFailingSignature: false, isSigned: false, rarity: { fingerprints: 10, rare: 10 } };
  const [weight] = weigh([relation], scales);
  const alone = { verdict: 'unverified', marks: [], reasons: [] } as const;
  const judged = judgeAmong(alone, weight === undefined ? [] : [{ ...relation, weight }], []);
  assert.equal(judged.verdict === 'corroborated', weight === 'vouches');
  // An addressee alone can dispute, and no more.
  assert.ok(weight !== 'contradicts');
  if (weight !== 'vouches') return;
  const figures = quoting.quotes.flatMap(({ text }) => [figuresOf(text)]);
  const needed = figuresOf(own.own);
  assert.ok(
    figures.some((found) => isSubsequence(needed, found)),
    `no quote has ${needed.join(' ')}`,
  );
}

/** No program changes these. */
function figuresOf({ words }: ChainWords): string[] {
  return words.filter((word) => /\d/.test(word));
}

function isSubsequence(needed: readonly string[], found: readonly string[]): boolean {
  let at = 0;
  for (const word of found) if (word === needed[at]) at++;
  return at === needed.length;
}

/** The octets before the texts: eight for each of the two messages. */
const factOctets = 16;

/** @param ofOther - What is said of the second message, where it is not the same. */
function withFacts(facts: number, text: string, ofOther = facts): Uint8Array {
  const both = Array.from({ length: factOctets }, (_, at) => (at === 8 ? ofOther : facts));
  return new Uint8Array([...both, ...octetsOfText(text)]);
}

function witnessOf(number: number, facts: Uint8Array, text: string): Witness {
  const [flags = 0, more = 0, hours = 0, minutes = 0, signedHours = 0, handledHours = 0, people = 0] = facts;
  const has = (bit: number): boolean => ((flags >> bit) & 1) === 1;
  const after = (by: number): number => writtenAt + by * 3_600 + minutes * 30;
  const senders = [lena, otto, { address: 'lbrandt@home.example', name: 'L. Brandt via list' }, { address: 'x@y.example' }];
  return {
    number,
    ...(has(0) && { dateSeconds: after(hours) }),
    ...(has(1) && { sender: senders[people & 3]! }),
    addressees: senders.slice(0, (people >> 2) & 3).map(({ address }) => address),
    isProven: has(2),
    signs: { date: has(3), messageId: has(4), inReplyTo: has(5), text: has(6) },
    isUnsent: has(7),
    ...((more & 1) === 1 && { signedAtSeconds: after(signedHours) }),
    ...((more & 2) === 2 && { handledAtSeconds: after(handledHours) }),
    texts: [{ text, ...chainWords(text) }],
  };
}

function checkFindings(input: Uint8Array): void {
  const [first = '', second = first] = textOf(input.subarray(factOctets)).split('\0', 2);
  const one = witnessOf(1, input.subarray(0, 8), first);
  const other = witnessOf(2, input.subarray(8, factOctets), second);
  checkCopies(one, other);
  checkOrder(one, other);
  const flags = input[factOctets - 1] ?? 0;
  const same = { messageId: (flags & 1) === 1, sending: (flags & 2) === 2, isMassMail: (flags & 4) === 4 };
  const finding = compareTwins(one, other, same);
  if (finding !== undefined) checkFinding(finding, one, other);
  const people = [one, other].map(({ sender = {} }) => ({ ...sender, name: first.slice(0, 40) }));
  assert.equal(canBeSame(people[0]!, { address: second }), canBeSame({ address: second }, people[0]!));
  assert.ok(canBeSame(people[0]!, people[0]!));
}

function checkCopies({ texts }: Witness, { texts: others }: Witness): void {
  const [{ text }, { text: otherText }] = [texts[0]!, others[0]!];
  const footed = `${text}\n\n_______\nharbour mailing list`;
  assert.deepEqual(compareCopies(texts, [{ text: footed, ...chainWords(footed) }]), { kind: 'same' }, 'a footer makes another copy');
  const compared = compareCopies(texts, others);
  if (compared.kind !== 'differ') return;
  assert.ok(compared.differences.length > 0);
  for (const { one, other } of compared.differences) {
    assert.ok(text.includes(one) && otherText.includes(other) && one !== other, `${JSON.stringify(one)} and ${JSON.stringify(other)}`);
  }
}

function checkOrder(one: Witness, other: Witness): void {
  for (const isLinkSigned of [false, true]) {
    const both = [weighOrder(one, other, isLinkSigned), weighOrder(other, one, isLinkSigned)];
    assert.ok(both.includes(undefined), 'an order is impossible both ways');
    const found = both[0];
    if (found === undefined) continue;
    assert.ok(found.weight !== 'strong' || (one.signs.date && other.signs.date && isLinkSigned), 'strong, and not signed');
    checkSentences({ kind: 'reply-before-parent', messages: [1, 2], ...found });
  }
}

function checkFinding(finding: Finding, one: Witness, other: Witness): void {
  assert.ok(FINDING_WEIGHTS.includes(finding.weight));
  assert.deepEqual(JSON.parse(JSON.stringify(finding)), finding, 'what is stored is read back otherwise');
  checkSentences(finding);
  const isStanding = one.signs.text && one.signs.messageId && !other.isProven;
  assert.ok(finding.contradicts !== true || isStanding, 'what nothing proves contradicts');
  for (const verdict of VERDICTS) {
    const alone = { verdict, marks: [], reasons: [] };
    const judged = judgeWithFindings(alone, other.number, true, [finding]);
    const isProven = verdict.startsWith('verified');
    assert.ok(judged.verdict === verdict || (judged.verdict === 'contradicted' && finding.contradicts === true && !isProven), verdict);
    assert.equal(judgeWithFindings(alone, one.number, true, [finding]).verdict, verdict, 'the standard of the two is lowered');
  }
}

function checkSentences(finding: Finding): void {
  const own = String(finding.values?.['own'] ?? '');
  const quoted = String(finding.values?.['quoted'] ?? '');
  const sentence = findingSentence({ ...finding, ...(finding.values && { values: { ...finding.values, own: 'x', quoted: 'x' } }) });
  for (const each of [sentence, ...finding.reasons.map(findingReasonSentence)]) assert.doesNotMatch(each, /[{}?]|undefined|NaN/);
  assert.ok(own.length <= 200 && quoted.length <= 200);
}
