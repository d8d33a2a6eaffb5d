import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { attachedQuotes } from '../../src/evidence/chains/attached.ts';
import { listAttachments } from '../../src/message/attachments.ts';
import { decodePart, partText } from '../../src/message/content.ts';
import { decodedText, parseFields, printable, rawValue, unfoldedText } from '../../src/message/fields.ts';
import { defaultLimits } from '../../src/message/limits.ts';
import { type Message, parseMessage } from '../../src/message/message.ts';
import { type Part, parseParts } from '../../src/message/parts.ts';
import { bodyReadings } from '../../src/message/readings.ts';
import { rootReading } from '../../src/message/root-reading.ts';
import { bestText } from '../../src/message/text.ts';
import { assertNoLonger, assertOrdered, displaced } from '../laws.ts';
import { octetsOfLatin1, type Target } from '../target.ts';

/** `fixtures/signed/`: whole messages. */
export function signedLetters(): Uint8Array[] {
  const folder = fileURLToPath(new URL('../../fixtures/signed/', import.meta.url));
  return globSync(`${folder}*.eml`)
    .sort()
    .map((file) => new Uint8Array(readFileSync(file)));
}

const multipart = [
  'From: =?utf-8?q?Ada?= <ada@example.org>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n',
  'preamble\r\n--b\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nHello \r\nyou\r\n> quoted\r\n',
  '--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n--bb\r\n\r\nplain\r\n--bb\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n--bb--\r\n',
  '--b\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nQUJD\r\n',
  '--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\n--b--\r\nepilogue\r\n',
].join('');

const tokens = [
  ...['\r\n', '\n', '\r', '\n\n', '\r\n\r\n', ' ', '\t', ': ', '; ', '=', '"', '<', '>', '--', '\0', '\u00e9'],
  ...['From: ', 'To: ', 'Subject: ', 'Date: ', 'Received: ', 'DKIM-Signature: ', 'From a@b Thu Jan  1 00:00:00 1970\n'],
  ...['Content-Type: ', 'Content-Transfer-Encoding: ', 'Content-Disposition: ', 'Content-ID: <x>\r\n', 'MIME-Version: 1.0\r\n'],
  ...['multipart/mixed; boundary=', 'multipart/alternative; boundary=', 'multipart/related; start="<x>"; boundary=', 'multipart/digest'],
  ...['multipart/signed', 'multipart/report', 'message/rfc822', 'message/global', 'message/partial', 'text/plain', 'text/html'],
  ...['text/plain; format=flowed; delsp=yes', 'text/html; charset=utf-7', 'application/octet-stream', 'charset=', 'name="', 'name*0*='],
  ...['base64', 'quoted-printable', 'uuencode', '8bit', '7bit', 'binary', 'attachment', 'inline; filename='],
  ...['--b\r\n', '--b--\r\n', '--bb\r\n', '--b \r\n', '--b--', 'begin 644 x\n', 'end\n', '`\n', '#0V%T\n', 'boundary=b', 'boundary="b "'],
];

