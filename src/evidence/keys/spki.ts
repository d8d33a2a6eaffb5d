import { sha256 } from '@noble/hashes/sha2.js';
import type { PublicKey } from './record.ts';

/**
 * SHA-256 of a key's SubjectPublicKeyInfo in DER, in hex: the name of the very key, whichever record it stands in. OpenSSL gives the
 * same: `openssl pkey -pubin -outform DER | openssl sha256`.
 */
export function keySha256(key: PublicKey): string {
  let name = names.get(key);
  if (name === undefined) {
    name = sha256(subjectPublicKeyInfo(key)).reduce((hex, octet) => hex + octet.toString(16).padStart(2, '0'), '');
    names.set(key, name);
  }
  return name;
}

const names = new WeakMap<PublicKey, string>();

/** @see RFC 5280 §4.1.2.7, RFC 3279 §2.3.1, RFC 8410 §4 */
export function subjectPublicKeyInfo(key: PublicKey): Uint8Array {
  if (key.type === 'ed25519') return element(SEQUENCE, ED25519_ALGORITHM, element(BIT_STRING, Uint8Array.of(0), key.octets));
  const numbers = element(SEQUENCE, integer(key.rsa.modulus), integer(key.rsa.exponent));
  return element(SEQUENCE, RSA_ALGORITHM, element(BIT_STRING, Uint8Array.of(0), numbers));
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;
/** rsaEncryption with NULL. */
const RSA_ALGORITHM = Uint8Array.of(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00);
const ED25519_ALGORITHM = Uint8Array.of(0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70);

/** A positive number: a zero octet keeps its first bit from being a sign. */
function integer(number: Uint8Array): Uint8Array {
  return number[0]! >= 0x80 ? element(INTEGER, Uint8Array.of(0), number) : element(INTEGER, number);
}

function element(type: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const head = length < 0x80 ? [type, length] : length < 0x100 ? [type, 0x81, length] : [type, 0x82, length >> 8, length & 0xff];
  const whole = new Uint8Array(head.length + length);
  whole.set(head);
  let at = head.length;
  for (const content of contents) {
    whole.set(content, at);
    at += content.length;
  }
  return whole;
}
