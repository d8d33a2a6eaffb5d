import type { KeyTier, KnownPublic, PublicWhy, StoredKey } from '../evidence/keys/key.ts';
import { knownPublic } from '../evidence/keys/known-public.ts';
import { keyRecordOf } from '../evidence/keys/record.ts';
import type { Certificate } from '../evidence/keys/recovery/certificate.ts';
import { isoSeconds } from '../store/figures.ts';
import type { Anchor } from '../store/recoveries.ts';
import type { KeyUse } from './archive.ts';

/** A reason for which a private half is no secret; without `since` it is not known since when, which counts as always. */
export interface KnownPublicRecord {
  readonly why: PublicWhy;
  readonly since?: string;
  readonly source: string;
}

/** A key as a line of a key file has it (docs/formats/keys.md): times in ISO 8601, what is not known is absent. */
export interface KeyFileLine {
  readonly domain: string;
  readonly selector: string;
  readonly record: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly source: string;
  readonly privateKeyPublicSince?: string;
  /** Why the private half is no secret, beside that: as lists and other selectors say of this very key. */
  readonly knownPublic?: readonly KnownPublicRecord[];
  /** Absent of a key from a key file; so no look-up comes back as one. */
  readonly tier?: KeyTier;
}

/** A key as `keys list --json` and `/keys.json` give it. Its names are a promise (docs/formats/json.md). */
export interface KeyRecord extends KeyFileLine {
  readonly tier: KeyTier;
  /** SHA-256 of the SubjectPublicKeyInfo in DER: which very key it is. Absent where the record holds none. */
  readonly sha256?: string;
  /** How many messages have a passing signature by this very key, under this selector. */
  readonly messages: number;
  /** Of a recovered key: the signatures that show it, to be checked by anybody who has the mail (docs/key-recovery.md). */
  readonly certificate?: Certificate;
  /** Of a recovered key: messages from sources known to be independent (`import --anchor`) that it opens. */
  readonly anchors?: readonly Anchor[];
}

export function keyFileLine(key: StoredKey): KeyFileLine {
  const firstSeen = isoSeconds(key.firstSeenSeconds ?? key.lookedUpAtSeconds);
  const lastSeen = isoSeconds(key.lastSeenSeconds ?? key.lookedUpAtSeconds);
  const privateKeyPublicSince = isoSeconds(key.privateKeyPublicSinceSeconds);
  return {
    domain: key.domain,
    selector: key.selector,
    record: key.record,
    ...(firstSeen !== null && { firstSeen }),
    ...(lastSeen !== null && { lastSeen }),
    source: key.source,
    ...(privateKeyPublicSince !== null && { privateKeyPublicSince }),
    ...(key.knownPublic !== undefined && { knownPublic: key.knownPublic.map(claimRecord) }),
    ...(key.tier !== 'archived' && { tier: key.tier }),
  };
}

export function keyRecord(key: KeyUse): KeyRecord {
  const { tier, sha256, messages, certificate, anchors } = key;
  const record = keyRecordOf(key);
  // What the modulus shows by itself is told here, and found out again by whoever imports the key.
  const claims = record.kind === 'key' ? knownPublic(record.key, [key]) : [];
  return {
    ...keyFileLine(key),
    tier,
    ...(sha256 !== undefined && { sha256 }),
    messages,
    ...(claims.length > 0 && { knownPublic: claims.map(claimRecord) }),
    ...(certificate !== undefined && { certificate }),
    ...(anchors !== undefined && { anchors }),
  };
}

function claimRecord({ why, sinceSeconds, source }: KnownPublic): KnownPublicRecord {
  const since = isoSeconds(sinceSeconds);
  return { why, ...(since !== null && { since }), source };
}
