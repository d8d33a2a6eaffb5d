import type { Database } from './database.ts';

/** One signature, as far as its key is concerned. */
export interface SignatureUse {
  readonly signer: string;
  readonly selector: string;
  readonly result: 'pass' | 'headers-only' | 'fail' | 'keyless';
  /** Of the key that opened it; null where none did, or the message was last assessed before this was noted. */
  readonly key: string | null;
  readonly message: number;
  /** When the signature says that it was made, else the Date. */
  readonly seconds: number | null;
}

const selectUses = `
  SELECT signer, selector, result, lower(hex(key_sha256)) AS key, message,
    ifnull(signed_at_seconds, (SELECT date_seconds FROM messages WHERE number = message)) AS seconds
  FROM signatures WHERE result <> 'malformed' ORDER BY signer, selector`;

/** Every signature that is well-formed, by signer and selector: out of one index, a row at a time. */
export function signatureUses(database: Database): Iterable<SignatureUse> {
  return database.db.prepare(selectUses).iterate() as unknown as Iterable<SignatureUse>;
}

const selectSealed = `
  SELECT DISTINCT link.value ->> '$.signer' AS signer, link.value ->> '$.selector' AS selector
  FROM chains, json_each(detail, '$.hops') AS hop, json_each(json_array(hop.value -> '$.seal', hop.value -> '$.message')) AS link
  WHERE json_valid(detail)`;

const selectSigned = `SELECT DISTINCT signer, selector FROM signatures WHERE result <> 'malformed'`;

/** Whose keys signatures and ARC chains ask for. Reads all chains, which takes seconds where there are many. */
export function listAskedSelectors(database: Database): { readonly signer: string; readonly selector: string }[] {
  const rows = [selectSigned, selectSealed].flatMap((sql) => database.db.prepare(sql).all()) as {
    signer: string | null;
    selector: string | null;
  }[];
  return rows.flatMap(({ signer, selector }) => (signer === null || selector === null ? [] : [{ signer, selector }]));
}
