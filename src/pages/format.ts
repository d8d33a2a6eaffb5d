import { type Html, html } from './html.ts';
import type { Words } from './words/words.ts';

/** A moment as its writer gave it: UTC seconds, and the zone that he named, where he named one. */
export interface Moment {
  readonly epochSeconds: number;
  readonly offsetMinutes?: number | undefined;
}

/** `71848` → `71,848`. */
export function formatNumber(value: number, words: Words): string {
  return words.number(Math.trunc(value));
}

/** A count with its noun in the right number: `1,204 e-mails`. */
export function counted(value: number, noun: (count: number) => string, words: Words): string {
  return `${formatNumber(value, words)}\u00a0${noun(value)}`;
}

/** Octets in the unit that a reader grasps: decimal, as file managers show them. */
export function formatSize(octets: number, words: Words): string {
  const { octet, kilo, mega } = words.sizes;
  if (octets < 1000) return `${octets}\u00a0${octet}`;
  if (octets < 999_500) return `${Math.round(octets / 1000)}\u00a0${kilo}`;
  return `${decimal(octets / 1e6, octets < 9.95e6 ? 1 : 0, words)}\u00a0${mega}`;
}

/** `formatPercent(6.25, 1, …)` → `6.3 %`. */
export function formatPercent(percent: number, digits: number, words: Words): string {
  return words.percent(decimal(percent, digits, words));
}

function decimal(value: number, digits: number, words: Words): string {
  return value.toFixed(digits).replace('.', words.decimalMark);
}

/** `12 May 2016`, in UTC. Undefined outside what a calendar can name (ECMA-262 §21.4.1.1). */
export function formatDay(epochSeconds: number, words: Words): string | undefined {
  const date = calendar(epochSeconds);
  return date && words.date(date.getUTCDate(), words.months[date.getUTCMonth()] ?? '', String(date.getUTCFullYear()));
}

/** `2016-05` → `May 2016`; `2016` stays. */
export function formatMonth(month: string, words: Words): string {
  const [year = '', number] = month.split('-');
  return number === undefined ? year : words.monthOfYear(words.months[Number(number) - 1] ?? number, year);
}

/** `12 May 2016, 16:02 +0200 (14:02 UTC)`; without a zone of its own, `12 May 2016, 14:02 UTC`. */
export function formatMoment({ epochSeconds, offsetMinutes = 0 }: Moment, words: Words, precision: 'minute' | 'second' = 'minute'): Html {
  const utc = calendar(epochSeconds);
  const local = calendar(epochSeconds + offsetMinutes * 60);
  const day = formatDay(epochSeconds + offsetMinutes * 60, words);
  if (utc === undefined || local === undefined || day === undefined) return html`${words.noDate}`;
  const machine = utc.toISOString().replace('.000Z', 'Z');
  if (offsetMinutes === 0) return html`<time datetime="${machine}">${words.moment(day, clock(utc, precision))} UTC</time>`;
  const sameDay = utc.getUTCDate() === local.getUTCDate();
  const beside = sameDay
    ? clock(utc, precision)
    : words.moment(words.dayOfMonth(utc.getUTCDate(), words.months[utc.getUTCMonth()] ?? ''), clock(utc, precision));
  return html`<time datetime="${machine}">${words.moment(day, clock(local, precision))} ${formatZone(offsetMinutes)} <span class="utc">(${beside} UTC)</span></time>`;
}

/** `95` → `1 min 35 s`: the two largest units, as far as there is something of the second. */
export function formatDuration(seconds: number, words: Words): string {
  const whole = Math.round(seconds);
  const first = unitLengths.findIndex((length) => whole >= length);
  const at = first < 0 ? unitLengths.length - 1 : first;
  const length = unitLengths[at] ?? 1;
  const rest = Math.floor((whole % length) / (unitLengths[at + 1] ?? 1));
  const amount = (value: number, unit: number) => `${formatNumber(value, words)}\u00a0${words.durations[unit]}`;
  return `${amount(Math.floor(whole / length), at)}${rest > 0 && at + 1 < unitLengths.length ? ` ${amount(rest, at + 1)}` : ''}`;
}

/** Days, hours, minutes, seconds. */
const unitLengths = [86_400, 3_600, 60, 1];

/** `120` → `+0200`. */
export function formatZone(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** A key's or an ISO time's day: `2016-10-25T00:00:00Z` → `25 October 2016`; what is no ISO date stays as it is. */
export function formatIsoDay(iso: string, words: Words): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (match === null) return iso;
  return words.date(Number(match[3]), words.months[Number(match[2]) - 1] ?? String(match[2]), String(match[1]));
}

function calendar(epochSeconds: number): Date | undefined {
  const date = new Date(epochSeconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function clock(date: Date, precision: 'minute' | 'second'): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${precision === 'second' ? `:${two(date.getUTCSeconds())}` : ''}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
