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
