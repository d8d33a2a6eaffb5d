import assert from 'node:assert/strict';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import { parseMessageSignature, parseSeal } from '../../src/evidence/arc/fields.ts';
import { pureCrypto } from '../../src/evidence/crypto-pure.ts';
import { canonicalBody } from '../../src/evidence/dkim/body.ts';
import type { ArcEvidence, ArcHop } from '../../src/evidence/evidence.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { maxArcInstances, maxRecordedResults } from '../../src/evidence/limits.ts';
import {
  parseAuthenticationResults,
  parseReceivedSpf,
  type RecordedResult,
  type RecordedResults,
} from '../../src/evidence/recorded-results.ts';
import { lastField, rawValue, unfoldedText } from '../../src/message/fields.ts';
import { type Message, parseMessage } from '../../src/message/message.ts';
import { seal } from '../../test/evidence/support/arc.ts';
import { AS_IT_STANDS, LETTER } from '../../test/evidence/support/assess.ts';
import { storedKey } from '../../test/evidence/support/keys.ts';
import { assertNoLonger } from '../laws.ts';
import { latin1Of, octetsOfLatin1, octetsOfText, type Target, textOf } from '../target.ts';

const ring = keyRingOf([storedKey('rsa2048', { domain: 'relay.example', selector: 'arc' })]);
const crypto = createNodeCrypto();

const resultTokens = [
  ...['relay.example', ' 1', ';', '; ', '=', ' = ', '"', '\\', '(', ')', ' ', '\t', '.', '/', '/1', 'i=1;', 'none', 'reason=', '"x y"'],
  ...['dkim=pass', 'spf=fail', 'header.d=example.org', 'smtp.mailfrom=a@example.org', 'Pass ', 'receiver=', 'client-ip=192.0.2.1'],
];

export const arcTargets: readonly Target[] = [
  {
    name: 'arc',
    laws: 'a chain that passes has every set, says only what its sealers said, and its newest hop signed just this letter; both crypto adapters agree',
    seeds: sealedLetters,
    tokens: [
      ...['ARC-Seal: ', 'ARC-Message-Signature: ', 'ARC-Authentication-Results: ', 'i=1;', 'i=2;', 'i=0;', 'i=51;', 'i=', 'cv=none;'],
      ...['cv=pass;', 'cv=fail;', 'h=from;', 'h=arc-seal:from;', 'a=rsa-sha1;', 'a=ed25519-sha256;', 'c=simple/simple;', 'l=', 'bh=', 'b='],
      ...['d=example.org;', 's=s1;', 't=1;', '\r\n', '\n', '\r\n\t', ' ', '\r\n\r\n', 'From: eve@example.net\r\n', 'Subject: x\r\n', '\0'],
      ...resultTokens,
    ],
    maxOctets: 16 * 1024,
    // Each link of a chain is an RSA operation, and each is made by two adapters.
    microsecondsPerOctet: 200,
    run: checkArc,
  },
  {
    name: 'recorded-results',
    laws: 'Authentication-Results and Received-SPF: bounded, names within their grammar; what is read, written and read again is the same',
    seeds: () =>
      [
        'mx.example 1; dkim=pass (good) header.d=a.example reason="x; y"; spf (a) / 1 = fail smtp . mailfrom = b@a.example',
        'i=1; relay.example; none',
        'Pass (mx: domain of a@b.example) receiver=mx.example; client-ip=192.0.2.1; envelope-from="a@b.example";',
      ].map(octetsOfText),
    tokens: resultTokens,
    run: (input) => checkResults(textOf(input)),
  },
];

/** Letters with chains of one to three hops, and one that a list changed between two of them. */
function sealedLetters(): Uint8Array[] {
  const once = seal(LETTER, 1);
  const twice = seal(once, 2, { results: 'relay.example; arc=pass; spf=fail smtp.mailfrom=x@example.org' });
  const changed = seal(once.replace('The lamp was lit', 'The lamp was put out'), 2);
  return [once, twice, seal(twice, 3), changed, twice.replaceAll('\r\n', '\n')].map(octetsOfLatin1);
}

const honest = sealedLetters().map((letter) => parseMessage(letter));
const honestBodies = new Set(honest.map((letter) => latin1Of(canonicalBody(letter, 'relaxed'))));
const honestStatements = new Set(honest.flatMap((letter) => assessed(letter).arc!.hops.map(({ statement }) => JSON.stringify(statement))));

function assessed(message: Message, with_ = crypto) {
  const { evidence, judgement } = assessMessage(message, { keys: ring, crypto: with_, policy: AS_IT_STANDS });
  return { arc: evidence.arc, marks: judgement.marks };
}

