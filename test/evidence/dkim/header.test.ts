import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { signedFields, signedHeaderOctets } from '../../../src/evidence/dkim/header.ts';
import { parseSignature } from '../../../src/evidence/dkim/signature.ts';
import { rawValue } from '../../../src/message/fields.ts';
import { messageOf } from '../support/assess.ts';
import { canonicalField } from '../support/signer.ts';

/** The octets that a message's own DKIM-Signature signs. */
function signedText(text: string): string {
  const message = messageOf(text);
  const index = message.fields.findIndex(({ lowerName }) => lowerName === 'dkim-signature');
  const field = message.fields[index]!;
  const parsed = parseSignature(rawValue(message.octets, field));
  assert.ok(parsed.kind === 'signature');
  const signed = signedFields(message, parsed.signature.headerNames, index);
  return Buffer.from(signedHeaderOctets(message, parsed.signature, signed, field)).toString('latin1');
}

function withSignature(canonicalization: string, names: string, header: string, b = 'b=QUJD'): string {
  return `DKIM-Signature: v=1; a=rsa-sha256; c=${canonicalization}; d=example.org; s=s;\r\n h=${names}; bh=QQ==; ${b}\r\n${header}\r\n`;
}

const OWN = (canonicalization: string, names: string, tail = 'b=') =>
  `dkim-signature:v=1; a=rsa-sha256; c=${canonicalization}; d=example.org; s=s; h=${names}; bh=QQ==; ${tail}`;

describe('the signed header', () => {
  const header = 'A: X \r\nB : Y\t\r\n\tZ  \r\nFrom: ada@example.org\r\n';

  it('is reduced as in the example when relaxed (RFC 6376 §3.4.5)', () => {
    assert.equal(
      signedText(withSignature('relaxed/simple', 'a:b:from', header)),
      `a:X\r\nb:Y Z\r\nfrom:ada@example.org\r\n${OWN('relaxed/simple', 'a:b:from')}`,
    );
  });

  it('is as it stands when simple, the value of b= excepted', () => {
    assert.equal(
      signedText(withSignature('simple', 'b:a:from', header)),
      'B : Y\t\r\n\tZ  \r\nA: X \r\nFrom: ada@example.org\r\n' +
        'DKIM-Signature: v=1; a=rsa-sha256; c=simple; d=example.org; s=s;\r\n h=b:a:from; bh=QQ==; b=',
    );
  });

  it('takes a field that stands several times from the bottom, each once (§5.4.2)', () => {
    const twice = 'X: 1\r\nX: 2\r\nX: 3\r\nFrom: a\r\n';
    assert.ok(signedText(withSignature('relaxed', 'x:from:X:nothing', twice)).startsWith('x:3\r\nfrom:a\r\nx:2\r\ndkim-signature:'));
  });

  it('never has its own field as one of those that h= names, but may have other signatures', () => {
    const message = messageOf(`${withSignature('relaxed', 'from:dkim-signature:dkim-signature', 'DKIM-Signature: other\r\nFrom: a\r\n')}`);
    const { indexes, oversigned } = signedFields(message, ['from', 'dkim-signature', 'dkim-signature'], 0);
    assert.deepEqual(indexes, [2, 1]);
    assert.deepEqual([...oversigned], ['dkim-signature']);
  });

  for (const [where, b, relaxed] of [
    ['in the middle', 'b= QU\r\n\tJD ; n=x', 'b=; n=x'],
    ['at the end, with a semicolon', 'b=QUJD;', 'b=;'],
    ['at the end, folded', 'b=QU\r\n JD\r\n ', 'b='],
    ['with space around the equals sign', 'b = QUJD ; n=x', 'b =; n=x'],
  ] as const) {
    it(`is without the value of b= ${where} (§3.7)`, () => {
      const signed = signedText(withSignature('relaxed', 'from', 'From: a\r\n', b));
      assert.equal(signed, `from:a\r\n${OWN('relaxed', 'from', relaxed)}`);
    });
  }

  it('keeps b= inside other values', () => {
    const text = withSignature('relaxed', 'from', 'From: a\r\n', 'n=b=x; b=QUJD');
    assert.equal(signedText(text), `from:a\r\n${OWN('relaxed', 'from', 'n=b=x; b=')}`);
  });

  it('is the same where LF ends the lines of the whole message', () => {
    for (const canonicalization of ['simple', 'relaxed']) {
      const text = withSignature(canonicalization, 'b:a:from', header, 'b=QU\r\n JD; n=x');
      assert.equal(signedText(text.replaceAll('\r\n', '\n')), signedText(text));
    }
  });

  it('takes a bare LF for data where the message has CRLF', () => {
    assert.ok(signedText(withSignature('relaxed', 'a:from', 'A: x\n\r\nFrom: a\r\n')).includes('a:x\n\r\n'));
    assert.ok(signedText(withSignature('relaxed', 'a:from', 'A: x\n y\r\nFrom: a\r\n')).includes('a:x\n y\r\n'));
  });

  it('is that of the plain reading of the RFC, whatever the octets', () => {
    const value = fc.array(fc.constantFrom(' ', '\t', '\r\n ', '\r\n\t', 'x', ':', ';', '\xe9', '\r'), { maxLength: 20 });
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\t '), fc.constantFrom('simple', 'relaxed'), (parts, gap, canonicalization) => {
        const field = `Ab${gap}:${parts.join('')}`;
        const text = withSignature(canonicalization, 'ab:from', `${field}\r\nFrom: a\r\n`);
        assert.ok(
          signedText(text).startsWith(`${canonicalField(field, canonicalization)}\r\n${canonicalization === 'simple' ? 'F' : 'f'}rom:`),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
