import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type KeyRecord, keyRecordOf, parseKeyRecord } from '../../../src/evidence/keys/record.ts';
import { keyRecord, publicMaterial, storedKey } from '../support/keys.ts';

const P = publicMaterial('rsa1024');

function terms(record: string): (KeyRecord & { kind: 'key' })['terms'] {
  const parsed = parseKeyRecord(record);
  assert.ok(parsed.kind === 'key', JSON.stringify(parsed));
  return parsed.terms;
}

describe('a key record', () => {
  it('holds a key and what it is for (RFC 6376 §3.6.1)', () => {
    const record = parseKeyRecord(`v=DKIM1; h=sha1 : sha256; k=rsa; n=rotated=20yearly; s=*; t=y:s; p=${P}`);
    assert.ok(record.kind === 'key' && record.key.type === 'rsa');
    assert.equal(record.key.bits, 1024);
    assert.deepEqual(record.terms, {
      hashes: ['sha1', 'sha256'],
      servesMail: true,
      testing: true,
      exactDomain: true,
      notes: 'rotated yearly',
    });
  });

  it('is RSA, for all services and hashes, where it does not say', () => {
    assert.deepEqual(terms(`p=${P}`), { servesMail: true, testing: false, exactDomain: false });
  });

  it('may have white space inside the key', () => {
    assert.equal(parseKeyRecord(`p=${P.slice(0, 20)} \t${P.slice(20)}`).kind, 'key');
  });

  it('holds an Ed25519 key of 32 octets (RFC 8463 §4.2)', () => {
    const record = parseKeyRecord(keyRecord('ed25519'));
    assert.ok(record.kind === 'key' && record.key.type === 'ed25519');
    assert.equal(record.key.octets.length, 32);
    const ofSmallOrder = Buffer.alloc(32).fill(1, 0, 1).toString('base64');
    for (const material of [P, ofSmallOrder]) {
      assert.deepEqual(parseKeyRecord(`k=ed25519; p=${material}`), { kind: 'unusable', tag: 'p' });
    }
  });

  it('is revoked where its key is empty', () => assert.deepEqual(parseKeyRecord('v=DKIM1; p='), { kind: 'revoked' }));

  it('ignores g=, which is obsolete, and tags that nobody defined', () => assert.ok(terms(`v=DKIM1; g=nobody; zz=1; p=${P}`)));

  for (const [why, record, tag] of [
    ['its version is another', `v=DKIM2; p=${P}`, 'v'],
    ['its version does not come first', `p=${P}; v=DKIM1`, 'v'],
    ['its version is in small letters', `v=dkim1; p=${P}`, 'v'],
    ['it has no key', 'v=DKIM1; k=rsa', 'p'],
    ['its key is no base64', 'p=###', 'p'],
    ['its key is cut short', `p=${P.slice(0, -8)}`, 'p'],
    ['its key is of an unknown type', `k=dsa; p=${P}`, 'k'],
    ['a tag stands twice', `n=a; n=b; p=${P}`, 'n'],
    ['it is the record of something else', 'v=spf1 -all', 'v'],
    ['it is no tag list', 'hello', 'tag-list'],
    ['it is empty', '', 'tag-list'],
    ['it is longer than a TXT record can be', `p=${P}; n=${'x'.repeat(70_000)}`, 'tag-list'],
  ] as const) {
    it(`is unusable where ${why}`, () => {
      assert.deepEqual(parseKeyRecord(record), { kind: 'unusable', tag });
    });
  }

  it('serves mail where s= says so', () => {
    assert.deepEqual(
      ['*', 'email', 'sip : email', 'sip', ''].map((s) => terms(`s=${s}; p=${P}`).servesMail),
      [true, true, true, false, false],
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseKeyRecord(text)));
  });

  it('is read once for a stored key', () => {
    const stored = storedKey('rsa1024');
    assert.equal(keyRecordOf(stored), keyRecordOf(stored));
  });
});
