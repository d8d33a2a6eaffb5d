import { UsageError } from './exit.ts';

/** A day or a time in ISO 8601 (UTC where no zone is given) as epoch seconds. @throws UsageError */
export function parseDay(text: string, option: string): number {
  const seconds = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(text.length === 10 || /Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`) / 1000
    : Number.NaN;
  if (Number.isNaN(seconds))
    throw new UsageError(`${option}: "${text}" is no date. Expected for instance 2016-07-22 or 2016-07-22T10:00Z.`);
  return Math.floor(seconds);
}
