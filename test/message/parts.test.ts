import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodePart } from '../../src/message/content.ts';
import { parseMessage } from '../../src/message/message.ts';
import { type Part, parseParts } from '../../src/message/parts.ts';
import { codes, everyPart, latin1, mail, octetsOf, outline } from './mail.ts';

/** Header and body of a multipart with this boundary. */
function multipart(boundary: string, ...lines: string[]): string[] {
  return [`Content-Type: multipart/mixed; boundary="${boundary}"`, '', ...lines];
}

function bodies(octets: Uint8Array): string[] {
  const message = parseMessage(octets);
  return everyPart(parseParts(message).root)
    .filter((part) => part.children.length === 0)
    .map((part) => Buffer.from(decodePart(message, part)).toString('latin1'));
}

function faultsOf(octets: Uint8Array): string[] {
  return codes(parseParts(parseMessage(octets)).faults);
}

describe('parseParts', () => {
  it('reads the simple multipart of RFC 2046 §5.1.1: preamble, a part without header, epilogue', () => {
    const octets = mail(
      ...multipart('simple boundary', 'This is the preamble.', '', '--simple boundary', '', 'implicitly typed', '--simple boundary'),
      'Content-type: text/plain; charset=us-ascii',
      '',
      'explicitly typed',
      '',
      '--simple boundary--',
      '',
      'This is the epilogue.',
    );
    assert.deepEqual(outline(octets), ['multipart/mixed', '1 text/plain', '2 text/plain']);
    assert.deepEqual(bodies(octets), ['implicitly typed', 'explicitly typed\r\n']);
    assert.deepEqual(faultsOf(octets), []);
  });

  it('gives ranges into the stored octets', () => {
    const octets = octetsOf('Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n\nbody\n--b--\n');
    const { root } = parseParts(parseMessage(octets));
    const { start, bodyStart, end } = root.children[0]!;
    assert.deepEqual([root.start, root.bodyStart, root.end], [0, 43, 64]);
    assert.deepEqual([start, bodyStart, end], [47, 53, 57]);
  });

  it('numbers parts as IMAP does (RFC 9051 §6.4.5.1)', () => {
    const octets = mail(
      ...multipart(
        'o',
        '--o',
        '',
        'one',
        '--o',
        'Content-Type: message/rfc822',
        '',
        'Subject: in',
        ...multipart('i', '--i', '', 'x', '--i', '', 'y', '--i--'),
      ),
      '--o',
      'Content-Type: message/rfc822',
      '',
      'Subject: leaf',
      '',
      'z',
      '--o--',
    );
    assert.deepEqual(outline(octets), [
      'multipart/mixed',
      '1 text/plain',
      '2 message/rfc822',
      '2.TEXT multipart/mixed',
      '2.1 text/plain',
      '2.2 text/plain',
      '3 message/rfc822',
      '3.1 text/plain',
    ]);
  });

  it('takes the parts of a digest for messages (RFC 2046 §5.1.5)', () => {
    const octets = mail('Content-Type: multipart/digest; boundary=b', '', '--b', '', 'Subject: a', '', 'text', '--b--');
    assert.deepEqual(outline(octets), ['multipart/digest', '1 message/rfc822', '1.1 text/plain']);
  });

  it('lets an outer delimiter end all that is inside it (RFC 2046 §5.1.2)', () => {
    const octets = mail(...multipart('o', '--o', ...multipart('i', '--i', '', 'a'), '--o', '', 'b', '--o--'));
    assert.deepEqual(outline(octets), ['multipart/mixed', '1 multipart/mixed', '1.1 text/plain', '2 text/plain']);
    assert.deepEqual(bodies(octets), ['a', 'b']);
    assert.deepEqual(faultsOf(octets), ['close-delimiter-missing']);
  });

  it('keeps boundaries apart that are prefixes of each other', () => {
    const octets = mail(...multipart('b', '--b', ...multipart('bb', '--bb', '', 'x', '--bb--', ''), '--b', '', 'y', '--b--'));
    assert.deepEqual(bodies(octets), ['x', 'y']);
    const dashes = mail(...multipart('b', '--b', ...multipart('b--', '--b--', '', 'x', '--b----', ''), '--b', '', 'y', '--b--'));
    assert.deepEqual(bodies(dashes), ['x', 'y']);
  });

  it('takes white space after a delimiter for padding', () => {
    assert.deepEqual(bodies(mail(...multipart('b', '--b \t', '', 'x', '--b--  '))), ['x']);
  });

  it('reads a multipart that ends without its close delimiter', () => {
    const octets = mail(...multipart('b', '--b', '', 'x'));
    assert.deepEqual(bodies(octets), ['x\r\n']);
    assert.deepEqual(faultsOf(octets), ['close-delimiter-missing']);
  });

  it('guesses a boundary that is wrong or missing from the first line that looks like one, and tells', () => {
    const wrong = mail(...multipart('declared', 'preamble', '-- ', '--real', 'Content-Type: text/html', '', 'x', '--real--'));
    assert.deepEqual(outline(wrong), ['multipart/mixed', '1 text/html']);
    assert.deepEqual(faultsOf(wrong), ['boundary-not-found', 'boundary-guessed']);
    const missing = mail('Content-Type: multipart/mixed', '', '--real', 'Content-Type: text/html', '', 'x', '--real--');
    assert.deepEqual(bodies(missing), ['x']);
    assert.deepEqual(faultsOf(missing), ['boundary-missing', 'boundary-guessed']);
  });

  it('has a multipart without parts where no line looks like a delimiter', () => {
    const octets = mail(...multipart('b', 'only text', '-- ', 'Alice'));
    assert.deepEqual(outline(octets), ['multipart/mixed']);
    assert.deepEqual(faultsOf(octets), ['boundary-not-found', 'close-delimiter-missing']);
  });

  it('begins the body of a part at the first line that is no field', () => {
    const octets = mail(...multipart('b', '--b', 'Content-Type: text/html', 'no field', 'x', '--b--'));
    assert.deepEqual(bodies(octets), ['no field\r\nx']);
    assert.deepEqual(faultsOf(octets), ['part-header-unterminated']);
  });

  it('ends the header of a part at a delimiter', () => {
    const octets = mail(...multipart('b:c', '--b:c', 'Content-Type: text/html', '--b:c', '', 'x', '--b:c--'));
    assert.deepEqual(outline(octets), ['multipart/mixed', '1 text/html', '2 text/plain']);
    assert.deepEqual(bodies(octets), ['', 'x']);
  });

  it('leaves a transfer-encoded message closed, and tells (RFC 2046 §5.2.1 forbids it)', () => {
    const inner = Buffer.from('Subject: in\r\n\r\nbody\r\n');
    const octets = mail('Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', inner.toString('base64'));
    assert.deepEqual(outline(octets), ['message/rfc822']);
    assert.deepEqual(faultsOf(octets), ['encoding-on-composite']);
    const message = parseMessage(octets);
    const opened = parseMessage(decodePart(message, parseParts(message).root));
    assert.equal(opened.fields[0]?.name, 'Subject');
  });

  it('opens message/global like message/rfc822 (RFC 6532 §3.7), over a mbox line too', () => {
    const octets = mail('Content-Type: message/global', '', 'From a@a.example Tue May  3 10:00:00 2016', 'Subject: ü', '', 'x');
    assert.deepEqual(outline(octets), ['message/global', '1 text/plain']);
    assert.deepEqual(faultsOf(octets), ['mbox-from-line']);
  });

  it('takes a malformed Content-Type for plain text (RFC 2045 §5.2), and tells', () => {
    for (const type of ['', 'nonsense', 'a/b/c', '; charset=utf-8']) {
      const octets = mail(`Content-Type: ${type}`, '', 'x');
      assert.deepEqual([outline(octets), faultsOf(octets)], [['text/plain'], ['bad-content-type']], type);
    }
    assert.deepEqual(outline(mail('Content-Type: application', '', 'x')), ['application/octet-stream']);
    assert.deepEqual(outline(mail('Content-Type: multipart; boundary=b', '', '--b', '', 'x', '--b--')), [
      'multipart/mixed',
      '1 text/plain',
    ]);
  });

  it('takes the first of two Content-Types or parameters, and tells', () => {
    assert.deepEqual(faultsOf(mail('Content-Type: text/html', 'Content-Type: text/plain', '', 'x')), ['duplicate-content-type']);
    assert.deepEqual(faultsOf(mail('Content-Type: text/html; charset=a; charset=b', '', 'x')), ['duplicate-parameter']);
  });

  it('finds the name in Content-Disposition, else in Content-Type', () => {
    const read = (...fields: string[]): Part => parseParts(parseMessage(mail(...fields, '', ''))).root;
    const both = read(
      'Content-Type: a/b; name=type.txt',
      "Content-Disposition: ATTACHMENT; filename*=utf-8''dispos%C3%A9.txt",
      'Content-ID: <id@a.example>',
    );
    assert.equal(both.filename, 'disposé.txt');
    assert.equal(both.disposition, 'attachment');
    assert.equal(both.contentId, 'id@a.example');
    assert.equal(read('Content-Type: a/b; name="=?utf-8?Q?na=C3=AFve.txt?="').filename, 'naïve.txt');
    assert.equal(read('Content-Type: a/b').filename, undefined);
  });

  it('knows every transfer encoding however it is written', () => {
    const cases: [string, string][] = [
      ['7bit', 'identity'],
      ['8BIT', 'identity'],
      ['binary', 'identity'],
      ['Base64', 'base64'],
      ['"base64"', 'base64'],
      ['quoted-printable (why not)', 'quoted-printable'],
      ['x-uuencode', 'uuencode'],
      ['rot13', 'unknown'],
    ];
    for (const [written, encoding] of cases) {
      assert.equal(parseParts(parseMessage(mail(`Content-Transfer-Encoding: ${written}`, '', ''))).root.encoding, encoding);
    }
  });

  it('has a uuencoded file in a text for a part of its own', () => {
    const octets = mail('', 'Look:', 'begin 644 cat.txt', '#0V%T', '`', 'end', 'bye');
    const message = parseMessage(octets);
    const [file] = parseParts(message).root.children;
    assert.equal(file?.path, 'u1');
    assert.equal(file?.filename, 'cat.txt');
    assert.equal(Buffer.from(decodePart(message, file!)).toString(), 'Cat');
  });

  it('leaves what is nested too deep closed, and tells', () => {
    let lines: string[] = ['', 'deep'];
    for (let depth = 0; depth < 60; depth++)
      lines = [`Content-Type: multipart/mixed; boundary=b${depth}`, '', `--b${depth}`, ...lines, `--b${depth}--`];
    const octets = mail(...lines);
    assert.ok(faultsOf(octets).includes('nesting-too-deep'));
    assert.equal(outline(octets).length, 51);
    assert.deepEqual(outline(mail(...multipart('b', '--b', '', 'x', '--b', '', 'y', '--b--'))).length, 3);
  });

  it('reads no more parts than the limit, and tells', () => {
    const octets = mail(...multipart('b', ...Array.from({ length: 20 }, () => ['--b', '', 'x']).flat(), '--b--'));
    const { root, faults } = parseParts(parseMessage(octets), { maxParts: 5 });
    assert.equal(everyPart(root).length, 5);
    assert.deepEqual(codes(faults), ['too-many-parts']);
  });

  it('nests the ranges of parts, in order, whatever the octets', () => {
    fc.assert(
      fc.property(anyMail, (octets) => {
        const { root } = parseParts(parseMessage(octets));
        assert.deepEqual([root.start, root.end], [0, octets.length]);
        assert.equal(new Set(everyPart(root).map((part) => part.path)).size, everyPart(root).length, 'paths are unique');
        const check = (part: Part): void => {
          assert.ok(part.start <= part.bodyStart && part.bodyStart <= part.end, part.path);
          let at = part.bodyStart;
          for (const child of part.children) {
            assert.ok(child.start >= at && child.end <= part.end, child.path);
            at = child.end;
            check(child);
          }
        };
        check(root);
      }),
      { numRuns: 500 },
    );
  });

  it('decodes every part of anything', () => {
    fc.assert(
      fc.property(fc.oneof(anyMail, fc.uint8Array()), (octets) => {
        const message = parseMessage(octets);
        for (const part of everyPart(parseParts(message).root)) assert.ok(decodePart(message, part).length <= octets.length + 3);
      }),
    );
  });

  it('reads back the tree that was written', () => {
    const leaf = fc.stringMatching(/^[a-z ]{0,20}$/).map((text): Tree => ({ text }));
    const tree = fc.letrec<{ node: Tree }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((parts): Tree => ({ parts })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.constantFrom('\r\n', '\n'), (written, lineEnd) => {
        const octets = octetsOf(write(written, lineEnd, 'b'));
        const message = parseMessage(octets);
        const read = (part: Part): Tree =>
          part.type === 'multipart/mixed'
            ? { parts: part.children.map(read) }
            : { text: Buffer.from(decodePart(message, part)).toString() };
        const { root, faults } = parseParts(message);
        assert.deepEqual(read(root), written);
        assert.deepEqual(faults, []);
      }),
    );
  });
});

