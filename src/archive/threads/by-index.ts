import { threadAnswerOctets, threadRootOctets } from '../../message/thread-index.ts';
import type { Carrier } from '../../store/answers.ts';
import { clockSeconds, maxCarriers, maxSameIndex } from './limits.ts';

/**
 * Which message of an Outlook conversation each of those follows that refer to none by Message-ID: the one that has their index less an
 * answer or more, or else the first of the conversation.
 *
 * An index is unsigned, and programs that fill in templates repeat one: see the limits for what joins nothing. Whatever it joins is a
 * way through the archive, and no evidence.
 *
 * @param carriers - Of one root, at most one more than {@link maxCarriers}, in any order.
 * @param startedAtSeconds - What the root says.
 * @returns The target of each by its number. The same for any order and any numbers of the same messages.
 */
export function targetsByIndex(carriers: readonly Carrier[], startedAtSeconds: number): Map<number, number> {
  const targets = new Map<number, number>();
  if (carriers.length > maxCarriers) return targets;
  const byIndex = new Map<string, Carrier[]>();
  for (const carrier of carriers.toSorted(inOrder)) {
    if (carrier.dateSeconds !== undefined && carrier.dateSeconds < startedAtSeconds - clockSeconds) continue;
    const index = nameOf(carrier.threadIndex);
    byIndex.set(index, [...(byIndex.get(index) ?? []), carrier]);
  }
  for (const [index, same] of byIndex) {
    if (new Set(same.map(({ messageId, sha256 }) => messageId ?? sha256)).size > maxSameIndex) byIndex.delete(index);
  }
  const first = [...byIndex.values()][0]?.[0];
  if (first === undefined) return targets;
  for (const carrier of [...byIndex.values()].flat()) {
    const { message, threadIndex, hasReferences } = carrier;
    if (hasReferences || threadIndex.length === threadRootOctets || message === first.message) continue;
    targets.set(message, (nearestAbove(threadIndex, byIndex) ?? first).message);
  }
  return targets;
}

function nearestAbove(index: Uint8Array, byIndex: ReadonlyMap<string, readonly Carrier[]>): Carrier | undefined {
  for (let length = index.length - threadAnswerOctets; length >= threadRootOctets; length -= threadAnswerOctets) {
    const found = byIndex.get(nameOf(index.subarray(0, length)))?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nearest to the root first; of one index the oldest first. */
function inOrder(one: Carrier, other: Carrier): number {
  return (
    one.threadIndex.length - other.threadIndex.length ||
    compareTexts(nameOf(one.threadIndex), nameOf(other.threadIndex)) ||
    (one.dateSeconds ?? Number.POSITIVE_INFINITY) - (other.dateSeconds ?? Number.POSITIVE_INFINITY) ||
    compareTexts(one.sha256, other.sha256)
  );
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** In hex. */
export function nameOf(index: Uint8Array): string {
  return Array.from(index, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
