import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseParameters } from '../../src/message/parameters.ts';

function read(raw: string): Record<string, string> {
  const { value, parameters } = parseParameters(raw);
  return { '': value, ...Object.fromEntries(parameters) };
}

describe('parseParameters', () => {
  it('reads values, tokens, quoted strings and comments (RFC 2045 §5.1)', () => {
    assert.deepEqual(read(' text/plain; charset=us-ascii (Plain text)'), { '': 'text/plain', charset: 'us-ascii' });
    assert.deepEqual(read('Text/HTML (really);\r\n Charset="UTF-8"; format=flowed;'), {
      '': 'text/html',
      charset: 'UTF-8',
      format: 'flowed',
    });
    assert.deepEqual(read('a/b; name="a; \\"b\\" = c"'), { '': 'a/b', name: 'a; "b" = c' });
  });

  it('joins continuations and decodes charsets (RFC 2231 §3, §4)', () => {
    assert.deepEqual(read('message/external-body; access-type=URL; URL*0="ftp://";URL*1="cs.utk.edu/pub/file"'), {
      '': 'message/external-body',
      'access-type': 'URL',
      url: 'ftp://cs.utk.edu/pub/file',
    });
    assert.deepEqual(read("application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A"), {
      '': 'application/x-stuff',
      title: 'This is ***fun***',
    });
    assert.deepEqual(
      read("a/b; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\""),
      {
        '': 'a/b',
        title: "This is even more ***fun*** isn't it!",
      },
    );
    assert.deepEqual(
      read("a/b; name*1*=%A9; name*0*=utf-8''%C3"),
      { '': 'a/b', name: 'é' },
      'a character split over two pieces, out of order',
    );
    assert.deepEqual(read("a/b; name=plain; name*=utf-8''%C3%A9"), { '': 'a/b', name: 'é' }, 'the extended form counts');
  });

  it('decodes encoded-words and bare octets in values, as programs write them', () => {
    assert.deepEqual(read('a/b; name="=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?="'), { '': 'a/b', name: 'résumé.pdf' });
    assert.deepEqual(read('a/b; name="r\xe9sum\xe9.pdf"'), { '': 'a/b', name: 'résumé.pdf' });
  });

  it('reads values that lack quotes or semicolons', () => {
    assert.deepEqual(read('attachment; filename=my file (1).pdf; size=3'), { '': 'attachment', filename: 'my file', size: '3' });
    assert.deepEqual(read('attachment; filename=my file.pdf'), { '': 'attachment', filename: 'my file.pdf' });
    assert.deepEqual(read('text/plain charset=utf-8 format=flowed'), { '': 'text/plain', charset: 'utf-8', format: 'flowed' });
    assert.deepEqual(read('a/b; name="open'), { '': 'a/b', name: 'open' });
    assert.deepEqual(read('a/b; name="C:\\dir\\file.txt"'), { '': 'a/b', name: 'C:\\dir\\file.txt' });
  });

  it('takes the first of two parameters of one name, and tells', () => {
    const { parameters, hasDuplicates } = parseParameters('a/b; charset=x; charset=y');
    assert.equal(parameters.get('charset'), 'x');
    assert.equal(hasDuplicates, true);
    assert.equal(parseParameters('a/b; charset=x').hasDuplicates, false);
  });

  it('keeps the octets of a boundary, less white space at its end, and refuses an empty or giant one', () => {
    assert.equal(parseParameters('multipart/mixed; boundary="=_\xe9?= "').boundary, '=_\xe9?=');
    assert.equal(parseParameters('multipart/mixed; boundary*0=ab; boundary*1=cd').boundary, 'abcd');
    assert.equal(parseParameters('multipart/mixed; boundary=""').boundary, undefined);
    assert.equal(parseParameters(`multipart/mixed; boundary=${'x'.repeat(300)}`).boundary, undefined);
  });

  it('reads back whatever RFC 2231 can encode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(/^[^\p{C}\s]*$/u.test(text) && text !== '');
        const encoded = [...new TextEncoder().encode(text)].map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join('');
        assert.equal(parseParameters(`a/b; name*=utf-8''${encoded}`).parameters.get('name'), text);
      }),
    );
  });

  it('never throws', () => {
    const token = fc.constantFrom('a/b', ';', '=', '"', '(', ')', '\\', ' ', 'name', '*', '0', "'", '%C3', '\r\n', '\xff', 'boundary');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join('')),
        ),
        (raw) => parseParameters(raw).parameters instanceof Map,
      ),
    );
  });
});
