import { defaultPolicy, type Policy } from '../evidence/policy.ts';
import type { Database } from './database.ts';

/** What an archive's keeper has set. */
export type SettingName = 'title' | 'acquired-at-seconds' | 'demo';

const selectSetting = 'SELECT value FROM settings WHERE name = :name';

export function readSetting(database: Database, name: SettingName): string | undefined {
  return (database.statement(selectSetting).get({ name }) as { value: string } | undefined)?.value;
}

const upsertSetting = 'INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value';

export function writeSetting(database: Database, name: SettingName, value: string): void {
  database.statement(upsertSetting).run({ name, value });
}

/** The policy that this archive's messages are judged by. */
export function readPolicy(database: Database): Policy {
  const acquired = readSetting(database, 'acquired-at-seconds');
  return acquired === undefined ? defaultPolicy : { ...defaultPolicy, acquiredAtSeconds: Number(acquired) };
}
