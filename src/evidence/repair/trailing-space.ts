import { bodyLines, candidateOf, type Edit, edit, type Line, lineText } from './edits.ts';
import type { Reversal } from './reversal.ts';

/**
 * White space at the end of lines, which relays and stores strip, or which padding adds. Only `simple` canonicalisation minds. What was
 * stripped is put back where programs are known to write it: after the two hyphens above a signature, after the quote mark of an empty
 * quoted line, and where format=flowed text was wrapped: at every line whose next word would not have fitted.
 *
 * @see RFC 3676 §4.1, §4.3 (flowed; `-- `); RFC 2045 §6.7 rule 3 ("known to be stripped"); RFC 6376 §3.4.3
 */
export const trailingSpace: Reversal = {
  name: 'trailing-space',
  part: 'body',
  cost: 2,
  *propose(message, { signature }) {
    if (signature.bodyCanonicalization !== 'simple') return;
    const lines = [...bodyLines(message)];
    const texts = lines.map((line) => lineText(message, line));
    const added = lines.flatMap((line, i) => strip(line, texts[i]!));
    if (added.length > 0) {
      yield candidateOf(message, added, 'trailing-space', `white space taken off the end of ${added.length} lines`);
      // What the author wrote stays: the two hyphens of a signature, and what is not as long as what was added.
      const lengths = new Set(added.map(({ start, end }) => end - start));
      const written = (one: Edit): boolean => message.octets[one.start - 1] === HYPHEN && one.end - one.start === 1;
      const some = [
        added.filter((one) => !written(one)),
        ...[...lengths].slice(0, mostLengths).map((length) => added.filter(({ start, end }) => end - start === length)),
      ];
      for (const edits of some) {
        if (edits.length > 0 && edits.length < added.length) {
          yield candidateOf(message, edits, 'trailing-space', `white space taken off the end of ${edits.length} lines`);
        }
      }
    }
    const sign = put(lines, (i) => texts[i] === '--');
    const quotes = put(lines, (i) => /^>[> ]*$/.test(texts[i]!) && texts[i]!.endsWith('>'));
    const blank = put(lines, (i) => texts[i] === '' && i < lines.length - 1);
    const flowed = WIDTHS.map((width) => put(lines, (i) => isWrapped(texts[i]!, texts[i + 1], width)));
    const seen = new Set<string>();
    for (const edits of [
      sign,
      quotes,
      both(sign, quotes),
      ...flowed.flatMap((some) => [some, both(some, sign), both(some, both(sign, quotes))]),
      blank,
    ]) {
      const name = edits.map(({ start }) => start).join();
      if (edits.length === 0 || seen.has(name)) continue;
      seen.add(name);
      yield candidateOf(message, edits, 'trailing-space', `a space put back at the end of ${edits.length} lines`);
    }
    for (const line of lines.slice(0, mostTried)) {
      if (line.end > line.start)
        yield candidateOf(message, [edit(line.end, line.end, ' ')], 'trailing-space', 'a space put back at the end of a line');
    }
  },
};

/** Columns at which programs wrap flowed text. */
const WIDTHS = [72, 66, 76, 78, 74, 80];
/** Stops a mail in which each line ends otherwise from being copied for each length. */
const mostLengths = 4;
const HYPHEN = 45;
/** Stops a mail of ten thousand lines from being copied as often. */
const mostTried = 40;

function strip({ end }: Line, text: string): Edit[] {
  let length = 0;
  while (length < text.length && ' \t'.includes(text[text.length - 1 - length]!)) length++;
  return length === 0 ? [] : [edit(end - length, end, '')];
}

function put(lines: readonly Line[], isMeant: (index: number) => boolean): Edit[] {
  return lines.flatMap(({ end }, index) => (isMeant(index) ? [edit(end, end, ' ')] : []));
}

function both(a: readonly Edit[], b: readonly Edit[]): Edit[] {
  const all = new Map([...a, ...b].map((one) => [one.start, one]));
  return [...all.values()].sort((one, other) => one.start - other.start);
}

/** The next word would have made the line longer than the width, so that it was the width that ended it. */
function isWrapped(text: string, next: string | undefined, width: number): boolean {
  if (text === '' || next === undefined || next === '' || /^(?:>|--)/.test(next) || text.endsWith(' ')) return false;
  const word = next.indexOf(' ') === -1 ? next.length : next.indexOf(' ');
  return text.length + 1 + word > width;
}
