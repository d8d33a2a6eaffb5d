import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ALIGNMENTS, type Evidence, SIGNATURE_RESULTS, type SignatureEvidence, type UsedKey } from '../../src/evidence/evidence.ts';
import { judge } from '../../src/evidence/judge.ts';
import { defaultPolicy } from '../../src/evidence/policy.ts';
import { BLOCKING_CAUTIONS, CAUTIONS, type Judgement, KEYLESS_REASONS, MARKS, VERDICTS } from '../../src/evidence/verdict.ts';
import { assess, LETTER, LETTER_SECONDS } from './support/assess.ts';
import { storedKey } from './support/keys.ts';
import { sign } from './support/signer.ts';

const KEY: UsedKey = { tier: 'archived', bits: 2048, algorithm: 'rsa', source: 'a key file' };
/** What a signature says that verifies everything. */
const SOUND: SignatureEvidence = {
  field: 0,
  signer: 'example.org',
  selector: 's1',
  algorithm: 'rsa-sha256',
  canonicalization: 'relaxed/relaxed',
  result: 'pass',
  bodyIntact: true,
  headersIntact: true,
  key: KEY,
  aligned: 'exact',
  cautions: [],
  coverage: {
    fields: { from: 'covered', to: 'covered', cc: 'absent', subject: 'covered', date: 'covered', replyTo: 'absent-proven' },
    body: { signed: 100, total: 100 },
  },
  coveredFields: [1, 2, 0],
  repairs: [],
};
const FAILING = { ...SOUND, result: 'fail', headersIntact: false } as const;
const { key: _key, headersIntact: _headersIntact, ...UNTESTED } = SOUND;
const KEYLESS: SignatureEvidence = { ...UNTESTED, result: 'keyless', reason: 'never-seen' };
const HEADERS_ONLY = { ...SOUND, result: 'headers-only', bodyIntact: false } as const;

function evidence(signatures: readonly SignatureEvidence[], more: Partial<Evidence> = {}): Evidence {
  return { signatures, signaturesNotTested: 0, hasOriginalOctets: true, ...more };
}

/** The verdict, and the codes of the reasons. */
function verdict(...signatures: readonly SignatureEvidence[]): string {
  return words(judge(evidence(signatures), defaultPolicy));
}

/** Of a message that was rebuilt. */
function rebuilt(...signatures: readonly SignatureEvidence[]): string {
  return words(judge(evidence(signatures, { hasOriginalOctets: false }), defaultPolicy));
}

function words({ verdict: name, reasons }: Judgement): string {
  return `${name}: ${reasons.map(({ code }) => code).join(' ')}`;
}

function covering(fields: Partial<SignatureEvidence['coverage']['fields']>, body = SOUND.coverage.body): SignatureEvidence['coverage'] {
  return { fields: { ...SOUND.coverage.fields, ...fields }, body };
}

describe('verified', () => {
  it('is a passing signature of the sender under a known key that covers all that is shown', () => {
    assert.equal(verdict(SOUND), 'verified: signature-passes key-archived covers-everything-shown');
    assert.equal(verdict({ ...SOUND, key: { ...KEY, tier: 'dns' } }), 'verified: signature-passes key-looked-up covers-everything-shown');
    assert.match(verdict({ ...SOUND, aligned: 'organisation' }), /^verified:/);
  });

  it('needs To, Cc, Subject and Date covered only where they are present', () => {
    const absent = covering({ to: 'absent', cc: 'absent-proven', subject: 'absent', date: 'absent' });
    assert.match(verdict({ ...SOUND, coverage: absent }), /^verified:/);
  });

  it('does not need Reply-To, of which a caution tells', () => {
    assert.match(verdict({ ...SOUND, cautions: ['unsigned-field'], coverage: covering({ replyTo: 'uncovered' }) }), /^verified:/);
  });

  it('is an empty body too', () => assert.match(verdict({ ...SOUND, coverage: covering({}, { signed: 0, total: 0 }) }), /^verified:/));

  for (const caution of CAUTIONS) {
    const blocks = (BLOCKING_CAUTIONS as readonly string[]).includes(caution);
    it(`is ${blocks ? 'blocked' : 'not blocked'} by ${caution}`, () => {
      assert.match(verdict({ ...SOUND, cautions: [caution] }), blocks ? /^unverified: blocked-by-caution$/ : /^verified:/);
    });
  }

  it('is whatever else the other signatures say, and they are not spoken of', () => {
    const alone = verdict(SOUND);
    assert.equal(verdict(FAILING, KEYLESS, SOUND, HEADERS_ONLY), alone);
  });

  it('is that of a rebuilt message too: what passes, passes', () => assert.match(rebuilt(SOUND), /^verified:/));
});

