import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { createNodeCrypto } from '../../../src/archive/node-crypto.ts';
import { pureCrypto } from '../../../src/evidence/crypto-pure.ts';
import { assessMessage } from '../../../src/evidence/judge.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { hexOf } from '../../../src/evidence/steps/encodings.ts';
import { stepsRecord } from '../../../src/evidence/steps/record.ts';
import { explainSignature, openingKey, type SignatureSteps } from '../../../src/evidence/steps/steps.ts';
import { stepsText } from '../../../src/evidence/steps/text.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { readInputs, readLetterKeys } from '../signed/inputs.ts';

const keys = keyRingOf(readLetterKeys());

/** The steps of every signature of every signed letter. */
function allSteps(crypto = createNodeCrypto()): { readonly name: string; readonly steps: SignatureSteps }[] {
  return readInputs().flatMap(({ name, base64, hasOriginalOctets }) => {
    const message = parseMessage(Buffer.from(base64, 'base64'));
    const context = { keys, crypto, hasOriginalOctets };
    return assessMessage(message, context).evidence.signatures.map((evidence) => ({
      name,
      steps: explainSignature(message, evidence, context),
    }));
  });
}

describe('the steps of a verification', () => {
  const all = allSteps();
  const of = (letter: string): SignatureSteps => all.find(({ name }) => name === letter)!.steps;

  it('come to the result that the verdict rests on, for every signed letter', () => {
    assert.ok(all.length > 30);
    for (const { name, steps } of all) {
      const { evidence, tested } = steps;
      assert.equal(tested === undefined, evidence.result === 'malformed', name);
      if (tested === undefined || evidence.repairs.length > 0) continue;
      assert.equal(tested.body.isIntact, evidence.bodyIntact, name);
      assert.equal(tested.body.octets.length, evidence.coverage.body.signed, name);
      const opening = openingKey(tested.keys);
      assert.equal(opening !== undefined, evidence.key !== undefined, name);
      if (opening !== undefined) assert.equal(opening.outcome === 'intact', evidence.headersIntact, name);
    }
  });

  it('hash what they show', () => {
    for (const { name, steps } of all) {
      if (steps.tested === undefined) continue;
      const { signature, body, header } = steps.tested;
      for (const { octets, digest } of [body, header])
        assert.equal(createHash(signature.hash).update(octets).digest('hex'), hexOf(digest), name);
    }
  });

  it('are the same from either crypto', () => {
    const told = (list: ReturnType<typeof allSteps>) => list.map(({ steps }) => stepsRecord(steps));
    assert.deepEqual(told(allSteps(pureCrypto)), told(all));
  });

  it('split the block that an RSA key recovers into padding, DigestInfo and digest', () => {
    const [key] = stepsRecord(of('verified')).keys ?? [];
    assert.match(key?.padding ?? '', /^0001(?:ff)+00$/);
    assert.equal(key?.digestInfo, '3031300d060960864801650304020105000420');
    assert.equal(key?.digest, stepsRecord(of('verified')).header?.computed);
    assert.equal(`${key?.padding}${key?.digestInfo}${key?.digest}`, key?.block);
    assert.equal(key?.block?.length, key?.modulus?.length);
  });

  it('say which octets were hashed, and where the comparison ends', () => {
    const altered = stepsText(of('failed-subject-altered'), 1);
    assert.match(altered, /\| subject:A lamp at the end of the quay\n/);
    assert.match(altered, /Not the same: other header fields were signed\./);
    assert.match(altered, /Result: fail\n$/);
    assert.match(stepsText(of('headers-verified-body-altered'), 1), /Not the same: the body is not the one that was signed\./);
    assert.match(stepsText(of('verified-partly-tail'), 1), /90 octets of 1\d\d hashed/);
    assert.match(stepsText(of('unverified-malformed'), 1), /It breaks RFC 6376 at "bh"/);
    assert.match(stepsText(of('unverified-never-seen'), 1), /No key of this domain and selector is known\./);
    assert.match(stepsText(of('unverified-revoked'), 1), /withdrawn this key/);
    assert.match(stepsText(of('unverified-other-key'), 1), /No block of PKCS #1 v1\.5/);
  });

  it('stay short, however large the message', () => {
    const header = 'From: a@example.org\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=AAAA; b=AAAA\r\n';
    const message = parseMessage(Buffer.from(`${header}\r\n${'a line of some length \t and  white space\r\n'.repeat(50_000)}`));
    const context = { keys, crypto: createNodeCrypto() };
    const [evidence] = assessMessage(message, context).evidence.signatures;
    const steps = explainSignature(message, evidence!, context);
    assert.ok(stepsText(steps, 1).length < 30_000);
    assert.ok(JSON.stringify(stepsRecord(steps)).length < 200_000);
    assert.match(stepsText(steps, 1), /… and [\d,]+ octets more/);
  });
});
