import type { RsaPublicKey } from '../crypto.ts';
import { base64Octets, colonList, decodeDkimQuotedPrintable, parseTagList, type Tag } from '../dkim/tag-list.ts';
import { maxKeyRecordLength } from '../limits.ts';
import { isSoundEd25519Key } from './ed25519-key.ts';
import type { StoredKey } from './key.ts';
import { readRsaKey } from './rsa-key.ts';

/**
 * A key record, read. `revoked`: its `p=` is empty, the domain has withdrawn the key. `unusable`: it breaks the rules; `tag` says
 * where. Whether a sound key may be used for a signature is asked in `dkim/key-use.ts`.
 *
 * @see RFC 6376 §3.6.1; RFC 8463 §4.2 for Ed25519
 */
export type KeyRecord =
  | { readonly kind: 'key'; readonly key: PublicKey; readonly terms: KeyTerms }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unusable'; readonly tag: string };

export type PublicKey =
  | { readonly type: 'rsa'; readonly rsa: RsaPublicKey; readonly bits: number }
  /** 32 octets (RFC 8032 §5.1.2). */
  | { readonly type: 'ed25519'; readonly octets: Uint8Array; readonly bits: 256 };

/** What the domain says that the key is for. */
export interface KeyTerms {
  /** `h=`: the hash algorithms allowed; undefined: all. */
  readonly hashes?: readonly string[];
  /** `s=`: whether e-mail is among the services. */
  readonly servesMail: boolean;
  /** `t=y` */
  readonly testing: boolean;
  /** `t=s`: the domain of `i=` must be the signing domain itself. */
  readonly exactDomain: boolean;
  /** `n=`, for people. */
  readonly notes?: string;
}

/** @param record - The TXT record, its strings joined. Never throws. `g=` is obsolete and ignored (RFC 6376 §C.1). */
export function parseKeyRecord(record: string): KeyRecord {
  if (record.length > maxKeyRecordLength) return { kind: 'unusable', tag: 'tag-list' };
  const list = parseTagList(record);
  if (!list.ok) return { kind: 'unusable', tag: list.tag };
  const tags = list.tags;
  const version = tags.get('v')?.value;
  if (version !== undefined && (version !== 'DKIM1' || list.firstName !== 'v')) return { kind: 'unusable', tag: 'v' };
  const material = tags.get('p')?.value;
  if (material === undefined) return { kind: 'unusable', tag: 'p' };
  if (material === '') return { kind: 'revoked' };
  const type = tags.get('k')?.value ?? 'rsa';
  if (type !== 'rsa' && type !== 'ed25519') return { kind: 'unusable', tag: 'k' };
  const octets = base64Octets(material);
  const key = octets === undefined ? undefined : readKey(type, octets);
  return key === undefined ? { kind: 'unusable', tag: 'p' } : { kind: 'key', key, terms: readTerms(tags) };
}

/** As {@link parseKeyRecord}, remembered for as long as the stored key lives. */
export function keyRecordOf(stored: StoredKey): KeyRecord {
  let record = parsed.get(stored);
  if (record === undefined) {
    record = parseKeyRecord(stored.record);
    parsed.set(stored, record);
  }
  return record;
}

const parsed = new WeakMap<StoredKey, KeyRecord>();

function readKey(type: PublicKey['type'], octets: Uint8Array): PublicKey | undefined {
  if (type === 'ed25519') return isSoundEd25519Key(octets) ? { type, octets, bits: 256 } : undefined;
  const rsa = readRsaKey(octets);
  return rsa === undefined ? undefined : { type, rsa, bits: rsa.bits };
}

function readTerms(tags: ReadonlyMap<string, Tag>): KeyTerms {
  const hashes = tags.get('h')?.value;
  const services = colonList(tags.get('s')?.value ?? '*');
  const flags = colonList(tags.get('t')?.value ?? '');
  const notes = tags.get('n')?.value;
  return {
    ...(hashes === undefined ? {} : { hashes: colonList(hashes) }),
    servesMail: services.includes('*') || services.includes('email'),
    testing: flags.includes('y'),
    exactDomain: flags.includes('s'),
    ...(notes === undefined ? {} : { notes: decodeDkimQuotedPrintable(notes) }),
  };
}
