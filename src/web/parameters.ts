/** The page that an address asks for, from 1; undefined where it is none. */
export function pageOf(text: string | undefined): number | undefined {
  return text === undefined ? 1 : wholeNumber(text, 1, 10_000_000);
}

/** @returns undefined for what is no number, or out of bounds. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** One of these words; the first of them where none is asked for; undefined for another. */
export function oneOf<Word extends string>(text: string | undefined, words: readonly [Word, ...Word[]]): Word | undefined {
  return text === undefined || text === '' ? words[0] : words.find((word) => word === text);
}
