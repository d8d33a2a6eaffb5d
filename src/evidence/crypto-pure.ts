import { ed25519 } from '@noble/curves/ed25519.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Crypto, Hasher, RsaPublicKey } from './crypto.ts';
import { isSoundEd25519Key } from './keys/ed25519-key.ts';

/** The crypto port in JavaScript alone, for any platform. Nothing here is secret, so nothing needs constant time. */
export const pureCrypto: Crypto = {
  sha1: (octets) => sha1(octets),
  sha256: (octets) => sha256(octets),
  hasher: (algorithm) => hasherOf((algorithm === 'sha1' ? sha1 : sha256).create()),
  rsaRecover,
  ed25519Verify,
};

interface NobleHash<Self> {
  update(octets: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Self;
}

function hasherOf<Hash extends NobleHash<Hash>>(hash: Hash): Hasher {
  return { update: (octets) => void hash.update(octets), copy: () => hasherOf(hash.clone()), digest: () => hash.digest() };
}

function rsaRecover(signature: Uint8Array, key: RsaPublicKey): Uint8Array | undefined {
  if (signature.length !== key.modulus.length) return undefined;
  const modulus = numberOf(key.modulus);
  const base = numberOf(signature);
  return base >= modulus ? undefined : octetsOf(power(base, key.exponent, modulus), signature.length);
}

function power(base: bigint, exponent: Uint8Array, modulus: bigint): bigint {
  let result = 1n;
  for (const octet of exponent) {
    for (let bit = 0x80; bit !== 0; bit >>= 1) {
      if (result !== 1n) result = (result * result) % modulus;
      if ((octet & bit) !== 0) result = (result * base) % modulus;
    }
  }
  return result;
}

function numberOf(bigEndian: Uint8Array): bigint {
  let hex = '0x0';
  for (const octet of bigEndian) hex += octet.toString(16).padStart(2, '0');
  return BigInt(hex);
}

function octetsOf(number: bigint, length: number): Uint8Array {
  const hex = number.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

const { Point } = ed25519;

/**
 * Without the cofactor, as RFC 8032 §5.1.7 allows and OpenSSL does: `[S]B - [k]A` must encode to the very octets of R. The library's
 * own check multiplies by the cofactor and so takes a few crafted signatures that Node does not.
 */
function ed25519Verify(signature: Uint8Array, octets: Uint8Array, key: Uint8Array): boolean {
  if (signature.length !== 64 || !isSoundEd25519Key(key)) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  const order = Point.Fn.ORDER;
  if (s >= order) return false;
  try {
    const a = Point.fromBytes(key, false);
    const k = littleEndian(sha512.create().update(r).update(key).update(octets).digest()) % order;
    const negated = k === 0n ? Point.ZERO : a.negate().multiplyUnsafe(k);
    const sum = (s === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(s)).add(negated);
    return sum.toBytes().every((octet, i) => octet === r[i]);
  } catch {
    return false; // the key is no point of the curve
  }
}

function littleEndian(octets: Uint8Array): bigint {
  return numberOf(octets.toReversed());
}
