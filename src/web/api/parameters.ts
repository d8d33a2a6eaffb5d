import { FINDING_KINDS } from '../../evidence/findings/finding.ts';
import { attachmentKinds } from '../../message/attachment-kind.ts';
import { fileSorts, limits, maxFilterLength, peopleSorts, searchSorts } from './limits.ts';
import type { JsonSchema } from './schema.ts';

/** What stands in an address: in its path, or after its question mark. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly schema: JsonSchema;
}

const whole = (minimum: number, maximum: number, unasked?: number): JsonSchema => ({
  type: 'integer',
  minimum,
  maximum,
  ...(unasked !== undefined && { default: unasked }),
});

const inPath = (name: string, description: string, schema: JsonSchema): Parameter => ({ name, in: 'path', description, schema });
const inQuery = (name: string, description: string, schema: JsonSchema): Parameter => ({ name, in: 'query', description, schema });

export const numberInPath = inPath('number', 'The number of a message.', whole(1, 9_999_999_999));
export const threadInPath = inPath('thread', 'The number of a thread: that of its first message.', whole(1, 9_999_999_999));
export const sha256InPath = inPath('sha256', 'SHA-256 of the decoded octets, in hex.', { type: 'string', pattern: '^[0-9a-f]{64}$' });
export const addressInPath = inPath('address', 'A whole address, percent-encoded, without regard to case.', { type: 'string' });
export const nameInPath = inPath('name', 'The name to save it under: any.', { type: 'string' });

export const query = inQuery('q', 'A query, as the search box takes it (at most 4,096 characters); nothing asks for every message.', {
  type: 'string',
  maxLength: 4_096,
  default: '',
});

const offset = inQuery('offset', 'How many to pass over.', whole(0, Number.MAX_SAFE_INTEGER, 0));
const limit = (what: string, { most, unasked }: { most: number; unasked: number }) =>
  inQuery('limit', `How many ${what} to give at most.`, whole(0, most, unasked));
const sort = (words: readonly string[], description: string) =>
  inQuery('sort', description, { type: 'string', enum: words, default: words[0] });

export const searchPage = [
  query,
  sort(
    searchSorts,
    'The order: newest first, oldest first (those without a Date come last in both), or by relevance. The command line, unasked, takes relevance.',
  ),
  offset,
  limit('hits', limits.hits),
];

const filter = (description: string) =>
  inQuery('q', `${description} What is longer than ${maxFilterLength} characters is cut.`, { type: 'string', default: '' });

export const peoplePage = [
  filter('A part of an address or of a name, without regard to case and diacritics.'),
  sort(peopleSorts, 'The order: most sent first, most received first, or by address.'),
  offset,
  limit('people', limits.people),
];

export const findingsPage = [
  inQuery('kind', 'Only findings of this kind.', { type: 'string', enum: FINDING_KINDS }),
  inQuery('message', 'Only those that concern the message with this number; then all of them.', whole(1, 9_999_999_999)),
  offset,
  limit('findings', limits.findings),
];

export const filesPage = [
  filter('Words of any of the names of a file, as `filename:` takes them; a star stands for any ending.'),
  inQuery('kind', 'Only this kind of file.', { type: 'string', enum: attachmentKinds }),
  sort(fileSorts, 'The order: newest or oldest message first, by name, largest or smallest first.'),
  offset,
  limit('files', limits.files),
];
