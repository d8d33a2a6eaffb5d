import { latin1ToOctets, octetsToLatin1 } from '../../message/charset.ts';
import { decodePart } from '../../message/content.ts';
import type { Message } from '../../message/message.ts';
import type { Part } from '../../message/parts.ts';
import { candidateOf, type Edit, leavesOf, linesBetween } from './edits.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Text that a server added below a text in base64: it decodes the part, adds its disclaimer, and encodes all of it again. What was added often has
 * LF for its line ends where the rest has CRLF.
 *
 * @see RFC 6376 §8.2; seen in linux-api, where a company's gateway adds its address below mail that Microsoft's servers signed
 */
export const addedEncodedText: Reversal = {
  name: 'added-text',
  part: 'body',
  cost: 2,
  *propose(message, { budget }) {
    const texts = leavesOf(message).filter(({ type, encoding }) => type.startsWith('text/') && encoding === 'base64');
    for (const part of texts.slice(0, mostTried)) {
      if (!budget.spend(2 * (part.end - part.bodyStart))) return;
      const decoded = decodePart(message, part);
      const width = widthOf(message, part);
      for (const cut of cuts(decoded)) yield without(message, part, decoded, cut, width);
    }
  },
};

/** Stops a mail of a thousand texts from being tried text by text. */
const mostTried = 3;
/** A disclaimer longer than this is none. */
const mostLines = 60;

/** Where what was added may begin: where the line ends change first, then at each line, the lowest first. */
function* cuts(decoded: Uint8Array): Generator<number> {
  const lines = [...linesBetween(decoded, 0, decoded.length)];
  const hasCr = (at: number) => lines[at] !== undefined && lines[at].next - lines[at].end === 2;
  for (let at = lines.length - 1; at > 0; at--) {
    if (hasCr(at - 1) !== hasCr(at) && at < lines.length - 1) {
      yield lines[at]!.start;
      break;
    }
  }
  for (const { start, end } of lines.slice(1).toReversed().slice(0, mostLines)) {
    yield start;
    if (end > start) yield end; // the line end below it was added, too
  }
  const [first] = lines.slice(-mostLines);
  if (first !== undefined && first.end > 0) yield first.end;
}

function without(message: Message, part: Part, decoded: Uint8Array, cut: number, width: number): Candidate {
  const digits = btoa(octetsToLatin1(decoded, 0, cut));
  const lines: string[] = [];
  for (let at = 0; at < digits.length; at += width) lines.push(digits.slice(at, at + width));
  const edit: Edit = { start: part.bodyStart, end: part.end, by: latin1ToOctets(`${lines.join('\r\n')}${lineEnd(message, part)}`) };
  return candidateOf(message, [edit], 'added-text', `${decoded.length - cut} octets of text taken off below a part in base64`);
}

/** The line end before a delimiter is the delimiter's. */
function lineEnd({ octets }: Message, { end }: Part): string {
  return octets[end - 1] === LF ? '\r\n' : '';
}

/** As long as its first line is now. */
function widthOf({ octets }: Message, { bodyStart, end }: Part): number {
  const [first] = linesBetween(octets, bodyStart, end);
  const length = first === undefined ? 0 : first.end - first.start;
  return length >= 40 && length <= 998 ? length : 76;
}

const LF = 10;
