import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeCharset, latin1ToOctets, octetsToLatin1 } from '../../src/message/charset.ts';
import { latin1, octetsOf } from './mail.ts';

describe('decodeCharset', () => {
  it('decodes by the labels that mail programs write', () => {
    const cases: [string, string, string][] = [
      ['\xcf\xf0\xe8\xe2\xe5\xf2', 'windows-1251', 'Привет'],
      ['\xcf\xf0\xe8\xe2\xe5\xf2', 'CP-1251', 'Привет'],
      ['\xf0\xd2\xc9\xd7\xc5\xd4', 'KOI8-R', 'Привет'],
      ['\xf0\xd2\xc9\xd7\xc5\xd4', 'koi8r', 'Привет'],
      ['\xc4\xe3\xba\xc3', 'GB2312', '你好'],
      ['\xa7A\xa6n', 'big5', '你好'],
      ['\x1b$BF|K\\\x1b(B', 'ISO-2022-JP', '日本'],
      ['\x93\xfa\x96{', 'shift_jis', '日本'],
      ['\xc7\xd1\xb1\xdb', 'ks_c_5601-1987', '한글'],
      ['\xb1', 'iso8859-2', 'ą'],
      ['\xa4', 'ISO_8859-15', '€'],
      ['\x8e', 'macintosh', 'é'],
      ['na\xefve', '"iso-8859-1"', 'naïve'],
    ];
    for (const [octets, label, text] of cases) assert.equal(decodeCharset(latin1(octets), label), text, label);
  });

  it('reads iso-8859-1 as windows-1252, as browsers do', () => {
    assert.equal(decodeCharset(latin1('\x93quoted\x94 \x80'), 'iso-8859-1'), '“quoted” €');
  });

  it('reads undeclared text as UTF-8 where it is valid, else as windows-1252', () => {
    assert.equal(decodeCharset(octetsOf('é€')), 'é€');
    assert.equal(decodeCharset(latin1('\xe9')), 'é');
    assert.equal(decodeCharset(octetsOf('é'), 'x-unknown'), 'é');
    assert.equal(decodeCharset(octetsOf('é'), 'no-such-charset'), 'é');
  });

  it('sees through a label that lies', () => {
    assert.equal(decodeCharset(octetsOf('naïve'), 'us-ascii'), 'naïve');
    assert.equal(decodeCharset(octetsOf('naïve'), 'iso-8859-1'), 'naïve');
    assert.equal(decodeCharset(latin1('na\xefve'), 'utf-8'), 'naïve');
    assert.equal(decodeCharset(latin1('\xc3\xa9\xc3\xa9\xc3'), 'utf-8'), 'éé\ufffd');
  });

  it('decodes UTF-7, which no platform does (RFC 2152)', () => {
    assert.equal(decodeCharset(octetsOf('Hi Mom +Jjo--+-!'), 'utf-7'), 'Hi Mom ☺-+!');
  });

  it('throws for no octets and no label', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.oneof(fc.string(), fc.constantFrom('utf-8', 'utf-7', 'iso-2022-jp', 'gb18030', 'hz-gb-2312')),
        (octets, label) => {
          assert.equal(typeof decodeCharset(octets, label), 'string');
        },
      ),
    );
  });

  it('gives back what was encoded as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        assert.equal(decodeCharset(octetsOf(text), 'utf-8'), text);
      }),
    );
  });
});

describe('octetsToLatin1', () => {
  it('loses nothing, however long', () => {
    const octets = Uint8Array.from({ length: 10_000 }, (_, at) => at);
    assert.deepEqual(latin1ToOctets(octetsToLatin1(octets)), octets);
    assert.equal(octetsToLatin1(octets, 65, 68), 'ABC');
  });
});
