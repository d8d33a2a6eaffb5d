import type { Crypto } from '../crypto.ts';
import type { StoredKey } from '../keys/key.ts';
import { type KeyRecord, type KeyTerms, keyRecordOf, type PublicKey } from '../keys/record.ts';
import { maxKeysTried } from '../limits.ts';
import { sameOctets } from '../same-octets.ts';
import type { KeylessReason } from '../verdict.ts';
import { readPkcs1Block } from './pkcs1.ts';
import type { Signature } from './signature.ts';

/** What of a signature its key opens: that of a message as well as that of an ARC seal. */
export type Signed = Pick<Signature, 'keyType' | 'hash' | 'signer' | 'identityDomain' | 'signature'>;

/** What the stored keys make of a signature over the header. */
export type Opening =
  /** The signature is this key's, and it was (`intact`) or was not made over these header fields. For Ed25519 the latter may be a wrong key. */
  | {
      readonly kind: 'opened';
      readonly stored: StoredKey;
      readonly key: PublicKey;
      readonly terms: KeyTerms;
      readonly intact: boolean;
      /** What was signed, where an RSA key tells and it was made by the hash that the signature names. */
      readonly signedDigest?: Uint8Array;
    }
  /** `keysNotTried`: how many more keys there are than {@link maxKeysTried}. */
  | { readonly kind: 'keyless'; readonly reason: KeylessReason; readonly keysNotTried?: number };

/** What one stored key makes of a signature. */
export type KeyTrial = { readonly stored: StoredKey } & (
  | { readonly outcome: 'revoked' | 'unusable' | 'not-tried' }
  | {
      /** `other`: another key made the signature, or it is damaged. The rest as in {@link Opening}. */
      readonly outcome: 'intact' | 'differs' | 'other';
      readonly key: PublicKey;
      readonly terms: KeyTerms;
      /** What an RSA key makes of the signature, whatever it is; none where the signature is no number below the modulus. */
      readonly block?: Uint8Array;
      readonly signedDigest?: Uint8Array;
    }
);

/**
 * Tries every key, each once however often it was sighted, up to {@link maxKeysTried}. Where the limit is reached, an Ed25519 key that
 * does not fit is none: the right one may be among those not tried.
 *
 * @param keys - In the order in which to try them.
 * @param headerDigest - The digest of the signed header octets, by the signature's hash algorithm.
 * @param lookupFailed - Whether there may be keys that could not be asked for.
 * @see RFC 6376 §6.1.3; RFC 8463 §3 (Ed25519 signs the digest)
 */
export function openSignature(
  signature: Signed,
  headerDigest: Uint8Array,
  keys: readonly StoredKey[],
  lookupFailed: boolean,
  crypto: Crypto,
): Opening {
  let reason: KeylessReason | undefined;
  let other: (Opening & { kind: 'opened' }) | undefined;
  let keysNotTried = 0;
  for (const trial of keyTrials(signature, headerDigest, keys, crypto)) {
    switch (trial.outcome) {
      case 'not-tried':
        keysNotTried++;
        break;
      case 'revoked':
      case 'unusable':
        reason ??= trial.outcome;
        break;
      case 'intact':
      case 'differs': {
        const { stored, key, terms, outcome, signedDigest } = trial;
        const told = signedDigest === undefined ? {} : { signedDigest };
        if (outcome === 'intact') return { kind: 'opened', stored, key, terms, intact: true, ...told };
        reason = 'other-key';
        other ??= { kind: 'opened', stored, key, terms, intact: false, ...told };
        break;
      }
      case 'other':
        reason = 'other-key';
        break;
      default:
        return trial satisfies never;
    }
  }
  if (keysNotTried > 0 && other?.key.type !== 'rsa') return { kind: 'keyless', reason: 'other-key', keysNotTried };
  return other ?? { kind: 'keyless', reason: reason ?? (lookupFailed ? 'lookup-failed' : 'never-seen') };
}

/** Tries one key after the other, in the order given, as {@link openSignature} does. */
export function* keyTrials(
  signature: Signed,
  headerDigest: Uint8Array,
  keys: readonly StoredKey[],
  crypto: Crypto,
): Generator<KeyTrial, void> {
  let tried = 0;
  const seen = new Set<string>();
  for (const stored of keys) {
    if (seen.has(stored.record)) continue;
    seen.add(stored.record);
    if (tried === maxKeysTried) {
      yield { stored, outcome: 'not-tried' };
      continue;
    }
    const record = keyRecordOf(stored);
    if (record.kind !== 'key' || !isUsable(record, signature)) {
      yield { stored, outcome: record.kind === 'revoked' ? 'revoked' : 'unusable' };
      continue;
    }
    const { key, terms } = record;
    // An RSA key of another length is told at a glance.
    if (key.type === 'ed25519' || key.rsa.modulus.length === signature.signature.length) tried++;
    yield { stored, key, terms, ...open(signature, headerDigest, key, crypto) };
  }
}

/** Whether the domain lets this key be used for this signature (RFC 6376 §6.1.2, steps 6 to 8; §3.6.1 for `s=` and `t=s`). */
function isUsable({ key, terms }: KeyRecord & { kind: 'key' }, signature: Signed): boolean {
  if (key.type !== signature.keyType || !terms.servesMail) return false;
  if (terms.hashes !== undefined && !terms.hashes.includes(signature.hash)) return false;
  return !terms.exactDomain || signature.identityDomain === signature.signer;
}

type Opened = Pick<KeyTrial & { outcome: 'intact' | 'differs' | 'other' }, 'outcome' | 'block' | 'signedDigest'>;

function open(signature: Signed, headerDigest: Uint8Array, key: PublicKey, crypto: Crypto): Opened {
  if (key.type === 'ed25519')
    return { outcome: crypto.ed25519Verify(signature.signature, headerDigest, key.octets) ? 'intact' : 'differs' };
  const block = crypto.rsaRecover(signature.signature, key.rsa);
  if (block === undefined) return { outcome: 'other' };
  const signed = readPkcs1Block(block);
  if (signed === undefined) return { outcome: 'other', block };
  if (signed.hash !== signature.hash) return { outcome: 'differs', block };
  return { outcome: sameOctets(signed.digest, headerDigest) ? 'intact' : 'differs', block, signedDigest: signed.digest };
}
