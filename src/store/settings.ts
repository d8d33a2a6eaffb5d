import { defaultPolicy, type Policy } from '../evidence/policy.ts';
import type { Database } from './database.ts';

/** What an archive's keeper has set. */
export type SettingName = keyof Appearance | 'acquired-at-seconds' | 'demo';

/** How an archive presents itself; what is absent was not set. The accent is as it was stored: whoever uses it parses it. */
export interface Appearance {
  readonly title?: string;
  readonly description?: string;
  readonly accent?: string;
}

const selectSetting = 'SELECT value FROM settings WHERE name = :name';

export function readSetting(database: Database, name: SettingName): string | undefined {
  return (database.statement(selectSetting).get({ name }) as { value: string } | undefined)?.value;
}

const upsertSetting = 'INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value';

export function writeSetting(database: Database, name: SettingName, value: string): void {
  database.statement(upsertSetting).run({ name, value });
}

const deleteSetting = 'DELETE FROM settings WHERE name = :name';

export function clearSetting(database: Database, name: SettingName): void {
  database.statement(deleteSetting).run({ name });
}

const appearanceNames = ['title', 'description', 'accent'] as const satisfies readonly (keyof Appearance)[];

export function readAppearance(database: Database): Appearance {
  const values = appearanceNames.map((name) => [name, readSetting(database, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Sets what `changes` names; an empty text takes a setting back. */
export function writeAppearance(database: Database, changes: Appearance): void {
  for (const name of appearanceNames) {
    const value = changes[name];
    if (value === '') clearSetting(database, name);
    else if (value !== undefined) writeSetting(database, name, value);
  }
}

/** The policy that this archive's messages are judged by. */
export function readPolicy(database: Database): Policy {
  const acquired = readSetting(database, 'acquired-at-seconds');
  return acquired === undefined ? defaultPolicy : { ...defaultPolicy, acquiredAtSeconds: Number(acquired) };
}
