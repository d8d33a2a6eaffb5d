import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalBody } from '../../src/evidence/dkim/body.ts';
import type { SignatureEvidence } from '../../src/evidence/evidence.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { bestText } from '../../src/message/text.ts';
import { decidingSignature } from '../../src/pages/coverage.ts';
import { signedText } from '../../src/views/signed-text.ts';
import { assess, messageOf } from '../evidence/support/assess.ts';
import { sign } from '../evidence/support/signer.ts';
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

  describe('what was added after signing', () => {
    const letter = (...body: string[]): string =>
      ['From: Ada <ada@example.org>', 'Date: Tue, 01 Mar 2016 10:00:00 +0000', 'Subject: a', 'MIME-Version: 1.0', ...body, ''].join('\r\n');
    const LIST = '_______________________________________________\r\nPress mailing list\r\nhttps://list.example.net/press\r\n';
    const ALTERNATIVES = 'Content-Type: multipart/alternative; boundary=b';
    const own = ['I deny everything.', 'I took no money from anyone, and I will say so in court whenever I am asked about it.'];

    function readChanged(text: string) {
      const { judgement, signatures } = assess(text);
      const message = messageOf(text);
      const { unsignedTail = '', ...read } = signedText(message, parseParts(message).root, decidingSignature({ ...judgement, signatures }));
      return { verdict: judgement.verdict, covered: read.text.replace(/\s+/g, ' '), apart: unsignedTail.replace(/\s+/g, ' ').trim() };
    }

    it('is set apart below the text', () => {
      const signed = sign(letter('', ...own), { key: 'rsa2048' });
      assert.deepEqual(readChanged(`${signed}${LIST}`), {
        verdict: 'verified-partly',
        covered: own.join(' '),
        apart: LIST.replace(/\s+/g, ' ').trim(),
      });
    });

    it('takes all with it above the text, and never counts as covered', () => {
      const confession = 'I confess: I took the money from Carl.';
      for (const [signed, from] of [
        [sign(letter('', ...own), { key: 'rsa2048' }), own[0]!],
        [
          sign(
            letter(ALTERNATIVES, '', '--b', 'Content-Type: text/plain', '', ...own, '--b', 'Content-Type: text/html', '', '<p>x', '--b--'),
            {
              key: 'rsa2048',
            },
          ),
          own[0]!,
        ],
      ] as const) {
        const { verdict, covered, apart } = readChanged(signed.replace(from, `${confession}\r\n\r\n${from}`));
        assert.equal(verdict, 'verified-partly');
        assert.equal(covered, '');
        assert.match(apart, /^I confess: .* deny .* court/);
      }
    });

    it('is not told from the signed text by its words where those stand twice', () => {
      const twice = ['Ask Carl about the money, he knows all of it.', ...own, 'Ask Carl about the money, he knows all of it.'];
      const signed = sign(letter('', ...twice.slice(1)), { key: 'rsa2048' });
      assert.equal(readChanged(signed.replace(own[0]!, `${twice[0]}\r\n\r\n${own[0]}`)).covered, '');
    });

    it('and what l= leaves open is not taken for covered beside it', () => {
      const signed = sign(letter('', ...own), { key: 'rsa2048', length: 20 });
      const { covered } = readChanged(`${signed.replace('I deny', 'I  deny').replace('Subject: a', 'Subject: [Press] a')}${LIST}`);
      assert.ok(covered === '' || covered === own[0], covered);
    });
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
