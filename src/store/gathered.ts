import type { Database } from './database.ts';
import { stateOf } from './unchanged.ts';

const selectRevision = 'SELECT revision FROM search_revision';
const selectHighest = 'SELECT ifnull(max(number), 0) AS highest FROM messages';

/** What is gathered in memory from all messages. */
export interface Gathering {
  /** Reads the messages with numbers above `after`, up to `until`. */
  readNew(database: Database, after: number, until: number): void;
}

/**
 * Keeps a gathering up to date: it reads only what came since it was last asked for, and is begun anew once a message was changed or
 * taken away.
 *
 * @returns A function that gives the gathering as the archive now is.
 */
export function whileGrowing<Result extends Gathering>(database: Database, begin: () => Result): () => Result {
  let kept: { readonly state: string; readonly revision: number; readonly highest: number; readonly result: Result } | undefined;
  return () => {
    // Asked before reading: what another connection commits in between is then noticed the next time.
    const state = stateOf(database.db);
    if (kept?.state === state) return kept.result;
    const revision = Number(database.statement(selectRevision).get()!['revision']);
    const highest = Number(database.statement(selectHighest).get()!['highest']);
    const known = kept?.revision === revision ? kept : { highest: 0, result: begin() };
    // Forgotten meanwhile: what is read half because of a fault must not be taken for whole.
    kept = undefined;
    if (highest > known.highest) known.result.readNew(database, known.highest, highest);
    kept = { state, revision, highest, result: known.result };
    return known.result;
  };
}
