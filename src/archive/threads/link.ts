import type { Database } from '../../store/database.ts';
import { endThreadWork, groupThreads, nextThreadWork, writeThreadLink } from '../../store/thread-links.ts';
import { createFollowFinder } from './follow.ts';

/** Messages of one transaction. */
const linkTogether = 1_000;

/**
 * Finds whom those messages follow that refer to none, by Thread-Index and by what they quote, and joins their threads. Each step is
 * committed as a whole, so that a run that is cut short goes on where it was.
 *
 * @param database - Open for writing, with no transaction begun, once what messages quote is found (`linkChains`).
 */
export function linkThreads(database: Database, signal?: AbortSignal): void {
  for (let after = 0; !signal?.aborted; ) {
    const numbers = nextThreadWork(database, after, linkTogether);
    if (numbers.length === 0) return;
    after = numbers.at(-1)!;
    database.transaction(() => {
      const finder = createFollowFinder(database);
      const touched = new Set<number>();
      for (const number of finder.withConversations(numbers)) {
        for (const thread of writeThreadLink(database, number, finder.find(number))) touched.add(thread);
      }
      groupThreads(database, touched);
      endThreadWork(database, numbers);
    });
  }
}
