import { normalizeStreamSafe } from '../../message/stream-safe.ts';
import { type PlainWord, readPlainWord } from './plain-words.ts';
import { hashOfWord } from './word-hash.ts';

/**
 * The words of a text as chains compare them: what mail programs change of a text when they quote it (wrapping, quote marks, white
 * space, typographic quotes, case, the addresses of links) is gone, and what changes its meaning (digits, signs, decimals, currency)
 * is kept.
 */
export interface ChainWords {
  /** Each in the form that is compared. Never empty strings. */
  readonly words: readonly string[];
  /** Where each stands in the text, in UTF-16 units. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * - A word is a run of letters, marks and digits, in NFC and lower case, without apostrophes and invisible characters.
 * - Of scripts that put no space between words each character is one.
 * - What is left of a letter or a space that was read in a wrong charset (the sign in `Ã£`, a lone `Â`) is no word.
 * - A number keeps its sign, decimals and separators; a currency sign and `%` are words of their own.
 * - Every address of a link is the same word, since servers rewrite them; one in angle brackets, as programs put behind the text of
 *   a link, is none. Nor is what programs write for a picture (`[cid:image001.png@01D1A54E.7C3E2B10]`, `[image: Inline image 1]`), where
 *   nothing but numbers can be chosen.
 *
 * Linear in the text. Past {@link maxChainWords} nothing is read.
 *
 * @param isEachByPattern - Without the short cut that is taken for most words. The words are the same.
 */
export function chainWords(text: string, isEachByPattern = false): ChainWords {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const reader = new WordReader(text, isEachByPattern); reader.next(); ) {
    words.push(reader.word);
    starts.push(reader.start);
    ends.push(reader.end);
  }
  return { words, starts, ends };
}

/** How many {@link ChainWords} a text has, and where in it the first begins and the last ends. */
export interface WordExtent {
  readonly words: number;
  readonly start: number;
  readonly end: number;
}

/** Without making the words: a third of the time. */
export function extentOfWords(text: string): WordExtent {
  const reader = new WordReader(text);
  if (!reader.next()) return { words: 0, start: 0, end: 0 };
  const { start } = reader;
  while (reader.next());
  return { words: reader.count, start, end: reader.end };
}

/**
 * Goes from word to word of {@link chainWords}. No callbacks and nothing made for each word: millions of them are read as mail is imported, and
 * what the engine makes of closures hangs on which of them it saw first.
 */
export class WordReader {
  /** How many words were found. */
  count = 0;
  /** Where the last one stands. */
  start = 0;
  end = 0;
  readonly #text: string;
  readonly #isEachByPattern: boolean;
  readonly #plain: PlainWord = { start: 0, end: 0, hash: 0 };
  #at = 0;
  /** The form that is compared; undefined: the lower case of what is written. */
  #form: string | undefined;

  /** @param isEachByPattern - As for {@link chainWords}. */
  constructor(text: string, isEachByPattern = false) {
    this.#text = text;
    this.#isEachByPattern = isEachByPattern;
  }

  /** @returns False: there is none, or the limit is reached. The last one stays. */
  next(): boolean {
    if (this.count >= maxChainWords) return false;
    const plain = this.#plain;
    if (!this.#isEachByPattern && readPlainWord(this.#text, this.#at, plain)) {
      this.#form = undefined;
      this.start = plain.start;
      this.end = plain.end;
    } else {
      if (!this.#isEachByPattern) this.#at = plain.start;
      if (!this.#nextByPattern()) return false;
    }
    this.#at = this.end;
    this.count++;
    return true;
  }

  /** The form of the last one that is compared. */
  get word(): string {
    return this.#form ?? this.#text.slice(this.start, this.end).toLowerCase();
  }

  /** `hashOfWord` of that form. */
  get hash(): number {
    return this.#form === undefined ? this.#plain.hash : hashOfWord(this.#form);
  }

  #nextByPattern(): boolean {
    for (;;) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (match === null) return false;
      const [written, address] = match;
      this.#at = match.index + written.length;
      if (written.charCodeAt(0) === LESS_THAN || written.charCodeAt(0) === BRACKET) continue;
      const word = address === undefined ? comparedForm(written) : linkWord;
      if (word === '' || written === '\u00c2') continue; // invisible characters alone, a space read in a wrong charset
      this.#form = word;
      this.start = match.index;
      this.end = this.#at;
      return true;
    }
  }
}

/** Stops a text of many megabytes from being aligned word by word. A book of 300 pages has half as many. */
export const maxChainWords = 200_000;

/** What every address of a link becomes. No word of a text can be it. */
export const linkWord = 'http:';

const LESS_THAN = 0x3c;
const BRACKET = 0x5b;

/** What stands for a picture in plain text. */
const PICTURE = String.raw`\[cid:image\d{1,4}\.(?:png|jpe?g|gif|bmp|emf|wmz)@[0-9A-Fa-f.]{1,40}\]|\[(?:[Ii]mage: )?[Ii]nline image \d{1,3}\]|\[[Ii]mage: image(?:\d{1,4})?\.png\]|<image\d{1,4}\.(?:png|jpe?g|gif|bmp|emf|wmz)>|<[Pp]asted[Gg]raphic-\d{1,3}\.(?:png|jpe?g|tiff)>`;

const SPACELESS = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const LETTERS = String.raw`[[\p{L}\p{M}\p{N}\p{Cf}]--${SPACELESS}]+`;
/** A sign, where nothing that it could join stands before it. */
const SIGN = String.raw`(?<![\p{L}\p{M}\p{N}])[\-+\u2212]`;
/** Within a number, between digits; and the apostrophe within a word. */
const JOINT = String.raw`(?:(?<=\p{Nd})[.,:\/\-](?=\p{Nd})|(?<=[\p{L}\p{M}\p{N}])['\u2018\u2019\u02bc](?=[\p{L}\p{N}]))`;

/** Of ASCII alone: other letters could be words, in scripts that put no space before them. */
const ADDRESS = '[!#-;=?-~]';

const pattern = new RegExp(
  [
    PICTURE,
    `<(?:[hH][tT]{2}[pP][sS]?|[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]|[fF][tT][pP]):${ADDRESS}{0,4096}>`,
    String.raw`((?:[hH][tT]{2}[pP][sS]?|[fF][tT][pP]):\/\/${ADDRESS}+|[wW]{3}\.${ADDRESS}+)`,
    String.raw`(?:${SIGN}(?=\p{Sc}\p{Nd}))?(?<!\u00c3)[\p{Sc}%\u2030]`,
    SPACELESS,
    String.raw`(?:${SIGN}(?=\p{Nd}))?${LETTERS}(?:${JOINT}${LETTERS})*`,
  ].join('|'),
  'gv',
);

function comparedForm(written: string): string {
  return normalizeStreamSafe(written.toLowerCase(), 'NFC')
    .replace(/['\u2018\u2019\u02bc\p{Cf}]/gu, '')
    .replace('\u2212', '-');
}
