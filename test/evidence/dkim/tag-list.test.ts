import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { base64Octets, decodeDkimQuotedPrintable, parseTagList } from '../../../src/evidence/dkim/tag-list.ts';

/** Name and value of each tag; undefined where it is no tag list. */
function tagsOf(text: string): Record<string, string> | undefined {
  const list = parseTagList(text);
  return list.ok ? Object.fromEntries([...list.tags].map(([name, { value }]) => [name, value])) : undefined;
}

describe('a tag list', () => {
  it('is names and values, white space around either dropped (RFC 6376 §3.2)', () => {
    assert.deepEqual(tagsOf(' v = 1 ;\r\n\ta=rsa-sha256; n=two  words;'), { v: '1', a: 'rsa-sha256', n: 'two  words' });
  });

  it('tells where the value of a tag stands, white space around it included', () => {
    const text = 'v=1; b= QUJD\r\n ; d=x';
    const list = parseTagList(text);
    assert.ok(list.ok);
    const tag = list.tags.get('b');
    assert.equal(text.slice(tag?.start, tag?.end), ' QUJD\r\n ');
    assert.equal(list.firstName, 'v');
  });

  it('may have empty values, and equals signs in values', () => {
    assert.deepEqual(tagsOf('p=; bh=QQ=='), { p: '', bh: 'QQ==' });
  });

  for (const [fault, text, tag] of [
    ['a tag stands twice', 't=1; t=2', 't'],
    ['nothing stands between two semicolons', 'v=1;; a=x', 'tag-list'],
    ['a tag has no equals sign', 'v=1; a', 'tag-list'],
    ['a name begins with a digit', '1v=1', 'tag-list'],
    ['a name has a space inside', 'v w=1', 'tag-list'],
    ['a value holds a control character', 'v=1; n=a\x00b', 'n'],
    ['it is empty', '', 'tag-list'],
    ['it is white space', ' \r\n ', 'tag-list'],
  ] as const) {
    it(`is none where ${fault}`, () => assert.deepEqual(parseTagList(text), { ok: false, tag }));
  }

  it('keeps names in capitals apart', () => assert.deepEqual(tagsOf('A=1; a=2'), { A: '1', a: '2' }));

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void parseTagList(text)));
  });

  it('reads back what was written', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/);
    const value = fc.stringMatching(/^[!-:<-~]{0,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, minLength: 1 }), (tags) => {
        const text = tags.map(([key, content]) => `${key}=${content}`).join('; ');
        assert.deepEqual(tagsOf(text), Object.fromEntries(tags));
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    for (const unit of ['a=', ';', ' ', 'a', '=', 'a=b; ', '\r\n ']) {
      const list = unit.repeat(1_000_000 / unit.length);
      const start = performance.now();
      parseTagList(list);
      assert.ok(performance.now() - start < 1_500, JSON.stringify(unit));
    }
  });
});

describe('a base64 value', () => {
  it('may have white space anywhere and lack its padding', () => {
    assert.deepEqual(base64Octets(' Q U\r\n JD\tRA'), new Uint8Array([65, 66, 67, 68]));
    assert.deepEqual(base64Octets('QUJDRA=='), new Uint8Array([65, 66, 67, 68]));
  });

  for (const value of ['', ' ', 'Q', 'QUJ*', 'Q=UJD', 'QUJDR===', '====', 'QUJDé']) {
    it(`is none where it is ${JSON.stringify(value)}`, () => assert.equal(base64Octets(value), undefined));
  }

  it('gives back any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (octets) => {
        assert.deepEqual(base64Octets(Buffer.from(octets).toString('base64')), octets);
      }),
    );
  });
});

it('undoes dkim-quoted-printable, white space dropped (RFC 6376 §2.11)', () => {
  assert.equal(decodeDkimQuotedPrintable('a=3Bb =40\r\n c=zz'), 'a;b@c=zz');
});
