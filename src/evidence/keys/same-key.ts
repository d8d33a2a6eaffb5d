import { sameOctets } from '../same-octets.ts';
import type { StoredKey } from './key.ts';
import { keyRecordOf, type PublicKey } from './record.ts';

/** Whether a stored record holds this very key: the same modulus, whatever the exponent, or the same point. */
export function holdsKey(stored: StoredKey, key: PublicKey): boolean {
  const record = keyRecordOf(stored);
  return record.kind === 'key' && record.key.type === key.type && sameOctets(keyMaterial(record.key), keyMaterial(key));
}

/** What decides who can sign with a key, as text: the same for all records of one key. */
export function materialName(key: PublicKey): string {
  // By its octets: a Buffer as a text is UTF-8, in which keys that differ may be the same.
  return `${key.type} ${keyMaterial(key).join()}`;
}

/** What decides who can sign with a key. */
function keyMaterial(key: PublicKey): Uint8Array {
  return key.type === 'rsa' ? key.rsa.modulus : key.octets;
}
