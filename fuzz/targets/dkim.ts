import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import { pureCrypto } from '../../src/evidence/crypto-pure.ts';
import { canonicalBody, hashBody } from '../../src/evidence/dkim/body.ts';
import { signedFields, signedHeaderOctets } from '../../src/evidence/dkim/header.ts';
import { parseSignature } from '../../src/evidence/dkim/signature.ts';
import { base64Octets, decodeDkimQuotedPrintable, parseTagList } from '../../src/evidence/dkim/tag-list.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { maxSignatureFieldOctets, maxSignatures } from '../../src/evidence/limits.ts';
import type { Verdict } from '../../src/evidence/verdict.ts';
import { type Message, parseMessage } from '../../src/message/message.ts';
import { canonicalBody as referenceBody, canonicalField as referenceField } from '../../test/evidence/support/signer.ts';
import { assertNoLonger, assertOrdered, displaced } from '../laws.ts';
import { isPartOf, shown } from '../shown.ts';
import { latin1Of, octetsOfLatin1, type Target } from '../target.ts';
import { signedLetters } from './message.ts';

const keys: readonly StoredKey[] = JSON.parse(readFileSync(new URL('../../fixtures/signed/keys.json', import.meta.url), 'utf8'));
const ring = keyRingOf(keys);
const crypto = createNodeCrypto();

const tagTokens = [
  ...[
    'v=1;',
    'a=rsa-sha256;',
    'a=rsa-sha1;',
    'a=ed25519-sha256;',
    'c=relaxed/simple;',
    'c=simple;',
    'd=example.org;',
    's=s1;',
    'i=@example.org;',
  ],
  ...[
    'l=',
    't=',
    'x=',
    'h=from:to:subject',
    'bh=',
    'b=',
    'q=dns/txt;',
    'z=From:a|To:b;',
    ';',
    '=',
    ':',
    '\r\n\t',
    ' ',
    '=3B',
    '==',
    '\u00e9',
    '\0',
  ],
];
const fieldTokens = [
  ...[
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    '\r\n ',
    '\r\n\t',
    '\r\n\r\n',
    '  \r\n',
    ':',
    ' :',
    'From: eve@example.net\r\n',
    'Subject: x\r\n',
    'To: x\r\n',
  ],
  ...[
    'Date: Tue, 01 Mar 2016 10:00:00 +0000\r\n',
    'Content-Type: text/html\r\n',
    'Content-Type: multipart/mixed; boundary=b\r\n',
    '--b\r\n',
  ],
  ...['Content-Transfer-Encoding: base64\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n', 'Content-Disposition: attachment\r\n'],
  ...[
    'Received: by x; Tue, 01 Mar 2016 10:00:00 +0000\r\n',
    'DKIM-Signature: ',
    '\0',
    'Reply-To: x@y\r\n',
    'Sender: x@y\r\n',
    'MIME-Version: 1.0\r\n',
  ],
];

export const dkimTargets: readonly Target[] = [
  {
    name: 'dkim-verify',
    laws: 'what is green shows nobody, no subject, no date and no text but what one of the letters was signed with; both crypto adapters agree; bounded signatures',
    seeds: signedLetters,
    tokens: [...fieldTokens, ...tagTokens],
    maxOctets: 16 * 1024,
    // A signature that does not hold is searched for repairs: up to two thousand candidates, whatever the length.
    microsecondsPerOctet: 1_500,
    run: checkVerdict,
  },
  {
    name: 'canonical',
    laws: 'relaxing twice changes nothing more; as the reference of the tests canonicalises; the same wherever the octets lie',
    seeds: () => [
      ...signedLetters().slice(0, 6),
      octetsOfLatin1('A: b \r\n\tc\r\n\r\n x \t y \r\n\r\n \r\n'),
      octetsOfLatin1('a: b\n\n x\n\n'),
    ],
    tokens: ['\r\n', '\n', '\r', ' ', '\t', ' \r\n', '\t \r\n', '\r\n\r\n', ' \r', '\r\r\n', '\n\r\n', 'a', '    ', '\u00a0'],
    run: checkCanonical,
  },
  {
    name: 'dkim-tags',
    laws: 'tags lie in the text and in order; base64 as Node reads it; numbers and names within their grammar',
    seeds: () =>
      signedLetters()
        .flatMap((letter) => /DKIM-Signature:(.*?)\r?\n(?![ \t])/is.exec(latin1Of(letter))?.[1] ?? [])
        .map(octetsOfLatin1),
    tokens: tagTokens,
    maxOctets: maxSignatureFieldOctets + 1_000,
    run: (input) => checkTags(latin1Of(input)),
  },
];

const strong: readonly Verdict[] = ['verified', 'verified-repaired', 'verified-recovered'];
const proven: readonly Verdict[] = [...strong, 'verified-partly'];
/** What each letter shows that was signed: a green page may show that, and no more. */
const honest = signedLetters()
  .map((letter) => parseMessage(letter))
  .filter((message) => proven.includes(judged(message).judgement.verdict))
  .map(shown);

