import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parseIsoTime } from '../../../src/evidence/keys/files/times.ts';
import { readKeys, SourceError } from '../../../src/sources/keys/open.ts';
import { temporaryFolder } from '../temporary.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;
const record = 'v=DKIM1; k=rsa; p=MIGf';

async function readText(text: string | Uint8Array, options: { name?: string; source?: string } = {}) {
  await using folder = await temporaryFolder();
  const { name = 'keys.jsonl', ...rest } = options;
  return await readKeys(await folder.put(name, text), rest);
}

describe('parseIsoTime', () => {
  it('takes a date for its first second, or for its last', () => {
    assert.equal(parseIsoTime('2016-10-25', 'start'), seconds('2016-10-25T00:00:00Z'));
    assert.equal(parseIsoTime('2016-10-25', 'end'), seconds('2016-10-25T23:59:59Z'));
  });

  it('takes a date-time as it is, in UTC unless it names a zone', () => {
    for (const edge of ['start', 'end'] as const) {
      assert.equal(parseIsoTime('2016-10-25T12:30:15Z', edge), seconds('2016-10-25T12:30:15Z'));
      assert.equal(parseIsoTime('2016-10-25T12:30:15.999+02:00', edge), seconds('2016-10-25T10:30:15Z'));
      assert.equal(parseIsoTime('2016-10-25 12:30', edge), seconds('2016-10-25T12:30:00Z'));
    }
  });

  it('knows no other form and no day that was not', () => {
    for (const text of [
      '',
      '2016',
      '2016-10',
      '25.10.2016',
      '2015-02-29',
      '2016-13-01',
      '2016-10-25T24:00Z',
      '2016-10-25T10:60Z',
      '1477353600',
    ]) {
      assert.equal(parseIsoTime(text, 'start'), undefined, text);
    }
  });

  it('reads what Date writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
        assert.equal(parseIsoTime(date.toISOString(), 'start'), Math.floor(date.getTime() / 1000));
      }),
    );
  });
});

