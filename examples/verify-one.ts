/** Verifies one message with a key that you hold: no archive, no network. The same code runs in a browser with `pureCrypto`. */
import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { createNodeCrypto } from '../src/index.ts';
import { assessMessage, keyRingOf, parseMessage } from '../src/verify.ts';

// A message signed here and now, so that the example needs no file.
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const header = 'From: Lena Brandt <lena@halden.example>\r\nSubject: Hello\r\nDate: Thu, 12 May 2016 16:02:00 +0200\r\n';
const body = 'Hello Otto.\r\n';
const bodyHash = hash('sha256', body, 'base64');
const unsigned = `DKIM-Signature: v=1; a=ed25519-sha256; c=simple/simple; d=halden.example; s=demo; h=From:Subject:Date; bh=${bodyHash}; b=`;
const digest = hash('sha256', header + unsigned, 'buffer');
const message = `${unsigned}${sign(null, digest, privateKey).toString('base64')}\r\n${header}\r\n${body}`;

const record = `v=DKIM1; k=ed25519; p=${publicKey.export({ format: 'jwk' }).x!.replaceAll('-', '+').replaceAll('_', '/')}=`;
const keys = keyRingOf([{ domain: 'halden.example', selector: 'demo', record, tier: 'archived', source: 'this example' }]);

const { evidence, judgement } = assessMessage(parseMessage(new TextEncoder().encode(message)), { keys, crypto: createNodeCrypto() });
console.log(judgement.verdict, evidence.signatures[0]!.coverage.fields);
if (judgement.verdict !== 'verified') throw new Error('the example message should be verified');
