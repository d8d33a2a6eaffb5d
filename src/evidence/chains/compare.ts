import { alignWords, type Run } from './align.ts';
import { classOf, type DifferenceClass, isHarmless, isSentenceEnd } from './differences.ts';
import type { ChainWords } from './words.ts';

/** A text with its words: wrapping undone, so that a line end ends a paragraph. */
export interface WordedText extends ChainWords {
  readonly text: string;
}

/** What a message says for itself: its text without what it quotes. */
export interface OwnText extends WordedText {
  /** Whether word `index` counts as the author's: his signature and disclaimers stand in the text, and do not. */
  readonly counts: (index: number) => boolean;
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
  /** The longest run of words that both have. */
  readonly longestRun: number;
  /** Stretches of the own text that the quote has. */
  readonly matched: readonly Stretch[];
  /** Stretches of the own text, of words that count, that it lacks. */
  readonly unmatched: readonly Stretch[];
  readonly differences: readonly Difference[];
}

/**
 * Compares a message's own words with what another message quotes.
 *
 * It is directional: people trim what they quote, so that what the quote lacks at its ends, or a sentence that it lacks, is no
 * difference; nor are those that programs make (wrapping, typographic quotes, addresses of links, lost accents). A difference lies
 * within the passage that both have, with words in common close on both sides.
 *
 * @see docs/verdicts.md, "Corroboration, precisely" and "Contradiction, precisely"
 */
export function compareTexts(own: OwnText, quoted: QuotedText): Comparison {
  const runs = alignWords(own.words, quoted.words);
  const differences: Difference[] = [];
  const harmless: Stretch[] = [];
  for (let index = 1; index < runs.length; index++) {
    const gap = gapBetween(runs[index - 1]!, runs[index]!, own, quoted);
    if (gap.ownCount > 0 && gap.quotedCount > 0 && isHarmless(gap.ownWords(), gap.quotedWords()))
      harmless.push({ start: gap.a, end: gap.aEnd });
    else {
      const kind = differenceKind(gap, runs[index - 1]!, runs[index]!, own, quoted);
      if (kind !== undefined) differences.push(toldDifference(kind, gap, own, quoted));
    }
  }
  return { ...shares(own, runs, harmless), longestRun: Math.max(0, ...runs.map(({ length }) => length)), differences };
}

/** The words between two runs: `a` to `aEnd` of the own text, `b` to `bEnd` of the quote. */
interface Gap {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
  readonly ownCount: number;
  readonly quotedCount: number;
  readonly ownWords: () => readonly string[];
  readonly quotedWords: () => readonly string[];
}

function gapBetween(before: Run, after: Run, own: OwnText, quoted: QuotedText): Gap {
  const [a, b, aEnd, bEnd] = [before.a + before.length, before.b + before.length, after.a, after.b];
  return {
    ...{ a, b, aEnd, bEnd, ownCount: aEnd - a, quotedCount: bEnd - b },
    ownWords: () => own.words.slice(a, aEnd),
    quotedWords: () => quoted.words.slice(b, bEnd),
  };
}

/** Words in common that must stand right before and right after a difference. */
const flankWords = 3;

/** Of longer stretches one side was rewritten or trimmed, and is no copy of the other. */
const maxReplacedWords = 12;

/** Longer stretches that a quote lacks were trimmed. */
const maxLeftOutWords = 3;

function differenceKind(gap: Gap, before: Run, after: Run, own: OwnText, quoted: QuotedText): Difference['kind'] | undefined {
  const isFlanked = before.length >= flankWords && after.length >= flankWords;
  if ([before, after].some((run) => run.length < flankWords && !isAtEdge(run, own, quoted))) return undefined;
  // Of what a sentence's neighbours may be parted from it by: an answer written between, a passage left out.
  const ownBroken = [breaksAt(own, gap.a - 1), breaksAt(own, gap.aEnd - 1)] as const;
  const quotedBroken = [breaksAt(quoted, gap.b - 1), breaksAt(quoted, gap.bEnd - 1)] as const;
  const joinedBefore = !ownBroken[0] && !quotedBroken[0];
  const joinedAfter = !ownBroken[1] && !quotedBroken[1];
  if (!isFlanked) return gap.ownCount > 0 && gap.quotedCount > 0 && joinedBefore && joinedAfter && isShort(gap) ? 'replaced' : undefined;
  if (gap.quotedCount === 0) {
    return gap.ownCount <= maxLeftOutWords && joinedBefore && !ownBroken[1] ? 'left-out' : undefined;
  }
  if (gap.ownCount === 0) return quoted.isMarked || (joinedBefore && joinedAfter) ? 'inserted' : undefined;
  if (!isShort(gap)) return undefined;
  return joinedBefore || joinedAfter ? 'replaced' : undefined;
}

function isShort({ ownCount, quotedCount }: Gap): boolean {
  return ownCount <= maxReplacedWords && quotedCount <= maxReplacedWords;
}

/** Fewer words in common are enough where both texts begin or end with them: there are no more. */
function isAtEdge({ a, b, length }: Run, own: OwnText, quoted: QuotedText): boolean {
  return (a === 0 && b === 0) || (a + length === own.words.length && b + length === quoted.words.length);
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

function shares(own: OwnText, runs: readonly Run[], harmless: readonly Stretch[]): Shares {
  const isMatched = new Uint8Array(own.words.length);
  for (const { a, length } of runs) isMatched.fill(1, a, a + length);
  for (const { start, end } of harmless) isMatched.fill(1, start, end);
  const matched: Stretch[] = [];
  const unmatched: Stretch[] = [];
  let [ownWords, matchedWords, longestUnmatched] = [0, 0, 0];
  for (let from = 0, at = 0; at <= own.words.length; at++) {
    if (at < own.words.length && kindOf(at) === kindOf(from)) continue;
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
