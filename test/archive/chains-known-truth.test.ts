import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { measureChains, type Outcome } from '../../bench/chains/measure.ts';
import { scratchFolder } from '../scratch.ts';

/** A small archive with known truth; `bench/chains/main.ts` makes large ones, of many seeds (docs/chains.md). */
describe('of an archive of which the truth is known', () => {
  let outcomes: readonly Outcome[] = [];
  const of = (question: Outcome['question']) => outcomes.filter((one) => one.question === question);
  const wrong = (some: readonly Outcome[]) => some.filter(({ isRight }) => !isRight).map(({ at, tags }) => [at, tags]);
  const share = (some: readonly Outcome[]) => 1 - wrong(some).length / some.length;

  before(async () => {
    using scratch = scratchFolder();
    outcomes = await measureChains(scratch.path, { seed: 20_161_107, threads: 160, failingShare: 0.02 });
    assert.ok(of('honest').length > 300 && of('planted').length > 30, 'too little to say anything');
  });

  it('all that is corroborated is genuine, and stands in signed mail of its sender or an addressee', () => {
    assert.deepEqual(wrong(of('corroborated')), []);
  });

  it('nine in ten of what stands there are corroborated; of programs and languages that are known, more', () => {
    const asked = of('to corroborate');
    assert.ok(share(asked) >= 0.9, JSON.stringify(wrong(asked)));
    const known = asked.filter(({ tags }) => tags['looked'] === 'program and language known');
    assert.ok(share(known) >= 0.95, JSON.stringify(wrong(known)));
  });

  it('every change that somebody planted is told', () => assert.deepEqual(wrong(of('planted')), []));

  it('no honest quote is disputed', () => assert.deepEqual(wrong(of('honest')), []));

  it('what is contradicted is so by its own sender, or by two others', () => assert.deepEqual(wrong(of('contradicted')), []));
});
