import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import type { Crypto, Hasher } from '../../src/evidence/crypto.ts';
import { canonicalBody } from '../../src/evidence/dkim/body.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { parseKeyRecord } from '../../src/evidence/keys/record.ts';
import { certify, checkCertificate, readCertificate } from '../../src/evidence/keys/recovery/certificate.ts';
import { readSample } from '../../src/evidence/keys/recovery/sample.ts';
import { defaultPolicy, type Policy } from '../../src/evidence/policy.ts';
import { explainSignature } from '../../src/evidence/steps/steps.ts';
import { type Message, parseMessage } from '../../src/message/message.ts';
import { diceOf, signedMail } from '../../test/evidence/repair/mails.ts';
import { AS_IT_STANDS } from '../../test/evidence/support/assess.ts';
import { storedKey } from '../../test/evidence/support/keys.ts';
import { canonicalBody as referenceBody } from '../../test/evidence/support/signer.ts';
import { assertNoLonger } from '../laws.ts';
import { isPartOf, type Shown, shown } from '../shown.ts';
import { latin1Of, octetsOfLatin1, octetsOfText, type Target, textOf } from '../target.ts';

const stored = storedKey('rsa1024');
const keys = keyRingOf([stored]);
const crypto = createNodeCrypto();

const letters = Array.from({ length: 24 }, (_, seed) => signedMail(diceOf(seed), { lengths: false }));
const honest = letters.map((letter) => bare(shown(parseMessage(octetsOfLatin1(letter)))));

/** What happens to mail on its way, one line each: most of it can be undone, and two or three of them together. */
const damages: readonly ((mail: string) => string)[] = [
  (mail) => mail.replaceAll(/^From here/gm, '>From here'),
  (mail) => inBody(mail, (body) => body.replace('\r\n', '\n')),
  (mail) => inBody(mail, (body) => body.replaceAll('\r\n', '\r\r\n')),
  (mail) => inBody(mail, (body) => body.replaceAll(/^\./gm, '..')),
  (mail) => inBody(mail, (body) => body.replaceAll(/[ \t]+(?=\r\n)/g, '')),
  (mail) => inBody(mail, (body) => `${body}___________\r\nharbour mailing list\r\n`),
  (mail) => inBody(mail, (body) => body.replaceAll('\t', '        ')),
  (mail) => inBody(mail, (body) => `${body}\r\n\r\n`),
  (mail) => mail.replace('Subject: ', 'Subject: [harbour] '),
  (mail) => mail.replace('\r\nTo: ', '\r\nto: '),
  (mail) => mail.replace(/charset="?us-ascii"?/, 'charset=utf-8'),
  (mail) => mail.replaceAll('\r\n', '\n'),
  (mail) => mail.replace(/Cc: .*\r\n/, ''),
  (mail) => mail.replace(/(Subject: \S+) /, '$1\r\n '),
];

export const repairTargets: readonly Target[] = [
  {
    name: 'repair',
    laws: 'what is mended is, octet for octet as it is hashed, what was signed, by the reference of the tests and without any repair; never green for other content; never more work than the budget has',
    seeds: () => letters.slice(0, 8).flatMap((letter, index) => [letter, damages[index]!(letter)].map(octetsOfLatin1)),
    tokens: [
      ...['\r\n', '\n', '\r', '\r\r\n', ' ', '\t', '        ', '>', '>From ', '.', '..', '=\r\n', '=20', '=3D', '\r\n\r\n', '\r\n\t', '\0'],
      ...[
        'Subject: ',
        '[harbour] ',
        'Re: ',
        'From: eve@example.net\r\n',
        'Reply-To: ada@example.org\r\n',
        'X-Original-From: ',
        'List-Id: <x>\r\n',
      ],
      ...[
        'not ',
        '1001',
        'somebody',
        ', Eve <eve@example.com>',
        'Content-Type: text/html\r\n',
        'Content-Transfer-Encoding: base64\r\n',
        '--',
      ],
    ],
    grammar: fc
      .tuple(fc.constantFrom(...letters), fc.array(fc.constantFrom(...damages), { maxLength: 3 }))
      .map(([letter, done]) => octetsOfLatin1(done.reduce((mail, damage) => damage(mail), letter))),
    maxOctets: 16 * 1024,
    // As for dkim-verify.
    microsecondsPerOctet: 1_500,
    run: checkRepair,
  },
  {
    name: 'certificate',
    laws: 'of a recovered key: never an error; what is read is written and read again as it is; none holds but for the key and the signatures that it is of',
    seeds: () => [honestCertificate(2), honestCertificate(5)].map((certificate) => octetsOfText(JSON.stringify(certificate))),
    tokens: [
      ...[
        '"signer":',
        '"selector":',
        '"bits":',
        '"modulus":',
        '"exponent":',
        '"signatures":',
        '"proofs":',
        '"number":',
        '"sha256":',
        '"field":',
      ],
      ...[
        '"hash":',
        '"digest":',
        '"sha1"',
        '"sha256"',
        'null',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '-1',
        '1e400',
        '0.5',
        '65537',
        '\\u0000',
      ],
    ],
    run: (input) => checkCertified(textOf(input)),
  },
];

/** Letters and digits alone: marks before `From `, dots at the beginning of a line and quotes around a name say nothing. */
function bare({ fields, text }: Shown): Shown {
  const reduced = (written: string): string => written.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const date = Date.parse(fields.at(-1) ?? '');
  return { fields: [...fields.slice(0, -1).map(reduced), Number.isNaN(date) ? '' : String(date)], text: reduced(text) };
}

