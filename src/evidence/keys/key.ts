/**
 * Keys as the archive knows them: many for one selector, each with its source and the time it was seen.
 */

/** `archived`: from a key file that names its source; `dns`: looked up live, by consent; `recovered`: computed from signatures. */
export const KEY_TIERS = ['archived', 'dns', 'recovered'] as const;
export type KeyTier = (typeof KEY_TIERS)[number];

/**
 * Why a private half is no secret. `listed`: somebody says that it was published; `debian-weak`: made by the generator that knew 32,767
 * seeds (CVE-2008-0166); `roca`: of the form that can be factored (CVE-2017-15361); `small-factor`: the modulus has a factor that
 * anybody finds; `shared-factor`: it has one in common with another key, so that both can be factored.
 */
export const PUBLIC_WHYS = ['listed', 'debian-weak', 'roca', 'small-factor', 'shared-factor'] as const;
export type PublicWhy = (typeof PUBLIC_WHYS)[number];

export interface KnownPublic {
  readonly why: PublicWhy;
  /** Undefined: it is not known since when, which counts as always. */
  readonly sinceSeconds?: number;
  /** Who says so: for people. */
  readonly source: string;
}

/** One sighting of one key record. */
export interface StoredKey {
  /** The signing domain (`d=`), lower-cased. */
  readonly domain: string;
  /** The selector (`s=`), lower-cased. */
  readonly selector: string;
  /** The TXT record as seen, its strings joined (RFC 6376 §3.6.1). */
  readonly record: string;
  readonly tier: KeyTier;
  /** Who says so: for people. */
  readonly source: string;
  readonly firstSeenSeconds?: number;
  readonly lastSeenSeconds?: number;
  /** Tier `dns`: when it was asked for. */
  readonly lookedUpAtSeconds?: number;
  /** Since when the private half is known to be published. */
  readonly privateKeyPublicSinceSeconds?: number;
  /** What else is known to have made the private half of this very key public, whichever selector it was told of. */
  readonly knownPublic?: readonly KnownPublic[];
}

export interface KeyLookup {
  readonly keys: readonly StoredKey[];
  /** Says why the question could not be asked; not the same as "asked: there is no key". */
  readonly failure?: string;
}

/** All the keys that a judgement may use, in memory. */
export interface KeyRing {
  /** Both names lower-cased. Never throws; no key is `{ keys: [] }`. */
  lookup(domain: string, selector: string): KeyLookup;
}

/** Where keys come from when a message is not judged yet: the network, a store. Resolved before judging. */
export interface KeySource {
  /** @returns The keys; none where the source was asked and has none. @throws {LookupFailed} where it could not be asked. */
  lookup(domain: string, selector: string, signal?: AbortSignal): Promise<readonly StoredKey[]>;
}

/** "Could not ask": a server that does not answer, a name that cannot be resolved now. */
export class LookupFailed extends Error {
  readonly code = 'lookup-failed';
  override readonly name = 'LookupFailed';
}

/** The place of a key in DNS (RFC 6376 §3.6.2.1), lower-cased: what a key is filed under. */
export function keyName(domain: string, selector: string): string {
  return `${selector}._domainkey.${domain}`.toLowerCase();
}
