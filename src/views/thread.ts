import type { Archive } from '../archive/archive.ts';
import type { ThreadView } from '../pages/thread.ts';
import { hitView } from './hit.ts';

/** @returns undefined when there is no thread of that number. */
export function threadView(archive: Archive, number: number): ThreadView | undefined {
  const messages = archive.thread(number);
  const [first] = messages;
  if (first === undefined) return undefined;
  return {
    number,
    subject: first.subject ?? '',
    messages: messages.slice(0, messagesShown).map((message) => hitView(message, [])),
    total: messages.length,
  };
}

/** More would weigh over 100 kB; the rest is found by `thread:N`. */
const messagesShown = 80;
