import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MARKS, VERDICTS } from '../../src/evidence/verdict.ts';
import { closest, markNames, verdictNames } from '../../src/query/vocabulary.ts';

describe('the closed lists of the query language', () => {
  it('are the verdicts and marks that the evidence knows, in the same order', () => {
    assert.deepEqual(verdictNames, VERDICTS);
    assert.deepEqual(markNames, MARKS);
  });
});

describe('closest', () => {
  it('finds the name that was meant, or none', () => {
    assert.equal(closest('form', ['from', 'to']), 'from');
    assert.equal(closest('verfied', verdictNames), 'verified');
    assert.equal(closest('seal', markNames), 'sealed');
    assert.equal(closest('zzz', verdictNames), undefined);
  });
});
