import type { StoredKey } from '../evidence/keys/key.ts';
import type { Policy } from '../evidence/policy.ts';
import { type Database, type OpenOptions, openDatabase } from '../store/database.ts';
import { type Figures, readFigures } from '../store/figures.ts';
import { listAskedSelectors } from '../store/key-uses.ts';
import { insertKeys, listKeys } from '../store/keys.ts';
import { insertPublicKeys, type PublicKeyEntry, publicKeyNotes } from '../store/public-keys.ts';
import { type Appearance, readAppearance, readPolicy, readSetting, writeAppearance, writeSetting } from '../store/settings.ts';
import { selectorName } from './key-uses.ts';
import { sharedFactorEntries } from './shared-factors.ts';

/** An archive that is open for its keeper: its keys and settings can be changed. */
export interface Keeper {
  figures(): Figures;
  /** @returns How many were not there before. */
  addKeys(keys: Iterable<StoredKey>): number;
  /** Notes whose private half is public, whichever selector has it. @returns How many were not known before. */
  addPublicKeys(entries: Iterable<PublicKeyEntry>): number;
  keys(): StoredKey[];
  /** Adds to a key what the archive knows of its private half. For use while neither keys nor lists are added. */
  notesOnKeys(): (key: StoredKey) => StoredKey;
  /** Every selector that a signature or a link of an ARC chain asks for, as `selectorName` has it. Reads all chains. */
  askedSelectors(): ReadonlySet<string>;
  /** What its messages are judged by. */
  policy(): Policy;
  /** When the archive came into the keeper's hands, epoch seconds. */
  setAcquired(seconds: number): void;
  setTitle(title: string): void;
  appearance(): Appearance;
  /** Sets what `changes` names; an empty text takes a setting back. */
  setAppearance(changes: Appearance): void;
  /** Marks the archive as the demonstration's, or asks whether it is. */
  markAsDemo(): void;
  isDemo(): boolean;
  close(): void;
}

/** @throws ArchiveError */
export function openKeeper(directory: string, options: OpenOptions = {}): Keeper {
  const database: Database = openDatabase(directory, options);
  return {
    figures: () => readFigures(database),
    addKeys: (keys) =>
      database.transaction(() => {
        const added = insertKeys(database, keys);
        if (added > 0) insertPublicKeys(database, sharedFactorEntries(listKeys(database)));
        return added;
      }),
    addPublicKeys: (entries) => database.transaction(() => insertPublicKeys(database, entries)),
    keys: () => listKeys(database),
    notesOnKeys: () => publicKeyNotes(database),
    askedSelectors: () => new Set(listAskedSelectors(database).map(({ signer, selector }) => selectorName(signer, selector))),
    policy: () => readPolicy(database),
    setAcquired: (seconds) => writeSetting(database, 'acquired-at-seconds', String(seconds)),
    setTitle: (title) => writeSetting(database, 'title', title),
    appearance: () => readAppearance(database),
    setAppearance: (changes) => database.transaction(() => writeAppearance(database, changes)),
    markAsDemo: () => writeSetting(database, 'demo', 'yes'),
    isDemo: () => readSetting(database, 'demo') === 'yes',
    close: () => database.close(),
  };
}
