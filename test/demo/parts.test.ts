import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { makeDocx, makeXlsx } from '../../src/demo/files/office.ts';
import { makePdf } from '../../src/demo/files/pdf.ts';
import { makePng } from '../../src/demo/files/png.ts';
import { base64Lines, encodedWords, quotedPrintable, wrap } from '../../src/demo/mime/encode.ts';
import { expand, sentence } from '../../src/demo/prose/grammar.ts';
import { createRandom } from '../../src/demo/random.ts';
import { decodeEncodedWords } from '../../src/message/encoded-words.ts';
import { readZip } from '../zip.ts';

const noSlots = () => '';

describe('the template grammar', () => {
  it('makes one choice everywhere and fills the slots', () => {
    const text = sentence('[the|the] bridge [is [old|old]|is old] in <place>[|].', createRandom(1), () => 'Marnay');
    assert.equal(text, 'The bridge is old in Marnay.');
  });

  it('makes every choice sooner or later', () => {
    const random = createRandom(5);
    const seen = new Set(Array.from({ length: 200 }, () => expand('[a|b[c|d]|]', random, noSlots)));
    assert.deepEqual([...seen].sort(), ['', 'a', 'bc', 'bd']);
  });

  it('says which template is broken', () => {
    assert.throws(() => expand('an [open choice', createRandom(1), noSlots), /open choice/);
    assert.throws(() => expand('an <open slot', createRandom(1), noSlots), /open slot/);
  });
});

describe('the demo’s random numbers', () => {
  it('are the same for the same seed and labels, and others for others', () => {
    const draw = (...labels: number[]) => Array.from({ length: 4 }, createRandom(7, ...labels).fraction);
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
    assert.notDeepEqual(draw(1), draw(1, 0));
  });

  it('stay within their bounds, and reach them', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.nat({ max: 5 }), (seed, low, span) => {
        const random = createRandom(seed);
        const drawn = Array.from({ length: 300 }, () => random.between(low, low + span));
        assert.deepEqual([Math.min(...drawn), Math.max(...drawn)], [low, low + span]);
      }),
      { numRuns: 50 },
    );
  });

  it('prefer the first items where that is asked for', () => {
    const random = createRandom(3);
    const items = Array.from({ length: 100 }, (_, at) => at);
    const drawn = Array.from({ length: 2000 }, () => random.pickCommon(items));
    assert.ok(drawn.filter((item) => item < 10).length > 900);
    assert.ok(drawn.some((item) => item > 90));
  });
});

describe('the demo’s encoders', () => {
  const lines = fc.array(
    fc.string({ unit: 'binary', maxLength: 120 }).map((text) =>
      Buffer.from(text, 'utf8')
        .toString('latin1')
        .replace(/[\r\n]/g, ' '),
    ),
  );

  it('write quoted-printable that keeps every octet and no line above 76 (RFC 2045 §6.7)', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const encoded = quotedPrintable(some.join('\r\n'));
        assert.ok(encoded.split('\r\n').every((line) => line.length <= 76 && !/[ \t]$/.test(line)));
        const decoded = encoded
          .replaceAll('=\r\n', '')
          .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
        assert.equal(decoded, some.join('\r\n'));
      }),
    );
  });

  it('write base64 in lines of 76 (RFC 2045 §6.8)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const encoded = base64Lines(octets);
        assert.ok(encoded.split('\r\n').every((line) => line.length <= 76));
        assert.deepEqual(new Uint8Array(Buffer.from(encoded, 'base64')), octets);
      }),
    );
  });

  it('write encoded words of at most 75 that read back as the text (RFC 2047)', () => {
    assert.equal(encodedWords('Fête d’été', 'iso-8859-1', 'Q'), '=?windows-1252?Q?F=EAte_d=92=E9t=E9?=');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('é', 'a', ' ', '€', '漢', '?', '_', '=', '😀'), maxLength: 90 }),
        fc.constantFrom('Q' as const, 'B' as const),
        (text, style) => {
          const encoded = encodedWords(`é${text}é`, 'utf-8', style);
          assert.ok(encoded.split('\r\n ').every((word) => word.length <= 75));
          assert.equal(decodeEncodedWords(encoded.replaceAll('\r\n', '')), `é${text}é`);
        },
      ),
    );
  });

  it('wrap at spaces and lose nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 200 }), fc.integer({ min: 5, max: 80 }), (line, width) => {
        assert.equal(wrap(line, width).join(' '), line);
      }),
    );
  });
});

describe('the demo’s attachments', () => {
  const metadata = {
    title: 'Budget <1>',
    author: 'Otto',
    lastModifiedBy: 'Lena',
    createdSeconds: 1_400_000_000,
    modifiedSeconds: 1_400_003_600,
  };

  it('are a PDF whose cross-reference table points at its objects (ISO 32000-1 §7.5.4)', () => {
    const scan = { width: 4, height: 4, octets: new Uint8Array(16) };
    const pdf = makePdf(
      Array.from({ length: 120 }, (_, at) => `line ${at} (of many)`),
      { title: 'T', author: 'A', producer: 'P', createdSeconds: 0, scan },
    );
    const text = pdf.toString('latin1');
    const table = Number(/startxref\n(\d+)\n/.exec(text)![1]);
    const entries = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    assert.ok(entries.length > 8);
    for (const [at, offset] of entries.entries()) assert.ok(text.startsWith(`${at + 1} 0 obj\n`, offset));
    assert.match(text, /\/Count 4 >>/);
  });

  it('are a PNG whose checksums hold and whose rows are whole (RFC 2083 §3)', () => {
    const png = makePng(300, 250, createRandom(1));
    let at = 8;
    const chunks = new Map<string, Buffer>();
    while (at < png.length) {
      const length = png.readUInt32BE(at);
      const named = png.subarray(at + 4, at + 8 + length);
      assert.equal(png.readUInt32BE(at + 8 + length), crc32(named));
      chunks.set(named.toString('latin1', 0, 4), named.subarray(4));
      at += 12 + length;
    }
    assert.deepEqual([...chunks.keys()], ['IHDR', 'IDAT', 'IEND']);
    assert.equal(inflateSync(chunks.get('IDAT')!).length, 301 * 250); // inflate checks Adler-32
  });

  it('are office files: zip archives with a directory, a main part and metadata', () => {
    for (const [file, main] of [
      [makeDocx(['a & b'], metadata), 'word/document.xml'],
      [makeXlsx([['a', 1]], metadata), 'xl/workbook.xml'],
    ] as const) {
      const members = readZip(file);
      assert.ok(members.has('[Content_Types].xml') && members.has('_rels/.rels'));
      assert.ok(members.get('_rels/.rels')!.includes(main) && members.has(main));
      assert.match(
        String(members.get('docProps/core.xml')),
        /<dc:title>Budget &lt;1&gt;<\/dc:title>.*<cp:lastModifiedBy>Lena<.*2014-05-13T17:53:20Z/,
      );
    }
  });
});
