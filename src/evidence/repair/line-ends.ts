import type { Message } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import { candidateOf, type Edit } from './edits.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Line ends that were changed in some places and not in others, or twice: programs that take LF for the line end put a CR before each,
 * those that have one already included (CRCRLF); programs that read CR as a line end write CRLF for it; others drop it.
 *
 * @see RFC 5321 §2.3.8 (CR and LF only together); https://cr.yp.to/docs/smtplf.html on bare LFs in mail, and who converts them
 */
export const lineEnds: Reversal = {
  name: 'line-ends',
  part: 'body',
  cost: 1,
  *propose(message) {
    const { bodyStart, octets } = message;
    const found = countOdd(octets, bodyStart);
    if (found.bareLf > 0) yield candidate(message, { bareLf: CRLF }, `${found.bareLf} bare LF written as CRLF`);
    if (found.doubleCr > 0) yield candidate(message, { doubleCr: CRLF }, `${found.doubleCr} CR CR LF written as CRLF`);
    if (found.bareCr > 0) {
      yield candidate(message, { bareCr: CRLF }, `${found.bareCr} bare CR written as CRLF`);
      yield candidate(message, { bareCr: NOTHING }, `${found.bareCr} bare CR taken out`);
    }
    if (found.bareCr > 0 || found.doubleCr > 0) yield eachCr(message);
    const kinds = [found.bareLf, found.doubleCr, found.bareCr].filter((count) => count > 0).length;
    const all = found.bareLf + found.doubleCr + found.bareCr;
    if (kinds > 1) yield candidate(message, { bareLf: CRLF, doubleCr: CRLF, bareCr: CRLF }, `${all} odd line ends written as CRLF`);
    // Signed by a program that takes LF for a line end and relays CR as data: what it hashed has two CRs.
    if (all === 0 && found.crlf > 0) {
      yield candidate(message, { crlf: CRCRLF }, `${found.crlf} CRLF written as CR CR LF, as they were signed`);
      yield candidate(message, { crlf: LF_ALONE }, `${found.crlf} CRLF written as bare LF, as they were signed`);
    }
  },
};

type Kind = 'crlf' | 'bareLf' | 'bareCr' | 'doubleCr';
const LF = 10;
const CR = 13;
const CRLF = Uint8Array.of(CR, LF);
const CRCRLF = Uint8Array.of(CR, CR, LF);
const LF_ALONE = Uint8Array.of(LF);
const NOTHING = new Uint8Array(0);

function candidate(message: Message, replacements: Partial<Record<Kind, Uint8Array>>, detail: string): Candidate {
  const { octets, bodyStart } = message;
  const pieces = [octets.subarray(0, bodyStart)];
  let kept = bodyStart;
  for (const { kind, start, end } of lineEndsOf(octets, bodyStart)) {
    const replacement = replacements[kind];
    if (replacement === undefined) continue;
    pieces.push(octets.subarray(kept, start), replacement);
    kept = end;
  }
  pieces.push(octets.subarray(kept));
  return { octets: concatenate(pieces), repair: { name: 'line-ends', detail } };
}

/** Where CR alone ended lines, CR CR LF is an empty line: so each CR is one line end, an LF after it included. */
function eachCr(message: Message): Candidate {
  const { octets, bodyStart } = message;
  const edits: Edit[] = [];
  for (let at = octets.indexOf(CR, bodyStart); at !== -1; at = octets.indexOf(CR, at + 1)) {
    if (octets[at + 1] !== LF) edits.push({ start: at, end: at + 1, by: CRLF });
  }
  return candidateOf(message, edits, 'line-ends', `${edits.length} CR without LF, each written as CRLF`);
}

function countOdd(octets: Uint8Array, start: number): Record<Kind, number> {
  const count = { crlf: 0, bareLf: 0, bareCr: 0, doubleCr: 0 };
  for (const { kind } of lineEndsOf(octets, start)) count[kind]++;
  return count;
}

/** Each line end, and each CR that is none, from `start` on. More than two CRs before an LF are one line end too. */
function* lineEndsOf(octets: Uint8Array, from: number): Generator<{ kind: Kind; start: number; end: number }> {
  let nextCr = octets.indexOf(CR, from);
  let nextLf = octets.indexOf(LF, from);
  while (nextCr !== -1 || nextLf !== -1) {
    if (nextCr === -1 || (nextLf !== -1 && nextLf < nextCr)) {
      yield { kind: 'bareLf', start: nextLf, end: nextLf + 1 };
      nextLf = octets.indexOf(LF, nextLf + 1);
      continue;
    }
    let end = nextCr + 1;
    while (octets[end] === CR) end++;
    if (octets[end] === LF) {
      yield { kind: end - nextCr > 1 ? 'doubleCr' : 'crlf', start: nextCr, end: end + 1 };
      end++;
    } else yield { kind: 'bareCr', start: nextCr, end };
    nextCr = octets.indexOf(CR, end);
    if (nextLf !== -1 && nextLf < end) nextLf = octets.indexOf(LF, end);
  }
}
