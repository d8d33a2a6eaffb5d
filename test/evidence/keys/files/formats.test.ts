import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readPublicList } from '../../../../src/evidence/keys/files/public-list.ts';
import { readKeyFile } from '../../../../src/evidence/keys/files/read.ts';
import { keyRecord, publicMaterial } from '../../support/keys.ts';

const read = (name: string, text: string, source?: string) => readKeyFile(name, new TextEncoder().encode(text), source);
const record = keyRecord('rsa1024');
const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('keys as public archives serve them', () => {
  const served = [
    {
      domain: 'gmail.com',
      selector: '20161025',
      firstSeenAt: '2021-01-01T00:00:00.000Z',
      lastSeenAt: '2024-02-03T04:05:06.000Z',
      value: record,
      provenanceVerified: true,
    },
    { domain: 'halden.example', selector: 'june', firstSeenAt: '2021-01-01T00:00:00Z', lastSeenAt: null, value: 'v=DKIM1; p=' },
  ];

  it('are read from lists within lists, until these are too deep', () => {
    const within = { zones: [{ domain: 'gmail.com', selectors: [{ selector: '20161025', value: record }] }] };
    for (const text of [JSON.stringify({ data: [within] }, null, 2), JSON.stringify(within)]) {
      const { keys, failures } = read('answer.json', text, 'an archive');
      assert.deepEqual(failures, []);
      assert.deepEqual(
        keys.map(({ domain, selector }) => `${selector} ${domain}`),
        ['20161025 gmail.com'],
      );
    }
    const deep = `${'{"of":['.repeat(10_000)}${JSON.stringify(served[0])}${']}'.repeat(10_000)}`;
    for (const name of ['answer.jsonl', 'answer.json']) {
      const { keys, failures } = read(name, deep, 'an archive');
      assert.deepEqual(keys, []);
      assert.match(failures[0]!.reason, /64 deep in each other/);
    }
  });

  it('are not looked for again in a list that is called their domain', () => {
    const { keys, failures } = read('answer.jsonl', JSON.stringify({ data: [{ domain: [{ selector: 'june' }] }] }), 'an archive');
    assert.deepEqual([keys.length, failures.length], [0, 1]);
  });

  it('are read from a list, on one line or many, and from one within an object', () => {
    for (const text of [
      JSON.stringify(served),
      JSON.stringify(served, null, 2),
      JSON.stringify({ total: 2, keys: served }),
      JSON.stringify({ data: { dkimKeys: served } }, null, 4),
      served.map((row) => JSON.stringify(row)).join('\n'),
    ]) {
      const { keys, failures } = read('answer.txt', text, 'an archive');
      assert.deepEqual(failures, []);
      assert.deepEqual(keys[0], {
        domain: 'gmail.com',
        selector: '20161025',
        record,
        tier: 'archived',
        source: 'an archive',
        firstSeenSeconds: seconds('2021-01-01T00:00:00Z'),
        lastSeenSeconds: seconds('2024-02-03T04:05:06Z'),
      });
      assert.equal(keys[1]?.lastSeenSeconds, undefined);
      assert.equal(keys.length, 2);
    }
  });

  it('ask for a source, since they name none', () => {
    assert.match(read('answer.json', JSON.stringify(served)).failures[0]?.reason ?? '', /--source/);
  });

  it('cost only themselves where they are broken, and are told by the line', () => {
    const text = `[\n${JSON.stringify(served[0])},\n{"domain": 5, "selector": "a", "value": "p="},\n{"domain" "x"},\n${JSON.stringify(served[1])}\n]`;
    const { keys, failures } = read('answer.json', text, 'an archive');
    assert.equal(keys.length, 2);
    assert.deepEqual(
      failures.map(({ at }) => at),
      ['line 3', 'line 4'],
    );
  });

  it('are read as passive DNS has them: names, quoted strings, seconds; records of other types are counted', () => {
    const rows = [
      {
        rrname: 's1._domainkey.halden.example.',
        rrtype: 'TXT',
        rdata: `"${record.slice(0, 100)}" "${record.slice(100)}"`,
        time_first: 1_444_262_400,
        time_last: 1_500_000_000,
      },
      { rrname: 'halden.example', rrtype: 'MX', rdata: ['10 mail.halden.example.'], time_first: 1, time_last: 2 },
      { rrname: 's2._domainkey.halden.example', rrtype: 'TXT', rdata: ['p=', record], time_first: 1_444_262_400, time_last: 1_444_262_400 },
      { timestamp: '1444262400', name: 's3._domainkey.halden.example', type: 'txt', value: record },
    ];
    const result = read('cof.json', rows.map((row) => JSON.stringify(row)).join('\n'), 'sensors');
    assert.deepEqual(result.failures, []);
    assert.equal(result.others, 1);
    assert.deepEqual(
      result.keys.map(({ selector, record: kept, firstSeenSeconds, lastSeenSeconds }) => [
        selector,
        kept === record,
        firstSeenSeconds,
        lastSeenSeconds,
      ]),
      [
        ['s1', true, 1_444_262_400, 1_500_000_000],
        ['s2', false, 1_444_262_400, 1_444_262_400],
        ['s2', true, 1_444_262_400, 1_444_262_400],
        ['s3', true, 1_444_262_400, 1_444_262_400],
      ],
    );
  });

  it('end a file of brackets, and one that is cut off, with a word about it', () => {
    assert.match(read('a.json', '['.repeat(1_000_000), 'x').failures[0]?.reason ?? '', /deep/);
    const cut = read('a.json', JSON.stringify(served).slice(0, -40), 'x');
    assert.equal(cut.keys.length, 1);
    assert.equal(cut.failures.length, 1);
  });
});

