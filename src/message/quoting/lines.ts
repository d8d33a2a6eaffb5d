import { maxQuoteLevel } from '../limits.ts';

/**
 * A line of a text, and what stands in it behind its quote marks.
 *
 * A signature over a relaxed body leaves open how much white space stands within a line and of which kind, and whether any stands at its end
 * (RFC 6376 §3.4.4): whoever passes signed mail on may change it. So no width is measured and no pattern tried but on `relaxed` and
 * `content`, and `text` says only whether there is white space, not how much.
 */
export interface Line {
  /** As it is, with its line end. */
  readonly text: string;
  /** Without white space at its end, each run of SPACE and TAB one SPACE. */
  readonly relaxed: string;
  /** How many quote marks it begins with. */
  readonly level: number;
  /** Where in `text` that which stands behind them begins. */
  readonly behindMarks: number;
  /** Of `relaxed`, without quote marks and the white space around; '' where the line is blank. */
  readonly content: string;
}

/**
 * @param most - Lines are read up to this number, and up to that of the characters, as they are relaxed, of them all.
 */
export function readLines(text: string, most = { lines: Infinity, length: Infinity }): Line[] {
  const lines: Line[] = [];
  let length = 0;
  for (let at = 0; at < text.length && lines.length < most.lines; ) {
    const lineFeed = text.indexOf('\n', at);
    const end = lineFeed === -1 ? text.length : lineFeed + 1;
    const line = readLine(text.slice(at, end));
    length += line.relaxed.length + 1;
    if (length > most.length) break;
    lines.push(line);
    at = end;
  }
  for (let at = 1; at < lines.length - 1; at++) {
    const [above, line, below] = [lines[at - 1]!, lines[at]!, lines[at + 1]!];
    if (isWrappedOff(above, line, below)) lines[at] = { ...line, level: above.level };
  }
  for (const { start, end } of wrappedWithoutMarks(lines))
    for (let at = start; at < end; at++) lines[at] = { ...lines[at]!, level: lines[start - 1]!.level };
  return lines;
}

/**
 * Lines that a program wrapped within a quote, so that the rest of each stands without marks between the marked ones:
 *
 *     > The board met on 12 May and has approved the budget of the archive for
 *     next year.
 *     > Lena was not there.
 *
 * An author who answers there leaves an empty line, or begins a sentence. So a text is read so only where it happens again and again: the
 * line above is as wide as they all are and breaks a sentence off, and hardly anything without marks stands otherwise between marked lines.
 */
function wrappedWithoutMarks(lines: readonly Line[]): readonly Run[] {
  const runs = unmarkedRuns(lines);
  const width = runs.length < MIN_COMBS ? 0 : widthOf(lines, runs);
  if (width < MIN_COMB_WIDTH) return [];
  const wrapped = runs.filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (!isFilled(lines[at - 1]!, lines[at]!, width)) return false;
    return !lines[start - 1]!.content.endsWith(':');
  });
  const broken = wrapped.filter(({ start }) => !/[.?!;]$/.test(lines[start - 1]!.content)).length;
  return broken >= MIN_COMBS && broken > runs.length - wrapped.length ? wrapped : [];
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Lines of text without marks, no empty one before or behind them, between marked ones of one level. */
function unmarkedRuns(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  for (let start = 1; start < lines.length; start++) {
    const above = lines[start - 1]!;
    if (above.level === 0 || above.content === '' || !isUnmarkedText(lines[start]!)) continue;
    let end = start;
    while (end < lines.length && isUnmarkedText(lines[end]!)) end++;
    const below = lines[end];
    if (below !== undefined && below.level > 0 && (below.level === above.level || below.content === '')) runs.push({ start, end });
    start = end;
  }
  return runs;
}

/** Once may be chance. */
const MIN_COMBS = 2;
const MIN_COMB_WIDTH = 60;
/** Wider text is not wrapped. */
const MAX_COMB_WIDTH = 80;

