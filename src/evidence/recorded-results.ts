import { maxRecordedResults } from './limits.ts';

/**
 * What a server on the way says that it found: an Authentication-Results field (RFC 8601), the payload of an
 * ARC-Authentication-Results field (RFC 8617 §4.1.1), or a Received-SPF field (RFC 7208 §9.1). A statement, no evidence: anyone can
 * write such a field, unless a signature covers it.
 */
export interface RecordedResults {
  /** Who says so (`authserv-id`); absent where the field does not name him, as some servers' fields do not. */
  readonly server?: string;
  /** In their order; empty where the field says `none`. */
  readonly results: readonly RecordedResult[];
}

export interface RecordedResult {
  /** `dkim`, `spf`, `dmarc`, `arc`, …, lower-cased. */
  readonly method: string;
  /** `pass`, `fail`, `none`, …, lower-cased. */
  readonly result: string;
  readonly reason?: string;
  /** What was looked at: `{ name: 'header.d', value: 'example.org' }`. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Reads an Authentication-Results field.
 *
 * Declared deviations: the server may be missing; a result without its method or its `=` is passed over; what follows the 100th result is not read.
 *
 * @param text - The value, unfolded; that of ARC-Authentication-Results with or without its `i=`.
 * Never throws; linear in its length.
 */
export function parseAuthenticationResults(text: string): RecordedResults {
  const pieces = splitAtSemicolons(text);
  if (/^i=\d+$/.test(pieces[0]?.join('') ?? '')) pieces.shift();
  const first = pieces[0] ?? [];
  const namesServer = first.length > 0 && !isResult(first);
  const results = (namesServer ? pieces.slice(1) : pieces).slice(0, maxRecordedResults).flatMap(readResult);
  // A version may follow the server's name: "example.org 1".
  return namesServer ? { server: first[0]!.toLowerCase(), results } : { results };
}

/**
 * Reads a Received-SPF field: its result, and the key-value pairs after it.
 *
 * @param text - The value, unfolded. Never throws; linear in its length.
 */
export function parseReceivedSpf(text: string): RecordedResults {
  const [first = [], ...rest] = splitAtSemicolons(text);
  const [result, ...pairs] = first;
  if (result === undefined || result.includes('=')) return { results: [] };
  const properties = [...pairs, ...rest.flat()].flatMap((word) => readPair(word) ?? []).slice(0, maxRecordedResults);
  const receiver = properties.find(({ name }) => name === 'receiver')?.value.toLowerCase();
  return {
    ...(receiver === undefined ? {} : { server: receiver }),
    results: [{ method: 'spf', result: result.toLowerCase(), properties }],
  };
}

function readResult(words: readonly string[]): RecordedResult[] {
  const pairs = words.flatMap((word) => readPair(word) ?? []);
  const [outcome, ...rest] = pairs;
  const method = outcome?.name.replace(/\/.*$/, ''); // dkim/1: a version of the method
  if (outcome === undefined || method === undefined || method === '') return [];
  const reason = rest.find(({ name }) => name === 'reason')?.value;
  return [
    {
      method,
      result: outcome.value.toLowerCase(),
      ...(reason === undefined ? {} : { reason }),
      properties: rest.filter(({ name }) => name !== 'reason'),
    },
  ];
}

function isResult(words: readonly string[]): boolean {
  return words.some((word) => word.includes('='));
}

function readPair(word: string): { name: string; value: string } | undefined {
  const equals = word.indexOf('=');
  const name = word.slice(0, equals).toLowerCase();
  return equals > 0 && /^[a-z0-9._/-]+$/.test(name) ? { name, value: word.slice(equals + 1) } : undefined;
}

/** The words between semicolons; comments dropped, quotes taken off, spaces around `=`, `.` and `/` closed up (RFC 8601 §2.2: CFWS). */
function splitAtSemicolons(text: string): string[][] {
  const pieces: string[][] = [[]];
  let word = '';
  let isWord = false;
  let commentDepth = 0;
  let isQuoted = false;
  let joinsNext = false;
  const endWord = (): void => {
    if (isWord) pieces.at(-1)!.push(word);
    word = '';
    isWord = false;
    joinsNext = false;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    const isEscaped = unit === '\\' && (isQuoted || commentDepth > 0) && at + 1 < text.length;
    const character = isEscaped ? text[++at]! : unit;
    if (commentDepth > 0) {
      if (!isEscaped) commentDepth += unit === '(' ? 1 : unit === ')' ? -1 : 0;
    } else if (isQuoted) {
      if (!isEscaped && unit === '"') isQuoted = false;
      else word += character;
    } else if (unit === '"') {
      if (isWord && !joinsNext && isSpace(text[at - 1] ?? '')) endWord();
      isQuoted = true;
      isWord = true;
      joinsNext = false;
    } else if (unit === '(') {
      commentDepth = 1;
    } else if (unit === ';') {
      endWord();
      pieces.push([]);
    } else if (isSpace(unit)) {
      // Whether the word goes on is seen at what follows.
    } else {
      const afterGap = at > 0 && (isSpace(text[at - 1]!) || text[at - 1] === ')');
      const isJoint = unit === '=' || (afterGap && (unit === '.' || unit === '/'));
      if (isWord && afterGap && !joinsNext && !isJoint) endWord();
      word += character;
      isWord = true;
      joinsNext = isJoint;
    }
  }
  endWord();
  return pieces;
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\t' || unit === '\r' || unit === '\n';
}