function inBody(mail: string, change: (body: string) => string): string {
  const at = mail.indexOf('\r\n\r\n') + 4;
  return mail.slice(0, at) + change(mail.slice(at));
}

/** So that a search ends soon: one input in so many has the budget of every archive, every second one hardly any. */
const withWholeBudget = 16;

function policyFor({ length }: Uint8Array): Policy {
  if (length % withWholeBudget === 0) return defaultPolicy;
  return { ...defaultPolicy, repairBudget: length % 2 === 0 ? { candidates: 4, octets: 10_000 } : { candidates: 40, octets: 1_000_000 } };
}

const green = new Set(['verified', 'verified-repaired', 'verified-recovered']);

function checkRepair(input: Uint8Array): void {
  const message = parseMessage(input);
  const policy = policyFor(input);
  const counted = counting(crypto);
  const { evidence, judgement } = assessMessage(message, { keys, crypto: counted, policy });
  // Beside the search: each signature as it stands, and once more where it was mended.
  const asItStands = 8 * (evidence.signatures.length + 1) * (input.length + 1_000);
  assertNoLonger(counted.octets, policy.repairBudget.octets + asItStands);
  if (green.has(judgement.verdict)) {
    const seen = bare(shown(message));
    assert.ok(
      honest.some((letter) => isPartOf(seen, letter)),
      `${judgement.verdict}, but nobody signed ${JSON.stringify(seen)}`,
    );
  }
  for (const signature of evidence.signatures) {
    if (signature.repairs.length === 0) continue;
    const { mendedOctets } = explainSignature(message, signature, { keys, crypto, policy });
    assert.ok(mendedOctets !== undefined, 'what was mended is not found again');
    checkMended(parseMessage(mendedOctets), signature.result);
  }
}

function checkMended(mended: Message, result: string): void {
  const { evidence } = assessMessage(mended, { keys, crypto, policy: AS_IT_STANDS });
  const found = evidence.signatures.filter((signature) => signature.headersIntact === true);
  assert.ok(found.length > 0, 'nobody signed this header');
  if (result !== 'pass') return;
  const intact = found.find((signature) => signature.bodyIntact === true);
  assert.ok(intact !== undefined, 'nobody signed this body');
  const field = mended.fields[intact.field]!;
  const value = latin1Of(mended.octets.subarray(field.valueStart, field.end)).replaceAll(/\s+/g, '');
  const tag = (name: string): string => new RegExp(`(?:^|;)${name}=([^;]*)`).exec(value)?.[1] ?? '';
  const mode = tag('c').split('/')[1] ?? 'simple';
  const body = latin1Of(mended.octets.subarray(mended.bodyStart));
  const digest = createHash('sha256').update(Buffer.from(referenceBody(body, mode), 'latin1'));
  if (mended.lineEnds === 'crlf' && tag('l') === '') assert.equal(digest.digest('base64'), tag('bh'), 'the reference hashes another body');
  assert.equal(latin1Of(canonicalBody(mended, mode === 'relaxed' ? 'relaxed' : 'simple')), referenceBody(body, mode));
}

/** The octets that are hashed are the work that a repair costs. */
function counting(inner: Crypto): Crypto & { octets: number } {
  const counted = {
    ...inner,
    octets: 0,
    sha1: (octets: Uint8Array) => inner.sha1(taken(octets)),
    sha256: (octets: Uint8Array) => inner.sha256(taken(octets)),
    hasher: (algorithm: 'sha1' | 'sha256') => countingHasher(inner.hasher(algorithm)),
  };
  return counted;

  function taken(octets: Uint8Array): Uint8Array {
    counted.octets += octets.length;
    return octets;
  }

  function countingHasher(hasher: Hasher): Hasher {
    return { update: (octets) => hasher.update(taken(octets)), copy: () => countingHasher(hasher.copy()), digest: () => hasher.digest() };
  }
}

const proofs = letters.slice(0, 5).map((letter, number) => {
  const octets = octetsOfLatin1(letter);
  const message = parseMessage(octets);
  const sample = readSample(message, 0, true, crypto)!;
  return { message, sample: { ...sample, number, field: 0, sha256: createHash('sha256').update(octets).digest('hex') } };
});
const record = parseKeyRecord(stored.record);

function honestCertificate(count: number) {
  assert.ok(record.kind === 'key' && record.key.type === 'rsa');
  return certify(
    record.key.rsa,
    proofs.slice(0, count).map(({ sample }) => sample),
  );
}

const honestModulus = honestCertificate(2).modulus;

function checkCertified(text: string): void {
  const certificate = readCertificate(text);
  if (certificate === undefined) return;
  assert.deepEqual(readCertificate(JSON.stringify(certificate)), certificate);
  const find = (number: number) => proofs.find(({ sample }) => sample.number === number);
  const problems = checkCertificate(
    certificate,
    stored,
    (number) => {
      const found = find(number);
      return found && { message: found.message, sha256: found.sample.sha256 };
    },
    crypto,
  );
  if (problems.length > 0) return;
  assert.equal(certificate.modulus, honestModulus);
  assert.equal(certificate.exponent, 65_537);
  const named = new Set(certificate.proofs.map(({ number }) => number));
  assert.ok(named.size >= 2, 'it rests on one signature');
  for (const { number, digest, sha256 } of certificate.proofs) {
    const { sample } = find(number)!;
    assert.deepEqual([digest, sha256], [Buffer.from(sample.digest).toString('hex'), sample.sha256]);
  }
}