describe('verified-recovered', () => {
  const recovered = { ...SOUND, key: { ...KEY, tier: 'recovered' } } as const;

  it('is the same under a recovered key', () => {
    assert.equal(verdict(recovered), 'verified-recovered: signature-passes key-recovered covers-everything-shown');
  });

  it('is not where a better key of that selector covers the time', () => {
    assert.match(verdict({ ...recovered, cautions: ['key-conflict'] }), /^unverified:/);
  });

  it('is not for a part of the message', () => {
    const partly = { ...recovered, coverage: covering({ to: 'uncovered' }) };
    assert.equal(verdict(partly), 'unverified: signature-passes key-recovered recovered-key-covers-part field-not-covered');
    assert.match(verdict({ ...HEADERS_ONLY, key: recovered.key }), /^unverified:/);
    assert.match(verdict({ ...recovered, aligned: 'provider' }), /^unverified:/);
  });

  it('gives way to a known key', () => assert.match(verdict(recovered, SOUND), /^verified:/));
});

describe('verified-partly', () => {
  for (const field of ['from', 'to', 'cc', 'subject', 'date'] as const) {
    it(`is where ${field} is not covered`, () => {
      const coverage = covering({ [field]: 'uncovered' });
      assert.equal(verdict({ ...SOUND, coverage }), 'verified-partly: signature-passes key-archived field-not-covered');
    });
  }

  it('is where a tail of the body is not covered, at least half being so', () => {
    const coverage = covering({}, { signed: 50, total: 100 });
    assert.equal(verdict({ ...SOUND, coverage }), 'verified-partly: signature-passes key-archived body-tail-not-covered');
  });

  it('is where a provider signed for the sender', () => {
    assert.equal(verdict({ ...SOUND, aligned: 'provider' }), 'verified-partly: signature-passes key-archived provider-signed');
  });

  it('names each gap with what it is', () => {
    const coverage = covering({ to: 'uncovered', date: 'uncovered' }, { signed: 60, total: 100 });
    assert.deepEqual(judge(evidence([{ ...SOUND, coverage }]), defaultPolicy).reasons.slice(2), [
      { code: 'field-not-covered', values: { field: 'To' } },
      { code: 'field-not-covered', values: { field: 'Date' } },
      { code: 'body-tail-not-covered', values: { signed: 60, total: 100 } },
    ]);
  });
});

describe('headers-verified', () => {
  it('is where the body is not the signed one', () => {
    assert.equal(verdict(HEADERS_ONLY), 'headers-verified: headers-signature-holds key-archived body-differs');
  });

  it('is where less than half of the body is signed', () => {
    for (const signed of [0, 49]) {
      const coverage = covering({}, { signed, total: 100 });
      assert.equal(verdict({ ...SOUND, coverage }), 'headers-verified: signature-passes key-archived body-mostly-not-covered');
    }
  });

  it('names the fields that are not proven', () => {
    assert.match(verdict({ ...HEADERS_ONLY, coverage: covering({ cc: 'uncovered' }) }), /field-not-covered body-differs$/);
  });

  it('is never that of a rebuilt message', () => assert.equal(rebuilt(HEADERS_ONLY), 'unverified: no-original-octets'));

  it('is stronger than a signature that fails', () => assert.match(verdict(FAILING, HEADERS_ONLY), /^headers-verified:/));
});

