import type { Archive } from '../archive/archive.ts';
import type { AboutView } from '../pages/about.ts';

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
