import { bodyLines, candidateOf, type Edit, edit, subsets } from './edits.ts';
import type { Reversal } from './reversal.ts';

/**
 * Dots at the beginning of lines, doubled for SMTP and not undoubled by who received them, or undoubled twice. A line that lost its only
 * dot is left as it is: `.5` and `5` are not the same.
 *
 * @see RFC 5321 §4.5.2 (transparency); RFC 4155 and RFC 3977 §3.1.1 for stores and news, which do the same
 */
export const dotStuffing: Reversal = {
  name: 'dot-stuffing',
  part: 'body',
  cost: 2,
  *propose(message) {
    const { octets } = message;
    const doubled: Edit[] = [];
    const single: Edit[] = [];
    for (const { start } of bodyLines(message)) {
      if (octets[start] !== DOT) continue;
      if (octets[start + 1] === DOT) doubled.push(edit(start, start + 1, ''));
      single.push(edit(start, start, '.'));
    }
    for (const some of subsets(doubled, mostTried))
      yield candidateOf(message, some, 'dot-stuffing', `a dot taken off ${some.length} lines`);
    for (const some of subsets(single, mostTried))
      yield candidateOf(message, some, 'dot-stuffing', `a dot put back on ${some.length} lines`);
  },
};

/** Stops a mail of ten thousand such lines from being copied as often. */
const mostTried = 24;
const DOT = 46;
