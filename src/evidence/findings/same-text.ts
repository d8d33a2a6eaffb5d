import { alignWords } from '../chains/align.ts';
import type { Stretch, WordedText } from '../chains/compare.ts';
import { isHarmless } from '../chains/differences.ts';

/** What differs inside a text that two copies otherwise share, as written. */
export interface CopyDifference {
  readonly one: string;
  readonly other: string;
  /** The other has nothing there, and the one whole lines, between which no sentence runs on: what a server puts in, a signature or a notice. */
  readonly isLeftOut: boolean;
}

/** How two messages that say they are the same stand to each other. */
export type CopyComparison =
  | { readonly kind: 'same' }
  /** Versions of one text. */
  | { readonly kind: 'differ'; readonly differences: readonly CopyDifference[] }
  /** Texts that have little in common. */
  | { readonly kind: 'other' };

/** Below this share two texts are no versions of one. */
const leastShare = 0.5;

/** Fewer words are no text: a mail of an attachment alone, a stub. */
const leastWords = 5;

/**
 * Compares two messages form by form: each form of either must be the same as some form of the other, for programs drop forms and make
 * one of another. What stands before or after the whole is no difference: lists and gateways put their lines there.
 */
export function compareCopies(one: readonly WordedText[], other: readonly WordedText[]): CopyComparison {
  const [left, right] = [one.filter(isText), other.filter(isText)];
  if (left.length === 0 || right.length === 0) return { kind: 'same' };
  const pairs = left.map((a) => right.map((b) => compareForms(a, b)));
  const closest = (found: readonly Compared[]): Compared =>
    found.toSorted((a, b) => a.differences.length - b.differences.length || b.share - a.share)[0]!;
  const bests = [...pairs.map((row) => closestVersion(row)), ...right.map((_, index) => closestVersion(pairs.map((row) => row[index]!)))];
  const versions = bests.filter((best) => best !== undefined);
  if (versions.length === 0) return { kind: 'other' };
  const worst = versions.toSorted((a, b) => b.differences.length - a.differences.length)[0]!;
  return worst.differences.length === 0 ? { kind: 'same' } : { kind: 'differ', differences: worst.differences };

  function closestVersion(found: readonly Compared[]): Compared | undefined {
    const versions = found.filter(({ share }) => share >= leastShare);
    return versions.length === 0 ? undefined : closest(versions);
  }
}

interface Compared {
  readonly share: number;
  readonly differences: readonly CopyDifference[];
}

function isText({ words }: WordedText): boolean {
  return words.length >= leastWords;
}

/** Words in common in a row that count: shorter runs between words that differ are chance. */
const leastRun = 3;

/** Stricter than what is said of quotes, which people trim, mend and answer in: all that differs between the first and the last words in common counts. */
function compareForms(a: WordedText, b: WordedText): Compared {
  if (a.words.length === b.words.length && a.words.every((word, index) => word === b.words[index])) return { share: 1, differences: [] };
  const runs = alignWords(a.words, b.words).filter(({ length }) => length >= leastRun);
  const matched = runs.reduce((sum, { length }) => sum + length, 0);
  const share = matched / Math.min(a.words.length, b.words.length);
  const differences = runs.slice(1).flatMap((after, index): CopyDifference[] => {
    const before = runs[index]!;
    const gap = withoutHarmlessEnds(a, b, {
      ...{ a: before.a + before.length, aEnd: after.a, b: before.b + before.length, bEnd: after.b },
    });
    if (gap === undefined) return [];
    const [own, quoted] = [stretch(a, gap.a, gap.aEnd), stretch(b, gap.b, gap.bEnd)];
    if (isByProgram({ own, quoted }, a.text, b.text)) return [];
    const isLeftOut = gap.b === gap.bEnd && areWholeLines(a.text, own);
    return [{ one: a.text.slice(own.start, own.end), other: b.text.slice(quoted.start, quoted.end), isLeftOut }];
  });
  return { share, differences };
}

/** Whether a stretch begins and ends with lines, as far as words go, at which sentences end, too. */
function areWholeLines(text: string, { start, end }: Stretch): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextLine = text.indexOf('\n', end);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  const hasWords = (from: number, to: number): boolean => /[\p{L}\p{N}]/u.test(text.slice(from, to));
  if (start === end || hasWords(lineStart, start) || hasWords(end, lineEnd)) return false;
  return isSentenceOver(text, lineStart - 1) && isSentenceOver(text, lineEnd);
}

