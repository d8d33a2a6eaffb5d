import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalBody } from '../../src/evidence/dkim/body.ts';
import type { SignatureEvidence } from '../../src/evidence/evidence.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { bestText } from '../../src/message/text.ts';
import { signedText } from '../../src/views/signed-text.ts';
import { passing } from '../pages/sample-views.ts';

function covering(signed: number, total: number, canonicalization: string): SignatureEvidence {
  return { ...passing, canonicalization, coverage: { ...passing.coverage, body: { signed, total } } };
}

function read(octets: Buffer, signed: number, canonicalization = 'relaxed/simple') {
  const message = parseMessage(octets);
  return signedText(
    message,
    parseParts(message).root,
    covering(signed, canonicalBody(message, canonicalization.endsWith('simple') ? 'simple' : 'relaxed').length, canonicalization),
  );
}

describe('signedText', () => {
  it('sets apart the footer that a list put under a text signed with l=', () => {
    const own = 'The council  meets\r\non Monday. \r\n';
    const octets = Buffer.from(`Subject: a\r\n\r\n${own}____\r\nBuy now\r\n`);
    assert.deepEqual(read(octets, own.length), {
      ...read(octets, own.length),
      text: 'The council  meets\non Monday.',
      unsignedTail: ' \n____\nBuy now\n',
    });
    const relaxed = 'The council meets\r\non Monday.\r\n'.length;
    assert.equal(read(octets, relaxed, 'relaxed/relaxed').unsignedTail?.trim(), '____\nBuy now');
  });

  it('sets apart a whole part that was put behind the signed ones', () => {
    const first = '--b\r\nContent-Type: text/plain\r\n\r\nsigned\r\n';
    const octets = Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${first}--b\r\nContent-Type: text/plain\r\n\r\nadded\r\n--b--\r\n`,
    );
    const { text, unsignedTail } = read(octets, first.length);
    assert.equal(text.trim(), 'signed');
    assert.equal(unsignedTail?.trim(), 'added');
  });

  it('sets everything apart where nothing is covered, and nothing where all is', () => {
    const octets = Buffer.from('Subject: a\r\n\r\nall of it\r\n');
    assert.deepEqual([read(octets, 0).text, read(octets, 0).unsignedTail], ['', 'all of it\n']);
    assert.equal(read(octets, 11).unsignedTail, undefined);
  });

  it('loses no text and invents none, wherever the signature ends', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\r\n', '\n', '>', 'é', '\t') }),
        fc.nat(60),
        fc.constantFrom('relaxed/simple', 'relaxed/relaxed'),
        (body, signed, method) => {
          const octets = Buffer.from(`Subject: a\r\n\r\n${body}`);
          const message = parseMessage(octets);
          const { text, unsignedTail = '' } = read(octets, signed, method);
          assert.equal(text + unsignedTail, bestText(message, parseParts(message).root).text);
        },
      ),
    ));
});
