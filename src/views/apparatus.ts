import type { Archive } from '../archive/archive.ts';
import type { AboutView } from '../pages/about.ts';
import type { KeysView } from '../pages/keys.ts';
import { writeTerm } from '../query/edit.ts';

export function keysView(archive: Archive): KeysView {
  const keys = archive.keys();
  return {
    total: keys.length,
    keys: keys.slice(0, keysShown).map((key) => ({ ...key, query: writeTerm('signer', key.domain) ?? '' })),
  };
}

/** So many rows keep the page under 100 kB. */
const keysShown = 200;

export function aboutView(archive: Archive): AboutView {
  const failures = Map.groupBy(archive.failures(failuresRead), ({ source }) => source);
  return {
    verdicts: archive.figures().verdicts,
    sources: archive.sources().map((source) => ({ ...source, failures: (failures.get(source.path) ?? []).slice(0, failuresShown) })),
  };
}

const failuresRead = 1_000;
/** Of each source; all of them are printed by the import. */
const failuresShown = 10;
