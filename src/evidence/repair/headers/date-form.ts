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
      const others = OFFSETS.filter((other) => other !== offset);
      for (const other of others) yield* replaced(message, 'date-form', place, written(moment.epochSeconds, other).plain[0]!);
      for (const other of others) {
        const { plain, commented } = written(moment.epochSeconds, other);
        for (const form of [...plain.slice(1, 2), ...commented.slice(0, maxCommented)]) yield* replaced(message, 'date-form', place, form);
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

/** The moment as it is written at that offset, in every usual form. */
function* forms(epochSeconds: number, offset: number): Generator<string> {
  const { plain, commented, unusual } = written(epochSeconds, offset);
  yield* plain;
  yield* commented;
  yield* unusual;
}

/** Of the moment in another zone, so many forms with the zone's name: there are forty zones. */
const maxCommented = 4;

interface Written {
  readonly plain: readonly string[];
  /** With the name of the zone in a comment. */
  readonly commented: readonly string[];
  readonly unusual: readonly string[];
}

function written(epochSeconds: number, offset: number): Written {
  const at = new Date((epochSeconds + offset * 60) * 1000);
  const day = at.getUTCDate();
  const two = (number: number) => String(number).padStart(2, '0');
  const year = String(at.getUTCFullYear()).padStart(4, '0');
  const rest = `${MONTHS[at.getUTCMonth()]} ${year} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  const weekday = DAYS[at.getUTCDay()]!;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const days = [...new Set([String(day), two(day)])];
  const names = COMMENTS.get(offset) ?? [];
  const zones = offset === 0 ? ['GMT', '-0000', 'UTC', 'UT', 'Z', ''] : [];
  const inWords = [...zones, ...names.slice(0, 2)];
  return {
    plain: days.map((digits) => `${weekday}, ${digits} ${rest} ${zone}`),
    commented: names.flatMap((name) => days.map((digits) => `${weekday}, ${digits} ${rest} ${zone} (${name})`)),
    unusual: [
      ...inWords.flatMap((name) => days.map((digits) => `${weekday}, ${digits} ${rest} ${name}`.trimEnd())),
      ...[zone, ...zones, ...names.slice(0, 2).map((name) => `${zone} (${name})`)].flatMap((name) =>
        days.map((digits) => `${digits} ${rest} ${name}`.trimEnd()),
      ),
      `${weekday},${day} ${rest} ${zone}`,
      `${weekday} ${day} ${rest} ${zone}`,
      ...(at.getUTCSeconds() === 0 ? days.map((digits) => `${weekday}, ${digits} ${rest.slice(0, -3)} ${zone}`) : []),
    ],
  };
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
