import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { changesOf, type HeaderText, headerCandidate, ownPlace, type Place, signedPlaces } from './header-text.ts';

/**
 * Folding, which simple canonicalisation signs: sendmail and Mailman write one recipient a line after a tab, Python's email package breaks at
 * 78 columns, majordomo indents by eight spaces, Exchange breaks a long Message-ID off its name; exporters unfold everything.
 *
 * @see RFC 6376 §3.4.1 (nothing may change), §3.4.2 (relaxed unfolds); RFC 5322 §2.2.3
 */
export const headerFolding: Reversal = {
  name: 'header-folding',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    if (clues.signature.headerCanonicalization !== 'simple') return;
    const signed = signedPlaces(message, clues);
    const own = ownPlace(message, clues);
    for (const style of STYLES) yield* candidate(message, signed, style, 'every signed field');
    // The signature's own value is never wrapped anew: where its lines broke is known to nobody.
    for (const ofFields of STYLES.filter(({ keepsLines }) => keepsLines)) {
      for (const ofOwn of STYLES.filter(({ keepsLines }) => keepsLines)) yield* bothIndented(message, signed, ofFields, own, ofOwn);
    }
    for (const program of PROGRAMS) yield* candidate(message, signed, program, 'every signed field');
    for (const place of [...signed, own]) {
      for (const style of STYLES) {
        if (place !== own || style.keepsLines) yield* candidate(message, [place], style, place.text.name);
      }
    }
  },
};

interface Style {
  readonly detail: string;
  readonly keepsLines: boolean;
  readonly fold: (field: HeaderText) => string;
}

const INDENTS = [
  { indent: ' ', name: 'a space' },
  { indent: '\t', name: 'a tab' },
  { indent: '        ', name: 'eight spaces' },
  { indent: '    ', name: 'four spaces' },
  { indent: '  ', name: 'two spaces' },
];

const STYLES: readonly Style[] = [
  ...INDENTS.map(({ indent, name }) =>
    style(`its lines continued after ${name}`, true, ({ value }) => value.replaceAll(FOLD, `\r\n${indent}`)),
  ),
  style('unfolded', false, ({ value }) => value.replaceAll(FOLD, ' ')),
  style('unfolded, the white space of the folds kept', false, ({ value }) => value.replaceAll('\r\n', '')),
  ...INDENTS.slice(0, 3).flatMap(({ indent, name }) => [
    style(`folded after each comma with ${name}`, false, ({ value }) => oneLine(value).replaceAll(/,[ \t]+/g, `,\r\n${indent}`)),
    ...[78, 76, 72].flatMap((width) => [
      style(`folded at ${width} columns with ${name}`, false, (field) => wrapped(field, / /g, width, indent)),
      style(`folded at commas before column ${width} with ${name}`, false, (field) => wrapped(field, /(?<=,) /g, width, indent)),
    ]),
    style(`folded before each identifier with ${name}`, false, ({ value }) => oneLine(value).replaceAll(/> +</g, `>\r\n${indent}<`)),
    style(`folded before each parameter with ${name}`, false, ({ value }) => oneLine(value).replaceAll(/; +/g, `;\r\n${indent}`)),
    style(`begun on the line after its name, after ${name}`, false, ({ value }) => `\r\n${indent}${oneLine(value).trim()}`),
    style(`begun on the line after its name, after a space and ${name}`, false, ({ value }) => ` \r\n${indent}${oneLine(value).trim()}`),
  ]),
];

/** How whole programs write: addresses in one way, identifiers in another, all else wrapped. */
const PROGRAMS: readonly Style[] = INDENTS.slice(0, 3).flatMap(({ indent, name }) =>
  [78, 76, 72].flatMap((width) =>
    [/, /g, /(?<=,) /g, / /g].flatMap((addresses, at) =>
      [0, 1].map((each) =>
        style(
          `wrapped at ${width} columns with ${name}, ${['one address a line', 'addresses whole', 'addresses at any space'][at]}${each === 0 ? ', one identifier a line' : ''}`,
          false,
          (field) => {
            if (/^(?:from|to|cc|reply-to)$/i.test(field.name)) {
              if (at > 0) return wrapped(field, addresses, width, indent);
              return oneLine(field.value).replaceAll(/,[ \t]+/g, `,\r\n${indent}`);
            }
            if (each === 0 && /^(?:references|in-reply-to)$/i.test(field.name))
              return oneLine(field.value).replaceAll(/> +</g, `>\r\n${indent}<`);
            return wrapped(field, / /g, width, indent);
          },
        ),
      ),
    ),
  ),
);

/** White space before the fold belongs to the line that it ends. */
const FOLD = /\r\n[ \t]+/g;

function style(detail: string, keepsLines: boolean, fold: (field: HeaderText) => string): Style {
  return { detail, keepsLines, fold };
}

function oneLine(value: string): string {
  return value.replaceAll(FOLD, ' ');
}

/** Breaks at the last of the given places that leaves a line no longer than `width`, or at the next. */
function wrapped({ name, value }: HeaderText, breaks: RegExp, width: number, indent: string): string {
  const pieces = oneLine(value).trimStart().split(breaks);
  let line = `${name}: ${pieces[0]}`;
  const lines: string[] = [];
  for (const piece of pieces.slice(1)) {
    if (line.length + 1 + piece.length > width) {
      lines.push(line);
      line = `${indent}${piece}`;
    } else line += ` ${piece}`;
  }
  return [...lines, line].join('\r\n').slice(name.length + 1);
}

function* bothIndented(message: Message, signed: readonly Place[], ofFields: Style, own: Place, ofOwn: Style): Generator<Candidate> {
  const edits = [...signed, own].map((place) => {
    const { fold } = place === own ? ofOwn : ofFields;
    return [place, { ...place.text, value: fold(place.text) }] as const;
  });
  const detail = `every signed field: ${ofFields.detail}; the signature: ${ofOwn.detail}`;
  const made = headerCandidate(message, 'header-folding', changesOf(edits), detail);
  if (made !== undefined) yield made;
}

function* candidate(message: Message, places: readonly Place[], { fold, detail }: Style, what: string): Generator<Candidate> {
  const edits = places.map((place) => [place, { ...place.text, value: fold(place.text) }] as const);
  const made = headerCandidate(message, 'header-folding', changesOf(edits), `${what}: ${detail}`);
  if (made !== undefined) yield made;
}
