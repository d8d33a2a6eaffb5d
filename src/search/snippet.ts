import { endOfWord, foldText, startOfWord } from '../query/words.ts';

/** A stretch of a snippet. */
export interface SnippetPiece {
  readonly text: string;
  /** It is one of the words that were asked for. */
  readonly hit: boolean;
}

/** A mail may be a hundred megabytes long: words are looked for in the first of it only, in UTF-16 units. */
const maxSearched = 200_000;

/** How many hits are weighed against one another for the best place. */
const maxHits = 1_000;

/** How much of the text stands before the first hit, as a part of the snippet. */
const before = 0.25;

/**
 * The part of a text with the most of the words that were asked for, on one line.
 *
 * @param words - As `SearchIndex.terms` gives them: folded, with a star where any ending matches.
 * @param maxChars - The length of all pieces together, in UTF-16 units, without the ellipses (…) at ends where text was left out.
 * @returns The beginning of the text where none of the words is found; nothing for a text without characters.
 */
export function makeSnippet(text: string, words: readonly string[], maxChars: number): SnippetPiece[] {
  const line = text.slice(0, maxSearched).replace(blanks, ' ').trim();
  const hits = findHits(line, words);
  const firstHit = bestStart(hits, Math.floor(maxChars * (1 - before)));
  let start = firstHit === undefined || line.length <= maxChars ? 0 : Math.max(0, firstHit - Math.floor(maxChars * before));
  start = Math.min(start, Math.max(0, line.length - maxChars));
  if (start > 0) start = wordStart(line, start, firstHit ?? line.length);
  let end = Math.min(line.length, start + maxChars);
  if (end < line.length) end = wordEnd(line, start, end);
  const pieces = cut(line, start, end, hits);
  if (pieces.length === 0) return [];
  if (start > 0) pieces.unshift({ text: '… ', hit: false });
  if (end < line.length || text.length > maxSearched) pieces.push({ text: ' …', hit: false });
  return pieces;
}

/**
 * What a line has one space for: white space, separators and control characters; but for the single spaces between most words, which
 * stand as they are. Written out, since the engine looks each character up in tables for a class of Unicode.
 */
const blanks =
  /[\0- \x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]{2,}|[\0-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g;

interface Hit {
  readonly start: number;
  readonly end: number;
  /** The place in `words` of the one it matches. */
  readonly word: number;
}

function findHits(line: string, words: readonly string[]): Hit[] {
  const exact = new Map<string, number>();
  const beginnings: { readonly text: string; readonly word: number }[] = [];
  for (const [word, text] of words.entries()) {
    if (text.endsWith('*')) beginnings.push({ text: text.slice(0, -1), word });
    else exact.set(text, word);
  }
  const hits: Hit[] = [];
  if (words.length === 0) return hits;
  const candidate = candidates(words);
  const initials = new Set(words.map((text) => text.charCodeAt(0)));
  for (let end = 0; ; ) {
    const found = candidate.exec(line)?.index;
    if (found === undefined) break;
    const start = line.charCodeAt(found) < 0x80 ? found : startOfRun(line, found, end);
    if (start === found && !beginsWord(line, found, end)) {
      candidate.lastIndex = found + 1;
      continue;
    }
    end = endOfWord(line, start);
    candidate.lastIndex = end;
    // An ASCII letter at the head of a word stays what it is when the word is folded, but for its case.
    const initial = line.charCodeAt(start);
    if (initial < 0x80 && !initials.has(isAsciiUpper(initial) ? initial + 0x20 : initial)) continue;
    const folded = foldText(line.slice(start, end));
    const word = exact.get(folded) ?? beginnings.find((beginning) => folded.startsWith(beginning.text))?.word;
    if (word === undefined) continue;
    hits.push({ start, end, word });
    if (hits.length === maxHits) break;
  }
  return hits;
}

/**
 * Where a word that was asked for may stand: an ASCII one as it is, without regard to case; any other folds to what was asked for from
 * something that is not ASCII. The engine looks for these many times as fast as words can be cut out and compared one by one.
 */
function candidates(words: readonly string[]): RegExp {
  const texts = words.map((text) => (text.endsWith('*') ? text.slice(0, -1) : text));
  const beginnings = texts.filter((text) => /^[0-9a-z]+$/.test(text)).map((text) => text.slice(0, maxPattern));
  return new RegExp(['[^\\0-\\x7f]', ...beginnings].join('|'), 'gi');
}

/** As much of a word tells nearly where it stands; the engine takes no pattern of thirty thousand letters. */
const maxPattern = 32;

/** The first of the ASCII letters and digits that stand right before a place, not before `from`. */
function startOfRun(line: string, place: number, from: number): number {
  let start = place;
  while (start > from && isAsciiWord(line.charCodeAt(start - 1))) start--;
  return start;
}

/** @param end - Of the word before. */
function beginsWord(line: string, place: number, end: number): boolean {
  if (line.charCodeAt(place) >= 0x80) return startOfWord(line.slice(place, place + 2), 0) === 0;
  return place === end || !isAsciiWord(line.charCodeAt(place - 1));
}

function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

function isAsciiUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** Where the window of `length` begins that has the most different words, and of those the most hits. */
function bestStart(hits: readonly Hit[], length: number): number | undefined {
  const inside = new Map<number, number>();
  let best: number | undefined;
  let bestScore = 0;
  let next = 0;
  for (const [index, hit] of hits.entries()) {
    while (next < hits.length && (next === index || hits[next]!.end <= hit.start + length)) {
      const { word } = hits[next++]!;
      inside.set(word, (inside.get(word) ?? 0) + 1);
    }
    const score = inside.size * maxHits + (next - index);
    if (score > bestScore) {
      best = hit.start;
      bestScore = score;
    }
    const left = inside.get(hit.word)! - 1;
    if (left === 0) inside.delete(hit.word);
    else inside.set(hit.word, left);
  }
  return best;
}

/** The start of the next word at or after `start`, where one comes before `latest`. */
function wordStart(line: string, start: number, latest: number): number {
  if (line[start - 1] === ' ') return start;
  const space = line.indexOf(' ', start);
  if (space >= 0 && space < latest) return space + 1;
  return isLowSurrogate(line, start) ? start + 1 : start;
}

/** The end of the last word that ends at or before `end`; inside a word that is longer than the rest. */
function wordEnd(line: string, start: number, end: number): number {
  if (line[end] === ' ') return end;
  const space = line.lastIndexOf(' ', end - 1);
  if (space > start + (end - start) / 2) return space;
  return isLowSurrogate(line, end) ? end - 1 : end;
}

function isLowSurrogate(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function cut(line: string, start: number, end: number, hits: readonly Hit[]): SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  const push = (from: number, to: number, hit: boolean) => {
    if (to > from) pieces.push({ text: line.slice(from, to), hit });
  };
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    push(at, hit.start, false);
    push(hit.start, hit.end, true);
    at = hit.end;
  }
  push(at, end, false);
  return pieces;
}
