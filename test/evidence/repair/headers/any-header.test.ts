import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseSignature } from '../../../../src/evidence/dkim/signature.ts';
import { Budget } from '../../../../src/evidence/repair/budget.ts';
import { HEADER_REVERSALS } from '../../../../src/evidence/repair/headers/catalogue.ts';
import { fieldsNamed, rawValue } from '../../../../src/message/fields.ts';
import { parseMessage } from '../../../../src/message/message.ts';
import { assess, nodeCrypto, octetsOf } from '../../support/assess.ts';
import { sign } from '../../support/signer.ts';
import { letters, qWhole } from './letters.ts';
import { withField, withFieldBelow } from './workshop.ts';

const NAMES = ['From', 'To', 'Cc', 'Subject', 'Sender', 'Reply-To', 'Date', 'Message-ID', 'References', 'In-Reply-To', 'MIME-Version'];
const MORE = [
  'Content-Type',
  'Content-Transfer-Encoding',
  'X-Original-From',
  'X-Mailer',
  'List-Id',
  'List-Post',
  'X-MIME-Autoconverted',
  'X-MailFrom',
  '>From',
  '',
];
const PIECES = [
  'a@b.example',
  '<',
  '>',
  '"',
  "'",
  ',',
  ';',
  '(',
  ')',
  '\\',
  '=?utf-8?q?=C3=A9?=',
  '=?x?b?',
  '[tag]',
  'Re: ',
  ' via ',
  '\r\n ',
  '\r\n\t',
  '\t',
  '  ',
];
const TAILS = [
  '\xe9',
  '\xc3\xa9',
  'Tue, 1 Mar 2016 10:00:00 +0000 (UTC)',
  'text/plain; charset="utf-8"; format=flowed',
  '1.0 (x)',
  'Apple Mail (2.3124)',
  '=',
  'ada=b.example@c.example',
];

const anyHeader = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...NAMES, ...MORE), fc.array(fc.constantFrom(...PIECES, ...TAILS), { maxLength: 8 })), {
      maxLength: 12,
    }),
    fc.constantFrom('simple/simple', 'relaxed/relaxed'),
  )
  .map(([fields, canonicalization]) => {
    const text = fields.map(([name, pieces]) => `${name}: ${pieces.join('')}\r\n`).join('');
    const names = [...NAMES, ...MORE.slice(0, 2), 'Subject', 'List-Id'].join(':');
    const z = 'z=From:=20a@b|Subject:x|To:=0D=0AEvil:1|:|x;';
    return `DKIM-Signature: v=1; a=rsa-sha256; c=${canonicalization}; d=example.org; s=s; h=${names};\r\n\t${z} bh=AAAA; b=AAAA\r\n${text}\r\n`;
  });

describe('the families of the header', () => {
  it('propose nothing but other headers, which keep the signature, whatever the header', () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const message = parseMessage(octetsOf(header));
        const [own] = fieldsNamed(message, 'dkim-signature');
        const parsed = parseSignature(rawValue(message.octets, own!));
        assert.ok(parsed.kind === 'signature');
        const clues = {
          signature: parsed.signature,
          ownField: 0,
          crypto: nodeCrypto,
          budget: new Budget({ candidates: 1e9, octets: 1e12 }),
        };
        for (const { name, propose } of HEADER_REVERSALS) {
          let proposed = 0;
          for (const { octets, repair } of propose(message, clues)) {
            assert.equal(repair.name, name);
            assert.ok(repair.detail.length > 0);
            assert.notDeepEqual(Buffer.from(octets), Buffer.from(message.octets), name);
            if (++proposed === 40) break;
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('copy a field of 70,000 octets into no candidate', () => {
    const letter = fc.sample(letters(), 1)[0]!;
    const long = `${'Re: [harbour] '.repeat(5_000)}x`;
    const signed = sign(letter.text, { key: 'rsa1024', names: letter.names });
    const message = parseMessage(octetsOf(withField(signed, 'Subject', () => long)));
    const parsed = parseSignature(rawValue(message.octets, message.fields[0]!));
    assert.ok(parsed.kind === 'signature');
    const clues = { signature: parsed.signature, ownField: 0, crypto: nodeCrypto, budget: new Budget({ candidates: 1e9, octets: 1e12 }) };
    const touched = HEADER_REVERSALS.flatMap(({ propose }) =>
      [...propose(message, clues)].filter(({ repair }) => repair.detail.includes('Subject: “')),
    );
    assert.deepEqual(touched, []);
  });
});

describe('a letter whose header is mended', () => {
  const drawn = fc.sample(letters(true), 20);

  it('is green where a reader is shown the same', () => {
    for (const { text, names, author } of drawn) {
      const arrived = withField(sign(text, { key: 'rsa2048', names }), 'From', () => `${qWhole('utf-8', author.name)} <${author.address}>`);
      if (!author.address.endsWith('@example.org')) continue;
      const { judgement, signature } = assess(arrived);
      assert.ok(
        ['verified', 'verified-repaired'].includes(judgement.verdict),
        `${judgement.verdict} ${JSON.stringify(signature.repairs)}\n${arrived}`,
      );
      assert.ok(signature.repairs.every(({ name }) => name === 'encoded-words'));
    }
  });

  it('is not green where the Subject that is shown was not signed, and tells what was', () => {
    let mended = 0;
    for (const { text, names, author, list } of fc.sample(letters(), 20)) {
      if (!author.address.endsWith('@example.org')) continue;
      const arrived = withField(sign(text, { key: 'rsa2048', names }), 'Subject', (subject) => `[${list.name}] ${subject}`);
      const { judgement, signature } = assess(withFieldBelow(arrived, `List-Id: <${list.name}.lists.example>`));
      assert.deepEqual(
        signature.repairs.map(({ name }) => name),
        ['subject-tag'],
      );
      assert.equal(signature.coverage.fields.subject, 'uncovered');
      assert.equal(judgement.verdict, 'verified-partly');
      mended++;
    }
    assert.ok(mended > 0);
  });
});