function checkArc(input: Uint8Array): void {
  const message = parseMessage(input);
  for (const field of message.fields.slice(0, 200)) {
    const value = rawValue(input, field);
    if (field.lowerName === 'arc-seal' || field.lowerName === 'arc-message-signature') checkField(value);
  }
  const { arc, marks } = assessed(message);
  if (marks.includes('sealed')) assert.equal(arc?.state, 'pass');
  if (arc === undefined) return;
  assert.equal(arc.state === 'fail', arc.fault !== undefined);
  assertNoLonger(arc.hops.length, maxArcInstances);
  for (const [place, hop] of arc.hops.entries()) {
    assert.equal(hop.instance, place + 1);
    const names = [hop.fields.results, hop.fields.messageSignature, hop.fields.seal].map((index) => message.fields[index]?.lowerName);
    assert.deepEqual(names, ['arc-authentication-results', 'arc-message-signature', 'arc-seal']);
  }
  if (arc.state === 'pass') checkPassing(message, arc);
  if (arc.state === 'keyless') {
    const links = [...arc.hops.map(({ seal }) => seal), ...arc.hops.slice(-1).map(({ message }) => message)];
    for (const { result } of links) assert.ok(result === 'pass' || result === 'keyless', `nothing speaks against it, but ${result}`);
  }
  const isOpened = arc.hops.some(({ seal, message }) => seal.key !== undefined || message.key !== undefined);
  if (isOpened) assert.deepEqual(assessed(message, pureCrypto), { arc, marks }, 'two crypto adapters disagree');
}

function checkField(value: string): void {
  for (const parsed of [parseSeal(value), parseMessageSignature(value)]) {
    if (parsed.kind === 'malformed') continue;
    const { signer, selector, signatureValue, signature } = parsed.value;
    assert.match(`${signer} ${selector}`, /^[a-z0-9_.-]{1,253} [a-z0-9_.-]{1,253}$/);
    assert.ok(signatureValue.start <= signatureValue.end && signatureValue.end <= value.length && value[signatureValue.start - 1] === '=');
    assert.ok(signature.length > 0);
  }
}

function checkPassing(message: Message, { hops }: ArcEvidence): void {
  for (const { instance, claim, seal, statement } of hops) {
    assert.equal(seal.result, 'pass');
    assert.equal(claim, instance === 1 ? 'none' : 'pass');
    assert.ok(honestStatements.has(JSON.stringify(statement)), `nobody sealed ${JSON.stringify(statement)}`);
  }
  const newest = hops.at(-1) as ArcHop;
  assert.equal(newest.message.result, 'pass');
  assert.ok(honestBodies.has(latin1Of(canonicalBody(message, 'relaxed'))), 'nobody signed this text');
  const seen = signedValues(message);
  assert.ok(
    honest.some((letter) => signedValues(letter) === seen),
    `nobody signed ${seen}`,
  );
}

/** The fields that every hop of these letters signed: of several of a name the lowest. */
function signedValues(message: Message): string {
  const values = ['from', 'to', 'subject', 'date'].map((name) => {
    const field = lastField(message, name);
    return field === undefined ? undefined : unfoldedText(message.octets, field).replaceAll(/\s+/g, ' ').trim();
  });
  return JSON.stringify(values);
}

function checkResults(text: string): void {
  const read = parseAuthenticationResults(text);
  checkRead(read, text);
  // The instance stands before it since a result of that name would be taken for one.
  const pieces = [...(read.server === undefined ? [] : [quoted(read.server)]), ...read.results.map(writtenResult)];
  assert.deepEqual(parseAuthenticationResults(['i=1', ...pieces].join('; ')), read, 'what is written is read otherwise');

  const spf = parseReceivedSpf(text);
  checkRead(spf, text);
  assert.ok(spf.results.length <= 1);
  const [result] = spf.results;
  const written = result === undefined ? '' : [result.result, ...result.properties.map(pairOf)].map(quoted).join(' ');
  assert.deepEqual(parseReceivedSpf(written), spf, 'what is written is read otherwise');
}

function checkRead({ server, results }: RecordedResults, text: string): void {
  assertNoLonger(results.length, maxRecordedResults);
  let length = server?.length ?? 0;
  for (const { method, result, reason, properties } of results) {
    assert.match(method, /^[a-z0-9._-]+$/);
    for (const { name } of properties) assert.match(name, /^[a-z0-9._/-]+$/);
    length += properties.reduce((sum, { name, value }) => sum + name.length + value.length, result.length + (reason?.length ?? 0));
  }
  // Some letters are two in lower case; the receiver of Received-SPF is told twice.
  assertNoLonger(length, 6 * text.length);
}

function writtenResult({ method, result, reason, properties }: RecordedResult): string {
  const pairs = [{ name: method, value: result }, ...(reason === undefined ? [] : [{ name: 'reason', value: reason }]), ...properties];
  return pairs.map((pair) => quoted(pairOf(pair))).join(' ');
}

function pairOf({ name, value }: { readonly name: string; readonly value: string }): string {
  return `${name}=${value}`;
}

/** RFC 5322 §3.2.4. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
