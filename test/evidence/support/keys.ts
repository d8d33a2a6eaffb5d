import { constants, createPrivateKey, createPublicKey, type KeyObject, privateEncrypt, sign as signOctets } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StoredKey } from '../../../src/evidence/keys/key.ts';

/** Keys made for these tests, the same for ever. Nobody else uses them, and nobody should: their private halves stand beside this file. */
export type KeyName = keyof typeof material;

export const KEY_NAMES = [
  'rsa384',
  'rsa512',
  'rsa1000',
  'rsa1024',
  'rsa1024e3',
  'rsa2048',
  'rsa2048other',
  'rsa3072',
  'ed25519',
  'ed25519other',
] as const;

interface RsaMaterial {
  readonly type: 'rsa';
  readonly modulus: string;
  readonly exponent: string;
  readonly privateExponent: string;
}
interface Ed25519Material {
  readonly type: 'ed25519';
  readonly seed: string;
}

const material: Readonly<Record<(typeof KEY_NAMES)[number], RsaMaterial | Ed25519Material>> = JSON.parse(
  readFileSync(new URL('test-keys.json', import.meta.url), 'utf8'),
);

export function keyType(name: KeyName): 'rsa' | 'ed25519' {
  return material[name].type;
}

/** The public key in base64: for RSA the form asked for, for Ed25519 the bare 32 octets. */
export function publicMaterial(name: KeyName, form: 'spki' | 'pkcs1' = 'spki'): string {
  const key = material[name];
  if (key.type === 'ed25519') return Buffer.from(ed25519Public(key)).toString('base64');
  return rsaDer(key, form).toString('base64');
}

/** A key record in its common form. */
export function keyRecord(name: KeyName, tags = ''): string {
  return `v=DKIM1; k=${keyType(name)}; ${tags}p=${publicMaterial(name)}`;
}

/** A key as an archive would hold it: `archived`, for example.org's selector `s1`, unless told otherwise. */
export function storedKey(name: KeyName, more: Partial<StoredKey> = {}): StoredKey {
  return { domain: 'example.org', selector: 's1', record: keyRecord(name), tier: 'archived', source: 'a key file', ...more };
}

/** The RSA private operation on a whole block. */
export function rsaPrivate(name: KeyName, block: Uint8Array): Uint8Array {
  return privateEncrypt({ key: privateKey(name), padding: constants.RSA_NO_PADDING }, block);
}

const privateKeys = new Map<KeyName, KeyObject>();

function privateKey(name: KeyName): KeyObject {
  const key = privateKeys.get(name) ?? makePrivateKey(name);
  privateKeys.set(name, key);
  return key;
}

/** In octets. */
export function modulusLength(name: KeyName): number {
  const key = material[name];
  return key.type === 'rsa' ? Math.ceil(key.modulus.length / 2) : 32;
}

export function ed25519Sign(name: KeyName, octets: Uint8Array): Uint8Array {
  return signOctets(null, octets, privateKey(name));
}

/** The private key in PEM, for other people's signers. */
export function privatePem(name: KeyName): string {
  return privateKey(name).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function makePrivateKey(name: KeyName): KeyObject {
  const key = material[name];
  if (key.type === 'ed25519') return ed25519Private(key);
  const inner = sequence(integer('0'), integer(key.modulus), integer(key.exponent), integer(key.privateExponent), ...crtNumbers(key));
  return createPrivateKey({ key: inner, format: 'der', type: 'pkcs1' });
}

function ed25519Private(key: Ed25519Material): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(key.seed, 'hex')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function ed25519Public(key: Ed25519Material): Uint8Array {
  return Buffer.from(createPublicKey(ed25519Private(key)).export({ format: 'jwk' }).x ?? '', 'base64url');
}

function rsaDer(key: RsaMaterial, form: 'spki' | 'pkcs1'): Buffer {
  const pkcs1 = sequence(integer(key.modulus), integer(key.exponent));
  if (form === 'pkcs1') return pkcs1;
  const algorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex');
  return sequence(algorithm, element(0x03, Buffer.concat([Buffer.of(0), pkcs1])));
}

/** The primes and what follows them in RSAPrivateKey (RFC 8017 §A.1.2), found from both exponents. */
function crtNumbers(key: RsaMaterial): Buffer[] {
  const [n, e, d] = [key.modulus, key.exponent, key.privateExponent].map((hex) => BigInt(`0x${hex}`)) as [bigint, bigint, bigint];
  const [p, q] = primes(n, e * d - 1n);
  return [p, q, d % (p - 1n), d % (q - 1n), power(q, p - 2n, p)].map((number) => integer(number.toString(16)));
}

function primes(n: bigint, multiple: bigint): [bigint, bigint] {
  let odd = multiple;
  while ((odd & 1n) === 0n) odd >>= 1n;
  for (let base = 2n; ; base++) {
    for (let x = power(base, odd, n), next = (x * x) % n; ; x = next, next = (x * x) % n) {
      if (x === 1n || x === n - 1n) break;
      if (next !== 1n) continue;
      const p = gcd(x - 1n, n);
      return p > n / p ? [p, n / p] : [n / p, p];
    }
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % modulus) {
    if (rest & 1n) result = (result * square) % modulus;
  }
  return result;
}

export function integer(hex: string): Buffer {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return element(0x02, Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex'));
}

export function sequence(...elements: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(elements));
}

export function element(type: number, content: Buffer): Buffer {
  const length = content.length;
  const head = length < 0x80 ? [type, length] : length < 0x100 ? [type, 0x81, length] : [type, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}