/**
 * Whether what stands behind the line that ends at `lineEnd` is another sentence: the line is shorter than lines are broken at, ends in a
 * mark, or is the last of its paragraph.
 */
function isSentenceOver(text: string, lineEnd: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', lineEnd - 1) + 1, Math.max(0, lineEnd)).trim();
  if (line.length < shortestWrapped || /[.!?:…]["'”’)]*$/.test(line)) return true;
  const nextEnd = text.indexOf('\n', lineEnd + 1);
  return text.slice(lineEnd + 1, nextEnd === -1 ? text.length : nextEnd).trim() === '';
}

/** Programs break lines at 65 to 80 characters, at a space. */
const shortestWrapped = 50;

/** Words between two runs: from `a` to `aEnd` of the one, from `b` to `bEnd` of the other. */
interface Gap {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** Without the words at its ends that differ by what programs do to letters; undefined where nothing is left. */
function withoutHarmlessEnds(one: WordedText, other: WordedText, gap: Gap): Gap | undefined {
  let { a, aEnd, b, bEnd } = gap;
  const isSame = (from: number, to: number, otherFrom: number, otherTo: number) =>
    to > from && otherTo > otherFrom && isHarmless(one.words.slice(from, to), other.words.slice(otherFrom, otherTo));
  if (isSame(a, aEnd, b, bEnd)) return undefined;
  while (a < aEnd && b < bEnd && (one.words[a] === other.words[b] || isSame(a, a + 1, b, b + 1))) [a, b] = [a + 1, b + 1];
  while (a < aEnd && b < bEnd && (one.words[aEnd - 1] === other.words[bEnd - 1] || isSame(aEnd - 1, aEnd, bEnd - 1, bEnd)))
    [aEnd, bEnd] = [aEnd - 1, bEnd - 1];
  return a === aEnd && b === bEnd ? undefined : { a, aEnd, b, bEnd };
}

/** From the first character of word `from` to the last before word `to`; where there is none, the place before the next. */
function stretch({ text, starts, ends }: WordedText, from: number, to: number): Stretch {
  if (from < to) return { start: starts[from]!, end: ends[to - 1]! };
  const place = ends[from - 1] ?? starts[from] ?? text.length;
  return { start: place, end: place };
}

/**
 * What archives, lists and converters do inside a text: an address is masked; where a link, a picture or a note stood, a mark of it is
 * added; a character is left in the form in which it travelled. Nothing else that stands in brackets or beside an `@` is passed over: the
 * one place that is not looked at would be where the forged words stand.
 */
function isByProgram({ own, quoted }: { readonly own: Stretch; readonly quoted: Stretch }, one: string, other: string): boolean {
  const sides = [
    { ...own, text: one },
    { ...quoted, text: other },
  ] as const;
  const [left, right] = sides.map(({ text, start, end }) => wordAround(text, start, end)) as [string, string];
  if (isMasked(left) || isMasked(right)) return left.includes('@') && right.includes('@') && left[0] === right[0];
  const [added, ...more] = sides.filter(({ start, end }) => end > start);
  const lacking = sides.find(({ start, end }) => end === start);
  if (added === undefined || lacking === undefined || more.length > 0) return false;
  const { text, start, end } = added;
  const written = text.slice(start, end);
  // The address of a link has its bracket in it.
  if (text[start - 1] === '[') return addedMark.test(text[end] === ']' ? `${written}]` : written);
  if (text[start - 1] === '&' && text[end] === ';') return /^(?:nbsp|amp|lt|gt|quot)$/.test(written);
  if (text[start - 1] === '=') return /^[0-9A-F]{2}$/.test(written);
  return /^at$/i.test(written) && lacking.text[lacking.start] === '@';
}

function isMasked(word: string): boolean {
  return word.includes('@') && /\.{2,}|…|x{3,}|\*{2,}/i.test(word);
}

/** `[cid:image001.png]`, `[image: logo.png]`, `[1]`, `[https://…]`. */
const addedMark = /^(?:cid:\S{0,200}|image:? ?\S{0,40}|\d{1,3}|https?:\S{0,4096})\]$/i;

/** A stretch, to the white space on either side. */
function wordAround(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from > 0 && start - from < maxAround && !/\s/.test(text[from - 1]!)) from--;
  while (to < text.length && to - end < maxAround && !/\s/.test(text[to]!)) to++;
  return text.slice(from, to);
}

/** No address is longer (RFC 5321 §4.5.3.1). */
const maxAround = 320;
