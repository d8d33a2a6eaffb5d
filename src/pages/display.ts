import { asciiBeside } from '../message/lookalikes.ts';
import { type Html, html } from './html.ts';

/**
 * One line of a stranger's text (a name, a subject, a file name) as a reader may safely see it: isolated, so that its direction cannot
 * reorder what stands beside it, with every character that hides or reorders text replaced by a visible name, and not without end. Its
 * language is not known, and need not be that of the page.
 */
export function strangersText(text: string): Html {
  return html`<bdi lang="">${nameInvisible(shortened(text))}</bdi>`;
}

/** A stranger's domain, or an address with one, and beside it what DNS has for it where its letters could be taken for others. */
export function nameDomain(text: string): string {
  const ascii = asciiBeside(text);
  return `${nameInvisible(shortened(text))}${ascii === undefined ? '' : ` ⟦${ascii}⟧`}`;
}

/** The beginning of a text that no page needs whole: a field may hold a megabyte, and a page of results shows thirty mails. */
export function shortened(text: string, most = maxLine): string {
  return text.length <= most ? text : `${text.slice(0, most)} …`;
}

/** In UTF-16 units. RFC 5322 §2.1.1 allows a line of 998. */
const maxLine = 1_000;

/** The same as a plain string, for titles, labels and attribute values. */
export function nameInvisible(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(control, (c) => controlPicture(c))
    .replace(piledMarks, nameMarks)
    .replace(invisible, (c) => `⟦${invisibleNames[c] ?? codePoint(c)}⟧`);
}

/**
 * Text of several lines, line ends and tabs kept. Directional marks and joiners stay, as honest right-to-left writers need them; an
 * override, which can show a figure backwards, is named.
 */
export function nameOverrides(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(control, (c) => controlPicture(c))
    .replace(piledMarks, nameMarks)
    .replace(/[\u202d\u202e]/g, (c) => `⟦${invisibleNames[c] ?? codePoint(c)}⟧`);
}

/** C0 without tab and line feed, DEL, C1. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Marks on one letter are painted above and below one another, over other lines and whatever stands there: a verdict, say. No writing
 * needs more of them than this.
 */
const piledMarks = /(\p{M}{8})(\p{M}+)/gu;

function nameMarks(_: string, kept: string, more: string): string {
  return `${kept}⟦+${[...more].length} marks⟧`;
}

/** Bidirectional controls (UAX #9 §2), zero-width characters but the joiners that scripts and emoji need, letters without ink, and the tag characters. */
const invisible =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

const invisibleNames: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u034f': 'grapheme joiner',
  '\u061c': 'ALM',
  '\u200b': 'zero-width space',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'word joiner',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\u2800': 'empty Braille',
  '\u3164': 'filler',
  '\uffa0': 'filler',
  '\ufeff': 'zero-width no-break space',
};

/** U+2400 to U+2421 picture the controls below space and DEL; the C1 controls have no picture. */
function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
