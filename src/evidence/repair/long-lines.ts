import { bodyLines, candidateOf, type Edit, edit } from './edits.ts';
import type { Reversal } from './reversal.ts';

/**
 * Lines that are longer than SMTP allows, broken by a server: at 998 octets, or at 990 with an exclamation mark before the break and a
 * space after it, as sendmail does.
 *
 * @see RFC 5321 §4.5.3.1.6; sendmail, cf/README, `L=` in mailer definitions; Postfix, `smtp_line_length_limit`
 */
export const longLines: Reversal = {
  name: 'long-lines',
  part: 'body',
  cost: 1,
  *propose(message) {
    const { octets } = message;
    const plain: Edit[] = [];
    const spaced: Edit[] = [];
    const marked: Edit[] = [];
    const longest: Edit[] = [];
    for (const { start, end, next } of bodyLines(message)) {
      const length = end - start;
      if (length < SHORTEST || length > LONGEST || next === octets.length) continue;
      plain.push(edit(end, next, ''));
      if (length >= 998) longest.push(edit(end, next, ''));
      if (octets[next] === SPACE) spaced.push(edit(end, next + 1, ''));
      if (octets[end - 1] === EXCLAMATION) marked.push(edit(end - 1, octets[next] === SPACE ? next + 1 : next, ''));
    }
    for (const edits of [marked, plain, spaced, longest]) {
      if (edits.length > 0)
        yield candidateOf(message, edits, 'long-lines', `${edits.length} line breaks taken out of lines of more than 990 octets`);
    }
    if (plain.length > 1) {
      for (const one of plain.slice(0, mostTried)) yield candidateOf(message, [one], 'long-lines', 'a line break taken out of a long line');
    }
  },
};

/** Stops a mail of nothing but such lines from being copied for each. */
const mostTried = 12;
const SHORTEST = 989;
const LONGEST = 1_000;
const SPACE = 32;
const EXCLAMATION = 33;
