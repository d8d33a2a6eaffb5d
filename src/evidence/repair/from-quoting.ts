import { bodyLines, candidateOf, type Edit, edit, lineText, subsets } from './edits.ts';
import type { Reversal } from './reversal.ts';

/**
 * `>` before lines that begin with `From `. Mailboxes in mbox mark them so, and some programs that read the file never take the mark
 * off, or take off one that the author wrote: the dialects differ, and a file does not say which it is.
 *
 * @see RFC 4155 §2 and appendix A; https://doc.dovecot.org/latest/core/config/mailbox/formats/mbox.html on the dialects
 */
export const fromQuoting: Reversal = {
  name: 'from-quoting',
  part: 'body',
  cost: 1,
  *propose(message) {
    const marked: Edit[] = [];
    const deeplyMarked: Edit[] = [];
    const bare: Edit[] = [];
    for (const line of bodyLines(message)) {
      const opening = lineText(message, { ...line, end: Math.min(line.end, line.start + MOST_MARKS) });
      const marks = /^(>*)From /.exec(opening)?.[1]?.length;
      if (marks === undefined) continue;
      if (marks === 0) bare.push(edit(line.start, line.start, '>'));
      else (marks === 1 ? marked : deeplyMarked).push(edit(line.start, line.start + 1, ''));
    }
    const unmarked = (edits: readonly Edit[]) => candidateOf(message, edits, 'from-quoting', `“>” taken off ${edits.length} × “From ”`);
    const markedAgain = (edits: readonly Edit[]) =>
      candidateOf(message, edits, 'from-quoting', `“>” put back on ${edits.length} × “From ”`);
    if (marked.length > 0 && deeplyMarked.length > 0) {
      yield unmarked([...marked, ...deeplyMarked].sort((a, b) => a.start - b.start));
    }
    for (const some of subsets(marked, mostTried)) yield unmarked(some);
    if (deeplyMarked.length > 0) yield unmarked(deeplyMarked);
    for (const some of subsets(bare, mostTried)) yield markedAgain(some);
  },
};

/** Stops a mail of a thousand such lines from being copied two thousand times. */
const mostTried = 24;
const MOST_MARKS = 40;
