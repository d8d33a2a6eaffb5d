import type { KeyTier, StoredKey } from './key.ts';

/**
 * When keys were seen, against the time of a message.
 *
 * A key may have been in use some days before its first and after its last sighting: that grace counts as seen.
 */

const DAY_SECONDS = 86_400;

/**
 * How far the message lies from the sightings of a key, in seconds; 0: within them. Undefined: it cannot be known, for want of a
 * sighting or of the message's time.
 */
export function sightingDistance(key: StoredKey, messageSeconds: number | undefined, graceDays: number): number | undefined {
  const window = sightingWindow(key);
  if (window === undefined || messageSeconds === undefined) return undefined;
  const grace = graceDays * DAY_SECONDS;
  return Math.max(0, window.first - grace - messageSeconds, messageSeconds - window.last - grace);
}

/** From the first to the last sighting, a live look-up included. */
export function sightingWindow(key: StoredKey): { readonly first: number; readonly last: number } | undefined {
  const times = [key.firstSeenSeconds, key.lastSeenSeconds, key.lookedUpAtSeconds].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : { first: Math.min(...times), last: Math.max(...times) };
}

/**
 * The order in which keys are tried: the one sighted nearest to the message first, those without a sighting last. Recovered keys come
 * after all others, so that a signature counts for a recovered key only where no better source has that key.
 */
export function nearestFirst(keys: readonly StoredKey[], messageSeconds: number | undefined, graceDays: number): readonly StoredKey[] {
  if (keys.length < 2) return keys;
  const ranked = keys.map((key) => ({ key, distance: sightingDistance(key, messageSeconds, graceDays) ?? Number.POSITIVE_INFINITY }));
  ranked.sort((a, b) => TRIED[a.key.tier] - TRIED[b.key.tier] || compare(a.distance, b.distance) || RANK[a.key.tier] - RANK[b.key.tier]);
  return ranked.map(({ key }) => key);
}

const TRIED: Readonly<Record<KeyTier, number>> = { archived: 0, dns: 0, recovered: 1 };
const RANK: Readonly<Record<KeyTier, number>> = { archived: 0, dns: 1, recovered: 2 };

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