const answer = (
  answers: string,
  { status = 'NOERROR', when = 'Sun Nov 22 05:50:35 UTC 2020', name = 's1._domainkey.halden.example.' } = {},
) => `
; <<>> DiG 9.18.28 <<>> TXT ${name}
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 6012
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 512
;; QUESTION SECTION:
;${name}\t\tIN\tTXT

;; ANSWER SECTION:
${answers}
;; Query time: 20 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
;; WHEN: ${when}
;; MSG SIZE  rcvd: 300
`;

describe('what dig prints', () => {
  const strings = `"${record.slice(0, 200)}" "${record.slice(200)}"`;

  it('gives a look-up at its time, by the server that answered', () => {
    const { keys, failures } = read('dig.txt', answer(`s1._domainkey.halden.example. 300 IN TXT ${strings}`));
    assert.deepEqual(failures, []);
    assert.deepEqual(keys, [
      {
        domain: 'halden.example',
        selector: 's1',
        record,
        source: 'dig, answered by 192.0.2.53',
        tier: 'dns',
        lookedUpAtSeconds: seconds('2020-11-22T05:50:35Z'),
      },
    ]);
  });

  it('is followed through aliases to the record, and does not walk in circles', () => {
    const chain = `s1._domainkey.halden.example. 300 IN CNAME s1.hosted.example.\ns1.hosted.example. 60 IN CNAME k.hosted.example.\nk.hosted.example. 60 IN TXT ${strings}`;
    const { keys, failures } = read('dig.txt', answer(chain));
    assert.deepEqual(failures, []);
    assert.deepEqual(
      keys.map(({ domain, selector, record: kept }) => [domain, selector, kept]),
      [['halden.example', 's1', record]],
    );
    const circle = 's1._domainkey.halden.example. 300 IN CNAME a.example.\na.example. 60 IN CNAME s1._domainkey.halden.example.';
    assert.match(read('dig.txt', answer(circle)).failures[0]?.reason ?? '', /circle/);
  });

  it('is read answer by answer, those without a key told as what they are', () => {
    const text = [
      answer(`s1._domainkey.halden.example. 300 IN TXT ${strings}`, { when: 'Tue Jun  4 12:00:00 2013' }),
      answer('', { status: 'NXDOMAIN', name: 's2._domainkey.halden.example.' }),
      answer('', { name: 's3._domainkey.halden.example.' }),
      answer('', { status: 'SERVFAIL', name: 's4._domainkey.halden.example.' }),
      '\n; <<>> DiG 9.18.28 <<>> TXT s5._domainkey.halden.example\n;; global options: +cmd\n;; connection timed out; no servers could be reached\n',
    ].join('');
    const { keys, failures } = read('dig.txt', text);
    assert.deepEqual(
      keys.map(({ lookedUpAtSeconds }) => lookedUpAtSeconds),
      [seconds('2013-06-04T12:00:00Z')],
    );
    assert.equal(failures.length, 4);
    assert.match(failures[0]?.reason ?? '', /s2\._domainkey.*no such name/);
    assert.match(failures[1]?.reason ?? '', /s3\._domainkey.*no such record/);
    assert.match(failures[2]?.reason ?? '', /SERVFAIL.*not the same as "no key"/);
    assert.match(failures[3]?.reason ?? '', /not the same as "no key"/);
  });

  it('is a short answer where the file is named after the key, the names that it led through left out', () => {
    const { keys, failures } = read('s1._domainkey.halden.example.txt', `s1.hosted.example.\n${strings}\n`, 'me');
    assert.deepEqual(failures, []);
    assert.equal(keys[0]?.record, record);
    assert.equal(keys[0]?.selector, 's1');
  });
});