function isUnmarkedText({ level, content }: Line): boolean {
  return level === 0 && content !== '';
}

/** How wide marked lines and those between them are; 0 where they are not wrapped. */
function widthOf(lines: readonly Line[], runs: readonly Run[]): number {
  let width = 0;
  for (const { level, relaxed, content } of lines) if (level > 0 && content.includes(' ')) width = Math.max(width, relaxed.length);
  if (width > MAX_COMB_WIDTH) return 0;
  for (const { start, end } of runs)
    for (const { relaxed } of lines.slice(start, end)) if (relaxed.length <= MAX_COMB_WIDTH) width = Math.max(width, relaxed.length);
  return width;
}

/** Whether the first word of a line would not have fitted into the one above it. */
function isFilled(above: Line, line: Line, width: number): boolean {
  const [firstWord = ''] = line.content.split(' ', 1);
  return above.relaxed.length + 1 + firstWord.length > width && line.relaxed.length <= Math.max(width, firstWord.length);
}

/**
 * Whether a line is the end of the quoted one above it: a program wrapped the longer line and lost some of its marks. Only where marks
 * are left: a line without any is the author's own.
 */
function isWrappedOff(above: Line, line: Line, below: Line): boolean {
  if (line.level === 0 || line.level >= above.level || below.level !== above.level) return false;
  if (line.content === '' || line.content.length > MAX_WRAPPED_OFF || above.content === '' || /[.?!:]$/.test(above.content)) return false;
  const [firstWord = ''] = line.content.split(' ', 1);
  return above.relaxed.length + 1 + firstWord.length >= MIN_WRAPPED_WIDTH;
}

const MAX_WRAPPED_OFF = 30;
/** Programs wrap at 72 columns at the least. */
const MIN_WRAPPED_WIDTH = 72;

/** The number of the first line that is not blank, few lines on. */
export function skipBlank(lines: readonly Line[], start: number): number {
  let at = start;
  while (at < lines.length && at - start < MAX_BLANK_LINES && lines[at]!.content === '') at++;
  return at;
}

/** Whether the next text is of a level. */
export function goesOnAtLevel(lines: readonly Line[], start: number, level: number): boolean {
  const at = skipBlank(lines, start);
  return at < lines.length && lines[at]!.content !== '' && lines[at]!.level === level;
}

const MAX_BLANK_LINES = 8;

/**
 * Quote marks are `>`, `> >` or `>>`, whatever white space stands before them and between. `>From ` is how an mbox quotes its own
 * separator, and `>=` a comparison that wrapping moved to the start of its line.
 */
function readLine(text: string): Line {
  const relaxed = relax(text);
  let level = 0;
  let behindMarks = 0;
  while (level < maxQuoteLevel) {
    let mark = behindMarks;
    while (isBlank(text.charCodeAt(mark))) mark++;
    const unit = text.charCodeAt(mark);
    if ((unit !== GREATER && unit !== WIDE_GREATER) || text.charCodeAt(mark + 1) === EQUALS) break;
    if (level === 0 && relaxed.trimStart().startsWith('>From ')) break;
    level++;
    behindMarks = mark + 1;
  }
  return { text, relaxed, level, behindMarks, content: (level === 0 ? relaxed : relax(text.slice(behindMarks))).trim() };
}

function relax(text: string): string {
  const trimmed = text.trimEnd();
  return /\t| {2}/.test(trimmed) ? trimmed.replace(/[ \t]+/g, ' ') : trimmed;
}

function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

/** A line without its quote marks, the space behind them and its line end, indented as it is. */
export function bare({ text, level, behindMarks }: Line): string {
  return (level === 0 ? text : text.slice(behindMarks).replace(/^ /, '')).trimEnd();
}

const TAB = 0x09;
const SPACE = 0x20;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const WIDE_GREATER = 0xff1e;
