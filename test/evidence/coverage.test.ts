import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Coverage } from '../../src/evidence/evidence.ts';
import { assess, LETTER } from './support/assess.ts';
import { type SigningOptions, sign } from './support/signer.ts';

function coverage(options: Partial<SigningOptions> = {}, letter = LETTER, above = ''): Coverage {
  return assess(above + sign(letter, { key: 'rsa2048', ...options })).signature.coverage;
}

describe('the coverage of a signature', () => {
  it('is told for each field that a reader is shown', () => {
    assert.deepEqual(coverage({ names: ['from', 'subject', 'reply-to'] }).fields, {
      from: 'covered',
      to: 'uncovered',
      cc: 'uncovered',
      subject: 'covered',
      date: 'uncovered',
      replyTo: 'absent-proven',
    });
  });

  it('tells a field that is not there from one that is proven not to have been there', () => {
    const letter = LETTER.replace(/^Cc:.*\r\n/m, '');
    assert.equal(coverage({ names: ['from'] }, letter).fields.cc, 'absent');
    assert.equal(coverage({ names: ['from', 'cc'] }, letter).fields.cc, 'absent-proven');
  });

  it('is not full where a field of that name was added', () => {
    assert.equal(coverage({}, LETTER, 'Subject: another\r\n').fields.subject, 'uncovered');
  });

  it('of the body counts canonical octets: signed, and all', () => {
    const letter = 'From: ada@example.org\r\n\r\none  two\r\n\r\n';
    assert.deepEqual(coverage({}, letter).body, { signed: 9, total: 9 });
    assert.deepEqual(coverage({ length: 3 }, letter).body, { signed: 3, total: 9 });
    assert.deepEqual(coverage({ canonicalization: 'simple/simple' }, letter).body, { signed: 10, total: 10 });
    assert.deepEqual(coverage({ length: 99 }, letter).body, { signed: 9, total: 9 });
  });

  it('of a malformed signature is nothing', () => {
    const { signature } = assess(`DKIM-Signature: v=2\r\n${LETTER}`);
    assert.deepEqual(Object.values(signature.coverage.fields), ['uncovered', 'uncovered', 'uncovered', 'uncovered', 'uncovered', 'absent']);
    assert.equal(signature.coverage.body.signed, 0);
  });
});
