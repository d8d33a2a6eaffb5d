import type { KeyTier, PublicWhy } from './keys/key.ts';
import type { RecordedResults } from './recorded-results.ts';
import type { Difference } from './repair/difference.ts';
import type { Repair } from './repair/reversal.ts';
import type { Caution, KeylessReason } from './verdict.ts';

/** All that was found out about one message, before anything is made of it. A value: JSON-safe, stored and printed as it is. */
export interface Evidence {
  /** One for each DKIM-Signature field that was tested, from the top of the message down. */
  readonly signatures: readonly SignatureEvidence[];
  /** How many more DKIM-Signature fields the message has than {@link maxSignatures}. */
  readonly signaturesNotTested: number;
  /** False where the message was rebuilt from another representation (PST, MSG). */
  readonly hasOriginalOctets: boolean;
  /** Where the message has a field of ARC. */
  readonly arc?: ArcEvidence;
}

export const SIGNATURE_RESULTS = ['pass', 'headers-only', 'fail', 'keyless', 'malformed'] as const;
export type SignatureResult = (typeof SIGNATURE_RESULTS)[number];

export const ALIGNMENTS = ['exact', 'organisation', 'provider', 'none'] as const;
/** How the signer relates to the domains of the mailboxes in From. */
export type Alignment = (typeof ALIGNMENTS)[number];

/** The fields that a reader is shown, and Reply-To, which decides where his answer goes. */
export const SHOWN_FIELDS = ['from', 'to', 'cc', 'subject', 'date', 'replyTo'] as const;
export type ShownField = (typeof SHOWN_FIELDS)[number];

/**
 * `covered`: every such field of the message is signed; `uncovered`: at least one is not; `absent`: the message has none, and one
 * could have been taken away; `absent-proven`: it has none, and the signature says that there was none (oversigned).
 */
export type FieldCoverage = 'covered' | 'uncovered' | 'absent' | 'absent-proven';

export interface Coverage {
  readonly fields: Readonly<Record<ShownField, FieldCoverage>>;
  /** Octets of the canonical body: those that the signature claims to cover (`l=`), of all. */
  readonly body: { readonly signed: number; readonly total: number };
}

/** What one DKIM-Signature field proves. The names are those of the JSON that is printed. */
export interface SignatureEvidence {
  /** Index in `message.fields`. */
  readonly field: number;
  /** `d=`, lower-cased. Empty where a malformed field does not say; so with `selector`, `algorithm`, `canonicalization`. */
  readonly signer: string;
  /** `s=`, lower-cased. */
  readonly selector: string;
  /** `a=`, such as `rsa-sha256`. */
  readonly algorithm: string;
  /** `c=` in full: header, slash, body. */
  readonly canonicalization: string;
  /** `i=`, where the signature has one. */
  readonly identity?: string;
  readonly signedAtSeconds?: number;
  readonly expiresAtSeconds?: number;
  readonly result: SignatureResult;
  /** Why there is no key: with `keyless` alone. */
  readonly reason?: KeylessReason;
  /** How many more keys of the selector there are than are tried: with `keyless` alone, where there are so many. */
  readonly keysNotTried?: number;
  /** Which tag breaks RFC 6376 (`tag-list` for the list as such): with `malformed` alone. */
  readonly tag?: string;
  readonly bodyIntact: boolean;
  /** Undefined where it cannot be known: no key, or a malformed field. */
  readonly headersIntact?: boolean;
  /** The key that the result rests on: with `pass`, `headers-only` and `fail` alone. */
  readonly key?: UsedKey;
  readonly aligned: Alignment;
  /** In the order of `CAUTIONS`. */
  readonly cautions: readonly Caution[];
  readonly coverage: Coverage;
  /** Indexes in `message.fields` of the fields that the signature covers, in the order of `h=`; its own field last. */
  readonly coveredFields: readonly number[];
  /** What was undone to make it hold, in that order. Where there is any, all else here speaks of the message with that undone. */
  readonly repairs: readonly Repair[];
  /** What holds of the message as it stands: with repairs alone. */
  readonly asItStands?: Pick<SignatureEvidence, 'result' | 'bodyIntact' | 'headersIntact'>;
  /** Line by line, what was undone: with repairs alone. */
  readonly difference?: Difference;
  /** Of the shown fields that are not what was signed, what was: with repairs alone. '' where the message had none. */
  readonly signedFields?: Readonly<Partial<Record<ShownField, string>>>;
  /** Text that is shown and was not signed, shortened (then it ends in {@link shortenedMark}): with repairs alone. */
  readonly addedText?: string;
  /** The search for what could be undone reached its budget, and found nothing until then. */
  readonly repairSearchEnded?: boolean;
}

