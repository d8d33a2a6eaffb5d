import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gatherArc } from '../../../src/evidence/arc/chain.ts';
import { bodyDigests } from '../../../src/evidence/dkim/body.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { defaultPolicy } from '../../../src/evidence/policy.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { nodeCrypto } from '../support/assess.ts';

const SUITE = new URL('../../../../shared/vectors/arc-valimail/', import.meta.url);

interface Entry {
  readonly file: string;
  readonly expected: string;
  readonly description: string;
  readonly keys: Readonly<Record<string, string>>;
}

describe('ARC, on the vectors of another verifier', { skip: !existsSync(SUITE) && `${SUITE.pathname} is not here` }, () => {
  it('finds every chain as its suite expects', () => {
    const { entries } = JSON.parse(readFileSync(new URL('INDEX.json', SUITE), 'utf8')) as { entries: Entry[] };
    const different = entries.flatMap((entry) => {
      const message = parseMessage(new Uint8Array(readFileSync(new URL(entry.file, SUITE))));
      const keys = keyRingOf(
        Object.entries(entry.keys).flatMap(([name, record]) => {
          const [selector, domain] = name.split('._domainkey.');
          if (selector === undefined || domain === undefined || /^(NXDOMAIN|~~.*~~)$/.test(record)) return [];
          return [
            { domain: domain.toLowerCase(), selector: selector.toLowerCase(), record, tier: 'archived', source: 'the suite' } as const,
          ];
        }),
      );
      const arc = gatherArc({ message, keys, crypto: nodeCrypto, policy: defaultPolicy, bodyDigest: bodyDigests(message, nodeCrypto) });
      // The suite asks a name server while the mail is on its way: a key that is not there fails the chain.
      const state = arc === undefined ? 'none' : arc.state === 'keyless' ? 'fail' : arc.state;
      const expected = entry.expected.replace(/\(.*$/, '');
      return state === expected ? [] : [`${entry.file} (${entry.description}): ${state}, not ${expected}; ${JSON.stringify(arc?.fault)}`];
    });
    assert.equal(entries.length, 171);
    assert.deepEqual(different, []);
  });
});
