import type { Random } from '../../src/demo/random.ts';
import type { Language } from './languages.ts';

/** A sentence of a language's words, with numbers, names, quotes and links as mail has them. It means nothing. */
export function makeSentence(random: Random, language: Language): string {
  const count = random.between(6, 15);
  const words = Array.from({ length: count }, () => (random.chance(0.4) ? random.pickCommon(language.words) : random.pick(language.words)));
  if (random.chance(0.25)) words.splice(random.between(2, count - 2), 0, language.negation);
  if (random.chance(0.35)) words.splice(random.between(2, count - 2), 0, random.pick(language.firstNames), random.pick(language.lastNames));
  if (random.chance(0.45)) words.splice(random.between(2, count - 2), 0, makeNumber(random));
  if (random.chance(0.08))
    words.splice(random.between(2, count - 2), 0, `https://www.${random.letters(8, letters)}.example/${random.letters(6, letters)}`);
  if (random.chance(0.1)) words.splice(random.between(2, count - 3), 1, `"${random.pickCommon(language.words)}"`);
  if (random.chance(0.1)) words.splice(random.between(2, count - 3), 0, random.pick(['-', '...', ';', '&']));
  if (random.chance(0.06) && language.code === 'en')
    words.splice(random.between(2, count - 3), 0, random.pick(["don't", "we'll", "it's", "O'Neill's"]));
  const comma = random.between(2, words.length - 2);
  if (random.chance(0.4)) words[comma] += language.isSpaceless ? '、' : ',';
  const text = language.isSpaceless ? words.join('').replace(/(https:\S+?\/[a-z]{6})/g, ' $1 ') : words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${language.isSpaceless ? '。' : random.pick(['.', '.', '.', '!', '?'])}`;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

function makeNumber(random: Random): string {
  switch (random.below(6)) {
    case 0:
      return `${random.between(1, 99)},${random.between(100, 999)}`;
    case 1:
      return `€${random.between(10, 9_999)}`;
    case 2:
      return `${random.between(1, 28)}.${random.between(1, 12)}.201${random.below(9)}`;
    case 3:
      return `${random.between(8, 19)}:${random.pick(['00', '15', '30', '45'])}`;
    case 4:
      return `${random.between(2, 98)} %`;
    default:
      return String(random.between(2, 4_000));
  }
}
