import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createNodeCrypto } from '../../../src/archive/node-crypto.ts';
import { pureCrypto } from '../../../src/evidence/crypto-pure.ts';
import { BLOCKING_CAUTIONS } from '../../../src/evidence/verdict.ts';
import { assessAll } from './assess-all.ts';
import { GOLDEN, readInputs, readLetterKeys } from './inputs.ts';
import { LETTER_KEYS, SIGNED_LETTERS } from './letters.ts';

describe('the signed letters', () => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, assessAll(readInputs(), readLetterKeys(), createNodeCrypto()));
  const golden = readFileSync(GOLDEN, 'utf8');

  it('get the golden results from the crypto of Node', () => {
    assert.equal(assessAll(readInputs(), readLetterKeys(), createNodeCrypto()), golden);
  });

  it('get the golden results from crypto in JavaScript alone', () => {
    assert.equal(assessAll(readInputs(), readLetterKeys(), pureCrypto), golden);
  });

  it('have the verdicts that they were made for, and between them every blocking caution', () => {
    const results: { name: string; judgement: { verdict: string } }[] = JSON.parse(golden);
    const verdicts = new Map(results.map(({ name, judgement }) => [name, judgement.verdict]));
    for (const { name, verdict } of SIGNED_LETTERS) assert.equal(verdicts.get(name), verdict, name);
    for (const caution of BLOCKING_CAUTIONS) assert.ok(golden.includes(`"${caution}"`), caution);
  });

  it('are those that write-letters.ts writes', () => {
    const inputs = new Map(readInputs().map(({ name, base64 }) => [name, base64]));
    for (const { name, text } of SIGNED_LETTERS) assert.equal(inputs.get(name), Buffer.from(text, 'latin1').toString('base64'), name);
    assert.deepEqual(readLetterKeys(), JSON.parse(JSON.stringify(LETTER_KEYS)));
  });
});
