import { maxClaimsOfKey } from '../limits.ts';
import type { Policy } from '../policy.ts';
import type { KnownPublic, StoredKey } from './key.ts';
import type { PublicKey } from './record.ts';
import { isRocaModulus, rocaPublishedSeconds } from './roca.ts';
import { holdsKey } from './same-key.ts';

/**
 * Every reason for which the private half of a key is no secret: what any record of this very key says, what lists say of it, and
 * what its modulus shows by itself. See docs/decisions/0017-keys-known-to-be-public.md.
 *
 * @param keys - Every stored key of the selector.
 */
export function knownPublic(key: PublicKey, keys: readonly StoredKey[]): readonly KnownPublic[] {
  return distinct([...claimsOn(key, keys)]);
}

function* claimsOn(key: PublicKey, keys: readonly StoredKey[]): Generator<KnownPublic> {
  yield* shownByModulus(key);
  // Records of one key share what is known of it.
  const given = new Set<readonly KnownPublic[]>();
  for (const stored of keys) {
    const since = stored.privateKeyPublicSinceSeconds;
    if ((since === undefined && stored.knownPublic === undefined) || !holdsKey(stored, key)) continue;
    if (since !== undefined) yield { why: 'listed', sinceSeconds: since, source: stored.source };
    if (stored.knownPublic === undefined || given.has(stored.knownPublic)) continue;
    given.add(stored.knownPublic);
    yield* stored.knownPublic;
  }
}

/**
 * Whether the private half was public before the archive was acquired.
 *
 * @param keys - Every stored key of the selector.
 */
export function isPrivateKeyPublic(key: PublicKey, keys: readonly StoredKey[], { acquiredAtSeconds }: Policy): boolean {
  for (const { sinceSeconds } of claimsOn(key, keys)) {
    if (sinceSeconds === undefined || acquiredAtSeconds === undefined || acquiredAtSeconds >= sinceSeconds) return true;
  }
  return false;
}

/** Each claim once, in an order that does not depend on how they were found. */
export function distinct(claims: readonly KnownPublic[]): KnownPublic[] {
  const named = new Map(claims.map((claim) => [`${claim.why}\n${claim.sinceSeconds ?? ''}\n${claim.source}`, claim]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, claim]) => claim);
}

/** Each claim once, of very many those that could say soonest that the private half was public. */
export function earliest(claims: readonly KnownPublic[]): KnownPublic[] {
  const bySince = distinct(claims).sort((a, b) => (a.sinceSeconds ?? always) - (b.sinceSeconds ?? always));
  return distinct(bySince.slice(0, maxClaimsOfKey));
}

const always = Number.MIN_SAFE_INTEGER;

/** What the modulus alone shows: found out once for each key. */
function shownByModulus(key: PublicKey): readonly KnownPublic[] {
  if (key.type !== 'rsa') return [];
  let found = shown.get(key);
  if (found === undefined) {
    found = examine(modulusOf(key.rsa.modulus));
    shown.set(key, found);
  }
  return found;
}

const shown = new WeakMap<PublicKey, readonly KnownPublic[]>();

function examine(modulus: bigint): KnownPublic[] {
  const factor = SMALL_PRIMES.find((prime) => modulus % BigInt(prime) === 0n);
  return [
    ...(factor === undefined ? [] : [{ why: 'small-factor', source: `its modulus is divisible by ${factor}` } as const]),
    ...(isRocaModulus(modulus) ? [{ why: 'roca', sinceSeconds: rocaPublishedSeconds, source: 'CVE-2017-15361' } as const] : []),
  ];
}

export function modulusOf(octets: Uint8Array): bigint {
  return BigInt(`0x${octets.reduce((hex, octet) => hex + octet.toString(16).padStart(2, '0'), '') || '0'}`);
}

/** No program that makes keys leaves so small a prime in one; looking for larger ones would cost more than it finds. */
const greatestSmallPrime = 1021;

const SMALL_PRIMES = oddNumbers(greatestSmallPrime).filter((number, _, all) => !all.some((n) => n < number && number % n === 0));

function oddNumbers(most: number): number[] {
  return Array.from({ length: (most - 1) / 2 }, (_, index) => 2 * index + 3);
}
