import { type KeyRing, type KnownPublic, keyName, type StoredKey } from './key.ts';
import { earliest } from './known-public.ts';
import { keyRecordOf } from './record.ts';
import { materialName } from './same-key.ts';

/**
 * A ring of these keys, and of these failures. What one of them says of a private half holds of that key under every selector.
 *
 * @param failures - By {@link keyName}: why a key could not be looked up.
 */
export function keyRingOf(keys: Iterable<StoredKey>, failures: ReadonlyMap<string, string> = new Map()): KeyRing {
  const byName = new Map<string, StoredKey[]>();
  const claims = new Map<string, KnownPublic[]>();
  /** Records of one key may share what is known of it. */
  const given = new Set<readonly KnownPublic[]>();
  for (const key of keys) {
    const name = keyName(key.domain, key.selector);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [key]);
    else known.push(key);
    addClaims(claims, key, given);
  }
  const noted = notesOf(claims);
  const remembered = new Map<string, readonly StoredKey[]>();
  return {
    lookup(domain, selector) {
      const name = keyName(domain, selector);
      const found = remembered.get(name) ?? (byName.get(name) ?? []).map(noted);
      remembered.set(name, found);
      const failure = failures.get(name);
      return failure === undefined ? { keys: found } : { keys: found, failure };
    },
  };
}

function addClaims(claims: Map<string, KnownPublic[]>, stored: StoredKey, given: Set<readonly KnownPublic[]>): void {
  const since = stored.privateKeyPublicSinceSeconds;
  if (since === undefined && stored.knownPublic === undefined) return;
  const material = materialOf(stored);
  if (material === undefined) return;
  const known = claims.get(material) ?? [];
  if (since !== undefined) known.push({ why: 'listed', sinceSeconds: since, source: stored.source });
  if (stored.knownPublic !== undefined && !given.has(stored.knownPublic)) {
    given.add(stored.knownPublic);
    for (const claim of stored.knownPublic) known.push(claim);
  }
  claims.set(material, known);
}

function notesOf(claims: ReadonlyMap<string, readonly KnownPublic[]>): (stored: StoredKey) => StoredKey {
  const each = new Map([...claims].map(([material, known]) => [material, earliest(known)]));
  if (each.size === 0) return (stored) => stored;
  return (stored) => {
    const knownPublic = each.get(materialOf(stored) ?? '');
    return knownPublic === undefined ? stored : { ...stored, knownPublic };
  };
}

/** Undefined for a record that holds no key. */
function materialOf(stored: StoredKey): string | undefined {
  const record = keyRecordOf(stored);
  return record.kind === 'key' ? materialName(record.key) : undefined;
}
