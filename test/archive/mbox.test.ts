import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mboxEntry } from '../../src/archive/mbox.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';
import { readAll, readMboxOf, texts } from '../sources/mail/reading.ts';

const entry = (text: string, dateSeconds?: number) => mboxEntry(Buffer.from(text, 'latin1'), dateSeconds).toString('latin1');

describe('mboxEntry', () => {
  it('puts a From line with the date in UTC before the message, and an empty line behind it', () => {
    assert.equal(
      entry('Subject: a\r\n\r\nText\r\n', 1_463_061_720),
      'From mboxrd@z Thu May 12 14:02:00 2016\nSubject: a\r\n\r\nText\r\n\n',
    );
    assert.match(entry('a: b\n', 1_462_188_119), /^From mboxrd@z Mon May {2}2 11:21:59 2016\n/);
  });

  it('tells the epoch where there is no date, or none that four digits of a year can tell', () => {
    for (const date of [undefined, Number.NaN, 1e15, -1e12])
      assert.match(entry('a: b\n', date), /^From mboxrd@z Thu Jan {2}1 00:00:00 1970\n/);
  });

  it('quotes every line that could be taken for a From line, however often it is quoted already', () => {
    assert.equal(
      entry('a: b\n\nFrom x\n>From y\n>>From z\n> From\nNot From z\rFrom here\n').split('\n').slice(3).join('\n'),
      '>From x\n>>From y\n>>>From z\n> From\nNot From z\rFrom here\n\n',
    );
  });

  it('gives the same octets again when its file is read, by the way that an import takes', async () => {
    using scratch = scratchFolder();
    const path = join(scratch.path, 'export.mbox');
    const messages = [
      // More than half of the messages have a Content-Length that fits: a writer of mboxcl2 would have quoted nothing.
      withLength('one\r\n\r\nFrom me to you\r\n'),
      withLength('>From here\r\n\r\n\r\n'),
      Buffer.from('From: a@b.example\n\n>From a\n>From b\n> c\n\nFrom x@y.example Thu May 12 14:02:00 2016\nSubject: no message\n\n\n'),
    ];
    writeFileSync(path, Buffer.concat(messages.map((octets) => mboxEntry(octets, undefined))));
    const source = await openMailSource(path);
    assert.equal(source.dialect, 'mboxrd');
    const read = await readAll(source.items());
    assert.deepEqual(read.failures, []);
    assert.deepEqual(
      texts(read),
      messages.map((octets) => withLineEnd(octets.toString('latin1'))),
    );
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'From ',
      '>',
      '>From ',
      '\n',
      '\r\n',
      '\n\n',
      '\r',
      'From x@y.example Thu May 12 14:02:00 2016\n',
      'From -\n',
      'Content-Length: 7\n',
      'Content-Length: 30\n',
      'Subject: a\n',
      '\xef\xbb\xbf',
      'From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\n',
    ),
    fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((octet) => String.fromCharCode(octet)), maxLength: 12 }),
  );
  const anyText = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('') || 'x');
  const anyMessage = fc.oneof(
    anyText,
    anyText.map((text) => withLength(text).toString('latin1')),
  );

  it('gives the same octets again whatever the messages are, but for a last line end that was missing', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyMessage, { minLength: 1, maxLength: 6 }),
        fc.option(fc.integer({ min: -3e9, max: 3e10 })),
        async (messages, date) => {
          const file = Buffer.concat(messages.map((text) => mboxEntry(Buffer.from(text, 'latin1'), date ?? undefined)));
          const read = await readMboxOf(file, { chunkOctets: 64 });
          assert.deepEqual(read.failures, []);
          assert.deepEqual(texts(read), messages.map(withLineEnd));
        },
      ),
      { numRuns: 400 },
    ));
});

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** A message that tells the length of its body: as most of mboxcl2 do, whose writers quote nothing. */
function withLength(body: string): Buffer {
  return Buffer.from(`From: a@b.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
}
