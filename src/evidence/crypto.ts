/**
 * The crypto port: what the verifier asks of a platform. Synchronous, so that one message is judged in one go.
 *
 * Adapters: `evidence/crypto-pure.ts` (any platform), `archive/node-crypto.ts` (Node). Both give the same octets for the same
 * input; `test/evidence/crypto.test.ts` holds them to it. Old and weak algorithms are all here: whether they are trusted is policy.
 */
export interface Crypto {
  sha1(octets: Uint8Array): Uint8Array;
  sha256(octets: Uint8Array): Uint8Array;
  /** For data that comes in slices. A slice may be overwritten by the caller once `update` has returned. */
  hasher(algorithm: HashAlgorithm): Hasher;
  /**
   * The RSA public operation (RFC 8017 §5.2.2), without any look at the padding.
   *
   * @param signature - Big endian, exactly as long as the modulus.
   * @returns The whole encoded block, as long as the modulus, leading zero octets kept; undefined where the signature has
   * another length or is not less than the modulus. The caller compares the *whole* block: a digest parsed out of it would
   * let forged signatures through where the exponent is 3 (CVE-2006-4339).
   */
  rsaRecover(signature: Uint8Array, key: RsaPublicKey): Uint8Array | undefined;
  /**
   * PureEdDSA (RFC 8032 §5.1.7) by the strict rules (no ZIP 215). Never throws: a key or a signature that is no point is false.
   *
   * @param key - 32 octets.
   */
  ed25519Verify(signature: Uint8Array, octets: Uint8Array, key: Uint8Array): boolean;
}

export type HashAlgorithm = 'sha1' | 'sha256';

export interface Hasher {
  update(octets: Uint8Array): void;
  /** What it has taken so far, to go on from without it: a look at the digest of each of many prefixes costs one pass. */
  copy(): Hasher;
  digest(): Uint8Array;
}

/** Both numbers big endian, without leading zero octets. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  /** The modulus's length in bits. */
  readonly bits: number;
}
