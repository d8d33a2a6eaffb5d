import { addressKey, domainOf } from '../message/addresses.ts';
import type { Database } from './database.ts';

const selectPerson = 'SELECT id FROM people WHERE address = :address';
const insertPerson = 'INSERT INTO people (address, domain) VALUES (:address, :domain)';

/** The row of the person with this address, made where there is none. Runs inside the caller's transaction. */
export function personId(database: Database, address: string): number {
  const key = addressKey(address);
  const found = database.bound(selectPerson).get({ address: key }) as { id: number } | undefined;
  if (found !== undefined) return found.id;
  return Number(database.bound(insertPerson).run({ address: key, domain: domainOf(address) ?? null }).lastInsertRowid);
}
