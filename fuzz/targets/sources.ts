import assert from 'node:assert/strict';
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { compressionOf, decompress } from '../../src/sources/compression.ts';
import { SourceError } from '../../src/sources/error.ts';
import { maildirFlags, maildirFolder, printablePath } from '../../src/sources/mail/file-names.ts';
import { fromLineKind } from '../../src/sources/mail/from-line.ts';
import { detectMbox } from '../../src/sources/mail/mbox-dialect.ts';
import { mboxDialects, unquoteFromLines } from '../../src/sources/mail/mbox-quoting.ts';
import { type Frame, MboxSplitter } from '../../src/sources/mail/mbox-splitter.ts';
import { recognise } from '../../src/sources/mail/recognise.ts';
import { writeMbox } from '../../test/sources/mail/mbox-writer.ts';
import { assertNoLonger, assertOrdered, assertPrintable } from '../laws.ts';
import { latin1Of, octetsOfLatin1, type Target } from '../target.ts';

const fromLine = 'From a@example.org Thu Jan  1 00:00:00 1970\n';
const mboxTokens = [
  ...[fromLine, `\n${fromLine}`, `\r\n${fromLine}`, 'From ', '\nFrom ', '\n>From ', '>', '>>From x\n', '\n', '\n\n', '\r\n', '\ufeff'],
  ...[
    'Content-Length: ',
    'Content-Length: 9\n',
    '\n\n\n',
    'From -\n',
    'From 123@xxx\n',
    'From mboxrd@z Thu Jan  1 00:00:00 1970\n',
    'Subject: x\n',
  ],
  ...['From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n', 'Status: RO\n', ' remote from x', 'From x x x\n'],
];
const anyLine = fc.constantFrom(
  'text',
  '',
  'From x',
  '>From x',
  '>>From x',
  fromLine.trim(),
  `>${fromLine.trim()}`,
  'Content-Length: 3',
  '>',
);
const anyMail = fc.array(anyLine, { maxLength: 6 }).map((lines) => `Subject: x\n\n${lines.map((line) => `${line}\n`).join('')}`);

export const sourceTargets: readonly Target[] = [
  {
    name: 'mbox',
    laws: 'cut alike however the chunks are; messages lie in the stream, in order, within the limit; what is written in a dialect is read back; memory bounded',
    seeds: () => [
      octetsOfLatin1(`${fromLine}Subject: a\n\nb\n\n${fromLine}Subject: c\nContent-Length: 9\n\nFrom x\n>From y\n\n${fromLine}D: e\n\nf\n`),
      ...mboxDialects.map((dialect) => new Uint8Array(writeMbox(dialect, ['Subject: x\n\nFrom a\n>From b\n', 'Subject: y\n\n\nz\n']))),
      ...mboxDialects.map(
        (dialect) => new Uint8Array(writeMbox(dialect, ['Subject: x\r\n\r\nFrom a\r\n>From b\r\n'], { lineEnd: '\r\n' })),
      ),
    ],
    tokens: mboxTokens,
    grammar: fc
      .tuple(fc.constantFrom(...mboxDialects), fc.array(anyMail, { maxLength: 4 }))
      .map(([dialect, messages]) => new Uint8Array(writeMbox(dialect, messages))),
    microsecondsPerOctet: 30,
    run: checkMbox,
  },
  {
    name: 'compression',
    laws: 'what zlib decodes is decoded, however the chunks are cut; what is broken is told as damaged, after all that came before',
    seeds: () => {
      const text = Buffer.from('Subject: x\n\nhello '.repeat(40));
      const [gzip, zstd] = [gzipSync(text), zstdCompressSync(text)];
      return [gzip, zstd, Buffer.concat([gzip, Buffer.alloc(5), gzip]), Buffer.concat([zstd, zstd])].map(
        (octets) => new Uint8Array(octets),
      );
    },
    tokens: ['\u001f', '\0\0\0\0', '\u0008', '\u0004', '\u0002'],
    maxOctets: 8 * 1024,
    microsecondsPerOctet: 100,
    run: checkCompression,
  },
  {
    name: 'file-names',
    laws: 'paths and flags are printable, whatever octets a file system holds; a file is recognised or not, never an error',
    seeds: () =>
      ['1456826400.M1P2.host:2,RS', '.Sent.2016/cur/1!2,S', 'a\\b\u00e9', 'From: x\n\ny', '%PDF-1.4', '7\nFrom: x\n'].map(octetsOfLatin1),
    tokens: [
      ':2,',
      '!2,',
      ';2,',
      '/',
      '.',
      '..',
      '\\',
      '\\x41',
      '\0',
      '\n',
      '\u00ff',
      'cur',
      'new',
      'PK\u0003\u0004',
      'From ',
      'Subject: x\n',
    ],
    run: checkFileName,
  },
];

