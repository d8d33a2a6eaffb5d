import { bodyLines, candidateOf, type Edit, edit, lineText } from './edits.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Tabs that were written as spaces, or spaces as tabs: gateways from hosts without a tab, editors and archives do it. Only `simple`
 * canonicalisation minds.
 *
 * @see RFC 5321 §4.1.1.4 (what a relay must not do to data); POSIX `expand` and `unexpand`, whose rules are followed
 */
export const tabs: Reversal = {
  name: 'tabs',
  part: 'body',
  cost: 3,
  *propose(message, { signature }) {
    if (signature.bodyCanonicalization !== 'simple') return;
    const { octets, bodyStart } = message;
    const changed = (change: (line: string) => string, detail: string): Candidate | undefined => {
      const edits: Edit[] = [];
      for (const line of bodyLines(message)) {
        const text = lineText(message, line);
        const other = change(text);
        if (other !== text) edits.push(edit(line.start, line.end, other));
      }
      return edits.length === 0 ? undefined : candidateOf(message, edits, 'tabs', `${detail} on ${edits.length} lines`);
    };
    if (octets.includes(0x20, bodyStart)) {
      for (const { detail, change } of TO_TABS) {
        const candidate = changed(change, detail);
        if (candidate !== undefined) yield candidate;
      }
    }
    if (octets.includes(0x09, bodyStart)) {
      for (const { detail, change } of TO_SPACES) {
        const candidate = changed(change, detail);
        if (candidate !== undefined) yield candidate;
      }
    }
  },
};

interface Change {
  readonly detail: string;
  readonly change: (line: string) => string;
}

const STOPS = [8, 4, 2];
const TO_TABS: readonly Change[] = [
  ...STOPS.map((stop) => ({
    detail: `spaces up to each ${stop}th column written as tabs`,
    change: (line: string) => unexpand(line, stop),
  })),
  ...STOPS.map((stop) => ({ detail: `${stop} spaces at the beginning written as a tab`, change: (line: string) => leading(line, stop) })),
  ...[8, 4].map((count) => ({
    detail: `${count} spaces written as a tab`,
    change: (line: string) => line.replaceAll(' '.repeat(count), '\t'),
  })),
  { detail: 'one space at the beginning written as a tab', change: (line) => line.replace(/^ (?! )/, '\t') },
];
const TO_SPACES: readonly Change[] = [
  ...STOPS.map((stop) => ({ detail: `tabs written as spaces up to each ${stop}th column`, change: (line: string) => expand(line, stop) })),
  ...[1, 4, 8].map((count) => ({
    detail: `a tab written as ${count} spaces`,
    change: (line: string) => line.replaceAll('\t', ' '.repeat(count)),
  })),
];

function expand(line: string, stop: number): string {
  if (!line.includes('\t')) return line;
  let column = 0;
  let out = '';
  for (const char of line) {
    const width = char === '\t' ? stop - (column % stop) : 1;
    out += char === '\t' ? ' '.repeat(width) : char;
    column += width;
  }
  return out;
}

/** Two or more spaces that end at a tab stop become a tab, as by `unexpand -a`. */
function unexpand(line: string, stop: number): string {
  if (!line.includes('  ')) return line;
  let out = '';
  for (let at = 0; at < line.length; at += stop) {
    const cell = line.slice(at, at + stop);
    const text = cell.trimEnd();
    out += cell.length === stop && cell.length - text.length > 1 && /^ *$/.test(cell.slice(text.length)) ? `${text}\t` : cell;
  }
  return out;
}

function leading(line: string, stop: number): string {
  const spaces = /^ */.exec(line)![0].length;
  return spaces < stop ? line : '\t'.repeat(Math.floor(spaces / stop)) + line.slice(spaces - (spaces % stop));
}
