import { type Attribution, type FoundAttribution, mayEndAttribution, readAttribution } from './attributions.ts';
import { readHeaderBlock } from './header-blocks.ts';
import { goesOnAtLevel, type Line, skipBlank } from './lines.ts';
import { readSeparator } from './separators.ts';

/** An attribution of lines with quote marks. */
export interface Introduction {
  readonly end: number;
  readonly attribution: Attribution;
  /** The level of the lines that it introduces. */
  readonly introduces: number;
}

/**
 * Finds what introduces marked lines, by the number of its first line: right above them, or (Apple Mail) at their head, marked itself.
 *
 * @returns `looseRises` says of a line where, further down in the text of its level, marked lines begin that nothing introduces.
 */
export function findIntroductions(lines: readonly Line[]): {
  readonly introductions: ReadonlyMap<number, Introduction>;
  readonly looseRises: readonly (number | undefined)[];
} {
  const found = new Map<number, Introduction>();
  const loose = new Map<number, number>();
  let above = -1;
  let gap = 0;
  /** The attribution above the marked lines that are open, by level: each introduces one run of lines. */
  const introduced: boolean[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.content === '') {
      // Empty lines with marks are part of the quote.
      if (above === -1 || line.level <= lines[above]!.level) gap++;
      continue;
    }
    const levelAbove = above === -1 ? 0 : lines[above]!.level;
    if (line.level < levelAbove) introduced.length = Math.min(introduced.length, line.level + 1);
    if (line.level > levelAbove) {
      const outer = above === -1 || gap > MAX_GAP_LINES ? undefined : introductionAbove(lines, above, at);
      const inner = introductionAtHead(lines, at);
      // `> On … Alice wrote:` above `>> On … Bob wrote:`: both stand at the head of what they introduce, unless the outer is needed below.
      const isOuterAtHead = outer !== undefined && inner !== undefined && levelAbove > 0 && introduced[levelAbove] !== true;
      if (outer !== undefined && !found.has(outer.start)) {
        const introduces = isOuterAtHead ? levelAbove : levelAbove + 1;
        found.set(outer.start, { end: isOuterAtHead ? outer.lastLine + 1 : at, attribution: outer.attribution, introduces });
        introduced[introduces] = true;
      }
      const isIntroduced = outer !== undefined && !isOuterAtHead && line.level === levelAbove + 1;
      if (inner !== undefined && !isIntroduced) {
        found.set(at, { end: inner.end, attribution: inner.attribution, introduces: line.level });
        introduced[line.level] = true;
      }
      if (outer === undefined && inner === undefined) loose.set(at, levelAbove);
    }
    above = at;
    gap = 0;
  }
  return { introductions: found, looseRises: risesBelow(lines, loose, found) };
}

/**
 * What was introduced goes on below answers: such lines are loose for nothing above their attribution.
 *
 * @param loose - From which level the lines rise.
 */
function risesBelow(
  lines: readonly Line[],
  loose: ReadonlyMap<number, number>,
  introductions: ReadonlyMap<number, Introduction>,
): (number | undefined)[] {
  const below = new Array<number | undefined>(lines.length);
  if (loose.size === 0) return below;
  const byLevel: (number | undefined)[] = [];
  for (let at = lines.length - 1; at >= 0; at--) {
    const { level, content } = lines[at]!;
    if (content === '') continue;
    // What is deeper belongs to another text of that level.
    byLevel.length = Math.min(byLevel.length, level + 1);
    if ((introductions.get(at)?.introduces ?? 0) > level) byLevel[level] = undefined;
    below[at] = byLevel[level];
    const from = loose.get(at);
    if (from !== undefined) byLevel[from] = at;
  }
  return below;
}

/** More empty lines than these stand between no attribution and its quote. */
const MAX_GAP_LINES = 2;

/** An attribution takes at most this many lines. */
const MAX_ATTRIBUTION_LINES = 4;

