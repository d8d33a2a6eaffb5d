import type { AttributionDate } from '../../message/quotes.ts';

/** When the words beside a quote say that it was sent, most often on the clock of the one who quotes. */
export type AttributedTime = Omit<AttributionDate, 'text' | 'precision'>;

/**
 * Whether the time beside a quote can be that of a message.
 *
 * Without a zone it is the clock of some place on Earth, which differs from UTC by quarters of an hour: so the minutes must agree to
 * the quarter, the hours need not. Of a clock of twelve hours both halves of the day are tried: what tells them may be of a language
 * that is not known (`3:51 em`).
 *
 * @param dateSeconds - The message's Date, UTC.
 */
export function canBeTime(told: AttributedTime, dateSeconds: number): boolean {
  if (told.epochSeconds !== undefined && Math.abs(told.epochSeconds - dateSeconds) <= ROUNDING) return true;
  const days = told.epochSeconds === undefined ? [told, ...otherDay(told)] : otherDay(told);
  return days.some(({ month, day }) => {
    const midnight = Date.UTC(told.year, month - 1, day) / 1000;
    if (told.hour === undefined) return dateSeconds >= midnight - EASTERNMOST && dateSeconds < midnight + DAY - WESTERNMOST;
    const local = midnight + told.hour * HOUR + (told.minute ?? 0) * MINUTE + (told.second ?? 0);
    const offset = local - dateSeconds;
    if (told.offsetMinutes !== undefined) return Math.abs(offset - told.offsetMinutes * MINUTE) <= ROUNDING;
    return isOffset(offset) || (told.hour > 0 && told.hour <= 12 && isOffset(offset + (told.hour === 12 ? -HALF_DAY : HALF_DAY)));
  });
}

/** Whether clocks somewhere differ so from UTC. */
function isOffset(seconds: number): boolean {
  if (seconds < WESTERNMOST - ROUNDING || seconds > EASTERNMOST + ROUNDING) return false;
  return Math.abs(seconds - Math.round(seconds / QUARTER) * QUARTER) <= ROUNDING;
}

/** `4/5/2016` is two days. */
function otherDay({ otherDay }: AttributedTime) {
  return otherDay === undefined ? [] : [otherDay];
}

const MINUTE = 60;
const HOUR = 3600;
const HALF_DAY = 12 * HOUR;
const DAY = 86_400;
const QUARTER = 900;
/** Programs cut seconds off, or round them; others show when the mail arrived. */
const ROUNDING = 90;
/** Clocks differ from UTC by -12 to +14 hours. */
const WESTERNMOST = -12 * HOUR;
const EASTERNMOST = 14 * HOUR;
