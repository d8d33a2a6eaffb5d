/** A language of its own: words by the frequencies that real ones have (Zipf), over a vocabulary that grows with the text (Heaps). */
import { createRandom, type Random } from '../../src/demo/random.ts';

const ONSETS = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'h',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'br',
  'cl',
  'dr',
  'fr',
  'gr',
  'pl',
  'pr',
  'st',
  'tr',
  'ch',
  '',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'i', 'o', 'ou', 'ea', 'io', 'é', 'ä'];
const CODAS = ['', 'n', '', 'r', '', 's', 't', 'l', 'm', 'nd', 'st'];

/** Distinct words beside the names, numbers and codes that every archive is full of. */
const VOCABULARY = 120_000;

export const vocabulary: readonly string[] = makeVocabulary();

/** A word of the text: mostly of the vocabulary, the frequent ones often, now and then a number or a code that stands nowhere else. */
export function word(random: Random): string {
  const kind = random.below(100);
  if (kind < 97) return random.pickCommon(vocabulary);
  return kind < 99 ? String(random.below(100_000)) : random.letters(random.between(6, 12), 'abcdefghijklmnopqrstuvwxyz0123456789');
}

export function sentence(random: Random): string {
  const words = Array.from({ length: random.between(5, 18) }, () => word(random));
  if (random.chance(0.3)) words[random.below(words.length - 1)] += ',';
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** So many words or a few more, as paragraphs. */
export function prose(random: Random, words: number): string[] {
  const paragraphs: string[] = [];
  for (let left = words; left > 0; ) {
    const sentences = Array.from({ length: random.between(1, 5) }, () => sentence(random));
    left -= sentences.length * 11;
    paragraphs.push(sentences.join(' '));
  }
  return paragraphs;
}

/** Frequent words are short ones. */
function makeVocabulary(): string[] {
  const random = createRandom(0x5eed);
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = Math.min(4, 1 + Math.floor(Math.log10(1 + words.size / 100)) + random.below(2));
    let text = '';
    for (let left = syllables; left > 0; left--) text += random.pick(ONSETS) + random.pickCommon(VOWELS) + random.pickCommon(CODAS);
    if (text.length > 1) words.add(text);
  }
  return [...words];
}
