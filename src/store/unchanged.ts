import type { DatabaseSync } from 'node:sqlite';

const selectState = 'SELECT data_version, total_changes() AS changes FROM pragma_data_version';

/** Differs from what the same connection gave before once this or another connection has changed the archive. */
export function stateOf(db: DatabaseSync): string {
  const row = db.prepare(selectState).get()!;
  return `${row['data_version']} ${row['changes']}`;
}

/**
 * Keeps what `read` gave for as long as nobody has changed the archive: for what takes long to count and is asked for often.
 *
 * @returns A function that reads at its first call, and again after any change by this connection or another one.
 */
export function whileUnchanged<Result>(db: DatabaseSync, read: () => Result): () => Result {
  let kept: { readonly state: string; readonly result: Result } | undefined;
  return () => {
    // Asked before reading: what another connection commits in between is then noticed the next time.
    const state = stateOf(db);
    if (kept?.state !== state) kept = { state, result: read() };
    return kept.result;
  };
}
