import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ParsedSignature, parseSignature, type Signature } from '../../../src/evidence/dkim/signature.ts';

const TAGS = {
  v: '1',
  a: 'rsa-sha256',
  b: 'QUJD',
  bh: 'REVG',
  c: 'relaxed/simple',
  d: 'Example.org',
  h: 'From : to:Subject',
  s: 'S1',
};

/** A signature with these tags changed; undefined takes one away. */
function parse(changes: Readonly<Record<string, string | undefined>> = {}): ParsedSignature {
  const tags = Object.entries({ ...TAGS, ...changes }).filter(([, value]) => value !== undefined);
  return parseSignature(tags.map(([name, value]) => `${name}=${value}`).join('; '));
}

function signature(changes: Readonly<Record<string, string | undefined>> = {}): Signature {
  const parsed = parse(changes);
  assert.equal(parsed.kind, 'signature', JSON.stringify(parsed));
  return (parsed as ParsedSignature & { kind: 'signature' }).signature;
}

function faultyTag(changes: Readonly<Record<string, string | undefined>>): string | undefined {
  const parsed = parse(changes);
  return parsed.kind === 'malformed' ? parsed.tag : undefined;
}

describe('a DKIM-Signature field', () => {
  it('says who signed what, and how (RFC 6376 §3.5)', () => {
    const { signatureValue, ...rest } = signature({ l: '10', t: '5', x: '9', i: 'ada@mail.example.org', q: 'dns/txt' });
    assert.deepEqual(rest, {
      algorithm: 'rsa-sha256',
      keyType: 'rsa',
      hash: 'sha256',
      headerCanonicalization: 'relaxed',
      bodyCanonicalization: 'simple',
      signer: 'example.org',
      selector: 's1',
      identity: 'ada@mail.example.org',
      identityDomain: 'mail.example.org',
      headerNames: ['from', 'to', 'subject'],
      bodyHash: new Uint8Array([68, 69, 70]),
      signature: new Uint8Array([65, 66, 67]),
      bodyLength: 10,
      signedAtSeconds: 5,
      expiresAtSeconds: 9,
    });
    assert.ok(signatureValue.end > signatureValue.start);
  });

  it('is simple/simple where it does not say, and simple for the body where it names one', () => {
    const unsaid = signature({ c: undefined });
    assert.deepEqual([unsaid.headerCanonicalization, unsaid.bodyCanonicalization], ['simple', 'simple']);
    const half = signature({ c: 'relaxed' });
    assert.deepEqual([half.headerCanonicalization, half.bodyCanonicalization], ['relaxed', 'simple']);
  });

  it('knows three algorithms (RFC 6376 §3.3, RFC 8463 §3)', () => {
    assert.deepEqual(
      ['rsa-sha1', 'rsa-sha256', 'ed25519-sha256'].map((a) => signature({ a })).map(({ keyType, hash }) => `${keyType} ${hash}`),
      ['rsa sha1', 'rsa sha256', 'ed25519 sha256'],
    );
  });

  for (const [why, changes, tag] of [
    ['v= is missing', { v: undefined }, 'v'],
    ['v= is another version', { v: '1.0' }, 'v'],
    ['a= is missing', { a: undefined }, 'a'],
    ['a= is unknown', { a: 'rsa-md5' }, 'a'],
    ['a= is in capitals', { a: 'RSA-SHA256' }, 'a'],
    ['b= is missing', { b: undefined }, 'b'],
    ['b= is empty', { b: '' }, 'b'],
    ['b= is no base64', { b: 'QU*D' }, 'b'],
    ['bh= is missing', { bh: undefined }, 'bh'],
    ['bh= is no base64', { bh: '-' }, 'bh'],
    ['c= is unknown', { c: 'nofws' }, 'c'],
    ['c= has three parts', { c: 'simple/simple/simple' }, 'c'],
    ['d= is missing', { d: undefined }, 'd'],
    ['d= has one label', { d: 'org' }, 'd'],
    ['d= has an empty label', { d: 'example..org' }, 'd'],
    ['d= has a space inside', { d: 'exam ple.org' }, 'd'],
    ['d= is longer than a name can be', { d: `${'a.'.repeat(130)}org` }, 'd'],
    ['h= is missing', { h: undefined }, 'h'],
    ['h= lacks From (§5.4)', { h: 'to:subject' }, 'h'],
    ['h= has an empty name', { h: 'from::to' }, 'h'],
    ['h= ends in a colon', { h: 'from:' }, 'h'],
    ['i= lies outside of d=', { i: 'ada@example.net' }, 'i'],
    ['i= only ends like d=', { i: 'ada@badexample.org' }, 'i'],
    ['i= has no at sign', { i: 'example.org' }, 'i'],
    ['l= is no number', { l: '-1' }, 'l'],
    ['l= has more than 76 digits', { l: '1'.repeat(77) }, 'l'],
    ['q= is unknown', { q: 'http' }, 'q'],
    ['s= is missing', { s: undefined }, 's'],
    ['s= is empty', { s: '' }, 's'],
    ['t= is no number', { t: '5.5' }, 't'],
    ['t= has more than 12 digits', { t: '1'.repeat(13) }, 't'],
    ['x= is no number', { x: 'soon' }, 'x'],
    ['x= is before t=', { t: '9', x: '5' }, 'x'],
    ['x= equals t=', { t: '9', x: '9' }, 'x'],
  ] as const) {
    it(`is malformed where ${why}`, () => assert.equal(faultyTag(changes), tag));
  }

  it('is malformed as a whole where its tag list is', () => {
    assert.deepEqual(parseSignature('v=1; v=1'), {
      kind: 'malformed',
      tag: 'v',
      claims: { signer: '', selector: '', algorithm: '', canonicalization: '' },
    });
  });

  it('is malformed beyond its named limit', () => assert.equal(faultyTag({ n: 'x'.repeat(70_000) }), 'tag-list'));

  it('says what it claims although it is malformed', () => {
    const parsed = parse({ v: '2', d: 'Example. org' });
    assert.deepEqual(parsed.kind === 'malformed' && parsed.claims, {
      signer: 'example.org',
      selector: 's1',
      algorithm: 'rsa-sha256',
      canonicalization: 'relaxed/simple',
    });
  });

  it('takes the identity in quoted-printable, and without a local part', () => {
    assert.equal(signature({ i: 'ada=40example=2Eorg' }).identity, 'ada@example.org');
    assert.equal(signature({ i: '@example.org' }).identityDomain, 'example.org');
  });

  it('takes one known way to ask for the key among others', () => assert.ok(signature({ q: 'http : dns/txt' })));

  it('takes 76 digits of l=', () => assert.equal(signature({ l: '9'.repeat(76) }).bodyLength, 1e76));

  it('takes underscores in names, which domains in use have', () => {
    assert.equal(signature({ s: 'k_1.mail' }).selector, 'k_1.mail');
  });

  it('files a signer in UTF-8 under its A-labels (RFC 8616)', () => {
    const utf8 = Buffer.from('bücher.example').toString('latin1');
    assert.equal(signature({ d: utf8 }).signer, 'xn--bcher-kva.example');
  });

  it('keeps the copied fields of z=, and is never malformed by them', () => {
    assert.deepEqual(signature({ z: 'From:ada=40example.org|\r\n Subject : a=7Cb|junk' }).copiedFields, [
      { name: 'From', value: 'ada@example.org' },
      { name: 'Subject', value: 'a|b' },
    ]);
  });

  it('never throws, whatever the value', () => {
    const tag = fc.constantFrom(
      'v=1',
      'a=rsa-sha256',
      'b=QQ',
      'bh=QQ',
      'd=a.b',
      's=x',
      'h=from',
      'i=@a.b',
      'l=1',
      'z=|',
      ';',
      '=',
      '\r\n ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, fc.string({ unit: 'binary', maxLength: 8 }))), (tags) => void parseSignature(tags.join('; '))),
    );
  });
});
