import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import { type DemoItem, generateDemo } from '../../src/demo/generate.ts';
import { demoKeyLines } from '../../src/demo/signers.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { CAUTIONS, type Verdict } from '../../src/evidence/verdict.ts';
import { listAttachments } from '../../src/message/attachments.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';

const nodeCrypto = createNodeCrypto();
const atSeconds = (date: string) => Date.parse(date) / 1000;

const demoKeys = keyRingOf(
  demoKeyLines().map(
    ({ domain, selector, record, source, firstSeen, lastSeen, privateKeyPublicSince }): StoredKey => ({
      domain,
      selector,
      record,
      source,
      tier: 'archived',
      ...(firstSeen === undefined ? {} : { firstSeenSeconds: atSeconds(firstSeen) }),
      ...(lastSeen === undefined ? {} : { lastSeenSeconds: atSeconds(lastSeen) }),
      ...(privateKeyPublicSince === undefined ? {} : { privateKeyPublicSinceSeconds: atSeconds(privateKeyPublicSince) }),
    }),
  ),
);

const assessed = new Map<DemoItem, ReturnType<typeof assessMessage>>();

function assess(item: DemoItem) {
  const before = assessed.get(item);
  if (before !== undefined) return before;
  const now = assessMessage(parseMessage(item.octets), { keys: demoKeys, crypto: nodeCrypto });
  assessed.set(item, now);
  return now;
}

/** The condition, what was intended and what was found, where they differ. */
function differences(items: Iterable<DemoItem>): string[] {
  const found: string[] = [];
  for (const item of items) {
    const { evidence, judgement } = assess(item);
    const cautions = evidence.signatures.flatMap((signature) => signature.cautions);
    const missing = item.cautions.filter((caution) => !cautions.includes(caution));
    if (judgement.verdict !== item.intended || missing.length > 0) {
      found.push(`${item.condition}: meant ${item.intended}, judged ${judgement.verdict}; cautions missing: ${missing.join(' ')}`);
    }
  }
  return found;
}

describe('the verdicts of the demo', () => {
  const items = [...generateDemo({ messages: 1500, seed: 1 })];

  it('are those that its author intended, message by message', () => {
    assert.deepEqual(differences(items), []);
  });

  it('are those intended with other seeds too', () => {
    for (const seed of [2, 77, 4_000_000_000]) assert.deepEqual(differences(generateDemo({ messages: 100, seed })), []);
  });

  it('are of every kind that signatures alone can give, a third of them green', () => {
    const share = (verdict: Verdict) => items.filter((item) => item.intended === verdict).length / items.length;
    for (const verdict of ['verified-partly', 'failed'] as const) assert.ok(share(verdict) > 0.005, `${verdict}: ${share(verdict)}`);
    for (const verdict of ['verified-repaired', 'headers-verified'] as const) assert.ok(share(verdict) > 0, verdict);
    assert.ok(share('unverified') > 0.3);
    assert.ok(share('verified') > 0.3 && share('verified') < 0.42, `${share('verified')} are verified`);
  });

  it('come with every caution but that of keys looked up live', () => {
    const seen = new Set(items.flatMap((item) => assess(item).evidence.signatures.flatMap((signature) => signature.cautions)));
    assert.deepEqual(
      CAUTIONS.filter((caution) => !seen.has(caution)),
      ['key-seen-late'],
    );
  });

  it('would be others without the keys', () => {
    const green = items.find((item) => item.intended === 'verified')!;
    const { judgement } = assessMessage(parseMessage(green.octets), { keys: keyRingOf([]), crypto: nodeCrypto });
    assert.equal(judgement.verdict, 'unverified');
  });

  it('stand beside as many attachments as a mail program lists', () => {
    for (const item of items) {
      const { root } = parseParts(parseMessage(item.octets));
      assert.equal(listAttachments(root).length, item.attachments, item.condition);
    }
  });
});
