import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SignatureEvidence } from '../../src/evidence/evidence.ts';
import { BLOCKING_CAUTIONS, VERDICTS } from '../../src/evidence/verdict.ts';
import { decidingSignature, markOfBody, markOfField } from '../../src/pages/coverage.ts';
import { keyless, passing } from './sample-views.ts';

const judged = (signatures: readonly SignatureEvidence[], selector?: string) => ({
  verdict: 'verified' as const,
  reasons: selector === undefined ? [] : [{ code: 'signature-passes' as const, values: { signer: 'halden.example', selector } }],
  signatures,
});

describe('decidingSignature', () => {
  it('is the one that the first reason names, wherever it stands', () => {
    const other = { ...passing, selector: 'other' };
    assert.equal(decidingSignature(judged([passing, other], 'other')), other);
    assert.equal(decidingSignature(judged([other, passing], 'sel2016')), passing);
  });

  it('is else the one that proves most: an intact body before a close signer', () => {
    const headers = { ...passing, result: 'headers-only' as const, bodyIntact: false };
    const provider = { ...passing, aligned: 'provider' as const };
    assert.equal(decidingSignature(judged([keyless, headers, provider, passing])), passing);
    assert.equal(decidingSignature(judged([headers, provider])), provider);
  });

  it('is never one that is not aligned, not intact, or kept from proving by a caution', () => {
    const useless = [keyless, { ...passing, aligned: 'none' as const }, { ...passing, headersIntact: false }];
    const cautioned = BLOCKING_CAUTIONS.map((caution) => ({ ...passing, cautions: [caution] }));
    assert.equal(decidingSignature(judged([...useless, ...cautioned])), undefined);
  });

  it('is none where the verdict rests on no signature', () => {
    const resting = VERDICTS.filter((verdict) => decidingSignature({ ...judged([passing]), verdict }) !== undefined);
    assert.deepEqual(resting, ['verified', 'verified-repaired', 'verified-recovered', 'verified-partly', 'headers-verified']);
  });
});

describe('the marks', () => {
  const withBody = (signed: number, total: number, bodyIntact = true): SignatureEvidence => ({
    ...passing,
    bodyIntact,
    coverage: { ...passing.coverage, body: { signed, total } },
  });

  it('tick a field that is covered, or whose absence is signed', () => {
    assert.deepEqual(
      (['from', 'cc', 'replyTo'] as const).map((field) => markOfField(passing, field)),
      ['covered', 'uncovered', 'covered'],
    );
    assert.equal(markOfField(undefined, 'from'), 'uncovered');
  });

  it('tick a body that is covered whole, half a tick for a part, none for another body', () => {
    assert.deepEqual([withBody(9, 9), withBody(5, 9), withBody(0, 9), withBody(9, 9, false), undefined].map(markOfBody), [
      'covered',
      'partly',
      'uncovered',
      'uncovered',
      'uncovered',
    ]);
    assert.equal(markOfBody(withBody(0, 0)), 'covered');
  });
});
