import type { Attribution } from './attributions.ts';
import { readHeaderBlock } from './header-blocks.ts';
import { attributionFrom } from './introductions.ts';
import { goesOnAtLevel, type Line, skipBlank } from './lines.ts';
import type { QuotedPerson } from './people.ts';
import { isRuler, isWordedRuler, readSeparator } from './separators.ts';

/** What introduces quoted text without marks of its own. */
export interface Opening {
  readonly end: number;
  readonly attribution: Attribution;
  /** `rest`: the text of its level, to the end. `marked`: the marked lines that follow, after all. */
  readonly introduces: 'rest' | 'marked';
}

/**
 * Reads the separator, the block of header lines or the attribution that begins at a line.
 *
 * @param usesMarks - The author of this text has introduced marked lines before: then only header lines count.
 * @param looseRise - Where marked lines begin, further down at this level, that nothing introduces: they are what is introduced here,
 * unless more than a few lines stand between; then nobody knows.
 */
export function readOpening(lines: readonly Line[], start: number, usesMarks: boolean, looseRise: number | undefined): Opening | undefined {
  const { content, level } = lines[start]!;
  const separator = readSeparator(content);
  const isMark = separator !== undefined && separator.kind !== 'end';
  if (isMark || isRuler(content) || isWordedRuler(content)) {
    const at = skipBlank(lines, start + 1);
    if (at >= lines.length) return undefined;
    // What introduces the marked lines below is read with them.
    const isAbove = lines[at]!.level > level;
    const block = isAbove ? undefined : readHeaderBlock(lines, at, isMark);
    const style = separator?.kind === 'forward' ? 'forward' : 'reply';
    if (block !== undefined) return opened(lines, block.end, level, { style, ...separator?.attribution, ...block.attribution });
    // A ruler alone is no separator: header lines must follow it.
    return isMark && !isAbove ? opened(lines, start + 1, level, { style, ...separator.attribution }) : undefined;
  }
  const block = readHeaderBlock(lines, belowSummary(lines, start), false);
  if (block !== undefined) return opened(lines, block.end, level, { style: 'reply', ...block.attribution });
  const isFirst = start === 0 || lines[start - 1]!.content === '' || lines[start - 1]!.level !== level;
  if (!isFirst || usesMarks) return undefined;
  const found = attributionFrom(lines, start);
  if (found === undefined || !isNamed(found.attribution.sender) || !goesOnAtLevel(lines, found.end, level)) return undefined;
  if (looseRise !== undefined) {
    const between = lines
      .slice(found.end, Math.min(looseRise, found.end + MAX_BETWEEN + MAX_BLANK_BETWEEN))
      .filter((line) => line.content !== '');
    const isNear = between.length <= MAX_BETWEEN && looseRise - found.end <= MAX_BETWEEN + MAX_BLANK_BETWEEN;
    return isNear ? { end: found.end, attribution: found.attribution, introduces: 'marked' } : undefined;
  }
  // Yahoo repeats the sender in header lines below its attribution.
  const next = readHeaderBlock(lines, skipBlank(lines, found.end), true);
  if (next !== undefined && !isSamePerson(found.attribution.sender, next.attribution.sender)) {
    return { end: found.end, attribution: found.attribution, introduces: 'rest' };
  }
  return opened(lines, next?.end ?? found.end, level, { ...found.attribution, ...next?.attribution });
}

/** `[snip]`, `Hi Alice,`: so much stands between an attribution and its quote. */
const MAX_BETWEEN = 3;
const MAX_BLANK_BETWEEN = 5;

/** Lotus Notes sums up the mail in a line above its header lines: `Alice Arden ---05/13/2016 02:02:05 PM---Dear all, the budget…`. */
function belowSummary(lines: readonly Line[], start: number): number {
  const isSummary =
    lines[start]!.content.includes(' ---') &&
    /^\S.{1,80}? ?---\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4} \d{1,2}[:.]\d{2}[^-]{0,12}---/.test(lines[start]!.content.slice(0, 140));
  if (!isSummary) return start;
  let at = start + 1;
  while (at < lines.length && at - start < MAX_BETWEEN && lines[at]!.content !== '') at++;
  return skipBlank(lines, at);
}

/** `On 3 May 2016 we met Bob and he wrote:` is prose: the words of a name begin with capitals, or its script has none. */
function isNamed(sender: QuotedPerson | undefined): boolean {
  if (sender?.address !== undefined) return true;
  return sender?.name?.split(' ').every((word) => /^\P{Ll}/u.test(word) || particles.has(word)) === true;
}

const particles: ReadonlySet<string> = new Set(
  'af al av bin da de del della den der di dos du el ibn la le of ten ter van von y zu'.split(' '),
);

function isSamePerson(one: QuotedPerson | undefined, other: QuotedPerson | undefined): boolean {
  if (one?.address !== undefined && other?.address !== undefined) return one.address.toLowerCase() === other.address.toLowerCase();
  return one?.name !== undefined && one.name === other?.name;
}

/**
 * Outlook Express writes header lines and marks what they introduce. Marked lines that begin with an attribution of their own (Apple Mail)
 * are what the introduced mail quotes.
 */
function opened(lines: readonly Line[], end: number, level: number, attribution: Attribution): Opening {
  const at = skipBlank(lines, end);
  const isMarked = at < lines.length && lines[at]!.level === level + 1;
  const inner = isMarked ? attributionFrom(lines, at) : undefined;
  const isInner = inner !== undefined && goesOnAtLevel(lines, inner.end, level + 1);
  return { end, attribution, introduces: isMarked && !isInner ? 'marked' : 'rest' };
}
