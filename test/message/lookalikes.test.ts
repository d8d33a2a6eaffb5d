import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asciiBeside } from '../../src/message/lookalikes.ts';

describe('asciiBeside', () => {
  const misleading: Record<string, readonly [domain: string, shown: string]> = {
    'Cyrillic among Latin letters': ['info@p\u0430ypal.example', 'xn--pypal-4ve.example'],
    'Cyrillic alone that looks like Latin': ['\u0430\u0440\u0440\u04cf\u0435.example', 'xn--80ak6aa92e.example'],
    'Greek alone that looks like Latin': ['\u03bf\u03bd\u03b9.example', 'xn--uxahf.example'],
    'a Latin letter of phonetics': ['\u0261oogle.example', 'xn--oogle-qmc.example'],
    'a dotless i': ['w\u0131ki.example', 'xn--wki-jua.example'],
    'a mark below, which an underline hides': ['ban\u1e33.example', 'xn--ban-92y.example'],
    'wide letters': ['\uff42\uff41\uff4e\uff4b.example', 'bank.example'],
    'a full stop of another script': ['evil\u3002bank.example', 'evil.bank.example'],
    'a letter that looks like a stroke': ['bank\u2215evil.example', 'xn--bankevil-1f7d.example'],
    'what DNS has no name for': ['a\u0430\u202eb.example', 'aU+430 U+202E b.example'],
  };
  for (const [name, [text, shown]] of Object.entries(misleading)) {
    it(`tells what DNS has for ${name}`, () => assert.equal(asciiBeside(text), shown));
  }

  it('leaves alone what is plainly of its script', () => {
    for (const domain of [
      'halden.example',
      'lena@münchen.example',
      'łódź.example',
      'пример.example',
      'παράδειγμα.example',
      '例え.テスト',
      '한국.example',
      'مثال.example',
      'उदाहरण.example',
      'xn--pypal-4ve.example',
      '',
      'no domain at all',
    ]) {
      assert.equal(asciiBeside(domain), undefined, domain);
    }
  });

  it('gives ASCII alone, and throws for nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.match(asciiBeside(text) ?? '', /^[\x20-\x7e]*$/)));
  });
});
