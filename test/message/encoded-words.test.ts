import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeEncodedWords } from '../../src/message/encoded-words.ts';

describe('decodeEncodedWords', () => {
  it('reads the examples of RFC 2047 §8', () => {
    const examples: [string, string][] = [
      ['=?ISO-8859-1?Q?a?=', 'a'],
      ['=?ISO-8859-1?Q?a?= b', 'a b'],
      ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
      ['=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'],
      ['=?ISO-8859-1?Q?a_b?=', 'a b'],
      ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    ];
    for (const [encoded, text] of examples) assert.equal(decodeEncodedWords(encoded), text);
  });

  it('joins the octets of adjacent words before it decodes them, so that a split character survives', () => {
    assert.equal(decodeEncodedWords('=?UTF-8?B?w6nD?= =?UTF-8?B?qQ==?='), 'éé');
    assert.equal(decodeEncodedWords('=?UTF-8?Q?=E2=82?= =?UTF-8?B?rA==?='), '€');
  });

  it('joins words of ISO-2022-JP, each of which begins and ends in ASCII', () => {
    assert.equal(decodeEncodedWords('=?ISO-2022-JP?B?GyRCRnwbKEI=?= =?ISO-2022-JP?B?GyRCS1wbKEI=?='), '日本');
  });

  it('passes over the language of a word (RFC 2231 §5)', () => {
    assert.equal(decodeEncodedWords('=?us-ascii*en-us?q?Hello?='), 'Hello');
  });

  it('reads question marks, spaces and missing padding, as programs write them', () => {
    assert.equal(decodeEncodedWords('=?utf-8?Q?What??='), 'What?');
    assert.equal(decodeEncodedWords('=?utf-8?Q?two words?='), 'two words');
    assert.equal(decodeEncodedWords('=?utf-8?Q?=41?='), 'A');
    assert.equal(decodeEncodedWords('=?utf-8?B?w6k?='), 'é');
  });

  it('leaves what is no encoded-word as it is', () => {
    for (const text of ['=?utf-8?X?abc?=', '=?utf-8?B?*?=', '=?utf-8?Q?never closed', 'a =? b ?=', '=?', '']) {
      assert.equal(decodeEncodedWords(text), text);
    }
  });

  it('reads a word that stands behind one which cannot be decoded, whatever opens between them', () => {
    assert.equal(decodeEncodedWords('=?utf-8?b?*=?x =?utf-8?b?QQ==?='), '=?utf-8?b?*=?x A');
    assert.equal(decodeEncodedWords('=?utf-8?b?*=?x =?utf-8?b?*=?x =?utf-8?q?a=?x *?='), '=?utf-8?b?*=?x =?utf-8?b?*=?x a=?x *');
    assert.equal(decodeEncodedWords('=?utf-8?b?*=?x ?= =?utf-8?b?QQ==?='), '=?utf-8?b?*=?x ?= A');
  });

  it('decodes what was encoded, however it is cut into words', () => {
    const anyText = fc.array(fc.constantFrom('a', ' ', '_', '=', '?', 'é', '€', '日', '😀')).map((units) => units.join(''));
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, size) => {
        const octets = [...new TextEncoder().encode(text)];
        const words: string[] = [];
        for (let at = 0; at < octets.length; at += size) {
          const hex = octets.slice(at, at + size).map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`);
          words.push(`=?utf-8?Q?${hex.join('')}?=`);
        }
        assert.equal(decodeEncodedWords(words.join('\r\n ')), text);
      }),
    );
  });

  it('changes no text that holds no "=?"', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('=?'));
        assert.equal(decodeEncodedWords(text), text);
      }),
    );
  });
});
