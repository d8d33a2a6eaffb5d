import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { rowsOfCsv } from '../../src/evidence/keys/files/csv.ts';
import { rowsOfDig } from '../../src/evidence/keys/files/dig.ts';
import { formatOfKeys } from '../../src/evidence/keys/files/format.ts';
import type { Found, OtherRecord } from '../../src/evidence/keys/files/found.ts';
import { rowsOfJson } from '../../src/evidence/keys/files/json.ts';
import { rowsOfJsonl } from '../../src/evidence/keys/files/jsonl.ts';
import { readPublicList } from '../../src/evidence/keys/files/public-list.ts';
import { ownerOfRecordFile, recordOfText } from '../../src/evidence/keys/files/record-file.ts';
import { keyOfRow, RowFault } from '../../src/evidence/keys/files/row.ts';
import { rowsOfZone } from '../../src/evidence/keys/files/zone.ts';
import { parseKeyRecord } from '../../src/evidence/keys/record.ts';
import { readRsaKey } from '../../src/evidence/keys/rsa-key.ts';
import { maxRsaBits, minRsaBits } from '../../src/evidence/limits.ts';
import { KEY_NAMES, keyRecord, publicMaterial } from '../../test/evidence/support/keys.ts';
import { assertNoLonger } from '../laws.ts';
import { latin1Of, octetsOfLatin1, octetsOfText, type Target, textOf } from '../target.ts';

const row = {
  domain: 'example.org',
  selector: 's1',
  record: 'v=DKIM1; p=QQ==',
  source: 'a',
  firstSeen: '2016-10-25',
  lastSeen: '2021-01-12T10:00:00Z',
};
const columns = Object.keys(row).join(',');

export const keyTargets: readonly Target[] = [
  {
    name: 'key-record',
    laws: 'a sound key is odd, within the limits, and the one that OpenSSL reads',
    seeds: () => [
      ...KEY_NAMES.map((name) => octetsOfLatin1(keyRecord(name, 't=y:s; h=sha256; s=email; n=a=20b; '))),
      octetsOfLatin1('v=DKIM1; p='),
    ],
    tokens: [
      'v=DKIM1;',
      'k=rsa;',
      'k=ed25519;',
      'p=',
      'h=sha1:sha256;',
      't=y;',
      's=*;',
      'g=;',
      ';',
      '=',
      ' ',
      'AQAB',
      'AQE=',
      'MIGf',
      '\r\n\t',
    ],
    run: (input) => checkRecord(latin1Of(input)),
  },
  {
    name: 'rsa-key',
    laws: 'a sound key is odd, within the limits, and the one that OpenSSL reads',
    seeds: () =>
      KEY_NAMES.filter((name) => name.startsWith('rsa')).flatMap((name) =>
        (['spki', 'pkcs1'] as const).map((form) => new Uint8Array(Buffer.from(publicMaterial(name, form), 'base64'))),
      ),
    tokens: ['\u0002\u0001\u0003', '\u0002\u0003\u0001\0\u0001', '\0', '\u0030', '\u0003', '\u0005\0'],
    run: checkRsaKey,
  },
  {
    name: 'key-files',
    laws: 'the first octet chooses the format: each line gives a key or a fault with its line, never an error',
    seeds: () => {
      const csv = `\u0001${columns}\r\n${Object.values(row).join(',')}\r\n"a,""b",c\n"x\ny",,,,,\n`;
      return [
        `\0${JSON.stringify(row)}\n\n{"domain":1}\n[]\n`,
        csv,
        '\u0002s1._domainkey.example.org. 300 IN TXT ( "v=DKIM1; p=" "Q\\081==" )\n',
        '\u0003{"keys":[{"domain":"a.example","selector":"s","value":"p=","firstSeenAt":"2021-01-01T00:00:00Z"},{"rrname":"s._domainkey.a","rrtype":"TXT","rdata":["\\"p=\\""],"time_first":1444262400}]}',
        '\u0004; <<>> DiG 9.18 <<>> TXT s._domainkey.a.example\n;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; QUESTION SECTION:\n;s._domainkey.a.example. IN TXT\n;; ANSWER SECTION:\ns._domainkey.a.example. 60 IN CNAME k.b.example.\nk.b.example. 60 IN TXT "v=DKIM1; " "p="\n;; SERVER: 192.0.2.1#53(192.0.2.1)\n;; WHEN: Sun Nov 22 05:50:35 UTC 2026\n',
        '\u0005$ORIGIN a.example.\n$TTL 60\n@ IN SOA ns. x. ( 1 ; serial\n 2 3 4 5 )\ns._domainkey TXT ( "v=DKIM1; "\n "p=\\065" )\n\t60 TXT p\\;\nt._domainkey CNAME s._domainkey\n',
        `\u0006# a list\n${'ab'.repeat(32)}  2016-10-25 somebody\n${'0a'.repeat(10)}\nModulus=${'C1'.repeat(64)}\nv=DKIM1; p=QQ==\n-----BEGIN PUBLIC KEY-----\nQQ==\n-----END PUBLIC KEY-----\n`,
      ].map(octetsOfText);
    },
    tokens: [
      '"',
      '""',
      ',',
      '\n',
      '\r\n',
      '{',
      '}',
      '[',
      ':',
      'null',
      '\\',
      '\\u0000',
      '\\034',
      columns,
      'domain',
      'selector',
      'record',
      '2016-10-25',
      'TXT',
      '(',
      ')',
      '\ufeff',
    ],
    // A line that is no JSON costs an error of its own: some ten microseconds, however short it is.
    microsecondsPerOctet: 20,
    run: checkKeyFile,
  },
];

