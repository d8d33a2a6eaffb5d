import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { gatherEvidence } from '../../src/evidence/gather.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { parseMessage } from '../../src/message/message.ts';
import { nodeCrypto } from './support/assess.ts';

const SHARED = new URL('../../../shared/', import.meta.url);
const KEYS = new URL('vectors/known-keys.jsonl', SHARED);
const LIST = new URL('corpora/lists/linux-api-5000.mbox.zst', SHARED);

it('a published key of gmail.com verifies about four fifths of its signatures in the mail of a public list', (t) => {
  if (!existsSync(KEYS) || !existsSync(LIST)) return t.skip('../shared/corpora is not here');
  const keys = keyRingOf(readKnownKeys());
  const results = new Map<string, number>();
  const start = performance.now();
  let signatures = 0;
  for (const octets of messagesOf(zstdDecompressSync(readFileSync(LIST)))) {
    for (const { signer, selector, result } of gatherEvidence(parseMessage(octets), { keys, crypto: nodeCrypto }).signatures) {
      signatures++;
      if (signer === 'gmail.com' && selector === '20161025') results.set(result, (results.get(result) ?? 0) + 1);
    }
  }
  const seconds = (performance.now() - start) / 1000;
  const all = [...results.values()].reduce((sum, count) => sum + count, 0);
  const share = (results.get('pass') ?? 0) / all;
  t.diagnostic(
    `${all} signatures: ${[...results].map(([result, count]) => `${count} ${result}`).join(', ')}; ${(100 * share).toFixed(1)} % pass`,
  );
  t.diagnostic(`${Math.round(signatures / seconds)} signatures of any signer tested a second`);
  assert.ok(share > 0.75 && share < 0.9);
});

function readKnownKeys(): StoredKey[] {
  const lines = readFileSync(KEYS, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { domain, selector, record, source } = JSON.parse(line);
    return { domain, selector, record, source, tier: 'archived' };
  });
}

/** The messages of an mboxrd with LF: enough for this one file. Reading mboxes is the business of `sources/`. */
function messagesOf(mbox: Buffer): Uint8Array[] {
  const messages = mbox.toString('latin1').split(/(?:^|\n\n)From [^\n]*\n/);
  return messages.slice(1).map((text) => new Uint8Array(Buffer.from(`${text.replace(/^>(?=>*From )/gm, '')}\n`, 'latin1')));
}