const anyBoundary = fc.constantFrom('b', 'bb', 'b b', 'B', '=_b', '-', 'b--');
const anyBody = fc.constantFrom(
  'x\r\n',
  '',
  '\r\n',
  'QUJD\r\n',
  'a=3D=\r\nb\r\n',
  '<p>x</p>',
  'begin 644 x\n#0V%T\nend\n',
  '> a\r\n--\r\nb',
);
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom('text/plain', 'text/html', 'application/pdf', 'image/png; name=a.png', 'x'), anyBody)
      .map(([type, body]) => `Content-Type: ${type}\r\n\r\n${body}`),
    fc
      .tuple(
        fc.constantFrom('mixed', 'alternative', 'related', 'digest', 'report'),
        anyBoundary,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.boolean(),
      )
      .map(([kind, boundary, parts, closes]) => {
        const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
        return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${inner}${closes ? `--${boundary}--\r\n` : ''}`;
      }),
    tie('tree').map((inner) => `Content-Type: message/rfc822\r\n\r\n${inner}`),
  ),
}));

export const messageTargets: readonly Target[] = [
  {
    name: 'message',
    laws: 'header, part tree, attachments, decoders and text of a whole message: ranges within it and in order, bounded, the same wherever the octets lie',
    seeds: () => [...signedLetters(), octetsOfLatin1(multipart), octetsOfLatin1(multipart.replaceAll('\r\n', '\n'))],
    tokens,
    grammar: tree.map((text) => octetsOfLatin1(`Subject: x\r\n${text}`)),
    microsecondsPerOctet: 20,
    run: checkMessage,
  },
  {
    name: 'fields',
    laws: 'the fields of a header: they follow one another without a gap, and what is shown of them is printable',
    seeds: () => [octetsOfLatin1(multipart), octetsOfLatin1('a: b\n c\n\td\nbad\n e: f\nX : y\n\nbody')],
    tokens: tokens.slice(0, 30),
    run: checkFields,
  },
];

function checkMessage(input: Uint8Array): void {
  const message = parseMessage(input);
  const { root, faults } = parseParts(message);
  checkHeader(message);
  for (const fault of [...faults, ...message.faults]) {
    assert.ok(fault.at === undefined || (fault.at >= 0 && fault.at <= input.length), fault.code);
  }
  const parts = partsOf(root);
  assertNoLonger(parts.length, defaultLimits.maxParts + 1_000);
  assert.equal(new Set(parts.map((part) => part.path)).size, parts.length, 'two parts have one path');
  for (const part of parts) {
    assert.ok(part.start <= part.bodyStart && part.bodyStart <= part.end && part.end <= input.length, part.path);
    assertOrdered(part.children, part.bodyStart, part.end);
    assertNoLonger(decodePart(message, part).length, part.end - part.bodyStart + 3);
    assertNoLonger(partText(message, part).length, 3 * (part.end - part.bodyStart) + 16);
  }
  for (const attached of listAttachments(root)) assert.ok(parts.includes(attached));
  bodyReadings(message, root);
  rootReading(message, root);
  for (const { text, depth } of attachedQuotes(message, root)) {
    assertOrdered(
      text.starts.map((start, index) => ({ start, end: text.ends[index]! })),
      0,
      text.text.length,
    );
    assert.ok(depth >= 1);
  }
  const text = bestText(message, root).text;
  assertNoLonger(text.length, 30 * input.length + 1_000);

  const elsewhere = parseMessage(displaced(input));
  const other = parseParts(elsewhere);
  assert.deepEqual(other.faults, faults);
  assert.deepEqual(outline(other.root), outline(root));
  assert.equal(bestText(elsewhere, other.root).text, text);
}

function checkHeader({ octets, fields, bodyStart }: Message): void {
  assertOrdered(fields, 0, bodyStart);
  for (const field of fields) assert.ok(field.start <= field.valueStart && field.valueStart <= field.end);
  assert.ok(bodyStart <= octets.length);
}

function checkFields(input: Uint8Array): void {
  const { fields, bodyStart } = parseFields(input, 0, input.length);
  let at = 0;
  for (const field of fields) {
    assert.equal(field.start, at, 'a gap');
    at = field.end;
    assert.equal(rawValue(input, field).length, field.end - field.valueStart);
    assertNoLonger(unfoldedText(input, field).length, field.end - field.start);
    const shown = decodedText(input, field);
    assert.equal(printable(shown), shown, 'what is shown is not printable');
  }
  const rest = Buffer.from(input.subarray(at, bodyStart)).toString('latin1');
  assert.ok(fields.length === defaultLimits.maxFields || /^(?:\r?\n)?$/.test(rest), `${JSON.stringify(rest)} lies behind the last field`);
  const inPart = parseFields(input, 0, input.length, { endsAtJunk: true, endsAtLine: (start) => input[start + 1] === 0x2d });
  assertOrdered(inPart.fields, 0, inPart.bodyStart);
}

function partsOf(part: Part): Part[] {
  const found = [part];
  for (const one of found) found.push(...one.children);
  return found;
}

function outline(part: Part): unknown {
  const { path, start, end, bodyStart, type, encoding, filename, disposition, contentId, children } = part;
  return { path, start, end, bodyStart, type, encoding, filename, disposition, contentId, children: children.map(outline) };
}
