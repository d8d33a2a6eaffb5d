import type { HashAlgorithm } from '../crypto.ts';

/** What a block that an RSA key has opened says was signed. */
export interface SignedDigest {
  readonly hash: HashAlgorithm;
  readonly digest: Uint8Array;
  /** Where in the block the DigestInfo begins: what stands before it is padding, and the digest is its end. */
  readonly infoStart: number;
}

/**
 * Reads an encoded block, all of it: `00 01 FF…FF 00 DigestInfo`, at least eight FF, the digest last, nothing after it. The
 * DigestInfo must be the very octets of SHA-1's or SHA-256's, with the NULL parameters or without.
 *
 * @param block - As long as the modulus; so the length of the padding is fixed by the length of the DigestInfo.
 * @returns Undefined where one octet is another: the key is not the one that made the signature, or the signature is forged or damaged.
 * @see RFC 8017 §9.2 and note 2; §8.2.2
 */
export function readPkcs1Block(block: Uint8Array): SignedDigest | undefined {
  for (const { hash, prefix, digestLength } of DIGEST_INFOS) {
    const paddingEnd = block.length - prefix.length - digestLength - 1;
    if (paddingEnd < 2 + 8 || !isPadded(block, paddingEnd)) continue;
    if (prefix.every((octet, i) => block[paddingEnd + 1 + i] === octet))
      return { hash, digest: block.subarray(block.length - digestLength), infoStart: paddingEnd + 1 };
  }
  return undefined;
}

/**
 * The block that a signer makes of a digest.
 *
 * @param length - As long as the modulus. @param parameters - Whether the algorithm has its NULL, as nearly all signers write it.
 * @returns Undefined where the digest does not fit.
 * @see RFC 8017 §9.2
 */
export function encodedBlock(
  { hash, digest }: Pick<SignedDigest, 'hash' | 'digest'>,
  length: number,
  parameters: 'null' | 'none',
): Uint8Array | undefined {
  const [withNull, without] = DIGEST_INFOS.filter((info) => info.hash === hash);
  const { prefix } = parameters === 'null' ? withNull! : without!;
  const infoStart = length - prefix.length - digest.length;
  if (infoStart < 3 + 8) return undefined;
  const block = new Uint8Array(length).fill(0xff);
  block.set([0, 1]);
  block[infoStart - 1] = 0;
  block.set(prefix, infoStart);
  block.set(digest, infoStart + prefix.length);
  return block;
}

/** The DER of DigestInfo up to the digest: algorithm with NULL, and without (RFC 8017 §A.2.4: "may be omitted"). */
const DIGEST_INFOS: readonly { hash: HashAlgorithm; prefix: readonly number[]; digestLength: number }[] = [
  {
    hash: 'sha256',
    prefix: [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20],
    digestLength: 32,
  },
  {
    hash: 'sha256',
    prefix: [0x30, 0x2f, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x04, 0x20],
    digestLength: 32,
  },
  { hash: 'sha1', prefix: [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14], digestLength: 20 },
  { hash: 'sha1', prefix: [0x30, 0x1f, 0x30, 0x07, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x04, 0x14], digestLength: 20 },
];

function isPadded(block: Uint8Array, paddingEnd: number): boolean {
  if (block[0] !== 0 || block[1] !== 1 || block[paddingEnd] !== 0) return false;
  for (let i = 2; i < paddingEnd; i++) if (block[i] !== 0xff) return false;
  return true;
}
