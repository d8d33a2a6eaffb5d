import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { judgeAmong } from '../../src/evidence/chains/judge.ts';
import type { Relation } from '../../src/evidence/chains/relate.ts';
import { WEIGHTS } from '../../src/evidence/chains/weigh.ts';
import type { Finding } from '../../src/evidence/findings/finding.ts';
import { judgeWithFindings } from '../../src/evidence/findings/judge.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { defaultPolicy } from '../../src/evidence/policy.ts';
import { CAUTIONS, MARKS, REASONS, type Reason, VERDICTS } from '../../src/evidence/verdict.ts';
import { cautionSentence, markWords, reasonSentence, verdictWords } from '../../src/evidence/words.ts';
import { assess, LETTER, LETTER_SECONDS } from './support/assess.ts';
import { keyRecord, storedKey } from './support/keys.ts';
import { type SigningOptions, sign } from './support/signer.ts';

const isSentence = (text: string): boolean => /^[A-Z].*\.$/.test(text) && !text.includes('undefined') && !text.includes('?');

it('every verdict and mark has a label and a sentence, all different', () => {
  const words = [...VERDICTS.map(verdictWords), ...MARKS.map(markWords)];
  for (const { label, sentence } of words) assert.ok(isSentence(sentence) && label.length < 40, sentence);
  assert.equal(new Set(words.map(({ label }) => label)).size, words.length);
  assert.equal(new Set(words.map(({ sentence }) => sentence)).size, words.length);
});

it('every caution has a sentence, all different', () => {
  const sentences = CAUTIONS.map(cautionSentence);
  for (const sentence of sentences) assert.ok(isSentence(sentence), sentence);
  assert.equal(new Set(sentences).size, CAUTIONS.length);
});

describe('the reasons', () => {
  const found = reasonsOfMessages();

  it('are all given by some message, and no others', () => {
    assert.deepEqual([...new Set(found.map(({ code }) => code))].sort(), REASONS.toSorted());
  });

  it('are whole sentences once their values are filled in', () => {
    for (const reason of found) assert.ok(isSentence(reasonSentence(reason)), reasonSentence(reason));
  });

  it('have different sentences', () => {
    const bare = REASONS.map((code) => reasonSentence({ code }));
    assert.equal(new Set(bare).size, REASONS.length);
  });
});

it('every caution is explained in docs/verdicts.md', () => {
  const text = readFileSync(new URL('../../docs/verdicts.md', import.meta.url), 'utf8');
  const unexplained = CAUTIONS.filter((caution) => !text.includes(`\`${caution}\``));
  assert.deepEqual(unexplained, []);
});

/** The reasons of real messages, each of which is judged by another rule. */
function reasonsOfMessages(): Reason[] {
  const good = storedKey('rsa2048', { firstSeenSeconds: LETTER_SECONDS });
  const signed = (more: Partial<SigningOptions> = {}) => sign(LETTER, { key: 'rsa2048', ...more });
  const altered = signed().replace('harbour', 'Harbour');
  const provider = { domain: 'example-org.20150623.gappssmtp.com' };
  const judged = [
    assess(LETTER),
    assess(signed(), [good]),
    assess(signed(), [{ ...good, tier: 'dns', lookedUpAtSeconds: LETTER_SECONDS }]),
    assess(signed(), [{ ...good, tier: 'recovered' }]),
    assess(signed({ names: ['from'] }), [{ ...good, tier: 'recovered' }]),
    assess(signed({ names: ['from'] }), [good]),
    assess(signed({ length: 25 }), [good]),
    assess(signed({ length: 0 }), [good]),
    assess(signed(provider), [{ ...good, ...provider }]),
    assess(signed().replace('nine', 'ten'), [good]),
    assess(`DKIM-Signature: v=1\r\n${LETTER}`),
    assess(signed(), []),
    assess(signed(), [storedKey('rsa2048other')]),
    assess(
      signed(),
      Array.from({ length: 99 }, (_, index) => ({ ...good, record: keyRecord('rsa2048other', `n=${index}; `) })),
    ),
    assess(signed(), [{ ...good, record: 'p=' }]),
    assess(signed(), [{ ...good, record: keyRecord('ed25519') }]),
    assess(signed(), [], { keys: keyRingOf([], new Map([['s1._domainkey.example.org', 'timeout']])) }),
    assess(signed({ domain: 'example.net' }), [{ ...good, domain: 'example.net' }]),
    assess(`Subject: x\r\n${signed()}`, [good]),
    assess(altered, [good]),
    assess(sign(LETTER, { key: 'ed25519' }).replace('harbour', 'Harbour'), [storedKey('ed25519')]),
    assess(altered, [good], { hasOriginalOctets: false }),
    assess(signed().replace('nine.\r\n', 'nine.\r\r\n'), [good]),
    assess(`${signed()}______\r\nharbour list\r\n`, [good]),
    assess(signed().replace('Subject: ', 'Subject: [harbour] '), [good]),
    assess(signed().replace('nine', 'ten'), [good], { policy: { ...defaultPolicy, repairBudget: { candidates: 1, octets: 9 } } }),
    assess('DKIM-Signature: x\r\n'.repeat(99) + LETTER),
  ];
  return [...judged.flatMap(({ judgement }) => judgement.reasons), ...reasonsOfChains(), ...reasonsOfFindings()];
}

/** Of a message that others quote, for each of what that can be to it. */
function reasonsOfChains(): Reason[] {
  const alone = { verdict: 'unverified', marks: [], reasons: [] } as const;
  const relation: Relation = {
    ...{ voucher: 2, quoted: 1, author: { address: 'otto@example.org' }, authorIs: 'addressee', isSigned: true, isLater: true },
    ...{ depth: 1, named: 'sender', ownWords: 40, matchedWords: 38, unvouched: [] },
    differences: [{ kind: 'replaced', of: 'number', own: '45', quoted: '54' }],
  };
  const about = WEIGHTS.flatMap((weight) => judgeAmong(alone, [{ ...relation, weight }], []).reasons);
  const by = (['disputes', 'misquotes'] as const).flatMap((weight) => judgeAmong(alone, [], [{ ...relation, weight }]).reasons);
  const more = judgeAmong(alone, [{ ...relation, interleaved: ['in May'], weight: 'interleaved' }], []).reasons;
  return [...about, ...by, ...more];
}

/** Of a message of which another one proves another text. */
function reasonsOfFindings(): Reason[] {
  const finding: Finding = {
    ...{ kind: 'duplicate-differs', weight: 'strong', messages: [2, 1], reasons: [], contradicts: true },
    values: { own: '45', quoted: '54' },
  };
  return [...judgeWithFindings({ verdict: 'unverified', marks: [], reasons: [] }, 1, true, [finding]).reasons];
}
