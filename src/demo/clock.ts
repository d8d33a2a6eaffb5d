/**
 * Dates as mail programs write them. Times are epoch seconds; the wall clock is that of central Europe, where the story plays.
 * Nothing here reads the machine's clock or zone.
 */
import type { Language } from './prose/language.ts';

const DAYS = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
} as const;
const MONTHS = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
} as const;
const SHORT_MONTHS_FR = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

/** A moment on the wall clock of the story. `weekday` 0 is Sunday, `month` 1 is January. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offsetMinutes: number;
}

/** `date` as YYYY-MM-DD (midnight UTC) in epoch seconds. */
export function atDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000;
}

/** Epoch seconds as YYYY-MM-DD, in UTC. */
export function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

export function wallTime(seconds: number): WallTime {
  const offsetMinutes = centralEuropeanOffset(seconds);
  const local = new Date((seconds + offsetMinutes * 60) * 1000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    offsetMinutes,
  };
}

/** The moment, or a later one within working hours: Monday to Friday, from 7 to 20. Mail of the night is written in the morning. */
export function duringWork(seconds: number): number {
  let moment = seconds;
  for (;;) {
    const { hour, weekday } = wallTime(moment);
    const untilMorning = hour < 7 ? 8 - hour : hour > 19 ? 32 - hour : 0;
    if (untilMorning > 0)
      moment += untilMorning * 3600 + (moment % 10_007); // not all at eight sharp
    else if (weekday === 6) moment += 2 * 86_400;
    else if (weekday === 0) moment += 86_400;
    else return moment;
  }
}

/** As the Date field has it (RFC 5322 §3.3): `Mon, 3 Mar 2014 10:12:00 +0100`. */
export function mailDate(seconds: number): string {
  const t = wallTime(seconds);
  return `${DAYS.en[t.weekday]!.slice(0, 3)}, ${t.day} ${MONTHS.en[t.month - 1]!.slice(0, 3)} ${t.year} ${clock(t)}:${two(t.second)} ${zone(t)}`;
}

/** As an mbox "From " line has it: `Mon Mar  3 09:12:00 2014`, in UTC. */
export function mboxDate(seconds: number): string {
  const t = new Date(seconds * 1000);
  const day = String(t.getUTCDate()).padStart(2);
  const time = t.toISOString().slice(11, 19);
  return `${DAYS.en[t.getUTCDay()]!.slice(0, 3)} ${MONTHS.en[t.getUTCMonth()]!.slice(0, 3)} ${day} ${time} ${t.getUTCFullYear()}`;
}

/** Gmail's attribution: `Mon, Mar 3, 2014 at 10:12 AM`; `lun. 3 mars 2014 à 10:12`. */
export function gmailDate(seconds: number, language: Language): string {
  const t = wallTime(seconds);
  if (language === 'fr') {
    return `${DAYS.fr[t.weekday]!.slice(0, 3)}. ${t.day} ${SHORT_MONTHS_FR[t.month - 1]} ${t.year} à ${clock(t)}`;
  }
  return `${DAYS.en[t.weekday]!.slice(0, 3)}, ${MONTHS.en[t.month - 1]!.slice(0, 3)} ${t.day}, ${t.year} at ${twelveHours(t)}`;
}

/** Outlook's "Sent:": `Monday, March 3, 2014 10:12 AM`; `lundi 3 mars 2014 10:12`. */
export function outlookDate(seconds: number, language: Language): string {
  const t = wallTime(seconds);
  if (language === 'fr') return `${DAYS.fr[t.weekday]} ${t.day} ${MONTHS.fr[t.month - 1]} ${t.year} ${clock(t)}`;
  return `${DAYS.en[t.weekday]}, ${MONTHS.en[t.month - 1]} ${t.day}, ${t.year} ${twelveHours(t)}`;
}

/** Apple Mail's: `3 Mar 2014, at 10:12`; `3 mars 2014 à 10:12`. */
export function appleDate(seconds: number, language: Language): string {
  const t = wallTime(seconds);
  if (language === 'fr') return `${t.day} ${MONTHS.fr[t.month - 1]} ${t.year} à ${clock(t)}`;
  return `${t.day} ${MONTHS.en[t.month - 1]!.slice(0, 3)} ${t.year}, at ${clock(t)}`;
}

/** Thunderbird's: `03/03/2014 10:12`. */
export function thunderbirdDate(seconds: number): string {
  const t = wallTime(seconds);
  return `${two(t.day)}/${two(t.month)}/${t.year} ${clock(t)}`;
}

/** In running text: `3 March`; `3 mars`, `1er avril`. */
export function spokenDate(seconds: number, language: Language): string {
  const t = wallTime(seconds);
  const day = language === 'fr' && t.day === 1 ? '1er' : String(t.day);
  return `${day} ${MONTHS[language][t.month - 1]}`;
}

export function weekdayName(weekday: number, language: Language): string {
  return DAYS[language][weekday]!;
}

export function monthName(month: number, language: Language): string {
  return MONTHS[language][month - 1]!;
}

/** From the last Sunday of March to that of October the clock is one hour further on (both at 01:00 UTC). */
function centralEuropeanOffset(seconds: number): number {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const lastSunday = (month: number) => {
    const end = Date.UTC(year, month, 31, 1) / 1000;
    return end - new Date(end * 1000).getUTCDay() * 86_400;
  };
  return seconds >= lastSunday(2) && seconds < lastSunday(9) ? 120 : 60;
}

function clock(t: WallTime): string {
  return `${two(t.hour)}:${two(t.minute)}`;
}

function twelveHours(t: WallTime): string {
  return `${t.hour % 12 === 0 ? 12 : t.hour % 12}:${two(t.minute)} ${t.hour < 12 ? 'AM' : 'PM'}`;
}

function zone(t: WallTime): string {
  return `+${two(Math.floor(t.offsetMinutes / 60))}${two(t.offsetMinutes % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
