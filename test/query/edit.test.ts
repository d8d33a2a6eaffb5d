import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Query } from '../../src/query/ast.ts';
import { addTerm, dropChoices, excludeTerm, listChips, removeTerm, termState, writeTerm } from '../../src/query/edit.ts';
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

  it('stands beside the values of its field that are chosen already: any of them may hold', () => {
    assert.equal(addTerm('a verdict:verified', 'verdict', 'failed'), 'a (verdict:verified OR verdict:failed)');
    assert.equal(
      addTerm('(verdict:verified OR verdict:failed) a', 'verdict', 'unverified'),
      '(verdict:verified OR verdict:failed OR verdict:unverified) a',
    );
    assert.equal(addTerm('verdict:verified', 'verdict', 'failed'), 'verdict:verified OR verdict:failed');
    assert.equal(removeTerm('a (verdict:verified OR verdict:failed)', 'verdict', 'failed'), 'a verdict:verified');
    assert.equal(excludeTerm('a (verdict:verified OR verdict:failed)', 'verdict', 'failed'), 'a verdict:verified -verdict:failed');
    assert.equal(termState('a (verdict:verified OR verdict:failed)', 'verdict', 'failed'), 'asked');
    assert.equal(termState('verdict:verified OR verdict:failed', 'verdict', 'failed'), 'asked');
  });

  it('narrows where only words of its field were asked for, and where alternatives are not of one field', () => {
    assert.equal(addTerm('from:lena', 'from', 'lena@example.org'), 'from:lena from:lena@example.org');
    assert.equal(addTerm('(a OR verdict:failed)', 'verdict', 'verified'), '(a OR verdict:failed) verdict:verified');
    assert.equal(addTerm('-verdict:failed', 'verdict', 'verified'), '-verdict:failed verdict:verified');
    assert.equal(termState('(a OR verdict:failed) b', 'verdict', 'failed'), 'absent');
  });

  it('leaves what could be chosen instead when its field is dropped', () => {
    assert.equal(dropChoices('a (verdict:verified OR verdict:failed) -verdict:unverified', 'verdict'), 'a -verdict:unverified');
    assert.equal(dropChoices('from:lena from:lena@example.org', 'from'), 'from:lena');
    assert.equal(dropChoices('date:2016..2017 after:2016-03', 'date'), 'after:2016-03');
    assert.equal(dropChoices('a', 'verdict'), 'a');
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

  it('is seen, and goes, within a group that must hold with the rest', () => {
    const twice = '(a verdict:failed) verdict:failed';
    assert.equal(termState(twice, 'verdict', 'failed'), 'asked');
    assert.equal(removeTerm(twice, 'verdict', 'failed'), 'a');
    assert.equal(excludeTerm('b (a verdict:failed)', 'verdict', 'failed'), 'b a -verdict:failed');
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
      { text: 'from:lena', field: 'from', excludes: false, without: '(a OR b) -verdict:failed', alternatives: [], start: 0, end: 9 },
      { text: '(a OR b)', excludes: false, without: 'from:lena -verdict:failed', alternatives: [], start: 10, end: 18 },
      { text: '-verdict:failed', field: 'verdict', excludes: true, without: 'from:lena (a OR b)', alternatives: [], start: 19, end: 34 },
    ]);
    assert.equal(listChips('a (b OR c)')[0]!.without, 'b OR c');
    assert.deepEqual(listChips('a (verdict:verified OR verdict:failed)')[1]!.alternatives, [
      { text: 'verdict:verified', without: 'a verdict:failed' },
      { text: 'verdict:failed', without: 'a verdict:verified' },
    ]);
    assert.equal(listChips('a')[0]!.without, '');
    assert.equal(listChips('a *')[0]!.without, '');
    assert.equal(listChips('a *')[1]!.text, '*');
    assert.deepEqual(listChips(''), []);
  });

  it('put together again are the query, without the parentheses of those that all must hold', () =>
    fc.assert(
      fc.property(anyQuery.map(printQuery), (text) => {
        const together = parseQuery(
          listChips(text)
            .map((chip) => chip.text)
            .join(' '),
        );
        const parsed = parseQuery(text);
        assert.ok(together.ok && parsed.ok);
        assert.equal(printQuery(together.query), printQuery(withoutGroups(parsed.query)));
      }),
    ));
});

function withoutGroups(query: Query): Query {
  if (query.kind !== 'and') return query;
  return { ...query, parts: query.parts.map(withoutGroups).flatMap((part) => (part.kind === 'and' ? part.parts : [part])) };
}
