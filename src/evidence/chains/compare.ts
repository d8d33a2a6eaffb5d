import { alignWords, type Run } from './align.ts';
import { classOf, type DifferenceClass, isHarmless, isPutInByPrograms, isSentenceEnd } from './differences.ts';
import { type ChainWords, linkWord, type WordExtent } from './words.ts';

/** A text with its words: wrapping undone, so that a line end ends a paragraph. */
export interface WordedText extends ChainWords {
  readonly text: string;
  /** Known without reading the text: two that have the same one are the same text, to the letter. */
  readonly digest?: string | undefined;
}

/** What a message says for itself: its text without what it quotes. */
export interface OwnText extends WordedText {
  /** Whether word `index` counts as the author's: his signature and disclaimers stand in the text, and do not. */
  counts(index: number): boolean;
  /** Known without making its words. Undefined where some of them do not count. */
  readonly extent?: WordExtent | undefined;
}

/** What another message quotes in one place, its marks taken off. */
export interface QuotedText extends WordedText {
  /** Each line had its quote mark (`>`): what stands between two quoted lines was then quoted too. Without marks people write into quotes. */
  readonly isMarked: boolean;
}

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A place inside the passage that both have where they differ. */
export interface Difference {
  /**
   * `replaced`: the quote has other words. `inserted`: it has words that the message lacks. `left-out`: it lacks words in the middle
   * of a sentence. Only the first two can contradict a message.
   */
  readonly kind: 'replaced' | 'inserted' | 'left-out';
  /** What kind of words differ, the gravest of them. */
  readonly of: DifferenceClass;
  /** In the message's own text; empty where it has no such words. */
  readonly own: Stretch;
  /** In the quote. */
  readonly quoted: Stretch;
}

/** How a message's own words stand to a quote. */
export interface Comparison {
  /** Words that count as the message's own, and how many of them the quote has in the same order. */
  readonly ownWords: number;
  readonly matchedWords: number;
  /** The longest run of own words that the quote lacks. */
  readonly longestUnmatched: number;
  /** The longest run of words that both have, but for what programs do to them. */
  readonly longestRun: number;
  /** Stretches of the own text that the quote has. */
  readonly matched: readonly Stretch[];
  /** Stretches of the own text, of words that count, that it lacks. */
  readonly unmatched: readonly Stretch[];
  readonly differences: readonly Difference[];
  /**
   * Stretches of the quote between words that both have, which are no difference and stand not in the message: answers that somebody
   * wrote into a quote without marks, remarks in brackets. Or words that were taken out of the message. And those right before and
   * right behind all that both have, in the same sentence: where a quote begins and ends, nobody can say why they differ.
   */
  readonly interleaved: readonly Stretch[];
}

/**
 * Compares a message's own words with what another message quotes.
 *
 * It is directional: people trim what they quote, so that what the quote lacks at its ends, or a sentence that it lacks, is no
 * difference; nor are those that programs make (wrapping, typographic quotes, addresses of links, lost accents). A difference lies
 * within the passage that both have, with words in common close on both sides.
 *
 * @param isMarked - Whether marks set apart what was quoted.
 * @see docs/verdicts.md, "Corroboration, precisely" and "Contradiction, precisely"
 */
export function compareTexts(own: OwnText, quoted: QuotedText, isMarked = quoted.isMarked): Comparison {
  if (isSameText(own, quoted)) return identical(own);
  const runs = alignWords(own.words, quoted.words);
  const islands = joinedByPrograms(runs, own, quoted);
  const banks = islands.filter((island, index) => index === 0 || index === islands.length - 1 || isBank(island, own, quoted));
  const differences: Difference[] = [];
  const interleaved: Stretch[] = [];
  for (let index = 1; index < banks.length; index++) {
    const [before, after] = [banks[index - 1]!, banks[index]!];
    const gap: Gap = { a: before.aEnd, aEnd: after.a, b: before.bEnd, bEnd: after.b };
    // A word that was misread may be two, of which the second is that which follows it: `não o`, `nÃ£o o`.
    if (isHarmlessGap(gap, own, quoted)) continue;
    const kind = differenceKind(gap, before, after, own, quoted, isMarked);
    if (gap.aEnd === gap.a && quoted.words.slice(gap.b, gap.bEnd).every(isPutInByPrograms)) continue;
    if (kind !== undefined) differences.push(toldDifference(kind, gap, own, quoted));
    else if (gap.bEnd > gap.b) interleaved.push(stretch(quoted, gap.b, gap.bEnd));
  }
  interleaved.unshift(...besideFirst(banks[0], quoted));
  interleaved.push(...besideLast(banks.at(-1), quoted));
  const longestRun = islands.reduce((longest, { a, aEnd }) => Math.max(longest, aEnd - a), 0);
  return { ...shares(own, islands), longestRun, differences, interleaved };
}

