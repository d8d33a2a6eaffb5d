import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Crypto } from '../../src/evidence/crypto.ts';
import { pureCrypto } from '../../src/evidence/crypto-pure.ts';
import { maxKeyFileFailures } from '../../src/evidence/keys/files/limits.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { maxClaimsOfKey, maxKeysTried, maxSignatures } from '../../src/evidence/limits.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { openDatabase } from '../../src/store/database.ts';
import { insertKeys, listKeys } from '../../src/store/keys.ts';
import { assess, LETTER, LETTER_SECONDS, nodeCrypto } from '../evidence/support/assess.ts';
import { integer, keyRecord, sequence, storedKey } from '../evidence/support/keys.ts';
import { sign } from '../evidence/support/signer.ts';
import { temporaryFolder } from '../sources/temporary.ts';

const manyKeys = 10_000;

/** Keys of 2,048 bits that nobody has the other half of, all of one selector, each seen on another day. */
function strangersKeys(count: number, from: number): StoredKey[] {
  return Array.from({ length: count }, (_, index) => {
    const modulus = `c${(index + 1).toString(16).padStart(8, '0')}${'5'.repeat(502)}1`;
    const record = `v=DKIM1; k=rsa; p=${sequence(integer(modulus), integer('10001')).toString('base64')}`;
    return storedKey('rsa2048', { record, firstSeenSeconds: from + index * 86_400, lastSeenSeconds: from + index * 86_400 });
  });
}

/** The real crypto, and how often it was asked for an RSA operation or an Ed25519 verification. */
function counting(): Crypto & { readonly operations: () => number } {
  let operations = 0;
  return {
    ...nodeCrypto,
    rsaRecover(signature, key) {
      operations++;
      return nodeCrypto.rsaRecover(signature, key);
    },
    ed25519Verify(...asked) {
      operations++;
      return nodeCrypto.ed25519Verify(...asked);
    },
    operations: () => operations,
  };
}

describe('ten thousand keys of one selector', () => {
  const letter = sign(LETTER, { key: 'rsa2048' });
  const later = strangersKeys(manyKeys, LETTER_SECONDS + 400 * 86_400);

  it('cost a bounded number of operations, and what was left out is told', () => {
    const crypto = counting();
    const { signature, judgement } = assess(letter, later, { crypto });
    assert.equal(crypto.operations(), maxKeysTried);
    assert.equal(signature.reason, 'other-key');
    assert.deepEqual(judgement.reasons.at(-1), {
      code: 'keys-not-tried',
      values: { signer: 'example.org', selector: 's1', count: manyKeys - maxKeysTried },
    });
  });

  it('do not hide the right one, which was seen nearest to the message', () => {
    const own = storedKey('rsa2048', { firstSeenSeconds: LETTER_SECONDS, lastSeenSeconds: LETTER_SECONDS });
    assert.equal(assess(letter, [...later, own]).judgement.verdict, 'verified');
  });

  it('count as one where they are one key, sighted ten thousand times', () => {
    const crypto = counting();
    const sightings = later.map(({ firstSeenSeconds }) => storedKey('rsa2048other', { firstSeenSeconds: firstSeenSeconds! }));
    const { signature } = assess(letter, sightings, { crypto });
    assert.equal(crypto.operations(), 1);
    assert.equal(signature.keysNotTried, undefined);
  });

  it('do not make a signature of Ed25519 fail while its key may be among those that were not tried', () => {
    const strangers = Array.from({ length: 200 }, (_, index) => `k=ed25519; n=${index}; p=${keyRecord('ed25519other').split('p=')[1]}`);
    const keys = strangers.map((record) => storedKey('ed25519', { record }));
    const { signature } = assess(sign(LETTER, { key: 'ed25519' }), keys);
    assert.equal(signature.result, 'keyless');
    assert.equal(signature.keysNotTried, 200 - maxKeysTried);
  });

  it('and ten thousand signatures: the product of both is bounded too', () => {
    const crypto = counting();
    const field = letter.slice(0, letter.indexOf('From:'));
    const { signatures } = assess(field.repeat(10_000) + LETTER, later, { crypto });
    assert.equal(signatures.length, maxSignatures);
    assert.ok(crypto.operations() <= maxSignatures * maxKeysTried);
  });
});

