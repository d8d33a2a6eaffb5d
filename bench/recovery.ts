/**
 * What it takes to recover a key: plants one, signs twice, and finds it again in this process.
 *
 *     node bin/launch.mjs --dev bench/recovery.ts [BITS] [EXPONENT]
 */
import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { encodedBlock } from '../src/evidence/dkim/pkcs1.ts';
import { numberOf } from '../src/evidence/keys/recovery/modulus.ts';
import { sharedModulus } from '../src/evidence/keys/recovery/shared-modulus.ts';

const [bits = 2_048, exponent = 65_537] = process.argv.slice(2).map(Number);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
const modulus = numberOf(Buffer.from(privateKey.export({ format: 'jwk' }).n!, 'base64url'));

const signed = ['one letter', 'another letter'].map((text) => {
  const block = encodedBlock({ hash: 'sha256', digest: hash('sha256', text, 'buffer') }, bits / 8, 'null')!;
  return { signature: numberOf(sign('sha256', Buffer.from(text), privateKey)), block: numberOf(block) };
});
const began = process.hrtime.bigint();
const before = process.cpuUsage();
const shared = sharedModulus(signed[0]!, signed[1]!, exponent);
const { user, system } = process.cpuUsage(before);
const figures = {
  bits,
  exponent,
  found: shared % modulus === 0n,
  cofactor: String(shared / modulus),
  processorSeconds: Math.round((user + system) / 1e5) / 10,
  seconds: Number((process.hrtime.bigint() - began) / 100_000_000n) / 10,
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(figures));
