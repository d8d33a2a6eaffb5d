/*
 * What a word is. Every engine indexes and every page highlights by this file, so that a search means the same everywhere.
 *
 * A word is a run of Unicode letters and digits with the combining marks that belong to them. Invisible format characters
 * (soft hyphen, joiners, direction marks) inside a run do not end it; the zero-width space does.
 */

import { normalizeStreamSafe } from '../message/stream-safe.ts';

/** One word of a text, as written, and where it stands. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of `text` from first to last. Linear in the length of the text. */
export function* wordsOf(text: string): Generator<Word> {
  for (let start = startOfWord(text, 0); start < text.length; ) {
    const end = endOfWord(text, start);
    yield { text: text.slice(start, end), start, end };
    start = startOfWord(text, end);
  }
}

/** Where the first word begins that begins at `from` or later; the length of the text where there is none. */
export function startOfWord(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) {
      // Beyond ASCII it takes a table to tell a letter: the engine's own.
      beginning.lastIndex = at;
      return beginning.exec(text)?.index ?? text.length;
    }
    if (isAsciiWord(unit)) return at;
  }
  return text.length;
}

/** Where the word ends that begins at `start`. */
export function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && isAsciiWord(text.charCodeAt(at))) at++;
  if (at === text.length || text.charCodeAt(at) < 0x80) return at;
  rest.lastIndex = at > start ? at : at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
  rest.exec(text);
  return rest.lastIndex;
}

const beginning = /[\p{L}\p{N}]/gv;
/** Matches everywhere, if only nothing. */
const rest = /[\p{L}\p{N}\p{M}[\p{Cf}--\u200B]]*/vy;

function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/**
 * The form in which words are compared: lower case, without diacritics and format characters, NFC.
 *
 * Diacritics are the general combining marks of Latin, Greek and Cyrillic letters and the vowel points of Hebrew and Arabic. The
 * vowel signs of Indic scripts are no diacritics: they stay.
 *
 * @returns A text with the same words in the same order; for one word, one word: never empty.
 */
export function foldText(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  const parted = normalizeStreamSafe(text.toLowerCase().replaceAll('ς', 'σ'), 'NFD');
  return normalizeStreamSafe(parted.replace(ignored, ''), 'NFC');
}

/**
 * The blocks of combining marks, then the points of Hebrew, then those of Arabic, then variation selectors, then format characters. In the
 * blocks is room for marks to come: what is none yet ends a word.
 */
const ignored =
  /[[[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\uFE00-\uFE0F\u{E0100}-\u{E01EF}]&&\p{M}][\p{Cf}--\u200B]]/gv;