/** The attribution whose last line is `last`: the fewest lines that read as a whole one, else as the end of one. */
function introductionAbove(
  lines: readonly Line[],
  last: number,
  quoted: number,
): { readonly start: number; readonly lastLine: number; readonly attribution: Attribution } | undefined {
  const level = lines[last]!.level;
  const separator = readSeparator(lines[last]!.content);
  if (separator !== undefined && separator.kind !== 'end') {
    // A block of header lines at the head of the marked lines says more: it is read there.
    return readHeaderBlock(lines, quoted, true) === undefined
      ? { start: last, lastLine: last, attribution: { style: separator.kind, ...separator.attribution } }
      : undefined;
  }
  if (!mayEndAttribution(lines[last]!.content)) return undefined;
  let joined = '';
  let asEnd: { readonly start: number; readonly attribution: Attribution } | undefined;
  for (let first = last; first >= 0 && last - first < MAX_ATTRIBUTION_LINES; first--) {
    const line = lines[first]!;
    // Where an attribution within a quote was wrapped, its end has lost a mark.
    const isWrapped = line.level === lines[quoted]!.level;
    if ((line.level !== level && !isWrapped) || line.content === '') break;
    // Two dates are two attributions: `On …, Alice wrote:` above a mail of hers that begins with `On …, Bob wrote:`.
    if (asEnd?.attribution.date !== undefined && readAttribution(line.content)?.certainty === 'whole') break;
    joined = joined === '' ? line.content : `${line.content} ${joined}`;
    const found = readAttribution(joined);
    if (found?.certainty === 'whole') return { start: belowSeparator(lines, first), lastLine: last, attribution: found.attribution };
    // A verb alone, which a program wrapped, says nothing: what stands above belongs to it.
    const isBetter =
      asEnd === undefined || found?.certainty === 'shape' || (saysNothing(asEnd.attribution) && !endsSentence.test(line.content));
    if (found !== undefined && !isWrapped && isBetter) asEnd = { start: first, attribution: found.attribution };
  }
  return asEnd && { ...asEnd, start: belowSeparator(lines, asEnd.start), lastLine: last };
}

/** Words of the author that run into an attribution stay his. */
const endsSentence = /\p{Ll}{3}[.!?;]\s+\p{Lu}/u;

function saysNothing({ sender, date }: Attribution): boolean {
  return sender === undefined && date === undefined;
}

/** Proton writes `------- Original Message -------` above its attribution: the two are one. */
function belowSeparator(lines: readonly Line[], start: number): number {
  const above = lines[start - 1];
  if (above === undefined || above.level !== lines[start]!.level) return start;
  return readSeparator(above.content)?.kind === 'reply' ? start - 1 : start;
}

/** Apple Mail marks the attribution too, as the first of the quoted lines; what follows must be of their level. */
function introductionAtHead(
  lines: readonly Line[],
  start: number,
): { readonly end: number; readonly attribution: Attribution } | undefined {
  const here = readSeparator(lines[start]!.content);
  const isSeparated = here !== undefined && here.kind !== 'end';
  const separator = isSeparated ? here : separatorAbove(lines, start);
  const block = readHeaderBlock(lines, isSeparated ? skipBlank(lines, start + 1) : start, separator !== undefined);
  const style = separator?.kind === 'forward' ? 'forward' : 'reply';
  if (block !== undefined && lines[block.end - 1]!.level === lines[start]!.level)
    return { end: block.end, attribution: { style, ...separator?.attribution, ...block.attribution } };
  const found = attributionFrom(lines, start);
  return found !== undefined && goesOnAtLevel(lines, found.end, lines[start]!.level) ? found : undefined;
}

function separatorAbove(lines: readonly Line[], start: number): ReturnType<typeof readSeparator> {
  let at = start - 1;
  while (at >= 0 && start - at <= 3 && lines[at]!.content === '') at--;
  const found = at < 0 ? undefined : readSeparator(lines[at]!.content);
  return found?.kind === 'end' ? undefined : found;
}

/** The whole attribution that begins at a line. */
export function attributionFrom(lines: readonly Line[], start: number): (FoundAttribution & { readonly end: number }) | undefined {
  const { level } = lines[start]!;
  let joined = '';
  for (let at = start; at < lines.length && at - start < MAX_ATTRIBUTION_LINES; at++) {
    const { content, level: itsLevel } = lines[at]!;
    if (itsLevel !== level || content === '') return undefined;
    joined = joined === '' ? content : `${joined} ${content}`;
    const found = mayEndAttribution(content) ? readAttribution(joined) : undefined;
    if (found?.certainty === 'whole') return { ...found, end: at + 1 };
  }
  return undefined;
}
