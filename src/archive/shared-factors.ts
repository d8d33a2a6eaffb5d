import type { StoredKey } from '../evidence/keys/key.ts';
import { keyName } from '../evidence/keys/key.ts';
import { knownPublic, modulusOf } from '../evidence/keys/known-public.ts';
import { keyRecordOf, type PublicKey } from '../evidence/keys/record.ts';
import { maxModuliCompared, sharedFactors } from '../evidence/keys/shared-factors.ts';
import type { PublicKeyEntry } from '../store/public-keys.ts';
import { digestsOf } from '../store/public-keys.ts';

/**
 * The keys whose modulus has a factor in common with that of another one, so that everybody can factor both. Those that betray
 * themselves by a small factor are left out: they would be found to share it. Of very many keys, the first are compared.
 */
export function sharedFactorEntries(keys: readonly StoredKey[]): PublicKeyEntry[] {
  const distinct = new Map<bigint, { readonly key: PublicKey; readonly name: string }>();
  for (const stored of keys) {
    const record = keyRecordOf(stored);
    if (record.kind !== 'key' || record.key.type !== 'rsa') continue;
    if (knownPublic(record.key, []).some(({ why }) => why === 'small-factor')) continue;
    const modulus = modulusOf(record.key.rsa.modulus);
    if (!distinct.has(modulus)) distinct.set(modulus, { key: record.key, name: keyName(stored.domain, stored.selector) });
    if (distinct.size === maxModuliCompared) break;
  }
  const owners = [...distinct.values()];
  return sharedFactors([...distinct.keys()]).map(({ modulus, partner }) => ({
    digest: digestsOf(owners[modulus]!.key)[0]!,
    claim: {
      why: 'shared-factor',
      source: `a factor in common with the key of ${partner === undefined ? 'another selector' : owners[partner]!.name}`,
    },
  }));
}
