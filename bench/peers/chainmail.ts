import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { parseMessage } from '../../src/message/message.ts';
import { assignment, repeat } from './common.ts';

/** This project's verifier: the whole evidence with its cautions, and the verdict. */
const given = assignment();
const keys = keyRingOf(
  [...given.keys].map(([name, record]) => {
    const [selector, domain] = name.split('._domainkey.') as [string, string];
    return { domain, selector, record, tier: 'archived', source: 'bench' };
  }),
);
const crypto = createNodeCrypto();
await repeat(given, (octets) => assessMessage(parseMessage(octets), { keys, crypto }).judgement.verdict === 'verified');
