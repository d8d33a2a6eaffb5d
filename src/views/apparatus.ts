import type { Archive } from '../archive/archive.ts';
import type { AboutView } from '../pages/about.ts';

export function aboutView(archive: Archive): AboutView {
  return { verdicts: archive.figures().verdicts, sources: ledgerView(archive) };
}

/** A source as `/about.json` tells of it. */
export type LedgerEntry = Omit<ReturnType<Archive['sources']>[number], 'id'> & Pick<AboutView['sources'][number], 'failures'>;

/**
 * The ledger of sources for readers, with some of the failures of each. A source goes by the last part of its path: the folders above
 * it tell of the keeper's machine, or of the person whom the mail came from.
 */
export function ledgerView(archive: Archive): LedgerEntry[] {
  return archive.sources().map(({ id, ...source }) => ({
    ...source,
    path: lastPart(source.path),
    failures: Array.from(archive.failures(id, failuresShown), ({ at, reason }) => ({ at, reason: withoutFolders(reason, source.path) })),
  }));
}

function lastPart(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '' && part !== '.' && part !== '..')
      .at(-1) ?? 'mail'
  );
}

/** What went wrong, without the folders of a path that it names. */
function withoutFolders(reason: string, path: string): string {
  return reason.replaceAll(path, lastPart(path));
}

/** Of each source; how many there are is told beside them, and `chainmail import --json` prints them all. */
const failuresShown = 10;
