import { startOfThread, threadRootOctets } from '../../message/thread-index.ts';
import { type Answers, readAnswers, readCarriers } from '../../store/answers.ts';
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
  /** Those messages, and all that the same Outlook conversations place: one more of them can change whom the others follow. */
  withConversations(messages: readonly number[]): Set<number>;
}

export function createFollowFinder(database: Database): FollowFinder {
  const conversations = new Map<string, Map<number, number>>();

  function conversationOf({ threadIndex }: Answers): Map<number, number> {
    if (threadIndex === undefined) return new Map();
    const root = threadIndex.subarray(0, threadRootOctets);
    const name = nameOf(root);
    let targets = conversations.get(name);
    if (targets === undefined) {
      targets = targetsByIndex(readCarriers(database, root, maxCarriers + 1), startOfThread(root));
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
      const all = new Set(messages);
      const roots = new Set<string>();
      for (const message of messages) {
        const root = readAnswers(database, message)?.threadIndex?.subarray(0, threadRootOctets);
        if (root === undefined || roots.has(nameOf(root))) continue;
        roots.add(nameOf(root));
        for (const carrier of readCarriers(database, root, maxCarriers + 1)) if (!carrier.hasReferences) all.add(carrier.message);
      }
      return all;
    },
  };
}
