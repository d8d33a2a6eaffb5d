/** Words that two texts have in common: `length` of them, from word `a` of the one and word `b` of the other. */
export interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/**
 * Finds the words that two texts share in the same order.
 *
 * First the passages that stand once in each, which are kept where they cross no longer ones (patience); what lies between two of
 * them is compared word by word (Myers), as long as that is little work. Last, runs of one or two words between longer stretches
 * that differ are dropped: an "and" in common is no agreement.
 *
 * Deterministic; the same for any two texts whichever is written over the other, but for which of several equal words, and which of those
 * that cross, is taken.
 * Linear in the length of the texts: for anchors of each width no more than {@link maxSearches} times their words are looked at, and what
 * costs more than {@link maxEdits} edits in one place counts as different.
 *
 * @returns Runs in order, without overlap, each as long as can be.
 * @see Myers: An O(ND) Difference Algorithm and Its Variations (Algorithmica 1, 1986)
 */
export function alignWords(a: readonly string[], b: readonly string[]): Run[] {
  const whole: Part = { aStart: 0, aEnd: a.length, bStart: 0, bEnd: b.length, width: anchorWidths[0]! };
  // Most quotes are copies: what both begin and end with needs no numbers.
  const { before, after, inner } = sharedEnds(a, b, whole);
  const [left, right] = numbered(a, b, inner);
  const runs: Run[] = [before, after].filter(({ length }) => length > 0);
  const parts: Part[] = [inner];
  const searched = new Map(anchorWidths.map((width) => [width, 0]));
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const found = sharedEnds(left, right, part);
    if (found.before.length > 0) runs.push(found.before);
    if (found.after.length > 0) runs.push(found.after);
    const { inner } = found;
    if (inner.aStart === inner.aEnd || inner.bStart === inner.bEnd) continue;
    const words = searched.get(inner.width)! + inner.aEnd - inner.aStart + inner.bEnd - inner.bStart;
    const mayBeSearched = words <= maxSearches * (a.length + b.length);
    if (mayBeSearched) searched.set(inner.width, words);
    const anchors = mayBeSearched ? anchorsOf(left, right, inner) : [];
    if (anchors.length === 0) {
      const width = nextWidth(inner.width);
      if (width === 0) runs.push(...compared(left, right, inner));
      else parts.push({ ...inner, width });
      continue;
    }
    let { aStart, bStart } = inner;
    for (const { a, b, length } of [...anchors, { a: inner.aEnd, b: inner.bEnd, length: 0 }]) {
      parts.push({ aStart, aEnd: a, bStart, bEnd: b, width: inner.width });
      if (length > 0) runs.push({ a, b, length });
      aStart = a + length;
      bStart = b + length;
    }
  }
  return withoutStray(joined(runs), left.length, right.length);
}

/** Edits between two anchors, insertions and deletions together, before what is there counts as different. Their square is the memory taken. */
export const maxEdits = 400;

/**
 * What lies between anchors is searched again, since more stands once in it than in the whole: the words of all searches for anchors of one
 * width, as a multiple of those of both texts. Real mail needs four times its words at the most; texts can be made of which each search
 * finds one anchor and leaves nearly all. Past it shorter anchors are looked for.
 */
export const maxSearches = 8;

/** Words in an anchor: the longest first, since they are the surest. 0: none. */
const anchorWidths = [8, 4, 2];

function nextWidth(width: number): number {
  return anchorWidths[anchorWidths.indexOf(width) + 1] ?? 0;
}

interface Part {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
  /** Of the anchors to look for. */
  readonly width: number;
}

/** The words of a part as small numbers, each in its place: the same word, the same number. */
function numbered(a: readonly string[], b: readonly string[], part: Part): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const [left, right] = [new Int32Array(a.length), new Int32Array(b.length)];
  const number = (words: readonly string[], start: number, end: number, into: Int32Array): void => {
    for (let at = start; at < end; at++) {
      const known = numbers.get(words[at]!);
      into[at] = known ?? numbers.size;
      if (known === undefined) numbers.set(words[at]!, numbers.size);
    }
  };
  number(a, part.aStart, part.aEnd, left);
  number(b, part.bStart, part.bEnd, right);
  return [left, right];
}

