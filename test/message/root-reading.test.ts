import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeCharset, octetsToLatin1 } from '../../src/message/charset.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { rootReading } from '../../src/message/root-reading.ts';
import { latin1, mail } from './mail.ts';

const fits = { typeFits: true, encodingFits: true, dispositionHidesText: false, dispositionNamesFile: false };

function readingOf(octets: Uint8Array): ReturnType<typeof rootReading> {
  const message = parseMessage(octets);
  return rootReading(message, parseParts(message).root);
}

function reading(...lines: string[]): ReturnType<typeof rootReading> {
  return readingOf(mail(...lines));
}

describe('the root of a message fits its header', () => {
  it('as honest programs write it', () => {
    assert.deepEqual(reading('', 'Ada owes <Ben> 5 = five.'), fits);
    assert.deepEqual(reading('Content-Type: text/plain; charset=utf-8', '', 'Zwölf'), fits);
    assert.deepEqual(reading('Content-Type: text/html; charset=us-ascii', '', '', ' <!DOCTYPE html><p>Hello'), fits);
    assert.deepEqual(reading('Content-Transfer-Encoding: base64', '', 'SGVsbG8gd29ybGQhIEhlbGxvIHdvcmxkISBI', 'ZWxsbyE= '), fits);
    assert.deepEqual(
      reading('Content-Transfer-Encoding: quoted-printable', '', 'Zw=C3=B6lf =3D 12, so=', ' there.=20x', '=46rom =E2=82=AC =40 =46'),
      fits,
    );
    assert.deepEqual(reading('Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', '', 'JVBERi0xLjQKAAE='), fits);
    assert.deepEqual(reading('Content-Disposition: inline; filename=a.txt', '', 'Hello'), fits);
  });

  it('not as HTML that begins without a tag', () =>
    assert.equal(reading('Content-Type: text/html', '', 'I did <not> do it.').typeFits, false));

  it('not as HTML that begins with an address, or with one tag alone', () => {
    for (const body of [
      '<https://a.example/x> is mine. If a <b and not c> d then no.',
      '<ada@a.example> <b>',
      '<b and c> d',
      '<x>Hello <p>',
      '<x><y>',
    ])
      assert.equal(reading('Content-Type: text/html', '', body).typeFits, false, body);
    for (const body of [
      '\ufeff<html><body>',
      '<!-- x --><p>Hello',
      '<?xml version="1.0"?><html>',
      '<a href="x">y</a>',
      '<p>Hello',
      '<o:p>&nbsp;</o:p><p>x</p>',
    ])
      assert.equal(reading('Content-Type: text/html; charset=utf-8', '', body).typeFits, true, body);
  });

  it('not in a charset that takes a letter of ASCII to the octet before', () => {
    for (const [charset, name] of [
      ['gbk', '\xabJan\xbb'],
      ['big5', '\xabJan\xbb'],
      ['shift_jis', '\x93Jan\x94'],
    ])
      assert.equal(
        readingOf(latin1(`Content-Type: text/plain; charset=${charset}\r\n\r\nI told ${name} not to pay.\r\n`)).typeFits,
        false,
        charset,
      );
    assert.deepEqual(readingOf(latin1('Content-Type: text/plain; charset=gbk\r\n\r\n\xc4\xe3\xba\xc3\x81\x40 Ada\r\n')), fits);
    assert.deepEqual(readingOf(latin1('Content-Type: text/plain; charset=windows-1250\r\n\r\n\x8eena a \xe8aj\r\n')), fits);
  });

  it('not as a file with a name', () => {
    assert.equal(reading('Content-Type: application/pkcs7-mime; name=smime.p7m', '', '\0').typeFits, true);
    assert.equal(reading('Content-Type: application/pdf; name=bribe.pdf', '', '\0').typeFits, false);
    assert.equal(
      reading('Content-Type: application/pdf', 'Content-Disposition: inline; filename=bribe.pdf', '', '\0').dispositionNamesFile,
      true,
    );
  });

  it('not in a charset that reads ASCII as other letters', () => {
    assert.equal(reading('Content-Type: text/plain; charset=utf-16le', '', 'Hello').typeFits, false);
    assert.equal(reading('Content-Type: text/plain; charset=utf-16be', '', 'Zwölf').typeFits, false);
    assert.equal(reading('Content-Type: text/plain; charset=utf-7', '', 'Pay +AGE-').typeFits, false);
    assert.deepEqual(readingOf(latin1('Content-Type: text/plain; charset=utf-16be\r\n\r\n\0H\0i\0\r\0\n')), fits);
    assert.deepEqual(readingOf(latin1('Content-Type: text/plain; charset=iso-2022-jp\r\n\r\nHi \x1b$B$3\x1b(B\r\n')), fits);
  });

  it('in every charset that reads all of ASCII as it is, and in those alone that the decoder reads so', () => {
    const ascii = Uint8Array.from({ length: 95 }, (_, index) => index + 0x20);
    for (const charset of ['US-ASCII', 'utf-8', 'iso-8859-1', 'ISO-8859-15', 'windows-1252', 'koi8-r', 'gb2312']) {
      assert.equal(decodeCharset(ascii, charset), octetsToLatin1(ascii), charset);
      assert.deepEqual(reading(`Content-Type: text/plain; charset=${charset}`, '', 'Zwölf ~ {}'), fits, charset);
    }
  });

  it('not as a file or a message of which every octet is text', () => {
    for (const type of ['application/pdf', 'image/png', 'message/rfc822', 'text/calendar']) {
      assert.equal(reading(`Content-Type: ${type}`, '', 'Dear Ben,', '', 'no.').typeFits, false, type);
    }
  });

  it('not as base64 with other characters in it, or half a group', () => {
    for (const body of ['Dear Ben', 'AAAA=AAA', 'AAAAA', 'AAAA AAAA']) {
      assert.equal(reading('Content-Transfer-Encoding: base64', '', body).encodingFits, false, body);
    }
  });

  it('not as quoted-printable that would swallow figures', () => {
    for (const body of ['paid=1000', '=31', 'a = b', '======', '?id=50']) {
      assert.equal(reading('Content-Transfer-Encoding: quoted-printable', '', body).encodingFits, false, body);
    }
  });

  it('not with a disposition that makes an attachment of its text', () => {
    assert.equal(reading('Content-Disposition: attachment; filename=bribe.pdf', '', 'Hello').dispositionHidesText, true);
  });

  it('not as a multipart whose subtype keeps a text from the reader', () => {
    const multipart = (subtype: string, ...parts: string[]) =>
      reading(`Content-Type: multipart/${subtype}; boundary=b`, '', ...parts.flatMap((part) => ['--b', ...part.split('\n')]), '--b--')
        .typeFits;
    const text = 'Content-Type: text/plain\n\nHello';
    const picture = 'Content-Type: image/png\n\nx';
    for (const subtype of ['mixed', 'report']) assert.equal(multipart(subtype, text, text), true, subtype);
    for (const subtype of ['signed', 'related', 'encrypted']) assert.equal(multipart(subtype, text, text), false, subtype);
    for (const subtype of ['signed', 'related']) assert.equal(multipart(subtype, text, picture), true, subtype);
    assert.equal(multipart('digest', '\nHello'), false);
    const html = 'Content-Type: text/html\n\n<p>Hello</p>';
    const calendar = 'Content-Type: text/calendar\n\nBEGIN:VCALENDAR';
    const related = 'Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>Hello</p>\n--r--';
    const other = 'Content-Type: text/plain\n\nScanned for viruses.';
    const longer = 'Content-Type: text/html\n\n<h1>The paper</h1><p>Hello, dear reader of ours</p>';
    const japanese = (type: string, body: string) => `Content-Type: ${type}; charset=utf-8\n\n${body}`;
    const wrapped = [japanese('text/plain', '港の灯は九時に\n点いた'), japanese('text/html', '<p>港の灯は九\n時に点いた</p>')];
    for (const forms of [
      [text, html],
      [text, related],
      [text, html, calendar],
      [text],
      [html],
      [html, text],
      [related, text],
      [text, longer],
      wrapped,
    ])
      assert.equal(multipart('alternative', ...forms), true, forms.join());
    const pointer = 'Content-Type: text/plain\n\nYour program shows no mail: https://news.example/5';
    const news = 'Content-Type: text/html\n\n<h1>Five things</h1><p>that you have to know</p>';
    assert.equal(multipart('alternative', pointer, news), true);
    assert.equal(multipart('alternative', news, pointer), false);
    for (const forms of [
      [text, other],
      [html, other],
      [html, picture, text],
      [html, picture, html],
      [text, picture],
      [related, other],
    ])
      assert.equal(multipart('alternative', ...forms), false, forms.join());
  });

  it('whatever octets are encoded, by base64 as by quoted-printable', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const base64 = Buffer.from(octets)
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n');
        assert.equal(reading('Content-Transfer-Encoding: base64', '', base64).encodingFits, true);
        const quoted = Buffer.from(octets)
          .toString('latin1')
          .replace(/[^ -<>-~]/g, (unit) => `=${unit.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
          .replace(/=(?!0[9AD])[01][0-9A-F]/g, ''); // text has no control characters
        assert.equal(reading('Content-Transfer-Encoding: quoted-printable', '', quoted).encodingFits, true);
      }),
    ));
});
