/** A moment as a header field tells it. */
export interface DateTime {
  readonly epochSeconds: number;
  /** Minutes east of UTC; undefined where the zone is missing, `-0000`, or a name without a known offset (then read as UTC). */
  readonly offsetMinutes?: number;
}

/**
 * Reads a date-time.
 *
 * RFC 5322 §3.3 with the obsolete forms of §4.3: comments anywhere, two- and three-digit years, named and military zones, no seconds.
 * Declared deviations: a missing, wrong or foreign day name is ignored; month before day (`Nov 21 2026`, asctime), `21-Nov-2026`,
 * dots in the time, AM/PM, zones like `GMT+0100` or `+01:00` and ISO 8601 are read too. Ranges are checked: 31 November is no date.
 *
 * @returns undefined when the text names no possible moment. Never throws.
 */
export function parseDate(text: string): DateTime | undefined {
  return parseUsual(text) ?? parseUnusual(text);
}

function parseUnusual(text: string): DateTime | undefined {
  const bare = removeComments(text.slice(0, MAX_DATE_LENGTH)).trim();
  return parseIso(bare) ?? parseTokens(bare);
}

/** Epoch seconds of a UTC date-time whose ranges are good, else undefined. Second 60 is the first of the next minute. */
function toEpochSeconds(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
  if (year < 1900 || year > 9999 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

const usual = /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})(?: \([a-z]{1,5}\))?$/i;

/** The form that nearly every server and program writes, without a search for what each token may be. */
function parseUsual(text: string): DateTime | undefined {
  const match = text.length > MAX_USUAL_LENGTH ? null : usual.exec(text.trim());
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second, zone] = match;
  const place = MONTHS.indexOf(month!.toLowerCase());
  const local = toEpochSeconds(Number(year), place + 1, Number(day), Number(hour), Number(minute), Number(second));
  return local === undefined ? undefined : atOffset(local, readZone([zone!]));
}

const MAX_USUAL_LENGTH = 60;

/** Longer than any date with its comments; a megabyte of digits is not looked at. */
const MAX_DATE_LENGTH = 300;

/** @param month - 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function removeComments(text: string): string {
  let out = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\\' && depth > 0) at++;
    else if (unit === '(') depth++;
    else if (unit === ')' && depth > 0) {
      if (--depth === 0) out += ' ';
    } else if (depth === 0) out += unit;
  }
  return out;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:(?:[T ]|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(\S.*)?)?$/i;

/** ISO 8601, as some mail programs write it. */
function parseIso(text: string): DateTime | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match;
  const local = toEpochSeconds(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  return local === undefined ? undefined : atOffset(local, zone === undefined ? undefined : readZone(zone.split(/\s+/)));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const time = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?(am|pm)?(?=$|[+-]|[a-z])/i;

/** Day, month, year, time and zone by what each token looks like, in whatever order they stand before the zone. */
function parseTokens(text: string): DateTime | undefined {
  const tokens = text
    .replace(/\s{0,9}:\s{0,9}/g, ':')
    .split(/[\s,;]+/)
    .flatMap((token) => (/^\d{1,2}-[a-z]{3,9}-\d{2,4}$/i.test(token) ? token.split('-') : [token]));
  const numbers: string[] = [];
  let month: number | undefined;
  let clock: RegExpExecArray | undefined;
  let meridiem: string | undefined;
  const zone: string[] = [];
  for (const token of tokens) {
    if (token === '') continue;
    const asTime = clock === undefined ? time.exec(token) : null;
    if (asTime !== null) {
      clock = asTime;
      meridiem = asTime[4];
      const rest = token.slice(asTime[0].length);
      if (rest !== '') zone.push(rest);
    } else if (/^\d{1,4}(?:st|nd|rd|th)?$/i.test(token) && numbers.length < 2) numbers.push(token.replace(/\D+$/, ''));
    else if (monthOf(token) !== undefined && (month === undefined || clock === undefined)) {
      // A foreign day name may look like a month (`mar. 3 mai`): the later one is the month.
      month = monthOf(token);
    } else if (/^[ap]m$/i.test(token)) meridiem ??= token;
    else if (clock !== undefined) zone.push(token);
  }
  if (month === undefined || clock === undefined || numbers.length < 2) return undefined;
  const [day, year] = dayAndYear(numbers[0]!, numbers[1]!);
  const hour = hourOf(Number(clock[1]), meridiem?.toLowerCase());
  if (hour === undefined) return undefined;
  const local = toEpochSeconds(year, month, day, hour, Number(clock[2]), Number(clock[3] ?? '0'));
  return local === undefined ? undefined : atOffset(local, readZone(zone));
}

function monthOf(token: string): number | undefined {
  const letters = /^([a-z]{3,9})\.?$/i.exec(token)?.[1]?.toLowerCase();
  if (letters === undefined) return undefined;
  const index = MONTHS.indexOf(letters.slice(0, 3));
  return index === -1 ? undefined : index + 1;
}

/** The year is the number of three or four digits; of two short ones, the second (RFC 5322 §4.3). */
function dayAndYear(first: string, second: string): [number, number] {
  if (first.length > 2) return [Number(second), fullYear(first)];
  return [Number(first), fullYear(second)];
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  if (digits.length === 3 || year >= 50) return year + 1900;
  return year + 2000;
}

function hourOf(hour: number, meridiem: string | undefined): number | undefined {
  if (meridiem === undefined || hour > 12) return hour;
  if (hour === 0) return meridiem === 'am' ? 0 : undefined;
  return (hour % 12) + (meridiem === 'pm' ? 12 : 0);
}

/** Hours east of UTC of the names that RFC 5322 §4.3 gives, and of those that are unambiguous in mail. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  nst: -3.5,
  ndt: -2.5,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  msd: 4,
  jst: 9,
  kst: 9,
  hkt: 8,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};

/** RFC 5322 §3.3: `-0000` says that the local offset is unknown; so do military letters (§4.3) and names not in the table. Minutes east of UTC. */
export function readZone(tokens: readonly string[]): number | undefined {
  for (const token of tokens) {
    const numeric = /^(?:utc|gmt|ut)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(token);
    if (numeric !== null) {
      const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? '0');
      if (minutes > MAX_OFFSET_MINUTES || Number(numeric[3] ?? '0') > 59) return undefined;
      if (numeric[1] === '-') return minutes === 0 ? undefined : -minutes;
      return minutes;
    }
    const hours = ZONES[token.toLowerCase()];
    if (hours !== undefined && Object.hasOwn(ZONES, token.toLowerCase())) {
      // "GMT +0100": the number that follows is the offset.
      const next = tokens[tokens.indexOf(token) + 1];
      if (hours === 0 && next !== undefined && /^[+-]\d{1,2}:?\d{2}$/.test(next)) continue;
      return hours * 60;
    }
    if (/^[a-z]+$/i.test(token)) return undefined;
  }
  return undefined;
}

/** The widest offsets in use are −12 and +14 hours; beyond 15 hours a zone is noise, and the time is read as UTC. */
const MAX_OFFSET_MINUTES = 15 * 60;

function atOffset(localSeconds: number, offsetMinutes: number | undefined): DateTime {
  if (offsetMinutes === undefined) return { epochSeconds: localSeconds };
  return { epochSeconds: localSeconds - offsetMinutes * 60, offsetMinutes };
}
