import type { Archive } from '../archive/archive.ts';
import type { GraphLine, GraphView } from '../pages/chain-graph.ts';
import { personOf } from './hit.ts';

/**
 * Those messages that quote one another, and which of them quotes which.
 *
 * @param numbers - The most telling first: of more than the drawing has room for, the first are in it.
 */
export function graphView(archive: Archive, numbers: readonly number[]): GraphView {
  const distinct = [...new Set(numbers)];
  const shown = distinct.slice(0, maxMessages);
  const messages = archive.messages(shown).map(({ number, verdict, from, date }) => ({
    number,
    verdict,
    ...(from !== null && { from: personOf(from) }),
    ...(date !== null && { epochSeconds: Date.parse(date) / 1000 }),
  }));
  const lines = archive
    .quotesAmong(shown)
    .map(({ voucher, quoted, weight }): GraphLine => ({ voucher, quoted, weight: weight ?? 'nothing' }));
  const ends = new Set(lines.flatMap(({ voucher, quoted }) => [voucher, quoted]));
  return {
    messages: messages
      .filter(({ number }) => ends.has(number))
      .toSorted((a, b) => (a.epochSeconds ?? noDate) - (b.epochSeconds ?? noDate) || a.number - b.number),
    lines: lines.slice(0, maxLines),
    left: distinct.length - shown.length + Math.max(0, lines.length - maxLines),
  };
}

/** What has none stands below what has one. */
const noDate = Number.MAX_SAFE_INTEGER;

/** So many fit on a screen or two. */
const maxMessages = 24;
const maxLines = 80;
