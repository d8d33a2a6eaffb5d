import { parseDate } from './dates.ts';

/** What one Received field says. Each server writes its own, and nobody can vouch for those below the topmost trusted one. */
export interface Received {
  /** The clause as written, comments kept: the name that the client gave, and what the server saw. */
  readonly from?: string;
  readonly by?: string;
  readonly via?: string;
  readonly with?: string;
  readonly id?: string;
  /** The address, without angle brackets. */
  readonly for?: string;
  readonly epochSeconds?: number;
  readonly offsetMinutes?: number;
}

/**
 * Reads a trace field: clauses, then the time after the last semicolon.
 *
 * @param text - An unfolded value. Never throws; what is not there is undefined.
 * @see RFC 5321 §4.4, RFC 5322 §3.6.7
 */
export function parseReceived(text: string): Received {
  const bounded = text.slice(0, MAX_RECEIVED_LENGTH);
  const { words, semicolon } = readWords(bounded);
  const clauses: Partial<Record<Keyword, string>> = {};
  let open: Keyword | undefined;
  let value: string[] = [];
  const close = (): void => {
    if (open !== undefined && value.length > 0) clauses[open] ??= value.join(' ');
  };
  for (const word of words) {
    const keyword = word.toLowerCase();
    if (isKeyword(keyword) && clauses[keyword] === undefined && keyword !== open) {
      close();
      open = keyword;
      value = [];
    } else if (word.startsWith('(') && open !== 'from' && open !== 'by') {
      // Comments tell of TLS and the like; only beside hosts do they belong to the clause.
    } else value.push(word);
  }
  close();
  if (clauses.for !== undefined) clauses.for = clauses.for.replace(/^<|>$/g, '');
  const date = semicolon === -1 ? undefined : parseDate(bounded.slice(semicolon + 1));
  return { ...clauses, ...date };
}

const KEYWORDS = ['from', 'by', 'via', 'with', 'id', 'for'] as const;
type Keyword = (typeof KEYWORDS)[number];

/** Longer than any trace field with its comments. */
const MAX_RECEIVED_LENGTH = 8_192;

function isKeyword(word: string): word is Keyword {
  return (KEYWORDS as readonly string[]).includes(word);
}

/** Words and whole comments, up to the last semicolon that stands outside comments. */
function readWords(text: string): { words: string[]; semicolon: number } {
  const words: string[] = [];
  let semicolon = -1;
  let wordsBeforeSemicolon = 0;
  let depth = 0;
  let start = -1;
  const endWord = (at: number): void => {
    if (start !== -1) words.push(text.slice(start, at));
    start = -1;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\\' && depth > 0) at++;
    else if (unit === '(') {
      if (depth++ === 0) {
        endWord(at);
        start = at;
      }
    } else if (unit === ')' && depth > 0) {
      if (--depth === 0) endWord(at + 1);
    } else if (depth > 0) {
      // Inside a comment everything belongs to it.
    } else if (unit === ';') {
      endWord(at);
      semicolon = at;
      wordsBeforeSemicolon = words.length;
    } else if (unit === ' ' || unit === '\t') endWord(at);
    else if (start === -1) start = at;
  }
  if (depth === 0) endWord(text.length);
  return { words: semicolon === -1 ? words : words.slice(0, wordsBeforeSemicolon), semicolon };
}
