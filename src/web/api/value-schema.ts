import { integer, type Schema, text } from './schema.ts';

/** ISO 8601 in UTC, to the second. Years beyond 9999 and before 0 have six digits and a sign (ECMA-262 §21.4.1.32). */
export function time(description: string, example = '2016-05-12T14:02:00Z'): Schema<string> {
  const pattern = '^([0-9]{4}|[+-][0-9]{6})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';
  return text(`${description} ISO 8601 in UTC.`, { pattern, examples: [example] });
}

export function sha256(description: string): Schema<string> {
  return text(description, { pattern: '^[0-9a-f]{64}$', examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] });
}

export function md5(description: string): Schema<string> {
  return text(description, { pattern: '^[0-9a-f]{32}$', examples: ['098f6bcd4621d373cade4e832627b4f6'] });
}

export function messageNumber(description: string): Schema<number> {
  return integer(description, { minimum: 1, examples: [48_211] });
}
