import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { detectMbox } from '../../../src/sources/mail/mbox-dialect.ts';
import { type MboxDialect, mboxDialects } from '../../../src/sources/mail/mbox-quoting.ts';
import { writeMbox } from './mbox-writer.ts';
import { readMboxOf, texts } from './reading.ts';

const fromLine = 'From author@example.org Thu Jan  1 00:00:00 1970\n';

describe('an mbox', () => {
  it('gives the messages without From line and the one empty line that ends them, at the offsets of their From lines', async () => {
    const read = await readMboxOf(Buffer.from(`${fromLine}Subject: a\n\nFirst.\n\n${fromLine}Subject: b\n\nSecond.\n\n\n`));
    assert.deepEqual(read.messages, [
      { at: 'offset:0', text: 'Subject: a\n\nFirst.\n' },
      { at: 'offset:69', text: 'Subject: b\n\nSecond.\n\n' },
    ]);
  });

  it('keeps CRLF line ends as they are', async () => {
    const box = `${fromLine}Subject: a\n\nFirst.\n\n${fromLine}Subject: b\n\nSecond.\n\n`.replaceAll('\n', '\r\n');
    assert.deepEqual(texts(await readMboxOf(Buffer.from(box))), ['Subject: a\r\n\r\nFirst.\r\n', 'Subject: b\r\n\r\nSecond.\r\n']);
  });

  it('keeps a last message that nothing ends', async () => {
    assert.deepEqual(texts(await readMboxOf(Buffer.from(`${fromLine}Subject: a\n\nNo line end`))), ['Subject: a\n\nNo line end']);
  });

  it('is not cut by words that begin with "From", nor by a From line inside a paragraph', async () => {
    const body = `From Russia with love\n\nFrom john@example.org\nSubject: by hand\n\ntext\n${fromLine}text\n`;
    assert.deepEqual(texts(await readMboxOf(Buffer.from(`${fromLine}Subject: a\n\n${body}\n`))), [`Subject: a\n\n${body}`]);
  });

  it('is not cut by a patch of git in a body', async () => {
    const patch = `From ${'0a1b2c3d4e'.repeat(4)} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH] x\n`;
    const text = `Subject: a\n\n${patch}`;
    assert.deepEqual(texts(await readMboxOf(Buffer.from(`${fromLine}${text}\n${fromLine}Subject: b\n\nx\n\n`))), [
      text,
      'Subject: b\n\nx\n',
    ]);
  });

  it('is cut at the patches of a file that git wrote', async () => {
    const line = (digit: string) => `From ${digit.repeat(40)} Mon Sep 17 00:00:00 2001\n`;
    const patch = 'From: A <a@example.org>\nSubject: [PATCH] x\n\nx\n';
    assert.deepEqual(texts(await readMboxOf(Buffer.from(`${line('a')}${patch}\n${line('b')}${patch}\n`))), [patch, patch]);
  });

  it('is read without empty lines between messages where its writer puts none (Eudora)', async () => {
    const line = 'From ???@??? Thu Jan 01 00:00:00 1970\r\n';
    const message = 'Subject: a\r\n\r\ntext\r\n';
    assert.deepEqual(texts(await readMboxOf(Buffer.from(`${line}${message}`.repeat(3)))), [message, message, message]);
  });

  it('is read where From lines have no date and the file begins so (Gmail, Netscape)', async () => {
    for (const line of ['From 1844347792267117879@xxx\n', 'From - \n', 'From -\n']) {
      const message = 'Subject: a\n\ntext\n\nFrom Russia with love\n';
      assert.deepEqual(texts(await readMboxOf(Buffer.from(`${line}${message}\n`.repeat(2)))), [message, message]);
    }
  });

  it('is read by the form of its own first From line where that is unknown', async () => {
    for (const line of ['From a@example.org Do., 1. Januar 1970 00:00:00\n', 'From root\n']) {
      const message = 'Subject: a\n\ntext\n\nFrom Russia with love\n\nFrom here: on\n';
      assert.deepEqual(texts(await readMboxOf(Buffer.from(`${line}${message}\n`.repeat(2)))), [message, message]);
    }
  });

  it('notes what would be a From line if an empty line stood before it', async () => {
    const read = await readMboxOf(
      Buffer.from(`${fromLine}Subject: a\n\ntext\n${fromLine}Subject: b\n\nx\n\n${fromLine}Subject: c\n\nx\n\n`),
    );
    assert.equal(read.messages.length, 2);
    assert.deepEqual(read.notes, ['a line looks like a From line, but without an empty line before: left in the message (offset:66)']);
  });

  it('notes which messages begin with no header field: a From line may be quoted text', async () => {
    const quoting = `${fromLine}Subject: a\n\nHe wrote\n\nFrom bob@y Tue Jan  5 10:00:00 2016\nsomething else\n\n`;
    const read = await readMboxOf(Buffer.from(`${quoting}${fromLine}>From a@example.org\nSubject: b\n\nx\n\n`));
    assert.deepEqual(texts(read).slice(0, 2), ['Subject: a\n\nHe wrote\n', 'something else\n']);
    const said = 'with no header field: what is there may belong to the message before';
    assert.deepEqual(read.notes, [`a message begins ${said} (offset:71)`]);
    const { notes } = await readMboxOf(Buffer.from(quoting.repeat(5)), { chunkOctets: 7 });
    assert.deepEqual(notes, [`5 messages begin ${said} (offset:71, offset:194, offset:317 …)`]);
  });

  it('tells what stands before the first From line, and an empty message', async () => {
    const read = await readMboxOf(Buffer.from(`no mail at all\n\n${fromLine}\n${fromLine}Subject: b\n\nx\n\n`));
    assert.deepEqual(texts(read), ['Subject: b\n\nx\n']);
    assert.deepEqual(read.failures, [
      { at: 'offset:0', reason: '15 octets before the first From line are no message' },
      { at: 'offset:16', reason: 'an empty message: nothing stands behind its From line' },
    ]);
  });

  it('may begin with a byte order mark or empty lines', async () => {
    for (const start of ['\ufeff', '\n\n', '\r\n']) {
      const read = await readMboxOf(Buffer.from(`${start}${fromLine}Subject: a\n\nx\n\n`));
      assert.deepEqual([texts(read), read.failures], [['Subject: a\n\nx\n'], []]);
    }
  });

  it('that is empty has no message and no failure', async () => {
    assert.deepEqual(await readMboxOf(Buffer.alloc(0)), { messages: [], failures: [], notes: [] });
  });

  it('gives the letters of Status and X-Status, and leaves the fields in the message', async () => {
    const message = 'Status: RO\nX-Status: A\nSubject: a\n\nx\n';
    const { messages } = await readMboxOf(Buffer.from(`${fromLine}${message}\n`));
    assert.deepEqual(messages, [{ at: 'offset:0', text: message, flags: 'ROA' }]);
  });

  it('tells a message over the limit and goes on behind it', async () => {
    const large = `Subject: large\n\n${'x'.repeat(70)}\n`.repeat(200);
    for (const chunkOctets of [1, 100, 1 << 20]) {
      const box = writeMbox('mboxrd', ['Subject: a\n\nx\n', large, 'Subject: b\n\nx\n']);
      const read = await readMboxOf(box, { chunkOctets, maxMessageOctets: 1000 });
      assert.deepEqual(texts(read), ['Subject: a\n\nx\n', 'Subject: b\n\nx\n']);
      assert.deepEqual(
        read.failures.map(({ at }) => at),
        ['offset:64'],
      );
      assert.match(read.failures[0]!.reason, /larger than the limit of 1000 octets .* \(17450 octets\)/);
    }
  });
});