function checkRecord(text: string): void {
  const record = parseKeyRecord(text);
  if (record.kind !== 'key') return;
  if (record.key.type === 'rsa') assertSound(record.key.rsa.modulus, record.key.rsa.exponent, record.key.bits);
  else assert.equal(record.key.octets.length, 32);
  assertNoLonger(record.terms.notes?.length ?? 0, text.length);
}

function checkRsaKey(der: Uint8Array): void {
  const key = readRsaKey(der);
  if (key === undefined) return;
  assertSound(key.modulus, key.exponent, key.bits);
  const openssl = [
    () => createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }),
    () => createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' }),
  ]
    .map((read) => attempt(read))
    .find((found) => found !== undefined);
  const jwk = openssl?.export({ format: 'jwk' });
  assert.deepEqual(
    [jwk?.['n'], jwk?.['e']],
    [key.modulus, key.exponent].map((number) => Buffer.from(number).toString('base64url')),
    'OpenSSL reads another key',
  );
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function assertSound(modulus: Uint8Array, exponent: Uint8Array, bits: number): void {
  assert.ok(bits >= minRsaBits && bits <= maxRsaBits && bits <= modulus.length * 8);
  assert.ok(modulus[0] !== 0 && modulus.at(-1)! % 2 === 1 && exponent[0] !== 0 && exponent.at(-1)! % 2 === 1);
  assert.ok(exponent.length > 1 || exponent[0]! > 1);
}

function checkKeyFile(input: Uint8Array): void {
  const octets = Buffer.from(input.subarray(1));
  const kind = (input[0] ?? 0) % 7;
  formatOfKeys('keys', octets);
  if (kind === 2) {
    checkRecordFile(octets);
    return;
  }
  if (kind === 6) {
    checkPublicList(textOf(octets));
    return;
  }
  const lines = octets.toString('latin1').split('\n').length;
  let last = 0;
  attemptRow(() => {
    for (const found of rowsOf(kind, octets)) {
      // What an alias leads to in a zone is known at its end.
      assert.ok(found.line >= 1 && found.line <= lines && (found.line >= last || kind > 3), `line ${found.line} of ${lines}`);
      last = found.line;
      if (!('other' in found)) checkFound(found);
    }
  });
}

function rowsOf(kind: number, octets: Buffer): Iterable<Found | OtherRecord> {
  switch (kind) {
    case 0:
      return rowsOfJsonl(octets);
    case 1:
      return rowsOfCsv(octets);
    case 3:
      return rowsOfJson(textOf(octets));
    case 4:
      return rowsOfDig(textOf(octets));
    default:
      return rowsOfZone(textOf(octets));
  }
}

function checkPublicList(text: string): void {
  const { listed, failures } = readPublicList(text, { source: 'somebody' });
  for (const { name, claim } of listed) {
    if (name.kind === 'digest') assert.ok(name.octets.length === 10 || name.octets.length === 32);
    else if (name.key.type === 'rsa') assertSound(name.key.rsa.modulus, name.key.rsa.exponent, name.key.bits);
    assert.ok(claim.source.length > 0);
  }
  for (const { reason } of failures) assertNoLonger(reason.length, 1_000);
}

function checkFound(found: Found): void {
  if (!('row' in found)) {
    assert.ok(found.fault.length > 0 && found.fault.length < 1_000);
    return;
  }
  attemptRow(() => {
    const key = keyOfRow(found.row, 'somebody');
    assert.match(`${key.domain} ${key.selector}`, /^[a-z0-9_.-]{1,253} [a-z0-9_.-]{1,253}$/);
    for (const time of [key.firstSeenSeconds, key.lastSeenSeconds, key.lookedUpAtSeconds])
      assert.ok(time === undefined || Number.isInteger(time));
    parseKeyRecord(key.record);
  });
}

function checkRecordFile(octets: Buffer): void {
  const text = textOf(octets);
  ownerOfRecordFile(text);
  attemptRow(() => assertNoLonger(recordOfText(text).length, text.length));
}

/** A fault of the row is told to the user; anything else is ours. */
function attemptRow(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    assertNoLonger(error.message.length, 1_000);
  }
}
