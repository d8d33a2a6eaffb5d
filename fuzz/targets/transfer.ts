import assert from 'node:assert/strict';
import { decodeBase64, decodeQuotedPrintable } from '../../src/message/transfer.ts';
import { decodeUuencode, findUuencodedBlocks } from '../../src/message/uuencode.ts';
import { assertNoLonger, assertOrdered, displaced } from '../laws.ts';
import { octetsOfLatin1, type Target } from '../target.ts';

export const transferTargets: readonly Target[] = [
  {
    name: 'base64',
    laws: 'bounded; as Node decodes what is clean; what Node encodes is read back',
    seeds: () => ['QUJDREVG\r\nR0g=\r\n', 'QQ==\r\nQkI=\r\n-- \r\nfooter', 'Q U*J D'].map(octetsOfLatin1),
    tokens: ['=', '==', '\r\n', '\n', 'QQ==', 'AAAA', ' ', '-', '_', '\r\nQUJD\r\n'],
    run(input) {
      const decoded = decodeBase64(input);
      assertNoLonger(decoded.length, Math.ceil((input.length * 3) / 4));
      assert.deepEqual(decodeBase64(displaced(input)), decoded);
      const clean = Buffer.from(input).toString('base64');
      assert.deepEqual(decodeBase64(octetsOfLatin1(clean.replaceAll(/.{76}/g, '$&\r\n'))), new Uint8Array(input));
    },
  },
  {
    name: 'quoted-printable',
    laws: 'never longer; a soft break and an escape vanish; what is encoded is read back',
    seeds: () => ['a=3Db=\r\nc  \r\nd=\n', '=E9=e9=', 'x = y=2'].map(octetsOfLatin1),
    tokens: ['=', '=\r\n', '=\n', '= \r\n', '=3D', '=0A', ' ', '\t', '\r', '\r\n', '=\r', '=0D=0A'],
    run(input) {
      const decoded = decodeQuotedPrintable(input);
      assertNoLonger(decoded.length, input.length);
      assert.deepEqual(decodeQuotedPrintable(displaced(input)), decoded);
      assert.deepEqual(decodeQuotedPrintable(quotedPrintable(input)), new Uint8Array(input));
    },
  },
  {
    name: 'uuencode',
    laws: 'blocks within the text and in order; bounded; what is encoded is found and read back',
    seeds: () =>
      ['begin 644 a.txt\n#0V%T\n`\nend\n', 'text\nbegin 0755 b c\r\n#0V%T\r\n \r\nend\r\nmore', 'begin 644 x\nM\n'].map(octetsOfLatin1),
    tokens: ['begin 644 x\n', 'begin ', 'end\n', '`\n', ' \n', '#0V%T\n', 'M', '\r\n', '\n', '!', '~'],
    run(input) {
      const blocks = findUuencodedBlocks(input, 0, input.length);
      assertOrdered(blocks, 0, input.length);
      for (const block of blocks) {
        assert.ok(block.start < block.bodyStart && block.bodyStart < block.end);
        assertNoLonger(decodeUuencode(input.subarray(block.start, block.end)).length, block.end - block.start);
      }
      assertNoLonger(decodeUuencode(input).length, input.length + 3);
      const written = uuencoded(input.subarray(0, 2_000));
      const [found, ...others] = findUuencodedBlocks(written, 0, written.length);
      if (input.length === 0) return;
      assert.ok(found !== undefined && others.length === 0);
      assert.deepEqual(decodeUuencode(written.subarray(found.start, found.end)), new Uint8Array(input.subarray(0, 2_000)));
    },
  },
];

function quotedPrintable(octets: Uint8Array): Uint8Array {
  const escaped = Array.from(octets, (octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`);
  return octetsOfLatin1(escaped.map((each, index) => (index % 25 === 24 ? `${each}=\r\n` : each)).join(''));
}

/** POSIX uuencode, with grave accents for zeros. */
function uuencoded(octets: Uint8Array): Uint8Array {
  const letter = (value: number): string => (value === 0 ? '`' : String.fromCharCode(value + 32));
  let text = 'begin 644 file\n';
  for (let at = 0; at < octets.length; at += 45) {
    const line = octets.subarray(at, at + 45);
    text += letter(line.length);
    for (let i = 0; i < line.length; i += 3) {
      const [a, b = 0, c = 0] = line.subarray(i, i + 3) as unknown as [number, number?, number?];
      text += [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map(letter).join('');
    }
    text += '\n';
  }
  return octetsOfLatin1(`${text}\`\nend\n`);
}
