/** What the slots of a template are filled with: amounts, dates, people, things. One topic runs through a thread. */
import { asciiOf } from '../cast.ts';
import { monthName, spokenDate, weekdayName } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Slots } from './grammar.ts';
import type { Language } from './language.ts';
import { FIRST_NAMES, makeSurname, STREETS, VILLAGES } from './names.ts';
import { ADJECTIVES_EN, bareFr, pluralEn, pluralFr, ROOMS_EN, ROOMS_FR, THINGS_EN, THINGS_FR, TRADES_EN, TRADES_FR } from './things.ts';

/** What one thread is about: the same thing, place, sum and reference in its subject and in all its mails. */
export interface Topic {
  readonly thing: string;
  readonly things: string;
  readonly village: string;
  readonly street: string;
  readonly room: string;
  readonly amount: string;
  readonly reference: string;
  readonly who: string;
  readonly number: string;
}

export function makeTopic(random: Random, language: Language): Topic {
  const one = thing(random, language);
  return {
    thing: language === 'fr' ? bareFr(one) : one,
    things: language === 'fr' ? pluralFr(one) : pluralEn(one),
    village: random.pickCommon(VILLAGES),
    street: random.pick(STREETS[language]),
    room: random.pickCommon(language === 'fr' ? ROOMS_FR : ROOMS_EN),
    amount: amount(random.between(12, 480) * 100, language),
    reference: `${random.pick(['A', 'F', 'M', 'R', 'K'])}${random.between(2, 9)}${random.letters(4, '0123456789')}`,
    who: fullName(random, language),
    number: String(random.between(3, 60)),
  };
}

/** The slots for one mail written at `seconds`; `the.x` is the thread's own x. */
export function slotsFor(random: Random, language: Language, topic: Topic, seconds: number): Slots {
  return (name) => {
    if (name.startsWith('the.')) return topic[name.slice(4) as keyof Topic];
    const fill = SLOTS[name];
    if (fill === undefined) throw new Error(`no slot named ${name}`);
    return fill(random, language, seconds);
  };
}

const DAY = 86_400;
const SLOTS: Readonly<Record<string, (random: Random, language: Language, seconds: number) => string>> = {
  amount: (random, language) => amount(random.between(8, 900) * 50, language),
  small: (random, language) => amount(random.between(6, 480), language),
  percent: (random, language) => `${random.between(2, 68)}${language === 'fr' ? ' %' : ' per cent'}`,
  count: (random) => String(random.between(3, 400)),
  few: (random, language) =>
    random.pick(language === 'fr' ? ['deux', 'trois', 'quatre', 'cinq', 'six', 'sept'] : ['two', 'three', 'four', 'five', 'six', 'seven']),
  day: (random, language) => weekdayName(random.between(1, 5), language),
  soon: (random, language, seconds) => spokenDate(seconds + random.between(2, 30) * DAY, language),
  past: (random, language, seconds) => spokenDate(seconds - random.between(2, 40) * DAY, language),
  month: (random, language) => monthName(random.between(1, 12), language),
  time: (random, language) =>
    language === 'fr'
      ? `${random.between(8, 18)}h${random.pick(['', '15', '30', '45'])}`
      : `${random.between(8, 18)}:${random.pick(['00', '15', '30', '45'])}`,
  village: (random) => random.pickCommon(VILLAGES),
  street: (random, language) => `${random.between(1, 98)}${language === 'fr' ? ', ' : ' '}${random.pickCommon(STREETS[language])}`,
  room: (random, language) => random.pickCommon(language === 'fr' ? ROOMS_FR : ROOMS_EN),
  person: (random, language) => fullName(random, language),
  name: (random, language) => random.pickCommon(FIRST_NAMES[language]),
  trade: (random, language) => random.pickCommon(language === 'fr' ? TRADES_FR : TRADES_EN),
  thing: (random, language) => {
    const one = thing(random, language);
    return language === 'fr' ? bareFr(one) : one;
  },
  things: (random, language) => (language === 'fr' ? pluralFr(thing(random, language)) : pluralEn(thing(random, language))),
  adj: (random) => random.pickCommon(ADJECTIVES_EN),
  ref: (random) => `${random.pick(['A', 'F', 'M', 'R', 'K'])}${random.between(2, 9)}${random.letters(4, '0123456789')}`,
  phone: (random) => `0${random.between(20, 99)} 555 ${random.letters(2, '0123456789')} ${random.letters(2, '0123456789')}`,
  site: (random, language) => `http://www.${asciiOf(makeSurname(random, language))}.example/`,
};

export function amount(whole: number, language: Language): string {
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? ' ' : ',');
  return language === 'fr' ? `${grouped} €` : `€${grouped}`;
}

function fullName(random: Random, language: Language): string {
  return `${random.pickCommon(FIRST_NAMES[language])} ${makeSurname(random, language)}`;
}

function thing(random: Random, language: Language): string {
  return random.pickCommon(language === 'fr' ? THINGS_FR : THINGS_EN);
}
