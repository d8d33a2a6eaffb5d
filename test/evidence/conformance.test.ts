import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DIFFERENCES } from './conformance/differences.ts';
import { compareWithMailauth } from './conformance/differential.ts';
import { DISAGREEMENTS } from './conformance/disagreements.ts';
import { differentialSection, type SectionName, storedSection, storeSection, vectorsSection } from './conformance/report.ts';
import { readSuite, SUITES, vectorsAreHere } from './conformance/vectors.ts';

describe('the vectors of other verifiers', () => {
  it('give the expected result, or differ by a clause that is named', (t) => {
    if (!vectorsAreHere) return t.skip('../shared/vectors is not here');
    const suites = new Map(SUITES.map((suite) => [suite, readSuite(suite)]));
    const different = [...suites.values()].flat().filter(({ isEqual }) => !isEqual);
    const explained = DIFFERENCES.flatMap(({ vectors }) => vectors);
    assert.deepEqual(different.map(({ name }) => name).sort(), explained.toSorted());
    checkSection('vectors', vectorsSection(suites));
  });
});

describe('generated messages', () => {
  it('are judged as mailauth judges them, or otherwise by a clause that is named', async () => {
    const compared = await compareWithMailauth(12);
    assert.ok(compared.length >= 1_000);
    const unexplained = compared.filter(({ agrees, explanation }) => !agrees && explanation === undefined);
    assert.deepEqual(unexplained, []);
    const idle = DISAGREEMENTS.filter((entry) => !compared.some(({ explanation }) => explanation === entry));
    assert.deepEqual(idle, []);
    checkSection('differential', differentialSection(compared));
  });
});

/** The document says what the tests found, or is written anew where that was asked for. */
function checkSection(name: SectionName, section: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') storeSection(name, section);
  else assert.equal(storedSection(name), section, 'docs/conformance.md is stale: run the tests with UPDATE_GOLDEN=1');
}
