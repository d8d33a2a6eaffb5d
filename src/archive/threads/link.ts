import type { Database } from '../../store/database.ts';
import { endThreadWork, groupThreads, nextThreadWork, writeThreadLink } from '../../store/thread-links.ts';
import { createFollowFinder, type FollowFinder } from './follow.ts';

/** Messages that are gone through together. */
const linkTogether = 1_000;

/**
 * Finds whom those messages follow that refer to none, by Thread-Index and by what they quote, and joins their threads. Each step is
 * committed as a whole, so that a run that is cut short goes on where it was.
 *
 * Joining threads goes through all that is one with them, and each step may add to the same: so each has twice as many messages as the one
 * before.
 *
 * @param database - Open for writing, with no transaction begun, once what messages quote is found (`linkChains`).
 */
export function linkThreads(database: Database, signal?: AbortSignal): void {
  const finder = createFollowFinder(database);
  let after: number | undefined = 0;
  for (let rounds = 1; after !== undefined && !signal?.aborted; rounds *= 2) {
    database.transaction(() => {
      const touched = new Set<number>();
      for (let round = 0; round < rounds && after !== undefined && !signal?.aborted; round++)
        after = linkSome(database, finder, after, touched);
      groupThreads(database, touched);
    });
  }
}

/**
 * @param touched - Names of threads that this may have joined or parted are added to it.
 * @returns The last of those messages; undefined where there were none.
 */
function linkSome(database: Database, finder: FollowFinder, after: number, touched: Set<number>): number | undefined {
  const numbers = nextThreadWork(database, after, linkTogether);
  const all = finder.withConversations(numbers);
  for (const number of all) {
    for (const thread of writeThreadLink(database, number, finder.find(number))) touched.add(thread);
  }
  endThreadWork(database, all);
  return numbers.at(-1);
}
