import { type DateTime, daysInMonth, readZone } from '../dates.ts';
import { anyOf, folded, monthsByName, phrases } from './phrases/languages.ts';

/** A date as an attribution tells it. Most often without a zone: then it is the clock of the one who quotes. */
export interface AttributionDate {
  /** As it stands in the attribution. */
  readonly text: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly precision: 'day' | 'minute' | 'second';
  /** Minutes east of UTC, where a zone with a known offset is named. */
  readonly offsetMinutes?: DateTime['offsetMinutes'];
  /** Of the moment, where the zone is known. */
  readonly epochSeconds?: number;
  /** What `4/5/2016` may mean as well: who compares dates takes the one that fits. */
  readonly otherDay?: { readonly month: number; readonly day: number };
}

export interface FoundDate {
  /** Absent where the year is not named: it is not guessed. */
  readonly date?: AttributionDate;
  readonly start: number;
  readonly end: number;
}

/**
 * The first date in a line: words and numbers that stand together and name a day of a year.
 *
 * Knows the names of months and days in all languages of `phrases/` at once, `4. Mai 2016`, `May 4th, 2016`, `4.5.16`, `5/4/2016`,
 * `2016-05-04`, `2016-05-04T14:02:05+0200`, `2016年5月4日`, times like `14:02`, `2:02:05 PM`, `14h02`, `14.02 Uhr`, zones behind the time, Arabic digits.
 */
export function findDate(text: string): FoundDate | undefined {
  if (!/\p{Nd}/u.test(text)) return undefined;
  const plain = plainDigits(text);
  let stretch: Token[] = [];
  for (const token of readTokens(plain)) {
    if (token.kind !== 'other' && !completes(stretch, token)) {
      stretch.push(token);
      continue;
    }
    const found = readStretch(stretch, text);
    if (found !== undefined) return found;
    stretch = token.kind === 'other' ? [] : [token];
  }
  return readStretch(stretch, text);
}

interface Token {
  readonly kind: 'date' | 'monthday' | 'time' | 'number' | 'month' | 'weekday' | 'meridiem' | 'zone' | 'filler' | 'punctuation' | 'other';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Digits of other scripts, and marks that do not show, replaced one for one: places stay the same. */
function plainDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String((digit.charCodeAt(0) & 0x0f) % 10))
    .replace(/[\u00a0\u2009\u200e\u200f\u202a-\u202f\u2066-\u2069]/g, ' ')
    .replace(/[\u060c\u061b\u3001\uff0c]/g, ',')
    .replace(/(?<=\d-\d{2})T(?=\d{2}:\d{2})/g, ' ')
    .replace(/(\d{4})年( ?\d{1,2})月( ?\d{1,2})日/g, '$1-$2-$3 ');
}

const am = phrases((language) => language.am);
const pm = phrases((language) => language.pm);
const weekdays: ReadonlySet<string> = new Set(phrases((language) => language.weekdays));
const dateWords: ReadonlySet<string> = new Set(phrases((language) => language.dateWords));

/** The suffixes of `3rd`, `1er`, `1º` belong to the number. A word of a date never runs on in another one, nor in an address. */
const tokenKinds: readonly (readonly [kind: Token['kind'] | 'word', pattern: string])[] = [
  [
    'date',
    '(?:\\d{4}[-./]\\s?\\d{1,2}[-./]\\s?\\d{1,2}|\\d{1,2}(?:\\.\\s?\\d{1,2}\\.\\s?|-\\d{1,2}-|/\\d{1,2}/)(?:\\d{4}|\\d{2}))(?![\\d@]|[-./]\\d)',
  ],
  ['time', '\\d{1,2}(?::\\d{2}(?::\\d{2}(?:[.,]\\d{1,6})?)?|h\\d{2}|\\.\\d{2}(?:\\.\\d{2})?(?!\\.?\\d))(?![:\\d@])'],
  ['monthday', '\\d{1,2}/\\d{1,2}(?![\\d@/])'],
  ['number', '\\d{1,4}(?:st|nd|rd|th|er|[ºª°])?(?![\\p{L}\\p{N}@:])'],
  ['meridiem', `(?:${anyOf([...am, ...pm])})(?![\\p{L}\\p{N}@])|[上下]午|午[前後]`],
  ['zone', '\\(?(?:gmt|utc|ut)?[+-]\\d{1,2}:?(?:\\d{2})?\\)?(?![\\d:])|\\((?:[a-z]{2,5}|utc|gmt)\\)|(?:utc|gmt|z)(?![\\p{L}\\p{N}@])'],
  ['filler', 'à\\(s\\)'],
  ['word', "\\p{Script=Han}+|[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}'’_@-]*"],
  ['punctuation', '[,.;()\\[\\]/-]|\\?(?=\\s)'],
  ['other', '\\S'],
];
const token = new RegExp(tokenKinds.map(([, pattern]) => `(${pattern})`).join('|'), 'giu');

