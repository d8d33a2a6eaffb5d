import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, decodeQuotedPrintable } from '../../src/message/transfer.ts';
import { decodeUuencode, findUuencodedBlocks } from '../../src/message/uuencode.ts';
import { latin1, octetsOf } from './mail.ts';

function text(octets: Uint8Array): string {
  return Buffer.from(octets).toString('latin1');
}

describe('decodeBase64', () => {
  it('reads the vectors of RFC 4648 §10', () => {
    const vectors = { '': '', 'Zg==': 'f', 'Zm8=': 'fo', Zm9v: 'foo', 'Zm9vYg==': 'foob', 'Zm9vYmE=': 'fooba', Zm9vYmFy: 'foobar' };
    for (const [encoded, decoded] of Object.entries(vectors)) assert.equal(text(decodeBase64(octetsOf(encoded))), decoded);
  });

  it('passes over what is not of the alphabet (RFC 2045 §6.8)', () => {
    assert.equal(text(decodeBase64(latin1(' Zm\r\n9v\t*\xff YmFy\n'))), 'foobar');
    assert.equal(text(decodeBase64(octetsOf('Zg'))), 'f', 'padding may be missing');
    assert.equal(text(decodeBase64(octetsOf('Zm9vY'))), 'foo', 'one digit holds no octet');
  });

  it('does not read what a list wrote below the padding, but does read a second encoded piece', () => {
    assert.equal(text(decodeBase64(octetsOf('Zm9=\r\nA list footer here\r\n'))), 'fo');
    assert.equal(text(decodeBase64(octetsOf('Zm8= ignored'))), 'fo');
    assert.equal(text(decodeBase64(octetsOf('Zm8=\r\nYmFy\r\n'))), 'fobar');
  });

  it('gives back what was encoded, however its lines are broken', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom('\r\n', '\n'),
        (octets, width, lineEnd) => {
          const encoded = Buffer.from(octets)
            .toString('base64')
            .replace(new RegExp(`.{${width}}`, 'g'), `$&${lineEnd}`);
          // Padding cut apart by a line end is not what any program writes.
          fc.pre(!/=\s+=/.test(encoded));
          assert.deepEqual(Buffer.from(decodeBase64(octetsOf(encoded))), Buffer.from(octets));
        },
      ),
    );
  });
});

describe('decodeQuotedPrintable', () => {
  it('reads escapes and soft line breaks (RFC 2045 §6.7)', () => {
    assert.equal(
      text(decodeQuotedPrintable(octetsOf("Now's the time =\r\nfor all folk to come=\r\n to the aid=20\r\n"))),
      "Now's the time for all folk to come to the aid \r\n",
    );
    assert.equal(text(decodeQuotedPrintable(octetsOf('=C3=a9=3D'))), '\xc3\xa9=');
  });

  it('drops white space that transport put at the end of a line (rule 3)', () => {
    assert.equal(text(decodeQuotedPrintable(octetsOf('a \t\r\nb  \nc  '))), 'a\r\nb\nc');
    assert.equal(text(decodeQuotedPrintable(octetsOf('soft= \t\r\nbreak'))), 'softbreak');
  });

  it('keeps an escape that is none', () => {
    assert.equal(text(decodeQuotedPrintable(octetsOf('a=zz b=4 c=\rd='))), 'a=zz b=4 c=\rd');
  });

  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 30 }), (octets, width) => {
        let encoded = '';
        for (const [at, octet] of octets.entries())
          encoded += `=${octet.toString(16).toUpperCase().padStart(2, '0')}${at % width === 0 ? '=\r\n' : ''}`;
        assert.deepEqual(Buffer.from(decodeQuotedPrintable(octetsOf(encoded))), Buffer.from(octets));
      }),
    );
  });

  it('never writes more than it reads', () => {
    fc.assert(fc.property(fc.uint8Array(), (octets) => decodeQuotedPrintable(octets).length <= octets.length));
  });
});

describe('decodeUuencode and findUuencodedBlocks', () => {
  it('find a file in a text, and decode it (POSIX uuencode)', () => {
    const octets = octetsOf('Hello\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye\n');
    const [block, ...more] = findUuencodedBlocks(octets, 0, octets.length);
    assert.deepEqual(more, []);
    assert.deepEqual(block, { start: 6, end: 36, bodyStart: 24, filename: 'cat.txt' });
    assert.equal(text(decodeUuencode(octets.subarray(24, 36))), 'Cat');
  });

  it('take prose that begins so for prose', () => {
    for (const prose of [
      'begin 644 times\nthis is no data\nend\n',
      'begin 644 x\n#0V%T\n',
      'begin with this\nend\n',
      'begin 644 x\nend\n',
    ]) {
      const octets = octetsOf(prose);
      assert.deepEqual(findUuencodedBlocks(octets, 0, octets.length), [], prose);
    }
  });

  it('give back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (octets, lineEnd, trimsSpaces) => {
        const encoded = `begin 600 x y.bin${lineEnd}${uuencode(octets, lineEnd, trimsSpaces)}end${lineEnd}`;
        const mail = octetsOf(`text${lineEnd}${encoded}`);
        const [block] = findUuencodedBlocks(mail, 0, mail.length);
        assert.equal(block?.filename, 'x y.bin');
        assert.deepEqual(Buffer.from(decodeUuencode(mail.subarray(block.bodyStart, block.end))), Buffer.from(octets));
      }),
    );
  });
});

/** With spaces for zeros and, if told, spaces cut off the ends of lines, as transports do: where half of the line is left to know it by. */
function uuencode(octets: Uint8Array, lineEnd: string, trimsSpaces: boolean): string {
  const digit = (value: number): string =>
    trimsSpaces ? String.fromCharCode(32 + value) : value === 0 ? '`' : String.fromCharCode(32 + value);
  let out = '';
  for (let at = 0; at < octets.length; at += 45) {
    const line = octets.subarray(at, at + 45);
    let digits = '';
    for (let i = 0; i < line.length; i += 3) {
      const bits = ((line[i] ?? 0) << 16) | ((line[i + 1] ?? 0) << 8) | (line[i + 2] ?? 0);
      digits += digit(bits >> 18) + digit((bits >> 12) & 63) + digit((bits >> 6) & 63) + digit(bits & 63);
    }
    const trimmed = digits.trimEnd();
    out += String.fromCharCode(32 + line.length) + (trimsSpaces && trimmed.length * 2 >= digits.length ? trimmed : digits) + lineEnd;
  }
  return `${out}\`${lineEnd}`;
}
