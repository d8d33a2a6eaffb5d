import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { changesOf, type HeaderText, headerCandidate, ownPlace, type Place, signedPlaces } from './header-text.ts';

/**
 * White space beside folds, which simple canonicalisation signs: at the ends of lines (stripped by editors, Mailman and exporters; Exchange
 * itself writes `Name: ` with nothing after it), and after the colon (none in what old programs write; vger's majordomo fills up with
 * spaces to the eighth column, as measured in linux-api).
 *
 * @see RFC 6376 §3.4.1
 */
export const headerWhiteSpace: Reversal = {
  name: 'header-white-space',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    if (clues.signature.headerCanonicalization !== 'simple') return;
    const signed = signedPlaces(message, clues);
    const own = ownPlace(message, clues);
    for (const { change, detail } of STYLES) {
      yield* candidate(message, signed, change, `every signed field: ${detail}`);
      yield* candidate(message, [...signed, own], change, `every signed field and the signature: ${detail}`);
    }
    for (const place of [...signed, own]) {
      for (const { change, detail } of STYLES) yield* candidate(message, [place], change, `${place.text.name}: ${detail}`);
    }
  },
};

const STYLES: readonly { readonly detail: string; readonly change: (field: HeaderText) => string }[] = [
  { detail: 'one space after the colon', change: ({ value }) => ` ${value.replace(/^[ \t]+/, '')}` },
  { detail: 'no space after the colon', change: ({ value }) => value.replace(/^[ \t]+/, '') },
  { detail: 'a tab after the colon', change: ({ value }) => `\t${value.replace(/^[ \t]+/, '')}` },
  { detail: 'two spaces after the colon', change: ({ value }) => `  ${value.replace(/^[ \t]+/, '')}` },
  {
    detail: 'begun at the eighth column',
    change: ({ name, value }) => `${' '.repeat(Math.max(1, 7 - name.length))}${value.replace(/^[ \t]+/, '')}`,
  },
  { detail: 'no white space at the ends of lines', change: ({ value }) => value.split('\r\n').map(withoutTrailing).join('\r\n') },
  { detail: 'a space at its end', change: ({ value }) => `${withoutTrailing(value)} ` },
  { detail: 'a space after each comma that ends a line', change: ({ value }) => value.replaceAll(',\r\n', ', \r\n') },
  {
    detail: 'a space before each fold',
    change: ({ value }) =>
      value
        .split('\r\n')
        .map((line, i, all) => (i < all.length - 1 ? `${withoutTrailing(line)} ` : line))
        .join('\r\n'),
  },
  {
    detail: 'a space at the end of each line',
    change: ({ value }) =>
      value
        .split('\r\n')
        .map((line) => `${withoutTrailing(line)} `)
        .join('\r\n'),
  },
  { detail: 'tabs within lines as one space', change: ({ value }) => value.replaceAll(/(?<!\n)\t/g, ' ') },
  { detail: 'runs of spaces within lines as one', change: ({ value }) => value.replaceAll(/(?<=[^ \t\r\n]) {2,}/g, ' ') },
];

function withoutTrailing(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

function* candidate(
  message: Message,
  places: readonly Place[],
  change: (field: HeaderText) => string,
  detail: string,
): Generator<Candidate> {
  const edits = places.map((place) => [place, { ...place.text, value: change(place.text) }] as const);
  const made = headerCandidate(message, 'header-white-space', changesOf(edits), detail);
  if (made !== undefined) yield made;
}