/** One by one: behind a date the rest of a line need not be read. */
function* readTokens(text: string): Generator<Token> {
  let previous: Token['kind'] | undefined;
  for (const match of text.matchAll(token)) {
    const start = match.index;
    const [kind] = tokenKinds[match.indexOf(match[0], 1) - 1]!;
    // The German `Am 3. Mai` is no `AM`, which stands behind its time.
    const isWord = kind === 'word' || (kind === 'meridiem' && /^[a-z]/i.test(match[0]) && previous !== 'time');
    previous = isWord ? kindOfWord(match[0], previous) : kind;
    yield { text: match[0], start, end: start + match[0].length, kind: previous };
  }
}

function kindOfWord(word: string, previous: Token['kind'] | undefined): Token['kind'] {
  const lower = folded(word);
  if (monthsByName.has(lower)) return 'month';
  if (weekdays.has(lower)) return 'weekday';
  const followsTime = previous === 'time' || previous === 'meridiem' || previous === 'zone';
  if (followsTime && /^[A-Z]{2,5}$/.test(word) && (readZone([word]) !== undefined || zonesWithoutOffset.has(word))) return 'zone';
  return dateWords.has(lower) ? 'filler' : 'other';
}

/** Abbreviations that several zones share, or that dates.ts does not know: told apart from names, they give no offset. */
const zonesWithoutOffset: ReadonlySet<string> = new Set(
  'IST SGT BRT ART WIB PHT ICT CLT COT PET TRT AST SAST EAT AWST ACST BRST'.split(' '),
);

/** A name of a month behind a whole date begins something else: `3 May 2016 April Smith`. */
function completes(stretch: readonly Token[], next: Token): boolean {
  if (next.kind !== 'month' && next.kind !== 'date') return false;
  if (stretch.some(({ kind }) => kind === 'date')) return true;
  return (
    next.kind === 'month' && stretch.some(({ kind }) => kind === 'month') && stretch.filter(({ kind }) => kind === 'number').length > 1
  );
}

const hard: ReadonlySet<Token['kind']> = new Set(['date', 'monthday', 'time', 'number', 'month', 'meridiem', 'zone']);

function readStretch(tokens: readonly Token[], text: string): FoundDate | undefined {
  const first = tokens.find(({ kind }) => hard.has(kind) || kind === 'weekday');
  let last = tokens.findLast(({ kind }) => hard.has(kind));
  if (first === undefined || last === undefined) return undefined;
  const day = readDay(tokens);
  if (day === undefined) return isDayWithoutYear(tokens) ? { start: first.start, end: last.end } : undefined;
  const clock = readClock(tokens);
  // What follows is a number that the date does not need: the name of somebody, or the next thing.
  if (day.last > last.start) last = tokens.find(({ start }) => start === day.last) ?? last;
  const place = { start: first.start, end: last.end };
  return {
    date: { text: text.slice(place.start, place.end).trim(), ...day.fields, ...clock.fields, ...momentOf(day.fields, clock) },
    ...place,
  };
}

/** `Nov 17`, `05/14`: what can stand before a name, and is none. */
function isDayWithoutYear(tokens: readonly Token[]): boolean {
  return (
    tokens.some(({ kind }) => kind === 'month' || kind === 'monthday') &&
    tokens.some(({ kind }) => kind === 'number' || kind === 'monthday')
  );
}

interface Day {
  readonly fields: Pick<AttributionDate, 'year' | 'month' | 'day'> & Pick<Partial<AttributionDate>, 'otherDay'>;
  readonly last: number;
}

