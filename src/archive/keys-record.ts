import type { KeyConflict } from '../evidence/keys/conflicts.ts';
import { keyConflict } from '../evidence/keys/conflicts.ts';
import type { Archive } from './archive.ts';
import { type KeyRecord, keyRecord } from './key-record.ts';
import type { WantedKey } from './key-uses.ts';

/** The keys of an archive as `keys list --json` and `/keys.json` give them. Its names are a promise (docs/formats/json.md). */
export interface KeysRecord {
  readonly keys: readonly KeyRecord[];
  /** Every selector with a key and with signatures. */
  readonly selectors: readonly SelectorRecord[];
  /** Selectors that signatures ask for and of which there is no key, those that most messages ask for first. */
  readonly wanted: readonly WantedKey[];
  /** How many there are of these, where not all are listed. */
  readonly wantedTotal: number;
}

/** All counts are of messages. */
export interface SelectorRecord {
  readonly domain: string;
  readonly selector: string;
  readonly conflict?: KeyConflict;
  readonly outsideSightings: number;
  readonly unopened: number;
  readonly months: readonly { readonly month: string; readonly messages: number }[];
}

export function keysRecord(archive: Archive): KeysRecord {
  const keys = archive.keys();
  const { selectors, wanted, wantedTotal } = archive.keyUses();
  const bySelector = Map.groupBy(keys, ({ domain, selector }) => `${selector} ${domain}`);
  return {
    keys: keys.map(keyRecord),
    selectors: [...selectors].map(([name, { domain, selector, outsideSightings, unopened, months }]) => {
      const conflict = keyConflict(bySelector.get(name) ?? []);
      return { domain, selector, ...(conflict !== undefined && { conflict }), outsideSightings, unopened, months };
    }),
    wanted,
    wantedTotal,
  };
}