describe('a JSONL key file', () => {
  it('gives a key a line, names lower-cased, times in seconds', async () => {
    const row = { domain: 'Example.ORG.', selector: 'S1', record, firstSeen: '2016-10-25', lastSeen: '2021-01-12', source: 'a crawl' };
    const { keys, failures } = await readText(`${JSON.stringify({ ...row, privateKeyPublicSince: '2022-03-04', note: 'ignored' })}\n`);
    assert.deepEqual(failures, []);
    assert.deepEqual(keys, [
      {
        domain: 'example.org',
        selector: 's1',
        record,
        tier: 'archived',
        source: 'a crawl',
        firstSeenSeconds: seconds('2016-10-25T00:00:00Z'),
        lastSeenSeconds: seconds('2021-01-12T23:59:59Z'),
        privateKeyPublicSinceSeconds: seconds('2022-03-04T00:00:00Z'),
      },
    ]);
  });

  it('tells each bad line, with what was expected, and goes on', async () => {
    const good = JSON.stringify({ domain: 'a.example', selector: 's', record, source: 'x' });
    const lines = [
      good,
      'no json',
      '[]',
      '',
      JSON.stringify({ selector: 's', record, source: 'x' }),
      JSON.stringify({ domain: 'a b', selector: 's', record, source: 'x' }),
      JSON.stringify({ domain: 'a.example', selector: 's', record, source: 'x', firstSeen: 'yesterday' }),
      JSON.stringify({ domain: 'a.example', selector: 's', record, source: 'x', firstSeen: '2020-01-02', lastSeen: '2020-01-01' }),
      JSON.stringify({ domain: 'a.example', selector: 's', record }),
      JSON.stringify({ domain: 7, selector: 's', record, source: 'x' }),
      good,
    ];
    const { keys, failures } = await readText(`\ufeff${lines.join('\r\n')}`);
    assert.equal(keys.length, 2);
    assert.deepEqual(
      failures.map(({ at, reason }) => `${at}: ${reason.split(':')[0]}`),
      [
        'line 2: not JSON',
        'line 3: not a JSON object',
        'line 5: no "domain"',
        'line 6: "domain" is not a domain name',
        'line 7: "firstSeen" is not a date such as 2016-10-25 or a time such as 2016-10-25T12',
        'line 8: "firstSeen" is later than "lastSeen"',
        'line 9: no "source"',
        'line 10: "domain" is not a text',
      ],
    );
  });

  it('takes the source of the command line where a line has none', async () => {
    const line = { domain: 'a.example', selector: 's', record };
    const { keys } = await readText(`${JSON.stringify(line)}\n${JSON.stringify({ ...line, source: 'its own' })}`, { source: 'told' });
    assert.deepEqual(
      keys.map(({ source }) => source),
      ['told', 'its own'],
    );
  });

  it('may be compressed; cut short, it gives what can be read and says so', async () => {
    const line = `${JSON.stringify({ domain: 'a.example', selector: 's', record, source: 'x' })}\n`;
    assert.equal((await readText(zstdCompressSync(line))).keys.length, 1);
    const packed = gzipSync(line.repeat(10));
    const { keys, failures } = await readText(packed.subarray(0, packed.length - 8));
    assert.equal(keys.length, 10);
    assert.match(failures[0]!.reason, /ends too soon/);
  });

  it('takes an internationalised domain by its A-label', async () => {
    const { keys } = await readText(JSON.stringify({ domain: 'Bücher.example', selector: 's', record, source: 'x' }));
    assert.equal(keys[0]!.domain, 'xn--bcher-kva.example');
  });

  it('never throws, whatever the octets, and counts every line once', async () => {
    await using folder = await temporaryFolder();
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"domain":"a.example","selector":"s","record":"p=","source":"x"}', '"', '{', ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.constantFrom('keys.jsonl', 'keys.csv'), async (lines, name) => {
        const { keys, failures } = await readKeys(await folder.put(name, lines.join('\n')));
        assert.ok(keys.length + failures.length <= lines.join('\n').split('\n').length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a CSV key file', () => {
  const name = 'keys.csv';
  const header = 'domain,selector,record,firstSeen,lastSeen,source,note';

  it('gives the same keys as JSONL does', async () => {
    const csv = `${header}\r\nexample.org,s1,"${record}",2016-10-25,,"a ""crawl"", of mine",x\r\n`;
    const json = { domain: 'example.org', selector: 's1', record, firstSeen: '2016-10-25', source: 'a "crawl", of mine' };
    assert.deepEqual(await readText(csv, { name }), await readText(JSON.stringify(json)));
  });

  it('tells bad rows by the line they begin on, and goes on', async () => {
    const rows = ['a.example,s,"p=\n1",,,x,', 'a.example,s,p=,,', 'a.example,s,"p="x,,,x,', '', 'a.example,s,p=2,,,x,', 'a.example,s,"p='];
    const { keys, failures } = await readText(`${header}\n${rows.join('\n')}`, { name });
    assert.deepEqual(
      keys.map((key) => key.record),
      ['p=\n1', 'p=2'],
    );
    assert.deepEqual(failures, [
      { at: 'line 4', reason: '5 fields where the header has 7' },
      { at: 'line 5', reason: 'text behind a closing quote; a quote within quotes is doubled' },
      { at: 'line 8', reason: 'a quote that is opened here is never closed' },
    ]);
  });

  it('without its columns is one failure that names them', async () => {
    const { keys, failures } = await readText('a;b;c\n1;2;3\n', { name });
    assert.deepEqual(keys, []);
    assert.match(failures[0]!.reason, /no column "domain", "selector", "record" .* expected is domain,selector,record,source/);
  });

  it('gives back any fields that are written with quotes', async () => {
    await using folder = await temporaryFolder();
    const text = fc
      .string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', 'x', ' ', ';'), minLength: 1, maxLength: 12 })
      .map((inner) => `p=${inner}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (records) => {
        const rows = records.map((each) => `a.example,s,"${each.replaceAll('"', '""')}"`);
        const { keys, failures } = await readKeys(await folder.put(name, ['domain,selector,record', ...rows].join('\r\n')), {
          source: 'x',
        });
        assert.deepEqual([keys.map((key) => key.record), failures], [records, []]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a folder of records', () => {
  it('takes domain and selector from the file names, and its own name for a source', async () => {
    await using folder = await temporaryFolder({
      'found-keys/s1._domainkey.example.org.txt': `${record}\n`,
      'found-keys/a.b._domainkey.example.org.txt': `a.b._domainkey.example.org. 3600 IN TXT ( "v=DKIM1; p=MI"\n  "Gf\\"\\059" )\n`,
      'found-keys/s2._domainkey.example.org.txt': '"v=DKIM1; p=',
      'found-keys/s3._domainkey.example.org.txt': '',
      'found-keys/README': 'no key',
    });
    const { keys, failures } = await readKeys(join(folder.path, 'found-keys'));
    assert.deepEqual(keys, [
      { domain: 'example.org', selector: 'a.b', record: 'v=DKIM1; p=MIGf";', tier: 'archived', source: 'found-keys' },
      { domain: 'example.org', selector: 's1', record, tier: 'archived', source: 'found-keys' },
    ]);
    assert.deepEqual(failures, [
      { at: 'README', reason: 'not a key: a file named selector._domainkey.domain.txt is expected' },
      { at: 's2._domainkey.example.org.txt', reason: 'a quote that is opened is never closed' },
      { at: 's3._domainkey.example.org.txt', reason: 'no "record"' },
    ]);
    assert.equal((await readKeys(join(folder.path, 'found-keys'), { source: 'told' })).keys[0]!.source, 'told');
  });

  it('or one such record alone is read too', async () => {
    const { keys } = await readText(record, { name: 's1._domainkey.example.org.txt', source: 'x' });
    assert.deepEqual([keys[0]!.selector, keys[0]!.domain], ['s1', 'example.org']);
  });
});

describe('readKeys', () => {
  it('throws an error that says what to do where nothing lies', async () => {
    await assert.rejects(readKeys('/no/such/file'), (error) => error instanceof SourceError && error.code === 'not-found');
  });

  const known = fileURLToPath(new URL('../../../../shared/vectors/known-keys.jsonl', import.meta.url));
  it('reads the 55 known keys', { skip: existsSync(known) ? false : `${known} is not here` }, async () => {
    const { keys, failures } = await readKeys(known);
    assert.deepEqual([keys.length, failures], [55, []]);
  });
});
