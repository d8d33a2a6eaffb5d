import { compareTexts, type Difference, type WordedText } from '../chains/compare.ts';

/** What differs inside a text that two copies otherwise share, as written. */
export interface CopyDifference {
  readonly one: string;
  readonly other: string;
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

function compareForms(a: WordedText, b: WordedText): Compared {
  if (a.words.length === b.words.length && a.words.every((word, index) => word === b.words[index])) return { share: 1, differences: [] };
  // The comparison is directional, and sees what the second has beyond the first.
  const there = compareTexts(asOwn(a), asQuote(b));
  const back = compareTexts(asOwn(b), asQuote(a));
  const share = Math.max(there.matchedWords / a.words.length, back.matchedWords / b.words.length);
  const differences = [
    ...there.differences.filter(({ kind }) => kind !== 'left-out'),
    ...back.differences.filter(({ kind }) => kind === 'inserted').map(({ own, quoted }) => ({ own: quoted, quoted: own })),
  ]
    .filter((difference) => !isByProgram(difference, a.text, b.text))
    .map(({ own, quoted }) => ({ one: a.text.slice(own.start, own.end), other: b.text.slice(quoted.start, quoted.end) }));
  return { share, differences };
}

function asOwn(text: WordedText) {
  return { ...text, counts: () => true };
}

function asQuote(text: WordedText) {
  return { ...text, isMarked: true };
}

/**
 * What archives, lists and converters do inside a text: an address is masked, a link or a picture is written another way
 * (`[cid:…]`, `[1]`, `<mailto:…>`).
 */
function isByProgram({ own, quoted }: Pick<Difference, 'own' | 'quoted'>, one: string, other: string): boolean {
  return [
    [one, own],
    [other, quoted],
  ].some(([text, place]) => {
    const { start, end } = place as Difference['own'];
    const around = wordAround(text as string, start, end);
    return around.includes('@') || /^[[<].*[\]>][.,;:!?]*$/s.test(around);
  });
}

/** A stretch, to the white space on either side. An empty one has nothing around it. */
function wordAround(text: string, start: number, end: number): string {
  if (start === end) return '';
  let [from, to] = [start, end];
  while (from > 0 && start - from < maxAround && !/\s/.test(text[from - 1]!)) from--;
  while (to < text.length && to - end < maxAround && !/\s/.test(text[to]!)) to++;
  return text.slice(from, to);
}

/** No address is longer (RFC 5321 §4.5.3.1). */
const maxAround = 320;
