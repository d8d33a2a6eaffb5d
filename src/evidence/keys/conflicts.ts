import { sameOctets } from '../same-octets.ts';
import type { StoredKey } from './key.ts';
import { type KeyRecord, keyRecordOf } from './record.ts';
import { sightingWindow } from './sighting.ts';

/**
 * How the records of one selector stand to each other: `overlapping`: different keys, or a key and its revocation, were seen in the
 * same span of time; `unordered`: for want of sightings it is not known which was there first. A domain that changes its key shows
 * neither. Two records with one key in them, and a record that cannot be read, speak against nothing.
 */
export type KeyConflict = 'overlapping' | 'unordered';

/** @param keys - Of one selector of one domain. @returns The graver of what is found, which is an overlap; undefined where nothing is. */
export function keyConflict(keys: readonly StoredKey[]): KeyConflict | undefined {
  let found: KeyConflict | undefined;
  const bounded = keys.slice(0, maxCompared);
  for (const [index, one] of bounded.entries()) {
    for (const other of bounded.slice(index + 1)) {
      if (!speakAgainstEachOther(keyRecordOf(one), keyRecordOf(other))) continue;
      const order = orderOf(one, other);
      if (order === 'overlapping') return order;
      if (order === 'unordered') found = order;
    }
  }
  return found;
}

/** Each is compared with each: a selector with more records is named by what the first of them show. */
const maxCompared = 200;

function orderOf(one: StoredKey, other: StoredKey): KeyConflict | 'ordered' {
  const [a, b] = [sightingWindow(one), sightingWindow(other)];
  if (a === undefined || b === undefined) return 'unordered';
  // Windows that only touch are a change of keys; the same moment for both is not.
  const isSame = a.first === b.first && a.last === b.last;
  return isSame || (a.first < b.last && b.first < a.last) ? 'overlapping' : 'ordered';
}

function speakAgainstEachOther(one: KeyRecord, other: KeyRecord): boolean {
  if (one.kind === 'unusable' || other.kind === 'unusable') return false;
  if (one.kind === 'revoked' || other.kind === 'revoked') return one.kind !== other.kind;
  if (one.key.type === 'rsa' && other.key.type === 'rsa') return !sameOctets(one.key.rsa.modulus, other.key.rsa.modulus);
  if (one.key.type === 'ed25519' && other.key.type === 'ed25519') return !sameOctets(one.key.octets, other.key.octets);
  return true;
}