describe('Content-Length', () => {
  const box = (length: number, body: string) => `${fromLine}Subject: a\nContent-Length: ${length}\n\n${body}\n`;
  const next = `${fromLine}Subject: b\n\nx\n\n`;

  it('that fits is believed: From lines in the body cut nothing', async () => {
    const body = `one\n\n${fromLine}Subject: no message\n\ntwo\n`;
    const read = await readMboxOf(Buffer.from(box(body.length, body) + next), { dialect: 'mboxcl2' });
    assert.deepEqual(texts(read), [`Subject: a\nContent-Length: ${body.length}\n\n${body}`, 'Subject: b\n\nx\n']);
  });

  it('that does not fit is not: From lines decide', async () => {
    const body = 'one\n';
    for (const length of [0, 1, 2, 6, 40, 70, 1000, 999_999_999_999]) {
      const read = await readMboxOf(Buffer.from(box(length, body) + next), { dialect: 'mboxcl2' });
      assert.deepEqual(texts(read), [`Subject: a\nContent-Length: ${length}\n\n${body}`, 'Subject: b\n\nx\n'], `length ${length}`);
    }
  });

  it('may count a last line that has no line end', async () => {
    const read = await readMboxOf(Buffer.from(`${fromLine}Content-Length: 3\n\none\n\n${next}`), { dialect: 'mboxcl2' });
    assert.equal(texts(read)[0], 'Content-Length: 3\n\none');
  });

  it('is ignored in the dialects that do not know it', async () => {
    const body = `one\n\n${fromLine}Subject: b\n\ntwo\n`;
    const read = await readMboxOf(Buffer.from(box(body.length, body) + next), { dialect: 'mboxrd' });
    assert.equal(read.messages.length, 3);
  });
});

