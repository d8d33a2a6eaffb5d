import type { KeyRing, StoredKey } from '../evidence/keys/key.ts';
import type { Database } from './database.ts';

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

const insertKey = `
  INSERT OR IGNORE INTO keys (domain, selector, record, tier, source, first_seen_seconds, last_seen_seconds, looked_up_at_seconds,
    private_key_public_since_seconds)
  VALUES (:domain, :selector, :record, :tier, :source, :firstSeen, :lastSeen, :lookedUpAt, :privateKeyPublicSince)`;

/** Adds keys, those that are there already left as they are. Runs in a transaction of its own. @returns How many were new. */
export function insertKeys(database: Database, keys: Iterable<StoredKey>): number {
  return database.transaction(() => {
    let added = 0;
    for (const key of keys) {
      const { changes } = database.statement(insertKey).run({
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
      added += Number(changes);
    }
    return added;
  });
}

const selectBySelector = 'SELECT * FROM keys WHERE domain = :domain AND selector = :selector ORDER BY id';

/** The archive's keys, looked up as signatures ask for them and remembered: for use while no key is added. */
export function archiveKeyRing(database: Database): KeyRing {
  const known = new Map<string, { readonly keys: readonly StoredKey[] }>();
  return {
    lookup(domain, selector) {
      const name = `${selector}\n${domain}`;
      let found = known.get(name);
      if (found === undefined) {
        const rows = database.statement(selectBySelector).all({ domain, selector }) as unknown as KeyColumns[];
        found = { keys: rows.map(fromColumns) };
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
  return (database.statement(selectAll).all() as unknown as KeyColumns[]).map(fromColumns);
}

/** Which tier a signature passed by stands in its row, which is long: it is read only where a selector has keys of several tiers. */
const countUses = `
  SELECT domain AS signer, selector, min(tier) AS tier,
    (SELECT count(DISTINCT message) FROM signatures WHERE signer = keys.domain AND selector = keys.selector AND result = 'pass') AS messages
  FROM keys GROUP BY domain, selector HAVING count(DISTINCT tier) = 1
  UNION ALL
  SELECT signer, selector, tier, count(DISTINCT message) AS messages FROM signatures
  WHERE result = 'pass' AND (signer, selector) IN (SELECT domain, selector FROM keys GROUP BY domain, selector HAVING count(DISTINCT tier) > 1)
  GROUP BY signer, selector, tier`;

/** How many messages have a passing signature by each selector: the key is `selector domain tier`. */
export function countMessagesByKey(database: Database): Map<string, number> {
  const rows = database.statement(countUses).all() as { signer: string; selector: string; tier: string; messages: number }[];
  return new Map(rows.map((row) => [`${row.selector} ${row.signer} ${row.tier}`, row.messages]));
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