function sharedEnds<Word>(left: ArrayLike<Word>, right: ArrayLike<Word>, part: Part): { before: Run; after: Run; inner: Part } {
  let { aStart, bStart, aEnd, bEnd } = part;
  while (aStart < aEnd && bStart < bEnd && left[aStart] === right[bStart]) {
    aStart++;
    bStart++;
  }
  while (aEnd > aStart && bEnd > bStart && left[aEnd - 1] === right[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return {
    before: { a: part.aStart, b: part.bStart, length: aStart - part.aStart },
    after: { a: aEnd, b: bEnd, length: part.aEnd - aEnd },
    inner: { aStart, bStart, aEnd, bEnd, width: part.width },
  };
}

/** Passages of `width` words that stand once in each part, in an order that both have, without overlap. */
function anchorsOf(left: Int32Array, right: Int32Array, part: Part): Run[] {
  const { width } = part;
  const once = new Map<number, { a: number; b: number }>();
  for (let at = part.aStart; at + width <= part.aEnd; at++) {
    const hash = hashOf(left, at, width);
    const known = once.get(hash);
    if (known === undefined) once.set(hash, { a: at, b: NONE });
    else known.a = SEVERAL;
  }
  for (let at = part.bStart; at + width <= part.bEnd; at++) {
    const known = once.get(hashOf(right, at, width));
    if (known !== undefined) known.b = known.b === NONE ? at : SEVERAL;
  }
  // Two passages may have one hash.
  const pairs = [...once.values()].filter(({ a, b }) => a >= 0 && b >= 0 && isSame(left, a, right, b, width));
  const runs: Run[] = [];
  for (const { a, b } of longestRising(pairs)) {
    const last = runs.at(-1);
    if (last !== undefined && a < last.a + last.length) {
      // Neighbouring passages overlap: they are one, where they agree on where they stand.
      if (a - last.a === b - last.b) runs[runs.length - 1] = { ...last, length: a - last.a + width };
      continue;
    }
    if (last !== undefined && b < last.b + last.length) continue;
    runs.push({ a, b, length: width });
  }
  return runs;
}

function hashOf(words: Int32Array, at: number, width: number): number {
  let hash = 0;
  for (let word = at; word < at + width; word++) hash = (Math.imul(hash, 0x9e3779b1) + words[word]!) | 0;
  return hash;
}

function isSame(left: Int32Array, a: number, right: Int32Array, b: number, width: number): boolean {
  for (let word = 0; word < width; word++) if (left[a + word] !== right[b + word]) return false;
  return true;
}

const NONE = -1;
const SEVERAL = -2;

/** The longest subsequence in which `b` rises; `a` rises already. */
function longestRising(pairs: readonly { readonly a: number; readonly b: number }[]): { readonly a: number; readonly b: number }[] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(NONE);
  for (const [index, { b }] of pairs.entries()) {
    let low = 0;
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (pairs[tails[middle]!]!.b < b) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = tails[low - 1]!;
    tails[low] = index;
  }
  const chosen: { readonly a: number; readonly b: number }[] = [];
  for (let at = tails.at(-1) ?? NONE; at !== NONE; at = before[at]!) chosen.push(pairs[at]!);
  return chosen.reverse();
}

/** Myers' greedy search, forwards, with the furthest reach of each step kept to walk back by. */
function compared(left: Int32Array, right: Int32Array, { aStart, aEnd, bStart, bEnd }: Part): Run[] {
  const [n, m] = [aEnd - aStart, bEnd - bStart];
  const most = Math.min(maxEdits, n + m);
  const reached: Int32Array[] = [];
  let reach = new Int32Array(3);
  for (let edits = 0; edits <= most; edits++) {
    const before = reach;
    reach = new Int32Array(2 * edits + 3);
    for (let k = -edits; k <= edits; k += 2) {
      let x = edits === 0 ? 0 : stepOf(before, k, edits).x;
      while (x < n && x - k < m && x - k >= 0 && left[aStart + x] === right[bStart + x - k]) x++;
      reach[k + edits + 1] = x;
      if (x >= n && x - k >= m) {
        reached.push(reach);
        return walkedBack(reached, n, m).map((run) => ({ ...run, a: run.a + aStart, b: run.b + bStart }));
      }
    }
    reached.push(reach);
  }
  return [];
}

/** Where diagonal `k` is entered with one edit more: from above (a word of b inserted) or from the left (a word of a left out). */
function stepOf(before: Int32Array, k: number, edits: number): { readonly x: number; readonly from: number } {
  const at = (diagonal: number) => (Math.abs(diagonal) <= edits - 1 ? before[diagonal + edits]! : -1);
  const [down, across] = [at(k + 1), at(k - 1)];
  return k === -edits || (k !== edits && across < down) ? { x: down, from: k + 1 } : { x: across + 1, from: k - 1 };
}

function walkedBack(reached: readonly Int32Array[], n: number, m: number): Run[] {
  const runs: Run[] = [];
  let [x, k] = [n, n - m];
  for (let edits = reached.length - 1; edits >= 0; edits--) {
    const entered = edits === 0 ? { x: 0, from: 0 } : stepOf(reached[edits - 1]!, k, edits);
    if (x > entered.x) runs.push({ a: entered.x, b: entered.x - k, length: x - entered.x });
    x = edits === 0 ? 0 : entered.from > k ? entered.x : entered.x - 1;
    k = entered.from;
  }
  return runs.reverse();
}

/** In order, neighbours made one. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs.toSorted((one, other) => one.a - other.a)) {
    const last = result.at(-1);
    if (last !== undefined && last.a + last.length === run.a && last.b + last.length === run.b) {
      result[result.length - 1] = { ...last, length: last.length + run.length };
    } else result.push(run);
  }
  return result;
}

/** A run this short says nothing between two stretches that differ and are longer. */
const strayWords = 2;

/** Dropping one makes the stretches around it longer; so often they are looked at again. */
const strayRounds = 4;

function withoutStray(runs: readonly Run[], aLength: number, bLength: number): Run[] {
  let kept = [...runs];
  for (let round = 0; round < strayRounds; round++) {
    const ends: Run = { a: aLength, b: bLength, length: 0 };
    const less = kept.filter((run, index) => {
      if (run.length > strayWords) return true;
      const before = gap(kept[index - 1] ?? { a: 0, b: 0, length: 0 }, run);
      const after = gap(run, kept[index + 1] ?? ends);
      return Math.min(before, after) <= 2 * run.length;
    });
    if (less.length === kept.length) break;
    kept = less;
  }
  return kept;
}

/** The words between two runs, in the text that has more of them. */
function gap(one: Run, next: Run): number {
  return Math.max(next.a - one.a, next.b - one.b) - one.length;
}