describe('records of one key', () => {
  it('are compared with a message, however many', () => {
    const keys = Array<StoredKey>(130_000).fill(storedKey('rsa2048', { firstSeenSeconds: LETTER_SECONDS }));
    assert.equal(assess(sign(LETTER, { key: 'rsa2048' }), keys).judgement.verdict, 'verified');
  });

  it('share what is known of it, the earliest claims and no more than the limit', async () => {
    await using folder = await temporaryFolder();
    const database = openDatabase(folder.path, { create: true });
    const told = Array.from({ length: 300 }, (_, index) =>
      storedKey('rsa2048', { record: keyRecord('rsa2048'), source: `source ${index}`, privateKeyPublicSinceSeconds: 1_000_000 - index }),
    );
    database.transaction(() => insertKeys(database, told));
    const keys = listKeys(database);
    database.close();
    assert.equal(keys.length, told.length);
    assert.equal(new Set(keys.map(({ knownPublic }) => knownPublic)).size, 1);
    const since = keys[0]!.knownPublic!.map(({ sinceSeconds }) => sinceSeconds!);
    assert.deepEqual([since.length, Math.min(...since), Math.max(...since)], [maxClaimsOfKey, 1_000_000 - 299, 1_000_000 - 200]);
  });
});

describe('a key of 16,384 bits', () => {
  const modulus = `c${'5'.repeat(4_094)}1`;
  const letter = sign(LETTER, { key: 'rsa2048' });
  const block = Buffer.alloc(2_048, 0x5a);
  const field = letter.slice(0, letter.indexOf('From:')).replace(/ b=[^;]*$/, ` b=${block.toString('base64')}\r\n`);

  for (const [name, exponent] of [
    ['2³² − 1', 'ffffffff'],
    ['2⁶⁴ − 1', 'ffffffffffffffff'],
  ] as const) {
    it(`under the exponent ${name} is used once for each signature that is tested, and both adapters open the same`, () => {
      const record = `v=DKIM1; k=rsa; p=${sequence(integer(modulus), integer(exponent)).toString('base64')}`;
      const crypto = counting();
      const { signatures } = assess(field.repeat(30) + LETTER, [storedKey('rsa2048', { record })], { crypto });
      assert.deepEqual(new Set(signatures.map(({ reason }) => reason)), new Set(['other-key']));
      assert.equal(crypto.operations(), maxSignatures);
      const key = { bits: 16_384, modulus: Buffer.from(modulus, 'hex'), exponent: Buffer.from(exponent, 'hex') };
      assert.deepEqual(Buffer.from(pureCrypto.rsaRecover(block, key)!), Buffer.from(nodeCrypto.rsaRecover(block, key)!));
    });
  }

  it('under a longer exponent is none: it would take seconds', () => {
    const record = `v=DKIM1; k=rsa; p=${sequence(integer(modulus), integer(`01${'00'.repeat(7)}01`)).toString('base64')}`;
    const crypto = counting();
    assess(field + LETTER, [storedKey('rsa2048', { record })], { crypto });
    assert.equal(crypto.operations(), 0);
  });
});

describe('a file that is given for keys and is something else', () => {
  for (const [name, opening] of [
    ['keys.jsonl', ''],
    ['keys.csv', 'domain,selector,record\n'],
  ] as const) {
    it(`is left after ${maxKeyFileFailures} lines that are no keys, and that is told: ${name}`, async () => {
      await using folder = await temporaryFolder();
      const { keys, failures } = await readKeys(await folder.put(name, opening + 'x\n'.repeat(3 * maxKeyFileFailures)), { source: 'x' });
      assert.equal(keys.length, 0);
      assert.equal(failures.length, maxKeyFileFailures + 1);
      assert.match(failures.at(-1)!.reason, /no file of keys, and what follows was not read/);
    });
  }
});
