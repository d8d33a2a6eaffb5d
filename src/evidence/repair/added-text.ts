import type { Message } from '../../message/message.ts';
import { canonicalBody } from '../dkim/body.ts';
import { sameOctets } from '../same-octets.ts';
import { bodyLines, candidateOf, edit, type Line, leavesOf, linesBetween, lineText } from './edits.ts';
import type { Candidate, Clues, Reversal } from './reversal.ts';

/**
 * Text that a list or a server added: a footer below the body or below the text of a part, a banner above it. What is taken out counts
 * as unsigned text that a reader is shown; the rest is what was signed.
 *
 * A footer below the whole body is found by hashing line after line: each line end is one look at the state of the hash, so that all
 * places where a body could have ended cost one pass.
 *
 * @see GNU Mailman, msg_footer and its decorate handler; RFC 6377 §5.2 (lists that append text); RFC 6376 §8.2
 */
export const addedText: Reversal = {
  name: 'added-text',
  part: 'body',
  cost: 1,
  *propose(message, clues) {
    const footer = footerBelowBody(message, clues);
    if (footer !== undefined) yield footer;
    const texts = leavesOf(message).filter(({ type, encoding }) => type === 'text/plain' && encoding !== 'base64');
    for (const part of texts.slice(0, mostTried)) {
      if (!clues.budget.spend(part.end - part.bodyStart)) return;
      const lines = [...linesBetween(message.octets, part.bodyStart, part.end)];
      if (part.path !== '') for (const start of cutsFromBelow(message, lines)) yield without(message, start, part.end, 'below a part');
      for (const end of cutsFromAbove(message, lines)) yield without(message, part.bodyStart, end, 'above the text');
    }
  },
};

/** Stops a mail of a thousand texts from being tried text by text. */
const mostTried = 3;

function without(message: Message, start: number, end: number, where: string): Candidate {
  return candidateOf(message, [edit(start, end, '')], 'added-text', `${end - start} octets of text taken off ${where}`);
}

/** The candidate that hashes as the body that was signed, if any: no other is worth a try. */
function footerBelowBody(message: Message, { signature, crypto, budget }: Clues): Candidate | undefined {
  // Where a length is signed, what is added below it breaks nothing.
  if (signature.bodyLength !== undefined) return undefined;
  const canonical = canonicalBody(message, signature.bodyCanonicalization);
  const ends = [...linesBetween(canonical, 0, canonical.length)].slice(-mostFooterLines);
  const first = ends[0]?.start ?? 0;
  const hasher = crypto.hasher(signature.hash);
  hasher.update(canonical.subarray(0, first));
  let isBlank = true;
  let hashed = first;
  for (const { start, end, next } of ends) {
    if (!budget.spend(OCTETS_OF_A_LOOK)) return undefined;
    // Empty lines at the end of a body do not count, so that it never ended in one.
    if (start > 0 && !isBlank && sameOctets(hasher.copy().digest(), signature.bodyHash)) return cutAfter(message, canonical, start);
    hasher.update(canonical.subarray(hashed, next));
    hashed = next;
    isBlank = end === start;
  }
  return undefined;
}

/** A footer longer than this is no footer. */
const mostFooterLines = 400;
/** What a copy of the hash and its end cost, in octets hashed. */
const OCTETS_OF_A_LOOK = 1_000;

/** The line of the body that begins where the canonical one does: canonicalisation keeps every line but the empty ones at the end. */
function cutAfter(message: Message, canonical: Uint8Array, at: number): Candidate | undefined {
  const count = [...linesBetween(canonical, 0, at)].length;
  let index = 0;
  for (const { start } of bodyLines(message))
    if (index++ === count) return without(message, start, message.octets.length, 'below the body');
  return undefined;
}

/** Where a footer may begin: at rulers and after empty lines, the lowest first. */
function* cutsFromBelow(message: Message, lines: readonly Line[]): Generator<number> {
  let tried = 0;
  for (let i = lines.length - 1; i > 0 && i >= lines.length - MOST_LINES && tried < MOST_CUTS; i--) {
    const { start, end } = lines[i]!;
    const above = lines[i - 1]!;
    const isRuler = /^[-_=*#]{2,}/.test(lineText(message, { ...lines[i]!, end: Math.min(end, start + 8) }));
    if (!isRuler && above.end > above.start) continue;
    tried++;
    // The line ends before it may have been the footer's: that of the text, and that of an empty line.
    yield start;
    yield above.end;
    const text = lines[i - 2];
    if (above.end === above.start && text !== undefined) yield text.end;
  }
}

/** Where a banner may end: after each of the first empty lines and rulers. */
function* cutsFromAbove(message: Message, lines: readonly Line[]): Generator<number> {
  let tried = 0;
  for (const line of lines.slice(0, MOST_LINES)) {
    const isRuler = /^[-_=*#]{2,}/.test(lineText(message, { ...line, end: Math.min(line.end, line.start + 8) }));
    if (!isRuler && line.end > line.start) continue;
    if (tried++ === MOST_CUTS) return;
    if (line.next < lines.at(-1)!.next) yield line.next;
  }
}

const MOST_LINES = 60;
const MOST_CUTS = 12;
