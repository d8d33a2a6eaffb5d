import { english } from './english.ts';

import { french } from './french.ts';
import type { Words } from './words.ts';

/** Every language that the pages speak. The first is spoken to whoever asks for none of them. */
export const languages: readonly Words[] = [english, french];

/** The language of this tag, such as `fr`; undefined for one that is not spoken here. */
export function languageOf(tag: string | undefined): Words | undefined {
  return languages.find(({ language }) => language === tag);
}

/**
 * The language that a browser asks for by its Accept-Language field: that of the best weight, of equals the first. `fr-CA` takes `fr`,
 * where there is nothing nearer (RFC 4647 §3.4). What is no language range is passed over.
 *
 * @see RFC 9110 §12.5.4
 */
export function chooseLanguage(acceptLanguage: string | undefined): Words {
  const [byDefault] = languages as readonly [Words];
  const wishes = (acceptLanguage ?? '').slice(0, maxField).split(',', maxRanges).flatMap(wishOf);
  const refused = new Set(wishes.filter(({ weight }) => weight === 0).map(({ range }) => range));
  const spoken = languages.filter(({ language }) => !refused.has(language));
  for (const { range, weight } of wishes.toSorted((a, b) => b.weight - a.weight)) {
    if (weight === 0) break;
    const found = range === '*' ? spoken[0] : spoken.find(({ language }) => language === range.split('-')[0]);
    if (found !== undefined) return found;
  }
  return byDefault;
}

/** A browser sends some ten ranges in a hundred characters: a longer field is read as far as this. */
const maxField = 1_000;
const maxRanges = 50;

interface Wish {
  readonly range: string;
  /** From 0, "not this", to 1. */
  readonly weight: number;
}

/** `fr-CA;q=0.8`: a language range and, perhaps, its weight. */
function wishOf(text: string): Wish[] {
  const match = /^\s*(\*|[a-z]{1,8}(?:-[a-z\d]{1,8})*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(text);
  return match === null ? [] : [{ range: match[1]!.toLowerCase(), weight: Number(match[2] ?? 1) }];
}
