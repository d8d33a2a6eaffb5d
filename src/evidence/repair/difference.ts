import type { Message } from '../../message/message.ts';
import { linesBetween } from './edits.ts';

/** What was undone, line by line. A value: JSON-safe, stored and printed as it is. */
export interface Difference {
  /** The first lines that differ, from the top of the message down; line ends are told where they are what differs. */
  readonly lines: readonly DifferingLines[];
  /** More lines differ than are told. */
  readonly goesOn: boolean;
}

/** Octets beyond ASCII are read as UTF-8; a line end is kept where it is not CRLF. Long lines are cut around what differs. */
export interface DifferingLines {
  /** As the message stands: undefined where a line was put back. */
  readonly asItStands?: string;
  /** As it was signed: undefined where a line was taken out. */
  readonly asSigned?: string;
}

/**
 * The lines that differ between a message as it stands and the one that was signed. Where lines were put in or taken out, the two are
 * set beside each other again at the next lines that agree, looked for a few dozen lines ahead: linear, however different they are.
 */
export function differenceOf(asItStands: Message, signed: Message): Difference {
  const here = linesOf(asItStands);
  const there = linesOf(signed);
  const lines: DifferingLines[] = [];
  let i = 0;
  let j = 0;
  while ((i < here.length || j < there.length) && lines.length <= mostTold) {
    if (here[i] === there[j]) {
      i++;
      j++;
      continue;
    }
    const [skipHere, skipThere] = nextAgreement(here, i, there, j);
    const paired = Math.min(skipHere, skipThere);
    for (let k = 0; k < paired; k++) lines.push(besideEachOther(here[i + k]!, there[j + k]!));
    for (let k = paired; k < skipHere; k++) lines.push({ asItStands: shortened(here[i + k]!, 0) });
    for (let k = paired; k < skipThere; k++) lines.push({ asSigned: shortened(there[j + k]!, 0) });
    i += skipHere;
    j += skipThere;
  }
  return { lines: lines.slice(0, mostTold), goesOn: lines.length > mostTold };
}

/** Stops a body that was encoded anew, line by line, from being kept twice over. */
const mostTold = 24;
const mostAhead = 40;
const MOST_SHOWN = 160;

/** One character an octet, CRLF taken off. A message of bare LFs was signed with CRLF: that is no difference. */
function linesOf({ octets, endsInLf }: Message): string[] {
  const decoder = new TextDecoder();
  return [...linesBetween(octets, 0, octets.length)].map(({ start, end, next }) => {
    const isUsual = next - end === 2 || (endsInLf && next - end === 1);
    return decoder.decode(octets.subarray(start, isUsual ? end : next));
  });
}

/** How many lines of each side come before they agree again, the fewest first. */
function nextAgreement(here: readonly string[], i: number, there: readonly string[], j: number): [number, number] {
  for (let sum = 1; sum <= mostAhead; sum++) {
    for (let a = 0; a <= sum; a++) {
      const line = here[i + a];
      // An empty line agrees with any other: it is no place to meet.
      const atBothEnds = i + a === here.length && j + sum - a === there.length;
      if (atBothEnds || (line !== undefined && line !== '' && line === there[j + sum - a])) return [a, sum - a];
    }
  }
  return [Math.min(1, here.length - i), Math.min(1, there.length - j)];
}

function besideEachOther(here: string, there: string): DifferingLines {
  let same = 0;
  while (same < here.length && here[same] === there[same]) same++;
  const from = Math.max(0, same - MOST_SHOWN / 2);
  return { asItStands: shortened(here, from), asSigned: shortened(there, from) };
}

function shortened(line: string, from: number): string {
  const cut = line.slice(from, from + MOST_SHOWN);
  return `${from > 0 ? '…' : ''}${cut}${from + MOST_SHOWN < line.length ? '…' : ''}`;
}
