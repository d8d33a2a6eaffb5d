import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listAttachments } from '../../src/message/attachments.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { mail } from './mail.ts';

/** A multipart of this type with one part for each header; its delimiters are `--` and the type. */
function multipart(type: string, ...parts: (string | string[])[]): string[] {
  const lines = parts.flatMap((part) => [`--${type}`, ...(Array.isArray(part) ? part : [...part.split('\n'), '', 'x'])]);
  return [`Content-Type: multipart/${type}; boundary="${type}"`, '', ...lines, `--${type}--`];
}

function listed(lines: string[]): string[] {
  return listAttachments(parseParts(parseMessage(mail(...lines))).root).map((part) => part.path);
}

const plain = 'Content-Type: text/plain';
const html = 'Content-Type: text/html';
const pdf = 'Content-Type: application/pdf; name=a.pdf';

describe('listAttachments', () => {
  it('lists named files beside the text, not the text', () => {
    assert.deepEqual(listed(multipart('mixed', multipart('alternative', plain, html), pdf, 'Content-Type: image/png')), ['2', '3']);
  });

  it('lists text that says it is attached, or that has a name', () => {
    assert.deepEqual(
      listed(multipart('mixed', plain, `${plain}\nContent-Disposition: attachment`, `${plain}; name=a.patch\nContent-Disposition: inline`)),
      ['2', '3'],
    );
  });

  it('does not list a text that is the whole message, named or not, but does list a file that is', () => {
    assert.deepEqual(listed(['Content-Type: text/plain; name=body.txt', '', 'x']), []);
    assert.deepEqual(listed([pdf, '', 'x']), ['']);
    assert.deepEqual(listed(['Content-Type: text/plain', 'Content-Disposition: attachment; filename=a.txt', '', 'x']), ['']);
  });

  it('lists an attached message as one, not what is attached inside it', () => {
    const inner = ['Content-Type: message/rfc822', '', 'Subject: in', ...multipart('mixed', plain, pdf)];
    assert.deepEqual(listed(multipart('outer', plain, inner)), ['2']);
  });

  it('does not list pictures that the HTML beside them shows, unless they say that they are attached', () => {
    const picture = 'Content-Type: image/png; name=a.png\nContent-ID: <a@b>';
    assert.deepEqual(
      listed(multipart('related', html, picture, `${picture}\nContent-Disposition: attachment`, 'Content-Type: image/gif')),
      ['3', '4'],
    );
  });

  it('does not list the machinery of signed, encrypted and report mail (RFC 1847, RFC 6522)', () => {
    assert.deepEqual(listed(multipart('signed', plain, 'Content-Type: application/pgp-signature; name=signature.asc')), []);
    assert.deepEqual(listed(multipart('encrypted', 'Content-Type: application/pgp-encrypted', 'Content-Type: application/octet-stream')), [
      '2',
    ]);
    assert.deepEqual(listed(multipart('report', plain, 'Content-Type: message/delivery-status', 'Content-Type: text/rfc822-headers')), []);
  });

  it('lists an invitation that has a name, not one that is only an alternative', () => {
    const calendar = 'Content-Type: text/calendar; method=REQUEST';
    assert.deepEqual(
      listed(multipart('mixed', multipart('alternative', plain, html, calendar), 'Content-Type: application/ics; name=invite.ics')),
      ['2'],
    );
    assert.deepEqual(listed(multipart('mixed', plain, calendar)), ['2']);
  });

  it('lists uuencoded files in a text', () => {
    assert.deepEqual(listed(['', 'begin 644 a', '#0V%T', 'end', 'and', 'begin 644 b', '#0V%T', 'end']), ['u1', 'u2']);
  });
});
