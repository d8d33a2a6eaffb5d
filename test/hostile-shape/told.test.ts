import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openArchive } from '../../src/archive/archive.ts';
import { maxSignatures } from '../../src/evidence/limits.ts';
import { type LimitReached, limitsReached } from '../../src/message/limits-reached.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { chainmail } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';

const header = 'From: a@example.org\nTo: b@example.net\nDate: Tue, 01 Mar 2016 10:00:00 +0000\n';
const mime = (type: string, more = ''): string => `${header}MIME-Version: 1.0\nContent-Type: ${type}\n${more}\n`;
const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=QQ==; b=QQ==\n';
const mebibyte = 1 << 20;

/** Mails of a shape that no honest program makes, and what must be said of each. */
const shapes: readonly (readonly [name: string, octets: string | Buffer, told: readonly LimitReached[]])[] = [
  ['a header of 20 megabytes in one field', `${header}X: ${'x'.repeat(20 * mebibyte)}\n\nbody\n`, ['header-too-large']],
  ['a hundred thousand Received fields', `${'Received: by b\n'.repeat(100_000)}${header}\nbody\n`, ['too-many-fields']],
  ['ten million fields', `${header}${'a: b\n'.repeat(mebibyte)}\nbody\n`, ['too-many-fields']],
  ['a Subject of 10 megabytes', `Subject: ${'word '.repeat(2 * mebibyte)}\n${header}\nbody\n`, ['header-too-large']],
  ['a Subject of 2 megabytes', `Subject: ${'word '.repeat(mebibyte / 2)}\n${header}\nbody\n`, ['field-too-long']],
  ['ten thousand addresses', `Cc: ${'<a@b.example>,\n '.repeat(10_000)}x@y.example\n${header}\nbody\n`, ['too-many-people']],
  [
    'a hundred thousand addresses',
    `Cc: ${'<a@b.example>,\n '.repeat(100_000)}x@y.example\n${header}\nbody\n`,
    ['field-too-long', 'too-many-people'],
  ],
  ['a name of a megabyte', `${mime(`application/x; name="${'n'.repeat(mebibyte)}.pdf"`)}x`, ['field-too-long']],
  [
    'a hundred thousand continuations',
    `${mime(`application/x; ${Array.from({ length: 100_000 }, (_, i) => `name*${i}*=%41`).join('; ')}`)}x`,
    ['field-too-long'],
  ],
  ['twenty thousand parts', `${mime('multipart/mixed; boundary=b')}${'--b\n\nx\n'.repeat(20_000)}--b--\n`, ['too-many-parts']],
  ['a thousand levels', `${mime('multipart/mixed; boundary=b0')}${levels(1_000)}x\n`, ['nesting-too-deep']],
  [
    'a thousand messages in one another',
    `${mime('message/rfc822')}${'Content-Type: message/rfc822\n\n'.repeat(1_000)}x\n`,
    ['nesting-too-deep'],
  ],
  ['HTML of 6 megabytes, nested', `${mime('text/html')}${'<div><td>'.repeat(700_000)}`, ['html-too-long']],
  ['quotes that alternate for 6 megabytes', `${mime('text/plain')}${'> a\nb\n'.repeat(mebibyte)}`, ['text-too-long']],
];

/** Nothing need be said of these: they are read to their end. */
const harmless: readonly (readonly [name: string, octets: string | Buffer])[] = [
  ['ten thousand signatures', `${signature.repeat(9_900)}${header}\nbody\n`],
  ['NUL octets', `${header}\n${'\0'.repeat(mebibyte)}`],
  ['bare CRs', `${header}\n${'\r'.repeat(mebibyte)}`],
  ['one line', `${header}\n${'x'.repeat(mebibyte)}`],
  ['base64 without end', `${mime('application/x; name=a', 'Content-Transfer-Encoding: base64\n')}${'QUJD'.repeat(mebibyte / 4)}`],
  ['a charset that lies', `${mime('text/plain; charset=utf-16')}${'\xd8\0'.repeat(mebibyte / 2)}`],
  ['a length that lies', `Content-Length: 999999999\n${header}\nbody\n`],
  ['boundaries that are prefixes', `${mime('multipart/mixed; boundary=b')}${'--bb\n--b\n\nx\n--bbb\n'.repeat(1_000)}--b--\n`],
  ['a hundred thousand references', `References: ${'<a@b>\n '.repeat(100_000)}\n${header}\nbody\n`],
  ['references to itself', `Message-ID: <loop@x>\nReferences: <loop@x> <loop@x>\nIn-Reply-To: <loop@x>\n${header}\nbody\n`],
  ['uuencoded files in one another', `${mime('text/plain')}${'begin 644 x\n#0V%T\n'.repeat(50_000)}`],
  ['soft breaks', `${mime('text/plain', 'Content-Transfer-Encoding: quoted-printable\n')}${'=\n'.repeat(mebibyte / 2)}`],
  ['flowed quotes', `${mime('text/plain; format=flowed')}${`${'>'.repeat(900)} x \n`.repeat(1_000)}`],
  ['three million octets, compressed to three thousand', gzipSync(`${header}\n${'x'.repeat(3 * mebibyte)}`)],
];

function levels(count: number): string {
  return Array.from({ length: count }, (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join('');
}

describe('mail of a hostile shape', () => {
  const folder = scratchFolder();
  const archive = join(folder.path, 'archive');
  const mail = join(folder.path, 'mail');
  after(() => folder[Symbol.dispose]());
  let imported: ReturnType<typeof chainmail>;

  before(() => {
    mkdirSync(mail);
    for (const [index, [, octets]] of [...shapes, ...harmless].entries()) {
      writeFileSync(
        join(mail, `${String(index).padStart(2, '0')}.eml`),
        typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets,
      );
    }
    imported = chainmail(['import', mail, '--archive', archive, '--jobs', '2', '--json']);
  });

  it('is imported, every one, in the order of its files', () => {
    const report = JSON.parse(imported.text);
    assert.deepEqual(report.sources[0].failures, []);
    assert.equal(imported.status, 0, imported.errors);
    assert.equal(report.totals.messages, shapes.length + harmless.length);
  });

  it('is told what was not read, and nothing where there is nothing to tell', () => {
    using opened = openArchive(archive);
    const told = [...shapes, ...harmless].map(([name], index) => {
      const message = parseMessage(opened.octets(index + 1)!);
      return [name, limitsReached(message, parseParts(message))];
    });
    assert.deepEqual(told, [...shapes.map(([name, , limits]) => [name, limits]), ...harmless.map(([name]) => [name, []])]);
  });

  it('is told so by the command that shows it', () => {
    const shown = chainmail(['show', '2', '--archive', archive]);
    assert.equal(shown.status, 0, shown.errors);
    assert.match(shown.text, /^ {2}! The header has too many fields: those below are not listed/m);
  });

  it('of thousands of signatures has a few tested, and says how many were not', () => {
    using opened = openArchive(archive);
    const record = opened.message(shapes.length + 1)!;
    assert.equal(record.signatures.length, maxSignatures);
    assert.match(record.reasons.at(-1)!.sentence, /more signatures than are tested: 9876 were left out/);
  });
});
