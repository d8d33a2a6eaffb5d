import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pureCrypto } from '../../../../src/evidence/crypto-pure.ts';
import { parseKeyRecord } from '../../../../src/evidence/keys/record.ts';
import { type Certificate, certify, checkCertificate, recoveredKey } from '../../../../src/evidence/keys/recovery/certificate.ts';
import { planAttempts } from '../../../../src/evidence/keys/recovery/plan.ts';
import { readSample, type Sample } from '../../../../src/evidence/keys/recovery/sample.ts';
import { parseMessage } from '../../../../src/message/message.ts';
import { letter, lostKey, withOtherWords } from '../../../archive/lost-keys.ts';

const key = lostKey('halden.example', 'june', 1_024, 65_537);
const letters = [letter(key, 0), letter(key, 1), letter(key, 2)];
const samples = letters.map((octets, index) => {
  const sample = readSample(parseMessage(octets), 0, true, pureCrypto)!;
  return { ...sample, number: index + 1, sha256: hash('sha256', octets), field: 0 };
});
function rsaOf(record: string) {
  const read = parseKeyRecord(record);
  assert.ok(read.kind === 'key' && read.key.type === 'rsa');
  return read.key.rsa;
}
const rsa = rsaOf(key.record);
const certificate = certify(rsa, samples);
const stored = recoveredKey(rsa, samples);

const problemsOf = (changed: Partial<Certificate>, archive: readonly Buffer[] = letters, record = stored.record): string[] =>
  checkCertificate(
    { ...certificate, ...changed },
    { ...stored, record },
    (number) => {
      const octets = archive[number - 1];
      return octets && { sha256: hash('sha256', octets), message: parseMessage(octets) };
    },
    pureCrypto,
  );

describe('a recovered key', () => {
  it('is stored as the record that was lost, with the times of the mail for its window', () => {
    assert.equal(stored.record, key.record);
    assert.equal(stored.tier, 'recovered');
    assert.deepEqual(
      [stored.firstSeenSeconds, stored.lastSeenSeconds],
      [Date.UTC(2016, 4, 12, 16) / 1000, Date.UTC(2016, 4, 14, 16) / 1000],
    );
  });
});

describe('a certificate', () => {
  it('holds against the mail that it names', () => assert.deepEqual(problemsOf({}), []));

  it('is refused where anything in it is another', () => {
    const [first, ...rest] = certificate.proofs;
    const other = lostKey('halden.example', 'june', 1_024, 65_537);
    const changes: Partial<Certificate>[] = [
      { modulus: `${certificate.modulus.slice(0, -1)}${certificate.modulus.endsWith('1') ? '3' : '1'}` },
      { exponent: 3 },
      { bits: 1_023 },
      { signer: 'weiss.example' },
      { selector: 'july' },
      { proofs: [] },
      { proofs: [first!] },
      { proofs: [first!, first!] },
      { proofs: [{ ...first!, number: 2 }, ...rest] },
      { proofs: [{ ...first!, field: 1 }, ...rest] },
      { proofs: [{ ...first!, hash: 'sha1' }, ...rest] },
      { proofs: [{ ...first!, digest: rest[0]!.digest }, ...rest] },
      { proofs: [{ ...first!, number: 9 }, ...rest] },
    ];
    for (const change of changes) assert.notDeepEqual(problemsOf(change), [], JSON.stringify(change));
    assert.notDeepEqual(problemsOf({}, letters, other.record), []);
    const { modulus } = certify(rsaOf(other.record), samples);
    assert.notDeepEqual(problemsOf({ modulus }, letters, other.record), [], 'another key, in certificate and record alike');
    assert.notDeepEqual(problemsOf({}, letters, 'v=DKIM1; p='), []);
    assert.notDeepEqual(problemsOf({}, [withOtherWords(letters[0]!), ...letters.slice(1)]), []);
  });
});

describe('the plan of what to compare', () => {
  const sample = fc.record({ octet: fc.nat(20), doubt: fc.nat(100), seconds: fc.option(fc.nat(1_000), { nil: undefined }) });
  const asSample = ({ octet, doubt, seconds }: { octet: number; doubt: number; seconds: number | undefined }): Sample => ({
    signer: 'd.example',
    selector: 's',
    signature: Uint8Array.of(octet),
    hash: 'sha256',
    digest: Uint8Array.of(octet),
    form: 'as-it-stands',
    doubt,
    ...(seconds !== undefined && { seconds }),
  });

  it('compares no signature with itself, asks no question twice, and no more than it may', () => {
    fc.assert(
      fc.property(
        fc.array(sample, { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (drawn, groupSize, most) => {
          const attempts = planAttempts(drawn.map(asSample), groupSize, most);
          const names = attempts.map(({ first, others }) => [first, ...others].map(({ signature }) => signature[0]!));
          assert.ok(attempts.length <= most);
          for (const name of names) assert.equal(new Set(name).size, name.length);
          assert.equal(new Set(names.map((name) => String(name))).size, names.length);
          const different = new Set(drawn.map(({ octet }) => octet)).size;
          assert.equal(attempts.length > 0, different >= 2);
        },
      ),
    );
  });

  it('lets one altered mail among the first four spoil one question of the first two', () => {
    const four = [0, 1, 2, 3].map((octet) => asSample({ octet, doubt: octet, seconds: 0 }));
    const [one, two] = planAttempts(four, 1, 4).map(({ first, others }) => [first, ...others]);
    assert.equal(new Set([...one!, ...two!]).size, 4);
  });
});