type Tree = { readonly text: string } | { readonly parts: readonly Tree[] };

/** Boundaries grow by a letter a level: each is a prefix of those inside it. */
function write(tree: Tree, lineEnd: string, boundary: string): string {
  if ('text' in tree) return `Content-Type: text/html${lineEnd}${lineEnd}${tree.text}`;
  const parts = tree.parts.map((part) => `--${boundary}${lineEnd}${write(part, lineEnd, `${boundary}x`)}${lineEnd}`);
  return `Content-Type: multipart/mixed; boundary=${boundary}${lineEnd}${lineEnd}${parts.join('')}--${boundary}--`;
}

/** Octets made of what MIME is made of, so that random ones reach deep. */
const anyMail = fc
  .array(
    fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=a\n\n',
      'Content-Type: multipart/digest; boundary=b\r\n\r\n',
      'Content-Type: multipart/mixed\n\n',
      'Content-Type: message/rfc822\n\n',
      'Content-Transfer-Encoding: base64\n',
      'Content-Transfer-Encoding: quoted-printable\n',
      'Content-Transfer-Encoding: x-uuencode\n',
      'begin 644 x\n#0V%T\n`\nend\n',
      '--a\n',
      '--a--\n',
      '--b\r\n',
      '--b--',
      '--c\nContent-Type: text/html\n\n',
      '\n',
      '\r\n',
      'text',
      'a: b\n',
      '=',
      '\0\xff',
    ),
    { maxLength: 40 },
  )
  .map((pieces) => latin1(pieces.join('')));
