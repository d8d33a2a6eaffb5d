import { parseDate } from '../../../message/dates.ts';
import type { Reversal } from '../reversal.ts';
import { replaced, signedPlaces, unfolded } from './header-text.ts';

/**
 * A Date written anew from what was read: the day of one digit with or without a zero or a second space, the name of the day left out,
 * `GMT` or `-0000` for `+0000`, the zone's name in a comment left out (Exchange does all of these), the same moment in the zone of the
 * server (Exchange writes +0000). The moment stays the same.
 *
 * @see RFC 5322 §3.3, §4.3
 */
export const dateForm: Reversal = {
  name: 'date-form',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    for (const place of signedPlaces(message, clues, DATES)) {
      const text = unfolded(place.text);
      const moment = parseDate(text);
      if (moment === undefined || Math.abs(moment.epochSeconds) > maxSeconds) continue;
      const offset = moment.offsetMinutes ?? 0;
      for (const form of forms(moment.epochSeconds, offset)) yield* replaced(message, 'date-form', place, form);
      for (const other of OFFSETS) if (other !== offset) yield* replaced(message, 'date-form', place, simple(moment.epochSeconds, other));
      for (const other of OFFSETS) {
        if (other === offset) continue;
        for (const form of forms(moment.epochSeconds, other)) yield* replaced(message, 'date-form', place, form);
      }
    }
  },
};

const DATES = new Set(['date', 'resent-date']);
/** The year 9999: what lies beyond has no four digits. */
const maxSeconds = 253_402_300_799;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Of all clocks on Earth, in minutes: UTC and the hours first, the halves and quarters after. */
const OFFSETS = [
  ...[0, 1, 2, 3, -4, -5, -6, -7, -8, 8, 9, 10, -3, 4, 5, 6, 7, 11, 12, 13, -1, -2, -9, -10, -11, -12, 14].map((hours) => hours * 60),
  ...[330, 210, 270, 570, 345, 390, 630, -210, -150, -570, 525, 765],
];

function simple(epochSeconds: number, offset: number): string {
  return forms(epochSeconds, offset).next().value ?? '';
}

/** The moment as it is written at that offset, in every usual form. */
function* forms(epochSeconds: number, offset: number): Generator<string> {
  const at = new Date((epochSeconds + offset * 60) * 1000);
  const day = at.getUTCDate();
  const two = (number: number) => String(number).padStart(2, '0');
  const year = String(at.getUTCFullYear()).padStart(4, '0');
  const rest = `${MONTHS[at.getUTCMonth()]} ${year} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  const weekday = DAYS[at.getUTCDay()]!;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const zones = offset === 0 ? [zone, 'GMT', '-0000', 'UTC', 'UT', 'Z', ''] : [zone];
  const comments = COMMENTS.get(offset) ?? [];
  const written = [...zones, ...comments.map((comment) => `${zone} (${comment})`), ...comments];
  const days = [...new Set([String(day), two(day), String(day).padStart(2, ' ')])];
  for (const head of [`${weekday}, `, '', `${weekday},`, `${weekday} `]) {
    for (const digits of days) for (const name of written) yield `${head}${digits} ${rest} ${name}`.trimEnd();
  }
  if (at.getUTCSeconds() === 0) {
    for (const digits of days) for (const name of written) yield `${weekday}, ${digits} ${rest.slice(0, -3)} ${name}`.trimEnd();
  }
}

/** The names of zones that programs write in comments. */
const COMMENTS = new Map<number, readonly string[]>([
  [0, ['UTC', 'GMT', 'WET', 'Coordinated Universal Time', 'GMT+00:00']],
  [60, ['CET', 'BST', 'WEST', 'MET', 'GMT+01:00', 'IST']],
  [120, ['CEST', 'EET', 'SAST', 'IST', 'MEST', 'CAT', 'GMT+02:00']],
  [180, ['MSK', 'EEST', 'IDT', 'EAT', 'GMT+03:00']],
  [240, ['MSD', 'GST', 'GMT+04:00']],
  [330, ['IST', 'GMT+05:30']],
  [480, ['CST', 'AWST', 'SGT', 'HKT', 'PHT', 'GMT+08:00']],
  [540, ['JST', 'KST', 'GMT+09:00']],
  [600, ['AEST', 'EST', 'GMT+10:00']],
  [660, ['AEDT', 'EST', 'GMT+11:00']],
  [720, ['NZST']],
  [780, ['NZDT']],
  [-180, ['BRT', 'ART', 'ADT', 'GMT-03:00']],
  [-240, ['EDT', 'AST', 'GMT-04:00']],
  [-300, ['EST', 'CDT', 'GMT-05:00']],
  [-360, ['CST', 'MDT', 'GMT-06:00']],
  [-420, ['MST', 'PDT', 'GMT-07:00']],
  [-480, ['PST', 'AKDT', 'GMT-08:00']],
  [-540, ['AKST']],
  [-600, ['HST']],
]);