function judged(message: Message, with_ = crypto): ReturnType<typeof assessMessage> {
  return assessMessage(message, { keys: ring, crypto: with_ });
}

function checkVerdict(input: Uint8Array): void {
  const message = parseMessage(input);
  const { evidence, judgement } = judged(message);
  assertNoLonger(evidence.signatures.length, maxSignatures);
  if (strong.includes(judgement.verdict)) {
    const seen = shown(message);
    assert.ok(
      honest.some((letter) => isPartOf(seen, letter)),
      `${judgement.verdict}, but nobody signed ${JSON.stringify(seen)}`,
    );
  }
  for (const { coverage, coveredFields } of evidence.signatures) {
    assert.ok(coverage.body.signed <= coverage.body.total || coverage.body.total < input.length);
    for (const index of coveredFields) assert.ok(message.fields[index] !== undefined);
  }
  if (evidence.signatures.some(({ headersIntact }) => headersIntact !== undefined)) {
    assert.deepEqual(judged(message, pureCrypto), { evidence, judgement }, 'two crypto adapters disagree');
  }
}

function checkCanonical(input: Uint8Array): void {
  const message = parseMessage(input);
  const elsewhere = parseMessage(displaced(input));
  for (const mode of ['simple', 'relaxed'] as const) {
    const body = canonicalBody(message, mode);
    assertNoLonger(body.length, 2 * input.length + 2);
    assert.deepEqual(canonicalBody(elsewhere, mode), body);
    assert.deepEqual(hashBody(message, mode, 'sha256', undefined, crypto), { digest: crypto.sha256(body), total: body.length });
    const again = parseMessage(new Uint8Array(Buffer.concat([Buffer.from('a: b\r\n\r\n'), body])));
    assert.deepEqual(canonicalBody(again, mode), body, 'twice is not once');
    if (message.lineEnds === 'crlf' || message.lineEnds === 'lf') {
      const text = latin1Of(input.subarray(message.bodyStart));
      const crlf = message.lineEnds === 'lf' ? text.replaceAll('\n', '\r\n') : text;
      assert.equal(latin1Of(body), referenceBody(crlf, mode), 'the reference gives another body');
    }
  }
  checkCanonicalHeader(message);
}

function checkCanonicalHeader(message: Message): void {
  if (message.lineEnds !== 'crlf') return;
  const own = { start: 0, end: 0, name: 'x', lowerName: 'x', valueStart: 0 };
  const named = message.fields.filter((field) => field.name !== '' && !/[ \t]$/.test(field.name)).slice(0, 50);
  for (const field of named) {
    for (const mode of ['simple', 'relaxed'] as const) {
      const index = message.fields.indexOf(field);
      const signature = { headerCanonicalization: mode, signatureValue: { start: 0, end: 0 } };
      const written = latin1Of(signedHeaderOctets(message, signature as never, { indexes: [index], oversigned: new Set() }, own));
      const text = latin1Of(message.octets.subarray(field.start, field.end)).replace(/\r\n$/, '');
      assert.equal(written.slice(0, written.indexOf('\r\n', referenceField(text, mode).length) + 2), `${referenceField(text, mode)}\r\n`);
    }
  }
  signedFields(
    message,
    named.map((field) => field.lowerName),
    0,
  );
}

function checkTags(text: string): void {
  const list = parseTagList(text);
  if (list.ok) {
    const tags = [...list.tags.values()].sort((a, b) => a.start - b.start);
    assertOrdered(tags, 0, text.length);
    for (const { value, start, end } of tags) assert.equal(trimmed(text.slice(start, end)), value);
  }
  const parsed = parseSignature(text);
  if (parsed.kind === 'signature') {
    const { signer, selector, headerNames, bodyLength, signedAtSeconds, signatureValue, bodyHash, signature } = parsed.signature;
    assert.match(signer, /^[a-z0-9_.-]{1,253}$/);
    assert.match(selector, /^[a-z0-9_.-]{1,253}$/);
    assert.ok(headerNames.includes('from'));
    assert.ok((bodyLength ?? 0) >= 0 && (signedAtSeconds ?? 0) >= 0);
    assert.ok(signatureValue.start <= signatureValue.end && signatureValue.end <= text.length && text[signatureValue.start - 1] === '=');
    assert.ok(bodyHash.length > 0 && signature.length > 0);
  }
  const octets = base64Octets(text);
  if (octets !== undefined) assert.deepEqual(octets, new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'base64')));
  assertNoLonger(decodeDkimQuotedPrintable(text).length, text.length);
}

/** Without the white space at its ends. A regular expression for that would take quadratic time. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1]!)) end--;
  return text.slice(0, end).replace(/^[ \t\r\n]+/, '');
}
