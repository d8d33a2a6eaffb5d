/** The longest run of marks that is normalised at once: more than any language has on one letter (UAX #15 §13). */
const maxMarks = 30;

/** What joins nothing and is not reordered: a combining grapheme joiner ends a run of marks (UAX #15 §13). */
const runsTooLong = /[\p{M}--\u034F]{30}(?=[\p{M}--\u034F])/gv;

/**
 * Text in a normalisation form of Unicode, for text of any length: the engine sorts a run of marks by insertion, which takes the square
 * of its length where they stand in the wrong order. So longer runs are parted first, as the Stream-Safe Text Format does.
 *
 * @see UAX #15 §13
 */
export function normalizeStreamSafe(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  if (text.length <= maxMarks) return text.normalize(form);
  return text.replace(runsTooLong, '$&\u034F').normalize(form);
}
