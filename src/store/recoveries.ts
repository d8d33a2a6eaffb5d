import type { StoredKey } from '../evidence/keys/key.ts';
import { type Certificate, readCertificate } from '../evidence/keys/recovery/certificate.ts';
import type { Database } from './database.ts';
import { insertKey } from './keys.ts';

/** A selector with signatures that no key of the archive opens. */
export interface KeylessSelector {
  readonly domain: string;
  readonly selector: string;
  readonly signatures: number;
}

const selectKeyless = `
  SELECT signer AS domain, selector, count(*) AS signatures FROM signatures
  WHERE result = 'keyless' AND detail ->> '$.reason' IN ('never-seen', 'other-key', 'revoked', 'lookup-failed')
  GROUP BY signer, selector ORDER BY signatures DESC, signer, selector`;

/** Those with the most signatures first. */
export function listKeylessSelectors(database: Database): KeylessSelector[] {
  return database.statement(selectKeyless).all() as unknown as KeylessSelector[];
}

export interface SignaturePlace {
  readonly number: number;
  readonly sha256: string;
  /** Index of the DKIM-Signature field among the message's fields. */
  readonly field: number;
  readonly bodyIntact: boolean;
}

const selectPlaces = `
  SELECT message AS number, lower(hex(messages.sha256)) AS sha256, detail ->> '$.field' AS field, detail ->> '$.bodyIntact' AS bodyIntact
  FROM signatures JOIN messages ON messages.number = signatures.message
  WHERE signer = :domain AND selector = :selector AND result <> 'malformed'
  ORDER BY detail ->> '$.bodyIntact' DESC, message, position LIMIT :limit`;

/** Where the signatures of one selector stand, those with an intact body first. */
export function listSignaturePlaces(database: Database, domain: string, selector: string, limit: number): SignaturePlace[] {
  const rows = database.statement(selectPlaces).all({ domain, selector, limit }) as unknown as {
    number: number;
    sha256: string;
    field: number;
    bodyIntact: number;
  }[];
  return rows.map(({ bodyIntact, ...row }) => ({ ...row, bodyIntact: bodyIntact === 1 }));
}

const selectKey = `
  SELECT id FROM keys WHERE domain = :domain AND selector = :selector AND record = :record AND tier = 'recovered' ORDER BY id DESC LIMIT 1`;
const deleteOther = `DELETE FROM recoveries WHERE key IN (SELECT id FROM keys WHERE domain = :domain AND selector = :selector AND record = :record)`;
const deleteKey = `DELETE FROM keys WHERE domain = :domain AND selector = :selector AND record = :record AND tier = 'recovered'`;
const insertRecovery = 'INSERT INTO recoveries (key, certificate) VALUES (:key, :certificate)';

/** Stores a recovered key with its certificate, in place of what was stored of the same key. Runs in a transaction of its own. */
export function storeRecovery(database: Database, key: StoredKey, certificate: Certificate): void {
  const { domain, selector, record } = key;
  database.transaction(() => {
    database.statement(deleteOther).run({ domain, selector, record });
    database.statement(deleteKey).run({ domain, selector, record });
    insertKey(database, key);
    const { id } = database.statement(selectKey).get({ domain, selector, record }) as { id: number };
    database.statement(insertRecovery).run({ key: id, certificate: JSON.stringify(certificate) });
  });
}

const selectRecoveries = `
  SELECT domain, selector, record, certificate FROM keys LEFT JOIN recoveries ON recoveries.key = keys.id
  WHERE tier = 'recovered' ORDER BY domain, selector, id`;

export interface StoredRecovery {
  readonly domain: string;
  readonly selector: string;
  readonly record: string;
  /** Undefined: a recovered key that nothing shows to be one. */
  readonly certificate?: Certificate;
}

export function listRecoveries(database: Database): StoredRecovery[] {
  const rows = database.statement(selectRecoveries).all() as unknown as {
    domain: string;
    selector: string;
    record: string;
    certificate: string | null;
  }[];
  return rows.map(({ certificate, ...row }) => {
    const read = certificate === null ? undefined : readCertificate(certificate);
    return { ...row, ...(read !== undefined && { certificate: read }) };
  });
}

/** The certificate of each recovered key that has one. */
export function certificatesByKey(database: Database): (key: StoredKey) => { readonly certificate?: Certificate } {
  const nameOf = ({ domain, selector, record }: Pick<StoredKey, 'domain' | 'selector' | 'record'>): string =>
    `${selector} ${domain} ${record}`;
  const known = new Map(listRecoveries(database).map((recovery) => [nameOf(recovery), recovery.certificate]));
  return (key) => {
    const certificate = known.get(nameOf(key));
    return certificate === undefined ? {} : { certificate };
  };
}

const selectAttempt = 'SELECT 1 FROM recovery_attempts WHERE question = :question';
const insertAttempt = 'INSERT OR IGNORE INTO recovery_attempts (question) VALUES (:question)';

export function wasAskedInVain(database: Database, question: string): boolean {
  return database.statement(selectAttempt).get({ question }) !== undefined;
}

export function noteAskedInVain(database: Database, question: string): void {
  database.statement(insertAttempt).run({ question });
}

const upsertAnchor = 'INSERT INTO anchors (source, name) VALUES (:source, :name) ON CONFLICT (source) DO UPDATE SET name = :name';

const selectAnchored = `
  SELECT DISTINCT signer AS domain, selector, detail ->> '$.key.sha256' AS sha256, signatures.message AS number, name
  FROM anchors JOIN places ON places.source = anchors.source JOIN signatures ON signatures.message = places.message
  WHERE signatures.tier = 'recovered' AND result IN ('pass', 'headers-only') ORDER BY number, name`;

/** A message of an independent source whose signature a recovered key opens. */
export interface Anchor {
  readonly number: number;
  readonly name: string;
}

/** @returns For a selector and the SHA-256 of a key of it. */
export function anchorsByKey(database: Database): (domain: string, selector: string, sha256: string) => readonly Anchor[] {
  const rows = database.statement(selectAnchored).all() as unknown as (Anchor & { domain: string; selector: string; sha256: string })[];
  const groups = Map.groupBy(rows, ({ domain, selector, sha256 }) => `${selector} ${domain} ${sha256}`);
  return (domain, selector, sha256) => (groups.get(`${selector} ${domain} ${sha256}`) ?? []).map(({ number, name }) => ({ number, name }));
}

/** Marks a source as known to be independent of the rest. */
export function markAnchor(database: Database, source: number, name: string): void {
  database.statement(upsertAnchor).run({ source, name });
}
