import type { KeyRing, StoredKey } from '../evidence/keys/key.ts';
import type { Database } from './database.ts';
import { entriesOf, insertPublicKeys, publicKeyNotes } from './public-keys.ts';

interface KeyColumns {
  readonly domain: string;
  readonly selector: string;
  readonly record: string;
  readonly tier: StoredKey['tier'];
  readonly source: string;
  readonly first_seen_seconds: number | null;
  readonly last_seen_seconds: number | null;
  readonly looked_up_at_seconds: number | null;
  readonly private_key_public_since_seconds: number | null;
}

const insertRow = `
  INSERT OR IGNORE INTO keys (domain, selector, record, tier, source, first_seen_seconds, last_seen_seconds, looked_up_at_seconds,
    private_key_public_since_seconds)
  VALUES (:domain, :selector, :record, :tier, :source, :firstSeen, :lastSeen, :lookedUpAt, :privateKeyPublicSince)`;

/** Adds keys, those that are there already left as they are. Runs inside the caller's transaction. @returns How many were new. */
export function insertKeys(database: Database, keys: Iterable<StoredKey>): number {
  let added = 0;
  for (const key of keys) {
    added += insertKey(database, key);
    insertPublicKeys(database, entriesOf(key));
  }
  return added;
}

/** Runs inside the caller's transaction. @returns 1 where the key was new, else 0. */
export function insertKey(database: Database, key: StoredKey): number {
  const { changes } = database.statement(insertRow).run({
    domain: key.domain.toLowerCase(),
    selector: key.selector.toLowerCase(),
    record: key.record,
    tier: key.tier,
    source: key.source,
    firstSeen: key.firstSeenSeconds ?? null,
    lastSeen: key.lastSeenSeconds ?? null,
    lookedUpAt: key.lookedUpAtSeconds ?? null,
    privateKeyPublicSince: key.privateKeyPublicSinceSeconds ?? null,
  });
  return Number(changes);
}

const selectBySelector = 'SELECT * FROM keys WHERE domain = :domain AND selector = :selector ORDER BY id';

/** The archive's keys, looked up as signatures ask for them and remembered: for use while no key, and no list of public ones, is added. */
export function archiveKeyRing(database: Database): KeyRing {
  const known = new Map<string, { readonly keys: readonly StoredKey[] }>();
  const withNotes = publicKeyNotes(database);
  return {
    lookup(domain, selector) {
      const name = `${selector}\n${domain}`;
      let found = known.get(name);
      if (found === undefined) {
        const rows = database.statement(selectBySelector).all({ domain, selector }) as unknown as KeyColumns[];
        found = { keys: rows.map((row) => withNotes(fromColumns(row))) };
        if (known.size >= maxRemembered) known.clear();
        known.set(name, found);
      }
      return found;
    },
  };
}

/** A trove can name selectors without end; what is remembered of them cannot grow so. */
const maxRemembered = 50_000;

const selectAll = 'SELECT * FROM keys ORDER BY domain, selector, ifnull(first_seen_seconds, last_seen_seconds), id';

/** Every key, by domain, selector and time. */
export function listKeys(database: Database): StoredKey[] {
  const withNotes = publicKeyNotes(database);
  return (database.statement(selectAll).all() as unknown as KeyColumns[]).map((row) => withNotes(fromColumns(row)));
}

function fromColumns(row: KeyColumns): StoredKey {
  return {
    domain: row.domain,
    selector: row.selector,
    record: row.record,
    tier: row.tier,
    source: row.source,
    ...(row.first_seen_seconds !== null && { firstSeenSeconds: row.first_seen_seconds }),
    ...(row.last_seen_seconds !== null && { lastSeenSeconds: row.last_seen_seconds }),
    ...(row.looked_up_at_seconds !== null && { lookedUpAtSeconds: row.looked_up_at_seconds }),
    ...(row.private_key_public_since_seconds !== null && { privateKeyPublicSinceSeconds: row.private_key_public_since_seconds }),
  };
}
