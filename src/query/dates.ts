import type { Expected } from './error.ts';

/** A named stretch of time, UTC: a year, a month, a day, a minute or a second. */
export interface Moment {
  /** The first second. */
  readonly startSeconds: number;
  /** The first second after it. */
  readonly endSeconds: number;
}

/** What a text that should name a moment got wrong: where in it, what stands there, what was expected. */
export interface MomentError {
  readonly offset: number;
  readonly found: string;
  readonly expected: Expected;
}

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?Z?)?)?)?$/;

/** Reads a date of the query language: ISO 8601 cut off at any place from the year to the second, in UTC. */
export function parseMoment(text: string): Moment | MomentError {
  const match = form.exec(text);
  if (match === null) return { offset: 0, found: text, expected: { code: 'date' } };
  const [year, month, day, hour, minute, second] = match.slice(1).map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (year === undefined || year === 0) return { offset: 0, found: text.slice(0, 4), expected: { code: 'year' } };
  if (month === undefined) return between(secondsAt(year, 1, 1), secondsAt(year + 1, 1, 1));
  if (month < 1 || month > 12) return { offset: 5, found: text.slice(5, 7), expected: { code: 'month' } };
  if (day === undefined) return between(secondsAt(year, month, 1), secondsAt(year, month, 1 + daysInMonth(year, month)));
  if (day < 1 || day > daysInMonth(year, month)) {
    return {
      offset: 8,
      found: text.slice(8, 10),
      expected: { code: 'day', values: { last: daysInMonth(year, month), month: text.slice(0, 7) } },
    };
  }
  const midnight = secondsAt(year, month, day);
  if (hour === undefined || minute === undefined) return between(midnight, midnight + 86_400);
  if (hour > 23) return { offset: 11, found: text.slice(11, 13), expected: { code: 'hour' } };
  if (minute > 59) return { offset: 14, found: text.slice(14, 16), expected: { code: 'minute' } };
  const start = midnight + hour * 3600 + minute * 60;
  if (second === undefined) return between(start, start + 60);
  if (second > 59) return { offset: 17, found: text.slice(17, 19), expected: { code: 'second' } };
  return between(start + second, start + second + 1);
}

/** The year and month of a second, UTC: `year * 12 + month - 1`. */
export function monthOf(seconds: number): number {
  // Howard Hinnant's civil_from_days: years begin in March, so that the leap day is their last.
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + yearOfEra) * 12 + monthFromMarch + 2;
}

function between(startSeconds: number, endSeconds: number): Moment {
  return { startSeconds, endSeconds };
}

/** The first second of a day of the Gregorian calendar; `day` may go past the end of the month. */
function secondsAt(year: number, month: number, day: number): number {
  const yearFromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * 86_400;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
