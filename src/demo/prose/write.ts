/** Writes one mail's own words: greeting, what the plot has to say at that time, sign-off. */
import type { Person } from '../cast.ts';
import { atDate } from '../clock.ts';
import type { Random } from '../random.ts';
import { expand, type Slots, sentence } from './grammar.ts';
import type { Language } from './language.ts';
import type { Phrases } from './phrases.ts';
import { PHRASES_EN } from './phrases-en.ts';
import { PHRASES_FR } from './phrases-fr.ts';
import type { Plot } from './plot.ts';

export const PHRASES: Readonly<Record<Language, Phrases>> = { en: PHRASES_EN, fr: PHRASES_FR };

export interface Occasion {
  readonly kind: 'new' | 'reply' | 'forward';
  readonly plot: Plot;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly seconds: number;
  readonly slots: Slots;
}

/** The paragraphs of a mail; `\n` within one is a line end. */
export function writeParagraphs(occasion: Occasion, random: Random): string[] {
  const { kind, plot, from, to, slots } = occasion;
  const phrases = PHRASES[plot.language];
  const withName: Slots = (name) => (name === 'first' ? (to[0]?.first ?? '') : slots(name));
  const say = (templates: readonly string[]) => sentence(random.pick(templates), random, withName);
  const paragraphs: string[] = [];
  const put = (...sentences: readonly string[]) => {
    const text = sentences.filter((one) => one !== '').join(' ');
    if (text !== '') paragraphs.push(text);
  };

  const curt = kind !== 'new' && random.chance(0.25);
  const toMany = to[0]?.first === '' || (to.length > 1 && random.chance(0.6));
  if (!curt) put(say(toMany ? phrases.groupGreetings : phrases.greetings));
  if (kind === 'forward') {
    put(say(phrases.forwards));
  } else {
    const statements = plotSentences(
      plot,
      occasion.seconds,
      withName,
      random,
      kind === 'new' ? random.between(2, 5) : random.between(1, 3),
    );
    if (kind === 'new') put(say(phrases.openers), statements[0]!);
    else put(say(phrases.reactions), statements[0]!);
    put(...statements.slice(1, 3), random.chance(0.35) ? say(phrases.asides) : '');
    put(...statements.slice(3));
    if (random.chance(0.12)) paragraphs.push(writeList(plot.language, say(phrases.lists), withName, random));
    if (random.chance(0.3)) put(say(phrases.asides), random.chance(0.4) ? say(phrases.asides) : '');
    if (!curt) put(say(phrases.closers));
  }
  if (!curt || random.chance(0.5)) {
    const name = random.chance(0.85) ? from.first : initials(from);
    paragraphs.push(random.chance(0.8) ? `${say(phrases.signoffs)}\n${name}` : name);
  }
  return paragraphs;
}

/** So many sentences of what the plot says at that time: all different in a mail, over again where a whole document is wanted. */
export function plotSentences(plot: Plot, seconds: number, slots: Slots, random: Random, count: number): string[] {
  const chapter = chapterAt(plot, seconds);
  const sentences: string[] = [];
  let left: string[] = [];
  for (let at = 0; at < count; at++) {
    if (left.length === 0) left = [...chapter];
    const [template] = left.splice(random.below(left.length), 1);
    sentences.push(sentence(template!, random, slots));
  }
  return sentences;
}

export function writeSubject(plot: Plot, slots: Slots, random: Random): string {
  return sentence(random.pick(plot.subjects), random, slots);
}

/** A file name without its ending. */
export function writeTitle(plot: Plot, slots: Slots, random: Random): string {
  return expand(random.pick(plot.files), random, slots).replace(/[/\\:]/g, '-');
}

function chapterAt(plot: Plot, seconds: number): readonly string[] {
  const from = atDate(plot.from);
  const share = (seconds - from) / (atDate(plot.until) - from);
  const at = Math.min(plot.chapters.length - 1, Math.max(0, Math.floor(share * plot.chapters.length)));
  return plot.chapters[at]!;
}

function writeList(language: Language, head: string, slots: Slots, random: Random): string {
  const mark = random.pick(['- ', '– ', '* ', '']);
  const item =
    language === 'fr' ? '<count> <things>[| (<small>)| – <name>|, <street>]' : '<count> <things>[| (<small>)| – <name>|, <street>|, <adj>]';
  const items = Array.from({ length: random.between(3, 8) }, () => mark + expand(item, random, slots));
  return [head, ...items].join('\n');
}

function initials(person: Person): string {
  return person.name
    .split(/[ -]/)
    .map((part) => part[0]!.toUpperCase())
    .join('');
}