/** What stands at the end of a shortened text. */
export const shortenedMark = '…';

/** A key as a reader is told of it. Times are ISO 8601 in UTC. */
export interface UsedKey {
  readonly tier: KeyTier;
  readonly bits: number;
  readonly algorithm: 'rsa' | 'ed25519';
  /** Of its SubjectPublicKeyInfo in DER, in hex: which very key it is. Absent from what an older version stored. */
  readonly sha256?: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly source: string;
  /** Why its private half is no secret, and since when; without a time it is not known since when. Absent where nothing says so. */
  readonly knownPublic?: readonly { readonly why: PublicWhy; readonly since?: string; readonly source: string }[];
}

/** What a message's ARC chain shows (RFC 8617): what the servers that passed it on say of it, and whether they said so. */
export interface ArcEvidence {
  /**
   * `pass`: every seal holds, and the newest hop's signature covers the message as it stands here. `keyless`: nothing speaks against
   * the chain, and not all of it can be tested for want of keys. `fail`: `fault` says why.
   */
  readonly state: 'pass' | 'fail' | 'keyless';
  readonly fault?: { readonly code: ArcFault; readonly instance?: number };
  /** The first hop first; empty where the fields make no whole chain. */
  readonly hops: readonly ArcHop[];
}

export const ARC_FAULTS = [
  /** A set lacks one of its three fields, or an instance is missing. */
  'incomplete',
  /** A set has a field twice. */
  'duplicate',
  /** A field names no instance from 1 to 50. */
  'instance',
  /** The sets are larger together than is read. */
  'too-large',
  /** A field breaks the grammar. */
  'malformed',
  /** A sealer's claim (`cv=`) is not the one that his place in the chain allows. */
  'claim',
  /** The newest sealer himself says that the chain was broken when it reached him. */
  'claimed-broken',
  /** The message is not the one that the newest hop signed. */
  'message-altered',
  'seal-broken',
  /** A key has too few bits, or its private half is public. */
  'key-untrusted',
] as const;
export type ArcFault = (typeof ARC_FAULTS)[number];

/** One server that sealed the message. */
export interface ArcHop {
  readonly instance: number;
  /** Indexes in `message.fields`. */
  readonly fields: { readonly results: number; readonly messageSignature: number; readonly seal: number };
  /** What he says of the chain before him. */
  readonly claim?: 'none' | 'pass' | 'fail';
  readonly sealedAtSeconds?: number;
  readonly seal: ArcSealEvidence;
  /** His signature over the message, tested on the message as it stands here. */
  readonly message: ArcLink & { readonly bodyIntact?: boolean; readonly coverage?: Coverage };
  /** What he says that he found: his statement, believed by nobody here. */
  readonly statement: RecordedResults;
}

/** A seal covers no body. */
export type ArcSealEvidence = ArcLink & { readonly result: Exclude<SignatureResult, 'headers-only'> };

/** One signed field of an ARC set. The names are those of {@link SignatureEvidence}. */
export interface ArcLink {
  readonly instance: number;
  readonly signer: string;
  readonly selector: string;
  readonly algorithm: string;
  /** `headers-only` of a message signature alone. */
  readonly result: SignatureResult;
  readonly reason?: KeylessReason;
  readonly tag?: string;
  readonly key?: UsedKey;
  readonly cautions: readonly Extract<Caution, 'weak-key' | 'private-key-public'>[];
}
