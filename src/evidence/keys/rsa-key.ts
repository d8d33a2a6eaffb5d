import type { RsaPublicKey } from '../crypto.ts';
import { largeRsaBits, maxLargeRsaExponentBits, maxRsaBits, minRsaBits } from '../limits.ts';

/**
 * An RSA public key from DER: `RSAPublicKey` (PKCS #1) or the `SubjectPublicKeyInfo` around it. RFC 6376 means the former and its
 * examples show the latter; both are in use.
 *
 * @returns Undefined where the octets are neither, something follows them, or the numbers make no key: an even modulus, an even
 * exponent, the exponent 1 (a signature would be its own block), or sizes beyond the limits.
 * @see RFC 8017 §A.1.1, RFC 5280 §4.1.2.7, RFC 6376 §3.6.1 and erratum 3758
 */
export function readRsaKey(der: Uint8Array): RsaPublicKey | undefined {
  const outer = readElement(der, 0);
  if (outer?.type !== SEQUENCE || outer.next !== der.length) return undefined;
  const first = readElement(outer.content, 0);
  if (first === undefined) return undefined;
  if (first.type === INTEGER) return readNumbers(outer.content);
  if (first.type !== SEQUENCE || !isRsaAlgorithm(first.content)) return undefined;
  const bits = readElement(outer.content, first.next);
  if (bits?.type !== BIT_STRING || bits.content[0] !== 0 || bits.next !== outer.content.length) return undefined;
  const inner = readElement(bits.content.subarray(1), 0);
  if (inner?.type !== SEQUENCE || inner.next !== bits.content.length - 1) return undefined;
  return readNumbers(inner.content);
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;
/** OBJECT IDENTIFIER 1.2.840.113549.1.1.1, rsaEncryption; NULL or nothing follows it. */
const RSA_ENCRYPTION = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

function isRsaAlgorithm(content: Uint8Array): boolean {
  const hasNull = content.length === 13 && content[11] === 0x05 && content[12] === 0x00;
  return (content.length === 11 || hasNull) && RSA_ENCRYPTION.every((octet, i) => content[i] === octet);
}

function readNumbers(content: Uint8Array): RsaPublicKey | undefined {
  const modulus = readElement(content, 0);
  if (modulus?.type !== INTEGER) return undefined;
  const exponent = readElement(content, modulus.next);
  if (exponent?.type !== INTEGER || exponent.next !== content.length) return undefined;
  return soundKey(positive(modulus.content), positive(exponent.content));
}

function soundKey(modulus: Uint8Array | undefined, exponent: Uint8Array | undefined): RsaPublicKey | undefined {
  if (modulus === undefined || exponent === undefined) return undefined;
  const bits = bitLength(modulus);
  const exponentBits = bitLength(exponent);
  if (bits < minRsaBits || bits > maxRsaBits || isEven(modulus) || isEven(exponent) || exponentBits < 2) return undefined;
  const maxExponentBits = bits > largeRsaBits ? maxLargeRsaExponentBits : bits - 1;
  return exponentBits > maxExponentBits ? undefined : { modulus, exponent, bits };
}

/** A DER INTEGER without its sign octet; undefined where it is negative, empty or not minimal. */
function positive(content: Uint8Array): Uint8Array | undefined {
  const [first, second] = content;
  if (first === undefined || first >= 0x80) return undefined;
  if (first !== 0) return content;
  return second === undefined || second < 0x80 ? undefined : content.subarray(1);
}

function bitLength(number: Uint8Array): number {
  return number.length * 8 - (Math.clz32(number[0] ?? 0) - 24);
}

function isEven(number: Uint8Array): boolean {
  return ((number.at(-1) ?? 0) & 1) === 0;
}

interface Element {
  readonly type: number;
  readonly content: Uint8Array;
  /** The offset after the element. */
  readonly next: number;
}

/** One DER element with a definite length of at most three octets. */
function readElement(der: Uint8Array, at: number): Element | undefined {
  const type = der[at];
  let length = der[at + 1];
  if (type === undefined || length === undefined) return undefined;
  let start = at + 2;
  if (length >= 0x80) {
    const lengthOctets = length - 0x80;
    if (lengthOctets < 1 || lengthOctets > 3 || start + lengthOctets > der.length) return undefined;
    length = 0;
    for (let i = 0; i < lengthOctets; i++) length = length * 256 + (der[start + i] ?? 0);
    start += lengthOctets;
  }
  const next = start + length;
  return next > der.length ? undefined : { type, content: der.subarray(start, next), next };
}
