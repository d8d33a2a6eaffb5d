import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ArcEvidence } from '../../../src/evidence/evidence.ts';
import { assessMessage } from '../../../src/evidence/judge.ts';
import type { StoredKey } from '../../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { wantedKeys } from '../../../src/evidence/keys/wanted.ts';
import { maxArcInstances } from '../../../src/evidence/limits.ts';
import type { Judgement } from '../../../src/evidence/verdict.ts';
import { seal } from '../support/arc.ts';
import { LETTER, messageOf, nodeCrypto } from '../support/assess.ts';
import { storedKey } from '../support/keys.ts';

const relayKey = (change: Partial<StoredKey> = {}, name: Parameters<typeof storedKey>[0] = 'rsa2048'): StoredKey => ({
  ...storedKey(name),
  domain: 'relay.example',
  selector: 'arc',
  ...change,
});

function assess(text: string, keys: readonly StoredKey[] = [relayKey()]): { arc: ArcEvidence; judgement: Judgement } {
  const { evidence, judgement } = assessMessage(messageOf(text), { keys: keyRingOf(keys), crypto: nodeCrypto });
  assert.ok(evidence.arc);
  return { arc: evidence.arc, judgement };
}

const sealed = (hops: number): string => {
  let text = LETTER;
  for (let instance = 1; instance <= hops; instance++) text = seal(text, instance);
  return text;
};