describe('a zone file', () => {
  it('gives the keys of its names, however it writes them', () => {
    const zone = `; the zone of halden
$TTL 1h
$ORIGIN example.
@ IN SOA ns.example. hostmaster.example. ( 2016102501 ; serial
   7200 3600 1209600 3600 )
  IN NS ns
$ORIGIN halden.example.
s1._domainkey 300 IN TXT ( "${record.slice(0, 50)}" ; a comment
   "${record.slice(50)}" )
   TXT "v=DKIM1; p="
S2._DomainKey IN 300 TXT v=DKIM1\\;\\ p=\\065\\"
s3._domainkey.other.example. TXT "v=DKIM1\\; p="
s4._domainkey CNAME s1._domainkey
@ TXT "v=spf1 -all"
_adsp._domainkey TXT "dkim=all"
_domainkey TXT "o=-"
`;
    const { keys, failures, others } = read('halden.zone', zone, 'the zone of 2016');
    assert.deepEqual(failures, []);
    assert.deepEqual(
      keys.map(({ domain, selector, record: kept, tier }) => `${selector} ${domain} ${kept === record ? 'RSA' : kept} ${tier}`),
      [
        's1 halden.example RSA archived',
        's1 halden.example v=DKIM1; p= archived',
        's2 halden.example v=DKIM1; p=A" archived',
        's3 other.example v=DKIM1; p= archived',
        's4 halden.example RSA archived',
        's4 halden.example v=DKIM1; p= archived',
      ],
    );
    assert.equal(others, 5);
  });

  it('is told, by line, of what is not as it should be, and the rest is read', () => {
    const zone = `$TTL 60
s1._domainkey TXT "p="
$ORIGIN halden.example.
s2._domainkey TXT v=DKIM1; p=QQ==
s3._domainkey TXT "p=
s4._domainkey CNAME s4.elsewhere.example.
*._domainkey TXT "p="
$INCLUDE keys.db
s5._domainkey TXT "p="
s6._domainkey TXT ( "p="
`;
    const { keys, failures } = read('x', zone, 'me');
    assert.deepEqual(
      keys.map(({ selector }) => selector),
      ['s5'],
    );
    assert.deepEqual(
      failures
        .map(({ at, reason }) => `${at}: ${/relative|comment|never closed|not in this file|wildcard|not followed/.exec(reason)?.[0]}`)
        .sort(),
      [
        'line 10: never closed',
        'line 2: relative',
        'line 4: comment',
        'line 5: never closed',
        'line 6: not in this file',
        'line 7: wildcard',
        'line 8: not followed',
      ],
    );
  });

  it('gives back whatever octets a record has, escaped as the grammar says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 400 }),
        (text) => {
          const escaped = [...`v=DKIM1; n=${text}`].map((char) =>
            /[\x20-\x7e]/.test(char) && !/["\\]/.test(char) ? char : `\\${String(char.charCodeAt(0)).padStart(3, '0')}`,
          );
          const middle = Math.floor(escaped.length / 2);
          const zone = `$ORIGIN a.example.\ns._domainkey IN TXT ( "${escaped.slice(0, middle).join('')}"\n "${escaped.slice(middle).join('')}" )\n`;
          const { keys, failures } = read('zone', zone, 'me');
          assert.deepEqual(failures, []);
          // A record is trimmed, as every column is.
          assert.equal(keys[0]?.record, `v=DKIM1; n=${text}`.trim());
        },
      ),
    );
  });
});

describe('a list of keys that are public', () => {
  const options = { source: 'a newsroom' };

  it('names them by digests, with dates and sources, or whole in every form that openssl prints', () => {
    const base64 = publicMaterial('rsa1024');
    const modulus = Buffer.from(publicMaterial('rsa1024', 'pkcs1'), 'base64')
      .subarray(7, 7 + 128)
      .toString('hex')
      .toUpperCase();
    const text = `# leaked keys
${'ab'.repeat(32)}
SHA2-256(stdin)= ${'cd'.repeat(32)} 2016-10-25 the leak of October
${'ef'.repeat(32)}  -
${'0a'.repeat(10)}
Modulus=${modulus}
${record}
${base64}
-----BEGIN PUBLIC KEY-----
${base64.match(/.{1,64}/g)?.join('\n')}
-----END PUBLIC KEY-----
`;
    const { listed, failures } = readPublicList(text, options);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      listed.map(
        ({ name, claim }) =>
          `${name.kind === 'digest' ? name.octets.length : name.key.bits} ${claim.why} ${claim.sinceSeconds} ${claim.source}`,
      ),
      [
        '32 listed undefined a newsroom',
        `32 listed ${seconds('2016-10-25')} the leak of October`,
        '32 listed undefined a newsroom',
        `10 debian-weak ${seconds('2008-05-13')} a newsroom`,
        '1024 listed undefined a newsroom',
        '1024 listed undefined a newsroom',
        '1024 listed undefined a newsroom',
        '1024 listed undefined a newsroom',
      ],
    );
  });

  it('is told of what is none: other words, a private key, no source', () => {
    const text = `hello\n-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n${'ab'.repeat(32)} 2016-13-45 x\n`;
    const { listed, failures } = readPublicList(text, options);
    assert.equal(listed.length, 0);
    assert.deepEqual(
      failures.map(({ at }) => at),
      ['line 1', 'line 2', 'line 5'],
    );
    assert.match(failures[1]?.reason ?? '', /openssl pkey/);
    assert.match(readPublicList('ab'.repeat(32)).failures[0]?.reason ?? '', /--source/);
  });
});
