import type { KeyTier, StoredKey } from '../evidence/keys/key.ts';
import type { Certificate } from '../evidence/keys/recovery/certificate.ts';
import { isoSeconds } from '../store/figures.ts';
import type { Anchor } from '../store/recoveries.ts';
import type { KeyUse } from './archive.ts';

/** A key as a line of a key file has it (docs/formats/keys.md): times in ISO 8601, what is not known is absent. */
export interface KeyFileLine {
  readonly domain: string;
  readonly selector: string;
  readonly record: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly source: string;
  readonly privateKeyPublicSince?: string;
  /** Absent of a key from a key file; so no look-up comes back as one. */
  readonly tier?: KeyTier;
}

/** A key as `keys list --json` and `/keys.json` give it. Its names are a promise (docs/formats/json.md). */
export interface KeyRecord extends KeyFileLine {
  readonly tier: KeyTier;
  /** How many messages the keys of this selector and tier verify, together. */
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
    ...(key.tier !== 'archived' && { tier: key.tier }),
  };
}

export function keyRecord(key: KeyUse): KeyRecord {
  const { tier, messages, certificate, anchors } = key;
  return {
    ...keyFileLine(key),
    tier,
    messages,
    ...(certificate !== undefined && { certificate }),
    ...(anchors !== undefined && { anchors }),
  };
}
