const form = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;

/**
 * Reads a date or a date-time of ISO 8601, in UTC where no zone is told.
 *
 * @param edge - What a date without a time stands for: the first second of that day, or the last. Whoever saw a key on a day
 *   saw it at some time of that day, so the window that is told reaches from the start of its first day to the end of its last.
 * @returns Seconds since 1970; undefined when it is neither, or no such day or time exists.
 */
export function parseIsoTime(text: string, edge: 'start' | 'end'): number | undefined {
  const found = form.exec(text.trim());
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', , sign, zoneHour, zoneMinute] = found;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
  if (new Date(midnight * 1000).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  if (hour === undefined || minute === undefined) return edge === 'start' ? midnight : midnight + 86_399;
  // A leap second is the second before it.
  const seconds = Math.min(Number(second), 59);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  if (Number(zoneHour ?? 0) > 23 || Number(zoneMinute ?? 0) > 59) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour ?? 0) * 3600 + Number(zoneMinute ?? 0) * 60);
  return midnight + Number(hour) * 3600 + Number(minute) * 60 + seconds - offset;
}