const limit = 8 * 1024;

function checkMbox(input: Uint8Array): void {
  const octets = Buffer.from(input);
  const { dialect, rule } = detectMbox(octets, true);
  for (const usesContentLength of [false, true]) {
    const options = { rule, usesContentLength, maxMessageOctets: limit };
    const whole = framesOf(octets, octets.length || 1, options);
    const places = whole
      .filter((frame) => frame.kind === 'message')
      .map((frame) => ({ start: frame.at, end: frame.at + frame.octets.length }));
    assertOrdered(places, 0, octets.length);
    for (const frame of whole) {
      if (frame.kind === 'too-large') assert.ok(frame.size <= octets.length);
      else assert.ok(frame.octets.length <= limit && octets.indexOf(frame.octets) >= 0);
    }
    for (const size of [1 + (octets.length % 7), 1000]) {
      if (octets.length / size > 4_000) continue;
      assert.deepEqual(told(framesOf(octets, size, options)), told(whole), `chunks of ${size} give other messages`);
    }
  }
  const plain = unquoteFromLines(octets, dialect);
  assertNoLonger(plain.length, octets.length);
  const text = latin1Of(input);
  const message = `Subject: x\n\n${text.replaceAll('\r', '')}\n`;
  const back = framesOf(writeMbox('mboxrd', [message, message]), 1 << 20, {
    rule: { dateless: false, patch: false, afterEmptyLine: true },
    usesContentLength: false,
    maxMessageOctets: 1 << 20,
  });
  assert.deepEqual(
    back.map((frame) => (frame.kind === 'message' ? latin1Of(unquoteFromLines(frame.octets, 'mboxrd')) : frame.kind)),
    [message, message],
    'what is written as mboxrd is read otherwise',
  );
}

function framesOf(octets: Buffer, size: number, options: ConstructorParameters<typeof MboxSplitter>[0]): Frame[] {
  const splitter = new MboxSplitter(options);
  const frames: Frame[] = [];
  for (let at = 0; at < octets.length; at += size) {
    frames.push(...splitter.push(octets.subarray(at, at + size)));
    assertNoLonger(splitter.heldOctets, 8 * Math.max(1 << 20, options.maxMessageOctets, size));
  }
  return [...frames, ...splitter.finish()];
}

function told(frames: readonly Frame[]): unknown {
  return frames.map((frame) => (frame.kind === 'too-large' ? frame : { ...frame, octets: frame.octets.toString('latin1') }));
}

const mostDecoded = 4 << 20;

async function checkCompression(input: Uint8Array): Promise<void> {
  const octets = Buffer.from(input);
  const compression = compressionOf(octets);
  if (compression === undefined) return;
  const whole = await decoded(octets, octets.length);
  const cut = await decoded(octets, 1 + (octets.length % 13));
  if (whole.size > mostDecoded || cut.size > mostDecoded) return;
  assert.equal(cut.damage === undefined, whole.damage === undefined, `${cut.damage}, where the whole says ${whole.damage}`);
  if (whole.damage === undefined) assert.ok(cut.octets.equals(whole.octets));
  let expected: Buffer;
  try {
    expected =
      compression === 'gzip'
        ? gunzipSync(octets, { maxOutputLength: mostDecoded })
        : zstdDecompressSync(octets, { maxOutputLength: mostDecoded });
  } catch {
    return;
  }
  // zlib stops in silence at what is no member or frame; here that is damage, told, after all that came before.
  assert.ok(whole.octets.subarray(0, expected.length).equals(expected), 'zlib decodes something else');
}

async function decoded(octets: Buffer, size: number): Promise<{ octets: Buffer; size: number; damage?: string }> {
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
  }
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of decompress(chunks(), compressionOf(octets)!)) {
      length += part.length;
      if (length > mostDecoded) break;
      parts.push(Buffer.from(part));
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    assert.equal(error.code, 'damaged');
    return { octets: Buffer.concat(parts), size: length, damage: error.message };
  }
  return { octets: Buffer.concat(parts), size: length };
}

function checkFileName(input: Uint8Array): void {
  const path = printablePath(input);
  assert.doesNotMatch(path, /[\u0000-\u001f\u007f]/);
  assertNoLonger(path.length, 4 * input.length);
  const flags = maildirFlags(path);
  assert.ok(flags === undefined || /^[A-Za-z]{1,52}$/.test(flags));
  const folder = maildirFolder(path);
  assert.ok(folder === undefined || (folder !== '' && !folder.startsWith('/') && !folder.endsWith('/')));
  fromLineKind(latin1Of(input));
  for (const saidToBeMail of [false, true]) {
    const found = recognise(Buffer.from(input), true, { saidToBeMail });
    if (found.kind === 'other') assertPrintable(found.what);
  }
}