function readDay(tokens: readonly Token[]): Day | undefined {
  const numeric = tokens.find(({ kind }) => kind === 'date');
  if (numeric !== undefined)
    return readNumericDay(
      numeric,
      tokens.some(({ kind }) => kind === 'meridiem'),
    );
  // A day of the week may look like a month (`mar. 3 mai`): the later one is the month.
  const month = tokens.findLast(({ kind }) => kind === 'month');
  if (month === undefined) return undefined;
  const numbers = tokens.filter(({ kind }) => kind === 'number').slice(0, 2);
  const values = numbers.map((number) => Number.parseInt(number.text, 10));
  const yearAt = numbers.findIndex((number) => /^\d{4}/.test(number.text));
  const [year, day] = yearAt === 0 ? [values[0], values[1]] : [values[1], values[0]];
  if (year === undefined || day === undefined) return undefined;
  const fields = { year: fullYear(year), month: monthsByName.get(folded(month.text))!, day };
  return isDay(fields.year, fields.month, fields.day)
    ? { fields, last: Math.max(month.start, ...numbers.map(({ start }) => start)) }
    : undefined;
}

/**
 * With dots the day comes first; with a slash or a hyphen either may. Americans, who put the month first, write AM and PM; where neither
 * that nor a number above 12 decides, the day is taken to be first, and the other reading is told.
 */
function readNumericDay(token: Token, hasMeridiem: boolean): Day | undefined {
  const [a, b, c] = token.text
    .split(/[-./]\s?/)
    .filter((part) => part !== '')
    .map(Number) as [number, number, number];
  if (/^\d{4}/.test(token.text)) return isDay(a, b, c) ? { fields: { year: a, month: b, day: c }, last: token.start } : undefined;
  const year = fullYear(c);
  const dayFirst = isDay(year, b, a) ? { month: b, day: a } : undefined;
  const monthFirst = isDay(year, a, b) && !token.text.includes('.') ? { month: a, day: b } : undefined;
  const [one, other] = hasMeridiem ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  const chosen = one ?? other;
  if (chosen === undefined) return undefined;
  const otherDay = one !== undefined && other !== undefined && one.day !== other.day ? other : undefined;
  return { fields: { year, ...chosen, ...(otherDay && { otherDay }) }, last: token.start };
}

/** Two digits are a year of this century up to 69. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1970 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

interface Clock {
  readonly fields: Pick<AttributionDate, 'precision'> & Partial<Pick<AttributionDate, 'hour' | 'minute' | 'second' | 'offsetMinutes'>>;
}

function readClock(tokens: readonly Token[]): Clock {
  const at = tokens.findIndex(({ kind }) => kind === 'time');
  const none: Clock = { fields: { precision: 'day' } };
  if (at === -1) return none;
  const [hourText, minute = 0, second] = tokens[at]!.text.split(/[:.h,]/i).map(Number) as [number, number?, number?];
  const meridiem = tokens.find(({ kind }) => kind === 'meridiem')?.text.toLowerCase();
  const hour = hourOf(hourText, meridiem);
  if (hour > 23 || minute > 59 || (second ?? 0) > 60) return none;
  const zone = tokens
    .slice(at + 1)
    .filter(({ kind }) => kind === 'zone')
    .map(({ text }) => text.replace(/[()]/g, ''));
  const offsetMinutes = zone.length === 0 ? undefined : readZone(zone);
  return {
    fields: {
      hour,
      minute,
      ...(second !== undefined && { second }),
      precision: second === undefined ? 'minute' : 'second',
      ...(offsetMinutes !== undefined && { offsetMinutes }),
    },
  };
}

function hourOf(hour: number, meridiem: string | undefined): number {
  if (meridiem === undefined || hour > 12) return hour;
  return (hour % 12) + (pm.includes(meridiem) ? 12 : 0);
}

function momentOf({ year, month, day }: Day['fields'], { fields }: Clock): Pick<Partial<AttributionDate>, 'epochSeconds'> {
  const { hour, minute = 0, second = 0, offsetMinutes } = fields;
  if (hour === undefined || offsetMinutes === undefined) return {};
  return { epochSeconds: Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offsetMinutes * 60 };
}
