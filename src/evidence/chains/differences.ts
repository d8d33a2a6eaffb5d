import { normalizeStreamSafe } from '../../message/stream-safe.ts';
import { withoutTrailing } from '../../message/trailing.ts';
import { type ChainWords, linkWord } from './words.ts';

/** What kind of words differ, the gravest first. */
export const DIFFERENCE_CLASSES = ['negation', 'number', 'name', 'sentence', 'word'] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** So many words in a row are a sentence. */
const sentenceWords = 5;

/** The gravest of what the words from `a` to `aEnd` of one text and from `b` to `bEnd` of the other have and the others lack. */
export function classOf(
  one: ChainWords & { readonly text: string },
  a: number,
  aEnd: number,
  other: ChainWords & { readonly text: string },
  b: number,
  bEnd: number,
): DifferenceClass {
  const [left, right] = [one.words.slice(a, aEnd), other.words.slice(b, bEnd)];
  const lone = [...left.filter((word) => !right.includes(word)), ...right.filter((word) => !left.includes(word))];
  if (lone.some((word) => negations.has(word))) return 'negation';
  if (lone.some((word) => /\p{Nd}/u.test(word))) return 'number';
  if (hasName(one, a, aEnd) || hasName(other, b, bEnd)) return 'name';
  return Math.max(left.length, right.length) >= sentenceWords ? 'sentence' : 'word';
}

/** Whether a word of these is written with a capital though no sentence begins with it. */
function hasName({ text, starts, ends }: ChainWords & { readonly text: string }, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!/^\p{Lu}/u.test(text.slice(starts[at], ends[at]))) continue;
    if (at > 0 && !isSentenceEnd(text.slice(ends[at - 1], starts[at]))) return true;
  }
  return false;
}

/** Whether what stands between two words ends a sentence or a paragraph. */
export function isSentenceEnd(between: string): boolean {
  return /[.!?\u2026;:\u3002\uff01\uff1f\u061f\u06d4\n]/.test(between);
}

/**
 * Whether two stretches differ by what programs do to a text alone: parted or joined words without digits (`e-mail`, a hyphen at a
 * line's end), and letters beyond ASCII that were lost, replaced or read in a wrong charset.
 */
export function isHarmless(one: readonly string[], other: readonly string[]): boolean {
  const [bareOne, bareOther] = [one.map(withoutSpace), other.map(withoutSpace)];
  if (one.length === other.length && bareOne.every((word, index) => word === bareOther[index])) return true;
  // The last letter of a word may be its own: `manhã`.
  return areHarmless(one.join(''), other.join('')) || areHarmless(bareOne.join(''), bareOther.join(''));
}

function areHarmless(left: string, right: string): boolean {
  if (/\p{Nd}/u.test(left + right)) return false;
  if (left === right) return true;
  const [leftBare, rightBare] = [bare(left), bare(right)];
  // Lost, not changed: one of the two has none of the accents left.
  if (leftBare === rightBare && (left === leftBare || right === rightBare)) return true;
  if (isAscii(left) === isAscii(right) && !isMisread(left) && !isMisread(right)) return false;
  return isLeftOf(left, right) || (isMisread(right) && isLeftOf(leftBare, right)) || (isMisread(left) && isLeftOf(left, rightBare));
}

/** Whether the letters of ASCII are the same. A lone letter leaves half of one; of longer words enough must be left to know them by. */
function isLeftOf(left: string, right: string): boolean {
  const [leftAscii, rightAscii] = [asciiOf(left), asciiOf(right)];
  if (leftAscii !== rightAscii) return false;
  return Math.max(left.length, right.length) === 1 || leftAscii.length >= Math.max(left.length, right.length) / 3;
}

/** Whether a word is what programs put between others: the address of a link behind its text, what is left of a letter or a byte order mark read in a wrong charset. */
export function isPutInByPrograms(word: string): boolean {
  return word === linkWord || /^[\u0080-\u00bf\u00c2\u00c3\u00e2\u00e3\u00ef]+$/.test(word);
}

/** A space that was read in a wrong charset, once or twice, is letters behind the word. */
function withoutSpace(word: string): string {
  return withoutTrailing(word, /[\u00e2\u00e3]/) || word.slice(0, 1);
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Marks of UTF-8 that was read as Latin-1 or the like, and of characters that a decoder gave up. */
function isMisread(text: string): boolean {
  return /[\ufffd\u00c2\u00c3\u00e2\u00e3\u00d0\u00d1]/.test(text);
}

/** Without the accents, as some programs write what a charset lacks. */
function bare(text: string): string {
  return normalizeStreamSafe(text, 'NFD').replace(/\p{M}/gu, '');
}

function asciiOf(text: string): string {
  return text.replace(/[^\0-\x7f]/g, '');
}

/** Words that turn a sentence into its opposite. */
const negations: ReadonlySet<string> = new Set([
  ...['not', 'no', 'never', 'none', 'nothing', 'nobody', 'neither', 'nor', 'without', 'cannot', 'cant', 'wont', 'dont', 'doesnt', 'didnt'],
  ...['isnt', 'arent', 'wasnt', 'werent', 'hasnt', 'havent', 'hadnt', 'shouldnt', 'wouldnt', 'couldnt', 'mustnt'],
  ...['nicht', 'nie', 'niemals', 'nichts', 'niemand', 'kein', 'keine', 'keinen', 'keiner', 'keinem', 'keines', 'ohne', 'nein'],
  ...['ne', 'pas', 'jamais', 'rien', 'aucun', 'aucune', 'personne', 'sans', 'non', 'ni'],
  ...['nunca', 'nada', 'nadie', 'ningún', 'ninguna', 'ninguno', 'sin', 'não', 'nem', 'ninguém', 'nenhum', 'nenhuma', 'sem'],
  ...['mai', 'niente', 'nessuno', 'nessuna', 'senza', 'né'],
  ...['niet', 'geen', 'nooit', 'niets', 'niemand', 'zonder', 'nee'],
  ...['nigdy', 'nic', 'nikt', 'żaden', 'bez'],
  ...['не', 'нет', 'никогда', 'ничего', 'никто', 'без', 'ни'],
  ...['değil', 'hayır', 'yok', 'asla', 'hiç', 'hiçbir'],
  ...['لا', 'لم', 'لن', 'ليس', 'ليست', 'غير', 'بدون'],
]);
