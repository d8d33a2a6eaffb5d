import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addTerm, excludeTerm, listChips, removeTerm, termState, writeTerm } from '../../src/query/edit.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { printQuery } from '../../src/query/print.ts';
import { verdictNames } from '../../src/query/vocabulary.ts';
import { anyQuery } from './arbitrary.ts';

describe('a facet', () => {
  it('adds itself to the query', () => {
    assert.equal(addTerm('', 'verdict', 'verified'), 'verdict:verified');
    assert.equal(addTerm('budget', 'verdict', 'verified'), 'budget verdict:verified');
    assert.equal(addTerm('a OR b', 'verdict', 'verified'), '(a OR b) verdict:verified');
    assert.equal(addTerm('a verdict:verified', 'verdict', 'verified'), 'a verdict:verified');
    assert.equal(addTerm('a -verdict:failed', 'verdict', 'failed'), 'a verdict:failed');
  });

  it('excludes itself, and goes again', () => {
    assert.equal(excludeTerm('a verdict:failed b', 'verdict', 'failed'), 'a b -verdict:failed');
    assert.equal(removeTerm('a -verdict:failed', 'verdict', 'failed'), 'a');
    assert.equal(removeTerm('(a OR b) verdict:failed', 'verdict', 'failed'), 'a OR b');
  });

  it('writes people with spaces, parentheses and quotation marks so that they can be read', () => {
    assert.equal(writeTerm('from', 'Lena@Example.org'), 'from:lena@example.org');
    assert.equal(writeTerm('from', 'Lena "Lee" Brandt'), 'from:"Lena Lee Brandt"');
    assert.equal(writeTerm('from', 'a(b@example.org'), 'from:"a(b@example.org"');
    assert.equal(writeTerm('verdict', 'true'), undefined);
    assert.equal(writeTerm('subject', '…'), undefined);
  });

  it('leaves a text alone that is no query', () => {
    assert.equal(addTerm('(a', 'verdict', 'verified'), '(a');
    assert.deepEqual(listChips('(a'), []);
  });

  it('is asked for after it was added, excluded after it was excluded, absent after it was removed', () =>
    fc.assert(
      fc.property(anyQuery.map(printQuery), fc.constantFrom(...verdictNames), (text, verdict) => {
        assert.equal(termState(addTerm(text, 'verdict', verdict), 'verdict', verdict), 'asked');
        assert.equal(termState(excludeTerm(text, 'verdict', verdict), 'verdict', verdict), 'excluded');
        assert.equal(termState(removeTerm(text, 'verdict', verdict), 'verdict', verdict), 'absent');
      }),
    ));
});

describe('the chips of a query', () => {
  it('are its conditions that all must hold, each with the query that is left without it', () => {
    assert.deepEqual(listChips('from:lena (a OR b) -verdict:failed'), [
      { text: 'from:lena', field: 'from', excludes: false, without: '(a OR b) -verdict:failed', start: 0, end: 9 },
      { text: '(a OR b)', excludes: false, without: 'from:lena -verdict:failed', start: 10, end: 18 },
      { text: '-verdict:failed', field: 'verdict', excludes: true, without: 'from:lena (a OR b)', start: 19, end: 34 },
    ]);
    assert.equal(listChips('a (b OR c)')[0]!.without, 'b OR c');
    assert.equal(listChips('a')[0]!.without, '');
    assert.equal(listChips('a *')[0]!.without, '');
    assert.equal(listChips('a *')[1]!.text, '*');
    assert.deepEqual(listChips(''), []);
  });

  it('put together again are the query', () =>
    fc.assert(
      fc.property(anyQuery.map(printQuery), (text) => {
        const together = parseQuery(
          listChips(text)
            .map((chip) => chip.text)
            .join(' '),
        );
        assert.ok(together.ok);
        assert.equal(printQuery(together.query), text);
      }),
    ));
});
