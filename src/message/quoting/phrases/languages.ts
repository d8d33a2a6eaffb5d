import { normalizeStreamSafe } from '../../stream-safe.ts';
import { arabic } from './arabic.ts';
import { dutch } from './dutch.ts';
import { elsewhere } from './elsewhere.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import type { Label, Phrases } from './phrases.ts';
import { polish } from './polish.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';

/** Where a word is a label in two languages, the earlier one decides. */
const languages: readonly Phrases[] = [
  english,
  french,
  german,
  spanish,
  italian,
  portuguese,
  dutch,
  polish,
  russian,
  turkish,
  arabic,
  elsewhere,
];

/** The phrases of one kind in all languages, longest first, each once. */
export function phrases(pick: (language: Phrases) => readonly string[] | undefined): string[] {
  const all = new Set(languages.flatMap((language) => pick(language) ?? []));
  return [...all].sort((one, other) => other.length - one.length);
}

/** 1 to 12 by every name of a month. */
export const monthsByName: ReadonlyMap<string, number> = new Map(
  languages.flatMap(({ months }) =>
    months.flatMap((names, index) => names.map((name): [string, number] => [name.replaceAll('_', ' '), index + 1])),
  ),
);

/** Labels of header lines in all languages. */
export const labelsByName: ReadonlyMap<string, Label> = new Map(
  languages
    .toReversed()
    .flatMap(({ labels }) =>
      Object.entries(labels).flatMap(([label, names]) => names.map((name): [string, Label] => [name, label as Label])),
    ),
);

/** One of several phrases, as the source of a regular expression; a space in a phrase stands for white space. */
export function anyOf(words: readonly string[]): string {
  return words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s{1,3}')).join('|');
}

/** A written phrase as the lists have it: lower case (the Turkish `İ` without its dot), NFC, straight apostrophes, single spaces. */
export function folded(written: string): string {
  if (/^[\w ]*$/.test(written)) return written.trim().toLowerCase();
  return normalizeStreamSafe(written.trim().toLowerCase(), 'NFC').replaceAll('i\u0307', 'i').replaceAll('’', "'").replace(/\s+/g, ' ');
}