describe('the dialect', () => {
  const dialectOf = (text: string): MboxDialect => detectMbox(Buffer.from(text), true).dialect;
  const message = (body: string, header = '') => `${fromLine}${header}Subject: a\n\n${body}\n`;

  it('is mboxrd where a quoted quote stands among quotes, or where the From lines say so', () => {
    assert.equal(dialectOf(message('> He wrote\n>>From here on\n> all is lost\n')), 'mboxrd');
    assert.equal(dialectOf(message('x\n').replace('author@example.org', 'mboxrd@z') + message('>>From a\n>> b\n')), 'mboxrd');
  });

  it("is mboxo where an author's own quote begins with From among quotes as deep", () => {
    assert.equal(dialectOf(message('> He wrote\n>From here on\n>all is lost\n')), 'mboxo');
  });

  it('is not swayed by who is quoted, named above his words', () => {
    const attribution = message('Yes.\n\n>From Lena, on Monday:\n> hello\n> there\n');
    assert.equal(dialectOf(attribution), 'mboxrd');
    assert.equal(dialectOf(message('> Max:\n>>From Lena, on Monday:\n>> hello\n')), 'mboxrd');
    assert.equal(dialectOf(message('> a\n>>From b\n> c\n') + message('> a\n>From b\n> c\n').repeat(3)), 'mboxrd');
    assert.equal(dialectOf(attribution.repeat(9) + message('> a\n>From b\n> c\n')), 'mboxo');
    assert.equal(dialectOf(message('>> a\n>>From b\n> c\n') + message('> a\n>From b\n> c\n')), 'mboxo');
  });

  it('that mboxrd wrote comes back octet for octet, attributions and all', async () => {
    const messages = [
      'Subject: a\n\nFrom Lena, on Monday:\n> hello\n',
      'Subject: b\n\nFrom Max, on Friday:\n> no\n',
      'Subject: c\n\nx\n\n>From here on\n\ny\n',
    ];
    assert.deepEqual(texts(await readMboxOf(writeMbox('mboxrd', messages))), messages);
  });

  it('is mboxcl2 where lengths fit and a body has a bare From line, mboxcl where it is quoted', () => {
    const bare = 'one\n\nFrom here on\n';
    const quoted = 'one\n\n>From here on\n';
    assert.equal(dialectOf(message(bare, `Content-Length: ${bare.length}\n`)), 'mboxcl2');
    assert.equal(dialectOf(message(quoted, `Content-Length: ${quoted.length}\n`)), 'mboxcl');
  });

  it('is mboxcl2, nothing to take off, where From lines stand bare and no length is told', () => {
    assert.equal(dialectOf(message('one\n\nFrom here on\n')), 'mboxcl2');
  });

  it('is not swayed by one stray length among many messages', () => {
    assert.equal(dialectOf(message('one\n', 'Content-Length: 4\n') + message('two\n').repeat(3)), 'mboxrd');
  });

  it('is mboxrd without any evidence', () => {
    assert.equal(dialectOf(message('x\n')), 'mboxrd');
    assert.equal(dialectOf(''), 'mboxrd');
  });
});