describe('failed', () => {
  it('is a failing signature of the sender', () => {
    assert.equal(verdict(FAILING), 'failed: signature-fails');
    assert.match(verdict({ ...FAILING, aligned: 'provider' }), /^failed:/);
  });

  it('says of Ed25519 that the key may be another', () => {
    assert.equal(verdict({ ...FAILING, key: { ...KEY, algorithm: 'ed25519' } }), 'failed: signature-fails-or-other-key');
  });

  it('is no failing signature of somebody else', () => {
    assert.equal(verdict({ ...FAILING, aligned: 'none' }), 'unverified: signer-not-sender');
  });

  it('is never that of a rebuilt message', () => assert.equal(rebuilt(FAILING), 'unverified: no-original-octets'));

  it('tells what the other signatures say, the deciding one first', () => {
    assert.equal(verdict(KEYLESS, FAILING), 'failed: signature-fails key-never-seen');
  });
});

describe('unverified', () => {
  it('is a message without a signature', () => assert.equal(verdict(), 'unverified: no-signature'));

  it('is one with malformed signatures only', () => {
    const malformed = { ...KEYLESS, result: 'malformed', tag: 'bh' } as const;
    const { reasons } = judge(evidence([malformed]), defaultPolicy);
    assert.deepEqual(reasons, [{ code: 'signature-malformed', values: { tag: 'bh' } }]);
  });

  it('is one without a key, and says why there is none', () => {
    const codes = KEYLESS_REASONS.map((reason) => verdict({ ...KEYLESS, reason }));
    assert.deepEqual(codes, [
      'unverified: key-never-seen',
      'unverified: key-other',
      'unverified: key-revoked',
      'unverified: key-unusable',
      'unverified: key-lookup-failed',
    ]);
  });

  it('is one whose passing signature is not that of the sender', () => {
    assert.equal(verdict({ ...SOUND, aligned: 'none' }), 'unverified: signer-not-sender');
  });

  it('says the same thing once', () => assert.equal(verdict(KEYLESS, KEYLESS), 'unverified: key-never-seen'));

  it('tells of signatures that were not tested', () => {
    const { reasons } = judge(evidence([KEYLESS], { signaturesNotTested: 3 }), defaultPolicy);
    assert.deepEqual(reasons.at(-1), { code: 'signatures-not-tested', values: { count: 3 } });
  });
});

describe('the marks', () => {
  const marks = (signature: SignatureEvidence, hasOriginalOctets = true) =>
    judge(evidence([signature], { hasOriginalOctets }), defaultPolicy).marks;

  it('signed-by-other is a passing signature of another domain', () => {
    assert.deepEqual(marks({ ...SOUND, aligned: 'none' }), ['signed-by-other']);
    assert.deepEqual(marks({ ...SOUND, aligned: 'none', cautions: ['sha1', 'many-froms'] }), ['signed-by-other']);
  });

  it('signed-by-other is none that anyone could have made, and none that does not pass', () => {
    for (const caution of ['weak-key', 'private-key-public'] as const) {
      assert.deepEqual(marks({ ...SOUND, aligned: 'none', cautions: [caution] }), []);
    }
    for (const other of [SOUND, { ...HEADERS_ONLY, aligned: 'none' }, { ...FAILING, aligned: 'none' }] as const)
      assert.deepEqual(marks(other), []);
  });

  it('signed-by-other is none that leaves open what a reader is shown as passed on', () => {
    for (const caution of BLOCKING_CAUTIONS.filter((name) => name !== 'many-froms')) {
      assert.deepEqual(marks({ ...SOUND, aligned: 'none', cautions: [caution] }).includes('signed-by-other'), false, caution);
    }
    assert.deepEqual(marks({ ...SOUND, aligned: 'none', coverage: covering({}, { signed: 0, total: 100 }) }), []);
  });

  it('no-original-bytes is a rebuilt message', () => assert.deepEqual(marks(SOUND, false), ['no-original-bytes']));

  it('key-conflict is a signature that holds under a key with that caution', () => {
    assert.deepEqual(marks({ ...SOUND, cautions: ['key-conflict'] }), ['key-conflict']);
    assert.deepEqual(marks({ ...FAILING, cautions: ['key-conflict'] }), []);
  });
});

