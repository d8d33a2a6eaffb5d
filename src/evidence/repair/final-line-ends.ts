import type { Message } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import { type Part, parseParts } from '../../message/parts.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Line ends that were added or lost where a part ends: programs that take a multipart apart and put it together again write one line
 * end more, or less, before a boundary; stores drop or add an empty line at the end of a mail. What stands at the end of the *body*
 * matters under no canonicalisation, but for what lies between it and an `l=`.
 *
 * @see RFC 2046 §5.1.1: the line end before a delimiter belongs to the delimiter, which is what is got wrong; RFC 6376 §3.4.3
 */
export const finalLineEnds: Reversal = {
  name: 'final-line-ends',
  part: 'body',
  cost: 1,
  *propose(message) {
    const ends = partEnds(parseParts(message).root).slice(0, maxPartEnds);
    const added = ends.filter((end) => endsInEmptyLine(message, end));
    if (ends.length > 1) {
      yield changed(message, ends, 1, `a line end put back at the end of ${ends.length} parts`);
      if (added.length > 0) yield changed(message, added, -1, `a line end taken away at the end of ${added.length} parts`);
    }
    for (const end of ends) yield changed(message, [end], 1, 'a line end put back at the end of a part');
    for (const end of added) yield changed(message, [end], -1, 'a line end taken away at the end of a part');
  },
};

/** Stops a multipart of thousands of parts from being copied as often. */
const maxPartEnds = 16;
const LF = 10;
const CR = 13;
const CRLF = Uint8Array.of(CR, LF);

/** Where parts end and what is above the first part ends, before the line end of the delimiter; ascending. */
function partEnds(root: Part): number[] {
  const ends = new Set<number>();
  const visit = (part: Part): void => {
    for (const child of part.children) {
      if (child.end > child.bodyStart) ends.add(child.end);
      visit(child);
    }
  };
  visit(root);
  return [...ends].sort((a, b) => a - b);
}

function endsInEmptyLine({ octets }: Message, end: number): boolean {
  return octets[end - 1] === LF && octets[end - 2] === CR;
}

function changed({ octets }: Message, ends: readonly number[], change: 1 | -1, detail: string): Candidate {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const end of ends) {
    pieces.push(octets.subarray(kept, change === 1 ? end : end - 2));
    if (change === 1) pieces.push(CRLF);
    kept = end;
  }
  pieces.push(octets.subarray(kept));
  return { octets: concatenate(pieces), repair: { name: 'final-line-ends', detail } };
}
