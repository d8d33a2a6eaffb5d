import type { UsedKey } from './evidence.ts';
import type { StoredKey } from './keys/key.ts';
import { knownPublic } from './keys/known-public.ts';
import type { PublicKey } from './keys/record.ts';
import { sightingWindow } from './keys/sighting.ts';
import { keySha256 } from './keys/spki.ts';

/** A key as a reader is told of it. */
export function usedKey(stored: StoredKey, key: PublicKey): UsedKey {
  const window = sightingWindow(stored);
  const claims = knownPublic(key, [stored]);
  return {
    tier: stored.tier,
    bits: key.bits,
    algorithm: key.type,
    sha256: keySha256(key),
    ...(window === undefined ? {} : { firstSeen: isoTime(window.first), lastSeen: isoTime(window.last) }),
    source: stored.source,
    ...(claims.length === 0
      ? {}
      : {
          knownPublic: claims.map(({ why, sinceSeconds, source }) => ({
            why,
            ...(sinceSeconds === undefined ? {} : { since: isoTime(sinceSeconds) }),
            source,
          })),
        }),
  };
}

/** ISO 8601 in UTC, to the second. A time beyond the years that a Date can hold is shown as the nearest that it can. */
function isoTime(epochSeconds: number): string {
  const milliseconds = Math.max(-MAX_DATE, Math.min(MAX_DATE, epochSeconds * 1000));
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const MAX_DATE = 8.64e15;