describe('an ARC chain', () => {
  it('is absent where no field of ARC is', () => {
    const { evidence } = assessMessage(messageOf(LETTER), { keys: keyRingOf([]), crypto: nodeCrypto });
    assert.equal(evidence.arc, undefined);
  });

  it('passes where every seal holds and the newest hop signed the message as it stands', () => {
    for (const hops of [1, 2, 5]) {
      const { arc, judgement } = assess(sealed(hops));
      assert.equal(arc.state, 'pass');
      assert.deepEqual(
        arc.hops.map(({ instance, claim, seal, message }) => [instance, claim, seal.result, message.result]),
        Array.from({ length: hops }, (_, place) => [place + 1, place === 0 ? 'none' : 'pass', 'pass', 'pass']),
      );
      assert.deepEqual(judgement, { verdict: 'unverified', marks: ['sealed'], reasons: [{ code: 'no-signature' }] });
    }
  });

  it('tells what each sealer says that he found', () => {
    const { arc } = assess(seal(LETTER, 1, { results: 'MX.relay.example; spf=fail (no) smtp.mailfrom=x@example.org; dkim=pass' }));
    assert.deepEqual(arc.hops[0]?.statement, {
      server: 'mx.relay.example',
      results: [
        { method: 'spf', result: 'fail', properties: [{ name: 'smtp.mailfrom', value: 'x@example.org' }] },
        { method: 'dkim', result: 'pass', properties: [] },
      ],
    });
  });

  it('passes although a list changed the message between two hops, and says that the first hop signed another (§5.2, step 5)', () => {
    const changed = seal(LETTER, 1).replace('The lamp was lit', 'The lamp was put out');
    const { arc } = assess(seal(changed, 2));
    assert.equal(arc.state, 'pass');
    assert.deepEqual(
      arc.hops.map(({ message }) => message.result),
      ['headers-only', 'pass'],
    );
  });

  it('fails where the message was changed after the newest hop', () => {
    const inBody = assess(sealed(2).replace('The lamp was lit', 'The lamp was put out'));
    assert.deepEqual(inBody.arc.fault, { code: 'message-altered', instance: 2 });
    const inHeader = assess(sealed(2).replace('Subject: The', 'Subject: That'));
    assert.deepEqual(inHeader.arc.fault, { code: 'message-altered', instance: 2 });
    assert.deepEqual(inHeader.judgement.marks, []);
  });

  it('fails where a statement was changed after it was sealed', () => {
    const { arc } = assess(sealed(2).replace('i=1; relay.example; dkim=pass', 'i=1; relay.example; dkim=fail'));
    assert.deepEqual(arc.fault, { code: 'seal-broken', instance: 2 });
    assert.deepEqual(
      arc.hops.map(({ seal }) => seal.result),
      ['fail', 'fail'],
    );
  });

  it('fails where a set is not whole, stands twice, or a sealer claims what his place does not allow', () => {
    const without = (text: string, name: string) => text.replace(new RegExp(`^${name}:.*\r\n(?:[ \t].*\r\n)*`, 'm'), '');
    assert.deepEqual(assess(without(sealed(2), 'ARC-Seal')).arc.fault, { code: 'incomplete', instance: 2 });
    assert.deepEqual(assess(`ARC-Authentication-Results: i=1; a\r\n${sealed(1)}`).arc.fault, { code: 'duplicate', instance: 1 });
    assert.deepEqual(assess(`ARC-Authentication-Results: i=0; a\r\n${sealed(1)}`).arc.fault, { code: 'instance' });
    assert.deepEqual(assess(seal(LETTER, 1, { claim: 'pass' })).arc.fault, { code: 'claim', instance: 1 });
    assert.deepEqual(assess(seal(sealed(1), 2, { claim: 'none' })).arc.fault, { code: 'claim', instance: 2 });
    assert.deepEqual(assess(seal(sealed(1), 2, { claim: 'fail' })).arc.fault, { code: 'claimed-broken', instance: 2 });
    assert.deepEqual(assess(seal(LETTER, 1, { claim: 'maybe' })).arc.fault, { code: 'malformed', instance: 1 });
  });

  it('is keyless, and no failure, where a key is not known here', () => {
    const text = seal(seal(LETTER, 1), 2, { domain: 'other.example' });
    const { arc, judgement } = assess(text);
    assert.equal(arc.state, 'keyless');
    assert.equal(arc.hops[1]?.seal.reason, 'never-seen');
    assert.deepEqual(judgement.marks, []);
    assert.equal(assess(text, [relayKey(), relayKey({ domain: 'other.example' })]).arc.state, 'pass');
  });

  it('vouches for nothing under a weak key, one that is public, or where it leaves a part of the message open', () => {
    const weak = assess(seal(LETTER, 1, { key: 'rsa512' }), [relayKey({}, 'rsa512')]);
    assert.deepEqual(weak.arc.fault, { code: 'key-untrusted', instance: 1 });
    const known = assess(seal(LETTER, 1), [relayKey({ privateKeyPublicSinceSeconds: 0 })]);
    assert.deepEqual(known.arc.fault, { code: 'key-untrusted', instance: 1 });
    const elsewhere = assess(seal(LETTER, 1), [relayKey(), relayKey({ source: 'another', privateKeyPublicSinceSeconds: 0 })]);
    assert.deepEqual(elsewhere.arc.fault, { code: 'key-untrusted', instance: 1 });
    for (const options of [{ tags: 'l=5' }, { names: ['to', 'subject', 'date'] }]) {
      const open = assess(seal(LETTER, 1, options));
      assert.equal(open.arc.state, 'pass');
      assert.deepEqual(open.judgement.marks, []);
    }
  });

  it('never makes a message verified, whoever sealed it', () => {
    const { judgement } = assess(seal(LETTER, 1, { domain: 'example.org' }), [relayKey({ domain: 'example.org' })]);
    assert.equal(judgement.verdict, 'unverified');
    assert.deepEqual(judgement.marks, ['sealed']);
  });

  it('asks for the keys of every link', () => {
    const text = seal(seal(LETTER, 1), 2, { domain: 'other.example', selector: 'x' });
    assert.deepEqual(
      wantedKeys(messageOf(text)).toSorted((a, b) => a.domain.localeCompare(b.domain)),
      [
        { domain: 'other.example', selector: 'x' },
        { domain: 'relay.example', selector: 'arc' },
      ],
    );
  });

  it('does bounded work, whatever stands in the fields', () => {
    const many = Array.from({ length: 5_000 }, (_, place) => `ARC-Seal: i=${(place % 50) + 1}; cv=none\r\n`).join('');
    assert.equal(assess(`${many}${LETTER}`).arc.fault?.code, 'duplicate');
    const large = Array.from({ length: 40 }, (_, place) => `ARC-Authentication-Results: i=${place + 1}; ${'x'.repeat(60_000)}\r\n`).join(
      '',
    );
    assert.equal(assess(`${large}${LETTER}`).arc.fault?.code, 'too-large');
    assert.equal(assess(`ARC-Seal: i=${maxArcInstances + 1}; cv=none\r\n${LETTER}`).arc.fault?.code, 'instance');
  });

  const whole = sealed(2);
  const letterStart = whole.indexOf('From: Ada');
  it('passes no longer when any covered octet is another', () =>
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0x21, max: 0x7e }), (at, code) => {
        const changed = whole.slice(0, at) + String.fromCharCode(code) + whole.slice(at + 1);
        // Not covered: names are compared without regard to case, Cc and Message-ID are not signed, white space is relaxed.
        const line = whole.slice(whole.lastIndexOf('\n', at) + 1, whole.indexOf('\r\n', at));
        const isUncovered = at >= letterStart && /^(Cc|Message-ID)/.test(line);
        const isSameText = changed.toLowerCase() === whole.toLowerCase() || /\s/.test(whole[at]!);
        fc.pre(!isUncovered && !isSameText);
        assert.notEqual(
          assessMessage(messageOf(changed), { keys: keyRingOf([relayKey()]), crypto: nodeCrypto }).evidence.arc?.state,
          'pass',
        );
      }),
      { numRuns: 400 },
    ));
});
