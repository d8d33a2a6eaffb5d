/**
 * Makes text from a mail safe for a terminal: control characters (escape sequences among them) and characters that reorder
 * or hide text are replaced by U+FFFD, and so are marks in a pile; line ends and tabs become spaces unless `multiline`.
 */
export function clean(text: string, { multiline = false } = {}): string {
  const spaced = multiline ? text.replace(/\r\n?/g, '\n') : text.replace(/\s+/g, ' ');
  return spaced.replace(multiline ? unsafeButLines : unsafe, '\uFFFD').replace(piledMarks, '$1\uFFFD');
}

/** Marks on one letter are drawn over the lines above and below it. No writing needs more of them. */
const piledMarks = /(\p{M}{8})\p{M}+/gu;

/** But for the joiners, which Persian and emoji need; the last are the tag characters. */
const hidden = '\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}';
const unsafe = new RegExp(`[\\u0000-\\u001F\\u007F-\\u009F${hidden}]`, 'gu');
const unsafeButLines = new RegExp(`[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F${hidden}]`, 'gu');

/**
 * A value as JSON that a terminal shows and does not obey: what `JSON.stringify` leaves as it is – DEL, the C1 controls (U+009B begins
 * an escape sequence), separators and marks that reorder or hide text – is written as `\uNNNN`. A program reads the same value.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(obeyed, escaped);
}

const obeyed = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

function escaped(character: string): string {
  return character.split('').reduce((text, unit) => `${text}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`, '');
}
