import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxSignatures } from '../../src/evidence/limits.ts';
import { assess } from './support/assess.ts';
import { storedKey } from './support/keys.ts';
import { sign } from './support/signer.ts';

const KEY = storedKey('rsa1024');
const FROM = 'From: ada@example.org\r\n';

/** A signature that has to be tested in full: it is well-formed, and there is a key. */
function signature(names = 'from', more = ''): string {
  return `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1; h=${names}; ${more}bh=QQ==; b=QQ==\r\n`;
}

describe('a hostile message is judged in a few seconds:', () => {
  const body = 'The lamp.\r\n'.repeat(200_000);
  for (const [name, text] of [
    ['thousands of signatures', `${signature().repeat(9_000)}${FROM}\r\n${body}`],
    [
      'each signature with another length',
      `${Array.from({ length: 60 }, (_, i) => signature('from', `l=${i + 1_000_000}; `)).join('')}${FROM}\r\n${body}`,
    ],
    [
      'each signature of all of thousands of fields',
      `${signature(`from${':x'.repeat(9_000)}`).repeat(40)}${'X: y\r\n'.repeat(9_000)}${FROM}\r\n`,
    ],
    [
      'each signature with thousands of names that are not there',
      `${signature(`from${Array.from({ length: 8_000 }, (_, i) => `:x${i}`).join('')}`).repeat(40)}${FROM}\r\n`,
    ],
    [
      'thousands of Received without a time above each signature',
      `${'Received: by b\r\n'.repeat(8_000)}${signature().repeat(40)}${FROM}\r\n`,
    ],
    ['a signature of megabytes', `${signature('from', `n=${'x'.repeat(4_000_000)}; `)}${FROM}\r\n`],
    ['thousands of tags', `${signature('from', Array.from({ length: 6_000 }, (_, i) => `n${i}=; `).join('')).repeat(40)}${FROM}\r\n`],
    ['thousands of mailboxes in From', `${signature().repeat(40)}From: ${'a@example.org, '.repeat(20_000)}\r\n\r\n`],
    ['a body of white space', `${signature().repeat(40)}${FROM}\r\n${' \t'.repeat(2_000_000)}x`],
    ['a body of line ends', `${signature().repeat(40)}${FROM}\r\n${'\r\n'.repeat(2_000_000)}x`],
  ] as const) {
    it(name, () => {
      const start = performance.now();
      const { signatures } = assess(text, [KEY]);
      assert.ok(performance.now() - start < 10_000);
      assert.ok(signatures.length <= maxSignatures);
    });
  }
});

it('a signed message with thousands of fields passes all the same', () => {
  const letter = `${'X: y\r\n'.repeat(5_000)}${FROM}Subject: x\r\n\r\nbody\r\n`;
  const names = ['from', 'subject', ...Array.from({ length: 5_000 }, () => 'x')];
  assert.equal(assess(sign(letter, { key: 'rsa1024', names }), [KEY]).signature.result, 'pass');
});
