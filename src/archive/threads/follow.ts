import { startOfThread, threadRootOctets } from '../../message/thread-index.ts';
import { type Answers, type Carrier, readAnswers, readCarriers } from '../../store/answers.ts';
import type { Database } from '../../store/database.ts';
import { readMessages } from '../../store/records.ts';
import { relationsBy } from '../../store/relations.ts';
import type { ThreadLink } from '../../store/thread-links.ts';
import { nameOf, targetsByIndex } from './by-index.ts';
import { targetByQuote } from './by-quote.ts';
import { maxCarriers } from './limits.ts';

/** Finds whom messages follow. Good for as long as nothing is stored. */
export interface FollowFinder {
  find(message: number): ThreadLink | undefined;
  /**
   * Those messages, and all that the same Outlook conversations place: one more of them can change whom the others follow. With them comes
   * whatever else of the conversation is work, so that it is gone through once.
   */
  withConversations(messages: readonly number[]): Set<number>;
}

export function createFollowFinder(database: Database): FollowFinder {
  const conversations = new Map<string, Map<number, number>>();
  /** Roots of more messages than a conversation can have. */
  const crowded = new Set<string>();

  function carriersOf(root: Uint8Array, name: string): Carrier[] {
    if (crowded.has(name)) return [];
    const carriers = readCarriers(database, root, maxCarriers + 1);
    if (carriers.length > maxCarriers) crowded.add(name);
    return carriers;
  }

  function conversationOf({ threadIndex }: Answers): Map<number, number> {
    if (threadIndex === undefined) return new Map();
    const root = threadIndex.subarray(0, threadRootOctets);
    const name = nameOf(root);
    let targets = conversations.get(name);
    if (targets === undefined) {
      targets = targetsByIndex(carriersOf(root, name), startOfThread(root));
      conversations.set(name, targets);
    }
    return targets;
  }

  return {
    find(message) {
      const answers = readAnswers(database, message);
      if (answers === undefined || answers.references.length > 0) return undefined;
      const byIndex = conversationOf(answers).get(message);
      if (byIndex !== undefined) return { target: byIndex, why: 'thread-index' };
      const relations = relationsBy(database, message);
      const quoted = new Map(
        readMessages(
          database,
          relations.map((relation) => relation.quoted),
        ).map((other) => [other.number, other]),
      );
      const byQuote = targetByQuote(relations, (number) => quoted.get(number));
      return byQuote === undefined ? undefined : { target: byQuote, why: 'quote' };
    },
    withConversations(messages) {
      // What was kept of other conversations is not asked for again.
      conversations.clear();
      const all = new Set(messages);
      const roots = new Set<string>();
      for (const message of messages) {
        const root = readAnswers(database, message)?.threadIndex?.subarray(0, threadRootOctets);
        const name = root && nameOf(root);
        if (root === undefined || name === undefined || roots.has(name)) continue;
        roots.add(name);
        for (const carrier of carriersOf(root, name)) if (!carrier.hasReferences || carrier.isWork) all.add(carrier.message);
      }
      return all;
    },
  };
}