/** Lines that try the reader: From lines of every kind, quoted and bare, empty lines, header lines. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'From here on', '>From here on', '>>From here on', '>>>From x', '> quoted', 'text') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('From ', 'From: a@example.org', 'Subject: b', 'Content-Length: 7', 'FromFrom ', '>From', 'From -'),
  },
  { weight: 1, arbitrary: fc.constantFrom('From a@b.example Thu Jan  1 00:00:00 1970', '>From a@b.example Thu Jan  1 00:00:00 1970', '.') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('>', 'F', 'r', 'o', 'm', ' ', 'x', '\xff', '\0'), maxLength: 12 }) },
);
const messagesWith = (lineEnd: string, body: fc.Arbitrary<string>) =>
  fc.array(
    fc
      .array(body, { maxLength: 12 })
      .map((lines) => ['Subject: a', 'From: a@example.org', '', ...lines].map((each) => each + lineEnd).join('')),
    { minLength: 1, maxLength: 8 },
  );

describe('what is written in a dialect is read back octet for octet', () => {
  for (const dialect of mboxDialects) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`${dialect}, lines ending in ${JSON.stringify(lineEnd)}, chunks of any size`, async () => {
        // mboxo and mboxcl cannot tell a line that began with ">From " from one that they quoted: that is their loss, not the reader's.
        const isLossy = dialect === 'mboxo' || dialect === 'mboxcl';
        const body = isLossy ? line.filter((text) => !text.startsWith('>From ')) : line;
        await fc.assert(
          fc.asyncProperty(messagesWith(lineEnd, body), fc.integer({ min: 1, max: 300 }), async (messages, chunkOctets) => {
            const read = await readMboxOf(writeMbox(dialect, messages, { lineEnd }), { dialect, chunkOctets });
            const lengthsOff = texts(read).map((text) =>
              text.replace(/^(Subject: a\r?\nFrom: a@example.org\r?\n)Content-Length: \d+\r?\n/, '$1'),
            );
            assert.deepEqual([lengthsOff, read.failures], [messages, []]);
          }),
          { numRuns: 150 },
        );
      });
    }
  }

  it('wherever one chunk ends and the next begins', async () => {
    const messages = [
      'Subject: a\n\n>From x\n\n\nFrom y\n',
      'Subject: b\n\nFrom a@b.example Thu Jan  1 00:00:00 1970\n\n',
      'Subject: c\n\n',
    ];
    for (const dialect of ['mboxrd', 'mboxcl2'] as const) {
      const box = writeMbox(dialect, messages);
      const whole = await readMboxOf(box, { dialect });
      assert.equal(whole.messages.length, 3);
      for (let chunkOctets = 1; chunkOctets < box.length; chunkOctets += 1) {
        assert.deepEqual(await readMboxOf(box, { dialect, chunkOctets }), whole, `chunks of ${chunkOctets}`);
      }
    }
  });

  it('never throws, and loses no octet, whatever the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom(...mboxDialects),
        fc.integer({ min: 1, max: 99 }),
        async (lines, dialect, chunkOctets) => {
          const box = Buffer.from(lines.join('\n'), 'latin1');
          const read = await readMboxOf(box, { dialect, chunkOctets });
          assert.deepEqual(read, await readMboxOf(box, { dialect }));
          const marks = box.toString('latin1').split('text').length;
          const told = texts(read).join('').split('text').length;
          assert.ok(marks === told || read.failures.length > 0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
