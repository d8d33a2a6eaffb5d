import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyName } from '../../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { wantedKeys } from '../../../src/evidence/keys/wanted.ts';
import { maxSignatures } from '../../../src/evidence/limits.ts';
import { assess, LETTER, messageOf } from '../support/assess.ts';
import { storedKey } from '../support/keys.ts';
import { sign } from '../support/signer.ts';

describe('a key ring', () => {
  it('gives every key of a selector, whatever the case of its names', () => {
    const keys = [
      storedKey('rsa1024'),
      storedKey('rsa2048', { domain: 'Example.ORG', selector: 'S1' }),
      storedKey('rsa512', { selector: 's2' }),
    ];
    assert.deepEqual(keyRingOf(keys).lookup('example.org', 's1').keys, keys.slice(0, 2));
  });

  it('tells "could not ask" from "asked: no key"', () => {
    const ring = keyRingOf([], new Map([[keyName('example.org', 's1'), 'timeout']]));
    assert.deepEqual(ring.lookup('example.org', 's1'), { keys: [], failure: 'timeout' });
    assert.deepEqual(ring.lookup('example.org', 's2'), { keys: [] });
  });

  it('does not mix up names that run together', () => {
    const ring = keyRingOf([storedKey('rsa1024', { domain: 'b.example.org', selector: 'a' })]);
    assert.equal(ring.lookup('example.org', 'a.b').keys.length, 0);
  });
});

describe('a key whose private half is public under another selector', () => {
  const plain = storedKey('rsa1024', { selector: 'plain' });
  const told = storedKey('rsa1024', { selector: 'told', privateKeyPublicSinceSeconds: 5, source: 'a leak' });
  const other = storedKey('rsa2048', { selector: 'plain' });

  it('is known to be, by every way that the ring can be asked', () => {
    const ring = keyRingOf([plain, other, told]);
    const claim = { why: 'listed', sinceSeconds: 5, source: 'a leak' };
    assert.deepEqual(ring.lookup('example.org', 'plain').keys, [{ ...plain, knownPublic: [claim] }, other]);
  });

  it('blocks what it signed', () => {
    const signed = sign(LETTER, { key: 'rsa1024', selector: 'plain' });
    assert.deepEqual(assess(signed, [plain]).signature.cautions, ['key-window-unknown']);
    assert.ok(assess(signed, [plain, told]).signature.cautions.includes('private-key-public'));
  });
});

describe('the keys that a message wants', () => {
  it('are those of its readable signatures, each once', () => {
    const signed = sign(sign(sign(LETTER, { key: 'rsa1024' }), { key: 'rsa1024' }), {
      key: 'rsa1024',
      domain: 'Example.NET',
      selector: 'x',
    });
    const wanted = wantedKeys(messageOf(`DKIM-Signature: v=2\r\n${signed}`));
    assert.deepEqual(wanted, [
      { domain: 'example.net', selector: 'x' },
      { domain: 'example.org', selector: 's1' },
    ]);
  });

  it('are no more than the signatures that are tested', () => {
    const one = (selector: string) => `DKIM-Signature: v=1; a=rsa-sha256; d=a.b; s=${selector}; h=from; bh=QQ; b=QQ\r\n`;
    const text = Array.from({ length: 100 }, (_, i) => one(`s${i}`)).join('');
    const wanted = wantedKeys(messageOf(`${text}From: a@a.b\r\n\r\n`));
    assert.equal(wanted.length, maxSignatures);
    assert.equal(wanted.at(-1)?.selector, 's99');
  });
});
