import { latin1ToOctets, octetsToLatin1 } from '../../message/charset.ts';
import type { Message } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import { type Part, parseParts } from '../../message/parts.ts';
import type { Candidate, RepairName } from './reversal.ts';

/** Octets of a message that are replaced, by none to take them out. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: Uint8Array;
}

/** @param by - One character an octet. */
export function edit(start: number, end: number, by: string): Edit {
  return { start, end, by: latin1ToOctets(by) };
}

/** @param edits - In order, none overlapping. Linear in the message, however many there are. */
export function edited({ octets }: Message, edits: readonly Edit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const { start, end, by } of edits) {
    pieces.push(octets.subarray(kept, start), by);
    kept = end;
  }
  pieces.push(octets.subarray(kept));
  return concatenate(pieces);
}

export function candidateOf(message: Message, edits: readonly Edit[], name: RepairName, detail: string): Candidate {
  return { octets: edited(message, edits), repair: { name, detail } };
}

/** A line of the body as an octet range, its line end excluded. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

export function* linesBetween(octets: Uint8Array, from: number, to: number): Generator<Line> {
  for (let start = from; start < to; ) {
    const lineFeed = octets.indexOf(LF, start);
    const next = lineFeed === -1 || lineFeed >= to ? to : lineFeed + 1;
    const end = next - 1 >= start && octets[next - 1] === LF ? (octets[next - 2] === CR && next - 2 >= start ? next - 2 : next - 1) : next;
    yield { start, end, next };
    start = next;
  }
}

export function bodyLines({ octets, bodyStart }: Message): Generator<Line> {
  return linesBetween(octets, bodyStart, octets.length);
}

/** One character an octet. */
export function lineText({ octets }: Message, { start, end }: Line): string {
  return octetsToLatin1(octets, start, end);
}

/** The parts that hold no others, in order; attached messages are opened. */
export function leavesOf(message: Message): Part[] {
  const leaves: Part[] = [];
  const visit = (part: Part): void => {
    const inner = part.children.filter(({ encoding }) => encoding !== 'uuencode');
    if (inner.length === 0) leaves.push(part);
    for (const child of inner) visit(child);
  };
  visit(parseParts(message).root);
  return leaves;
}

/** Subsets of a few edits: all, each alone, all but one, then the rest of them where there are so few that they are soon tried. */
export function* subsets<T>(items: readonly T[], most: number): Generator<readonly T[]> {
  if (items.length === 0) return;
  yield items;
  if (items.length === 1) return;
  for (const item of items.slice(0, most)) yield [item];
  if (items.length > 2) for (const left of items.slice(0, most)) yield items.filter((item) => item !== left);
  if (items.length > MOST_IN_ALL_WAYS) return;
  for (let chosen = 1; chosen < 2 ** items.length - 1; chosen++) {
    const subset = items.filter((_, i) => (chosen >> i) % 2 === 1);
    if (subset.length > 1 && subset.length < items.length - 1) yield subset;
  }
}

/** 2⁶ subsets of six. */
const MOST_IN_ALL_WAYS = 6;
const LF = 10;
const CR = 13;