function isSameText(one: WordedText, other: WordedText): boolean {
  if (one.digest !== undefined && other.digest !== undefined) return one.digest === other.digest;
  return one.text === other.text;
}

/** Most quotes of a whole mail are: the words of such a quote need not even be made. */
function identical(own: OwnText): Comparison {
  if (own.extent !== undefined) {
    const { words, ...all } = own.extent;
    const none = { longestUnmatched: 0, unmatched: [], differences: [], interleaved: [] };
    return { ownWords: words, matchedWords: words, longestRun: words, matched: words === 0 ? [] : [all], ...none };
  }
  const { length } = own.words;
  const islands = length === 0 ? [] : [{ a: 0, aEnd: length, b: 0, bEnd: length }];
  return { ...shares(own, islands), longestRun: length, differences: [], interleaved: [] };
}

/** Words that both have, from `a` to `aEnd` of the own text and from `b` to `bEnd` of the quote, but for what programs do to them. */
interface Island {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** What stands between two islands. */
type Gap = Island;

/** The runs that two texts share, and with them the words that differ by what programs do alone. */
function joinedByPrograms(runs: readonly Run[], own: OwnText, quoted: QuotedText): Island[] {
  const islands: Island[] = [];
  for (const { a, b, length } of runs) {
    const last = islands.at(-1);
    const next = { a, aEnd: a + length, b, bEnd: b + length };
    if (last === undefined) {
      const head = withoutHarmlessEnds({ a: 0, aEnd: a, b: 0, bEnd: b }, own, quoted);
      const isAll = head.a === head.aEnd && head.b === head.bEnd;
      islands.push({ ...next, a: isAll ? 0 : head.aEnd, b: isAll ? 0 : head.bEnd });
    } else {
      const gap = withoutHarmlessEnds({ a: last.aEnd, aEnd: a, b: last.bEnd, bEnd: b }, own, quoted);
      const grown = { ...last, aEnd: gap.a, bEnd: gap.b };
      if (gap.a === gap.aEnd && gap.b === gap.bEnd) islands[islands.length - 1] = { ...grown, aEnd: next.aEnd, bEnd: next.bEnd };
      else islands.splice(-1, 1, grown, { ...next, a: gap.aEnd, b: gap.bEnd });
    }
  }
  const last = islands.pop();
  if (last === undefined) return [];
  const tail = withoutHarmlessEnds({ a: last.aEnd, aEnd: own.words.length, b: last.bEnd, bEnd: quoted.words.length }, own, quoted);
  return [...islands, { ...last, aEnd: tail.a, bEnd: tail.b }];
}

/** A gap without the words at its ends that differ by what programs do alone; nothing is left of one in which all do. */
function withoutHarmlessEnds(gap: Gap, own: OwnText, quoted: QuotedText): Gap {
  let { a, aEnd, b, bEnd } = gap;
  if (isHarmlessGap(gap, own, quoted)) return { a: aEnd, aEnd, b: bEnd, bEnd };
  // A program may have parted a word, or joined two.
  const steps = [
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
  ] as const;
  for (let step = steps[0] as (typeof steps)[number] | undefined; step !== undefined; ) {
    step = steps.find(([m, n]) => a + m <= aEnd && b + n <= bEnd && isHarmlessGap({ a, aEnd: a + m, b, bEnd: b + n }, own, quoted));
    if (step !== undefined) [a, b] = [a + step[0], b + step[1]];
  }
  for (let step = steps[0] as (typeof steps)[number] | undefined; step !== undefined; ) {
    step = steps.find(([m, n]) => a + m <= aEnd && b + n <= bEnd && isHarmlessGap({ a: aEnd - m, aEnd, b: bEnd - n, bEnd }, own, quoted));
    if (step !== undefined) [aEnd, bEnd] = [aEnd - step[0], bEnd - step[1]];
  }
  return { a, aEnd, b, bEnd };
}

function isHarmlessGap({ a, aEnd, b, bEnd }: Gap, own: OwnText, quoted: QuotedText): boolean {
  if (aEnd - a === 1 && bEnd - b === 1 && own.words[a] === quoted.words[b]) return true;
  return aEnd > a && bEnd > b && isHarmless(own.words.slice(a, aEnd), quoted.words.slice(b, bEnd));
}

/** Words in common that must stand right before and right after a difference. */
const flankWords = 3;

/** Of longer stretches one side was rewritten or trimmed, and is no copy of the other. */
const maxReplacedWords = 12;

/** Longer stretches that only the quote has are a mail of their own, of which the beginning was not seen. */
const maxInsertedWords = 40;

/** Longer stretches that a quote lacks were trimmed. */
const maxLeftOutWords = 3;

function differenceKind(
  gap: Gap,
  before: Island,
  after: Island,
  own: OwnText,
  quoted: QuotedText,
  isMarked: boolean,
): Difference['kind'] | undefined {
  const [ownCount, quotedCount] = [gap.aEnd - gap.a, gap.bEnd - gap.b];
  const isShort = ownCount <= maxReplacedWords && quotedCount <= maxReplacedWords;
  const isFlanked = before.aEnd - before.a >= flankWords && after.aEnd - after.a >= flankWords;
  if (!isFlanked && Math.max(before.aEnd - before.a, after.aEnd - after.a) < flankWords) return undefined;
  if (before.aEnd - before.a < flankWords && !beginsBoth(before, own, quoted)) return undefined;
  if (after.aEnd - after.a < flankWords && !endsBoth(after, own, quoted)) return undefined;
  // Of what a sentence's neighbours may be parted from it by: an answer written between, a passage left out.
  const ownBroken = [breaksAt(own, gap.a - 1), breaksAt(own, gap.aEnd - 1)] as const;
  const quotedBroken = [breaksAt(quoted, gap.b - 1), breaksAt(quoted, gap.bEnd - 1)] as const;
  const joinedBefore = !ownBroken[0] && !quotedBroken[0];
  const joinedAfter = !ownBroken[1] && !quotedBroken[1];
  if (!isFlanked) return ownCount > 0 && quotedCount > 0 && joinedBefore && joinedAfter && isShort ? 'replaced' : undefined;
  if (quotedCount === 0) return ownCount <= maxLeftOutWords && isWithinSentence(gap, before, after, own, quoted) ? 'left-out' : undefined;
  if (ownCount === 0) {
    if (quotedCount > maxInsertedWords || isRemark(gap, quoted)) return undefined;
    return isMarked || (joinedBefore && joinedAfter && !mayBeSentences(gap, quoted)) ? 'inserted' : undefined;
  }
  if (!isShort) return undefined;
  return joinedBefore || joinedAfter ? 'replaced' : undefined;
}

/**
 * Whether words that were put in may be whole sentences: where they begin or end with the same words as stands beside them, which of the two
 * were put in cannot be said (`He left. [I know. He] left.`).
 */
function mayBeSentences({ b, bEnd }: Gap, quoted: QuotedText): boolean {
  const isBroken = (by: number) => breaksAt(quoted, b + by - 1) && breaksAt(quoted, bEnd + by - 1);
  for (let by = 1; by <= mostMoved && quoted.words[b + by - 1] === quoted.words[bEnd + by - 1]; by++) if (isBroken(by)) return true;
  for (let by = 1; by <= mostMoved && b - by >= 0 && quoted.words[b - by] === quoted.words[bEnd - by]; by++) if (isBroken(-by)) return true;
  return false;
}

/**
 * Whether words that a quote lacks are part of a sentence of which it has the rest, whichever of equal words they are (`they go [go] on`).
 *
 * The quote must go on there without a break, or with the very mark that the message has where the sentence begins or ends: at another
 * one the rest of a line may have lost its mark, and stand between.
 */
function isWithinSentence({ a, aEnd, b }: Gap, before: Island, after: Island, own: OwnText, quoted: QuotedText): boolean {
  const isWithin = (by: number): boolean => {
    const [begins, ends] = [breaksAt(own, a + by - 1), breaksAt(own, aEnd + by - 1)];
    if (!begins && !ends) return !breaksAt(quoted, b + by - 1);
    const mark = markAt(quoted, b + by - 1);
    return begins !== ends && mark !== undefined && mark === markAt(own, begins ? a + by - 1 : aEnd + by - 1);
  };
  if (!isWithin(0)) return false;
  const [least, most] = [Math.min(mostMoved, before.aEnd - before.a), Math.min(mostMoved, after.aEnd - after.a)];
  for (let by = 1; by <= most && own.words[a + by - 1] === own.words[aEnd + by - 1]; by++) if (!isWithin(by)) return false;
  for (let by = 1; by <= least && own.words[a - by] === own.words[aEnd - by]; by++) if (!isWithin(-by)) return false;
  return true;
}

/** What stands between word `index` and the next; undefined at the end of a line, and of the text. */
function markAt({ text, starts, ends }: WordedText, index: number): string | undefined {
  const [end, next] = [ends[index], starts[index + 1]];
  const between = end === undefined || next === undefined ? '\n' : text.slice(end, next);
  return between.includes('\n') ? undefined : between.trim();
}

/** A sentence seldom begins with more words than these of the one before it. */
const mostMoved = 8;

/** What the quote has before the first words in common, in the sentence to which they belong. */
function besideFirst(first: Island | undefined, quoted: QuotedText): Stretch[] {
  if (first === undefined || first.aEnd - first.a < flankWords) return [];
  let from = first.b;
  while (from > 0 && !isParted(quoted, from - 1)) from--;
  return besideEnd(from, first.b, quoted);
}

/** What it has behind the last ones. Behind a link it may be what is left of its address, which a program wrapped. */
function besideLast(last: Island | undefined, quoted: QuotedText): Stretch[] {
  if (last === undefined || last.aEnd - last.a < flankWords || quoted.words[last.bEnd - 1] === linkWord) return [];
  let to = last.bEnd;
  while (to < quoted.words.length && !isParted(quoted, to - 1)) to++;
  return besideEnd(last.bEnd, to, quoted);
}

function besideEnd(b: number, bEnd: number, quoted: QuotedText): Stretch[] {
  if (bEnd === b || isRemark({ b, bEnd }, quoted) || quoted.words.slice(b, bEnd).every(isPutInByPrograms)) return [];
  return [stretch(quoted, b, bEnd)];
}

/** A ruler parts the footer of a list from what stands above it. */
function isParted(text: WordedText, index: number): boolean {
  return breaksAt(text, index) || /[-_=*]{3}/.test(text.text.slice(text.ends[index], text.starts[index + 1]));
}

/** `[snip]`, `[the bank]`: who quotes says in brackets that these words are his. */
function isRemark({ b, bEnd }: Pick<Gap, 'b' | 'bEnd'>, { text, starts, ends }: QuotedText): boolean {
  return (
    /[[<]\s*$/.test(text.slice(Math.max(0, starts[b]! - 3), starts[b])) && /^\s*[\]>]/.test(text.slice(ends[bEnd - 1], ends[bEnd - 1]! + 3))
  );
}

/** Whether words in common part what differs before them from what differs behind. A word or two between two changes do not. */
function isBank(island: Island, own: OwnText, quoted: QuotedText): boolean {
  return island.aEnd - island.a >= flankWords || beginsBoth(island, own, quoted) || endsBoth(island, own, quoted);
}

/** Fewer words in common are enough where a sentence begins with them in both texts: there are no more. */
function beginsBoth({ a, b }: Island, own: OwnText, quoted: QuotedText): boolean {
  return breaksAt(own, a - 1) && breaksAt(quoted, b - 1);
}

function endsBoth({ aEnd, bEnd }: Island, own: OwnText, quoted: QuotedText): boolean {
  return breaksAt(own, aEnd - 1) && breaksAt(quoted, bEnd - 1);
}

/** Whether a sentence or a paragraph ends between word `index` and the next. */
function breaksAt({ text, starts, ends }: WordedText, index: number): boolean {
  const [end, next] = [ends[index], starts[index + 1]];
  return end === undefined || next === undefined || isSentenceEnd(text.slice(end, next));
}

function toldDifference(kind: Difference['kind'], gap: Gap, own: OwnText, quoted: QuotedText): Difference {
  return {
    kind,
    of: classOf(own, gap.a, gap.aEnd, quoted, gap.b, gap.bEnd),
    own: stretch(own, gap.a, gap.aEnd),
    quoted: stretch(quoted, gap.b, gap.bEnd),
  };
}

/** From the first character of word `from` to the last before word `to`; where there is none, the place between its neighbours. */
function stretch({ text, starts, ends }: WordedText, from: number, to: number): Stretch {
  if (from < to) return { start: starts[from]!, end: ends[to - 1]! };
  const place = ends[from - 1] ?? starts[from] ?? text.length;
  return { start: place, end: place };
}

type Shares = Pick<Comparison, 'ownWords' | 'matchedWords' | 'longestUnmatched' | 'matched' | 'unmatched'>;

function shares(own: OwnText, islands: readonly Island[]): Shares {
  const { length } = own.words;
  const isMatched = new Uint8Array(length);
  for (const { a, aEnd } of islands) isMatched.fill(1, a, aEnd);
  const matched: Stretch[] = [];
  const unmatched: Stretch[] = [];
  let [ownWords, matchedWords, longestUnmatched] = [0, 0, 0];
  for (let from = 0, at = 1; from < length; at++) {
    if (at < length && kindOf(at) === kindOf(from)) continue;
    const kind = kindOf(from);
    if (kind === 'matched') matched.push(stretch(own, from, at));
    if (kind === 'unmatched') {
      unmatched.push(stretch(own, from, at));
      longestUnmatched = Math.max(longestUnmatched, at - from);
    }
    for (let word = from; word < at; word++) {
      if (!own.counts(word)) continue;
      ownWords++;
      if (isMatched[word] === 1) matchedWords++;
    }
    from = at;
  }
  return { ownWords, matchedWords, longestUnmatched, matched, unmatched };

  function kindOf(index: number): 'matched' | 'unmatched' | 'none' {
    return isMatched[index] === 1 ? 'matched' : own.counts(index) ? 'unmatched' : 'none';
  }
}