describe('a judgement', () => {
  const anySignature = fc
    .record({
      result: fc.constantFrom(...SIGNATURE_RESULTS),
      aligned: fc.constantFrom(...ALIGNMENTS),
      cautions: fc.subarray([...CAUTIONS]),
      tier: fc.constantFrom('archived' as const, 'dns' as const, 'recovered' as const),
      subject: fc.constantFrom('covered' as const, 'uncovered' as const, 'absent' as const, 'absent-proven' as const),
      signed: fc.nat(100),
    })
    .map(({ tier, subject, signed, ...rest }): SignatureEvidence => {
      const holds = rest.result === 'pass' || rest.result === 'headers-only';
      return { ...SOUND, ...rest, headersIntact: holds, key: { ...KEY, tier }, coverage: covering({ subject }, { signed, total: 100 }) };
    });
  const anyEvidence = fc.record({
    signatures: fc.array(anySignature, { maxLength: 5 }),
    signaturesNotTested: fc.nat(2),
    hasOriginalOctets: fc.boolean(),
  });

  it('has a known verdict, known marks in their order, and a reason, whatever the evidence', () => {
    fc.assert(
      fc.property(anyEvidence, (any) => {
        const { verdict: name, marks, reasons } = judge(any, defaultPolicy);
        assert.ok(VERDICTS.includes(name));
        assert.deepEqual(
          marks,
          MARKS.filter((mark) => marks.includes(mark)),
        );
        assert.ok(reasons.length > 0);
      }),
    );
  });

  it('does not get weaker by another signature, nor depend on their order', () => {
    const strength = ['unverified', 'failed', 'headers-verified', 'verified-partly', 'verified-recovered', 'verified'];
    fc.assert(
      fc.property(anyEvidence, anySignature, (any, another) => {
        const before = judge(any, defaultPolicy).verdict;
        const above = judge({ ...any, signatures: [another, ...any.signatures] }, defaultPolicy).verdict;
        const below = judge({ ...any, signatures: [...any.signatures, another] }, defaultPolicy).verdict;
        assert.equal(above, below);
        assert.ok(strength.indexOf(above) >= strength.indexOf(before));
      }),
    );
  });

  it('is no proof without a passing or holding, aligned signature that nothing blocks', () => {
    fc.assert(
      fc.property(anyEvidence, (any) => {
        const proves = any.signatures.some(
          ({ headersIntact, aligned, cautions }) =>
            headersIntact === true &&
            aligned !== 'none' &&
            !cautions.some((caution) => (BLOCKING_CAUTIONS as readonly string[]).includes(caution)),
        );
        const { verdict: name } = judge(any, defaultPolicy);
        assert.ok(proves || name === 'unverified' || name === 'failed');
      }),
    );
  });
});

describe('a whole message', () => {
  it('is verified under a key sighted at its time', () => {
    const { judgement } = assess(sign(LETTER, { key: 'rsa2048' }), [storedKey('rsa2048', { firstSeenSeconds: LETTER_SECONDS })]);
    assert.deepEqual(judgement, {
      verdict: 'verified',
      marks: [],
      reasons: [
        { code: 'signature-passes', values: { signer: 'example.org', selector: 's1' } },
        { code: 'key-archived', values: { source: 'a key file' } },
        { code: 'covers-everything-shown' },
      ],
    });
  });

  it('is verified-recovered under a recovered key alone, and verified once an archived one is known', () => {
    const recovered = storedKey('rsa2048', { tier: 'recovered', firstSeenSeconds: LETTER_SECONDS });
    const signed = sign(LETTER, { key: 'rsa2048' });
    assert.equal(assess(signed, [recovered]).judgement.verdict, 'verified-recovered');
    assert.equal(assess(signed, [recovered, storedKey('rsa2048')]).judgement.verdict, 'verified');
  });

  it('does not depend on the order in which keys are known', () => {
    const keys = [
      storedKey('rsa2048other'),
      storedKey('rsa2048', { firstSeenSeconds: 0 }),
      storedKey('rsa2048', { firstSeenSeconds: LETTER_SECONDS }),
    ];
    const signed = sign(LETTER, { key: 'rsa2048' });
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: 3 }), (shuffled) => {
        assert.deepEqual(assess(signed, shuffled).judgement, assess(signed, keys).judgement);
      }),
    );
  });
});
