import { hash } from 'node:crypto';
import type { KnownPublic, StoredKey } from '../evidence/keys/key.ts';
import { distinct, earliest } from '../evidence/keys/known-public.ts';
import { keyRecordOf, type PublicKey } from '../evidence/keys/record.ts';
import { materialName } from '../evidence/keys/same-key.ts';
import { subjectPublicKeyInfo } from '../evidence/keys/spki.ts';
import { maxClaimsOfKey } from '../evidence/limits.ts';
import type { Database } from './database.ts';

/** A key whose private half is public, by one of the digests of {@link digestsOf}, and who says so. */
export interface PublicKeyEntry {
  readonly digest: Uint8Array;
  readonly claim: KnownPublic;
}

const insertClaim = 'INSERT OR IGNORE INTO public_key_claims (why, since_seconds, source) VALUES (:why, :since, :source)';
const selectClaim = 'SELECT id FROM public_key_claims WHERE why = :why AND since_seconds IS :since AND source = :source';
const insertDigest = 'INSERT OR IGNORE INTO public_keys (digest, claim) VALUES (:digest, :claim)';

/** Adds what is not there yet. Runs inside the caller's transaction. @returns How many were new. */
export function insertPublicKeys(database: Database, entries: Iterable<PublicKeyEntry>): number {
  let added = 0;
  let last: { readonly claim: KnownPublic; readonly id: number } | undefined;
  for (const { digest, claim } of entries) {
    if (last?.claim !== claim) last = { claim, id: claimId(database, claim) };
    added += Number(database.statement(insertDigest).run({ digest, claim: last.id }).changes);
  }
  return added;
}

function claimId(database: Database, { why, sinceSeconds, source }: KnownPublic): number {
  const columns = { why, since: sinceSeconds ?? null, source };
  database.statement(insertClaim).run(columns);
  return (database.statement(selectClaim).get(columns) as { id: number }).id;
}

/**
 * The names by which a list may know a key: SHA-256 of its SubjectPublicKeyInfo; of an RSA key also SHA-256 of the line that
 * `openssl rsa -modulus -noout` prints, and the last ten octets of that line's SHA-1. The last but one stands for the modulus
 * whatever the exponent, and is the first here where there is one.
 */
export function digestsOf(key: PublicKey): Uint8Array[] {
  const whole = hash('sha256', subjectPublicKeyInfo(key), 'buffer');
  if (key.type !== 'rsa') return [whole];
  const line = `Modulus=${Buffer.from(key.rsa.modulus).toString('hex').toUpperCase()}\n`;
  return [hash('sha256', line, 'buffer'), whole, hash('sha1', line, 'buffer').subarray(10)];
}

const selectAny = `
  SELECT EXISTS (SELECT 1 FROM public_keys) OR EXISTS (SELECT 1 FROM keys WHERE private_key_public_since_seconds IS NOT NULL) AS some`;
const selectTold = `
  SELECT domain, selector, record, tier, source, private_key_public_since_seconds AS since FROM keys
  WHERE private_key_public_since_seconds IS NOT NULL ORDER BY since, id`;
/** Those from always (NULL) come first. */
const selectClaims = `
  SELECT DISTINCT why, since_seconds, source FROM public_keys JOIN public_key_claims ON id = claim WHERE digest = :a OR digest = :b OR digest = :c
  ORDER BY since_seconds, why, source LIMIT ${maxClaimsOfKey}`;

/**
 * Notes on a key what is known of the same key anywhere: in a list, or told of another selector. For use while neither keys nor lists
 * are added.
 */
export function publicKeyNotes(database: Database): <Key extends StoredKey>(key: Key) => Key {
  if ((database.statement(selectAny).get() as { some: number }).some === 0) return (key) => key;
  const told = new Map<string, KnownPublic[]>();
  for (const row of database.statement(selectTold).all() as unknown as (StoredKey & { since: number })[]) {
    const record = keyRecordOf(row);
    if (record.kind !== 'key') continue;
    const claim: KnownPublic = { why: 'listed', sinceSeconds: row.since, source: row.source };
    const name = materialName(record.key);
    const claims = told.get(name);
    if (claims === undefined) told.set(name, [claim]);
    else if (claims.length < maxClaimsOfKey) claims.push(claim);
  }
  /** Of each key of which anything is known: one list, which all its records share. */
  const known = new Map<string, readonly KnownPublic[]>();
  return (stored) => {
    const record = keyRecordOf(stored);
    if (record.kind !== 'key') return stored;
    const whole = Buffer.from(subjectPublicKeyInfo(record.key)).toString('latin1');
    const claims = known.get(whole) ?? earliest([...(told.get(materialName(record.key)) ?? []), ...listed(database, record.key)]);
    if (claims.length === 0) return stored;
    known.set(whole, claims);
    return { ...stored, knownPublic: stored.knownPublic === undefined ? claims : distinct([...stored.knownPublic, ...claims]) };
  };
}

function listed(database: Database, key: PublicKey): KnownPublic[] {
  const [a, b = null, c = null] = digestsOf(key);
  const rows = database.statement(selectClaims).all({ a: a!, b, c });
  return (rows as unknown as { why: KnownPublic['why']; since_seconds: number | null; source: string }[]).map(
    ({ why, since_seconds: since, source }) => ({ why, ...(since !== null && { sinceSeconds: since }), source }),
  );
}

/** What a key brings along, from an archive that it was exported from. What its modulus shows by itself is found out anew. */
export function entriesOf(stored: StoredKey): PublicKeyEntry[] {
  const record = keyRecordOf(stored);
  const claims = stored.knownPublic?.filter(({ why }) => why === 'listed' || why === 'debian-weak' || why === 'shared-factor') ?? [];
  if (record.kind !== 'key') return [];
  return claims.map((claim) => ({ digest: digestsOf(record.key)[0]!, claim }));
}
