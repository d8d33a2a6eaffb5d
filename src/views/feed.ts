import { hash } from 'node:crypto';
import type { Archive } from '../archive/archive.ts';
import type { FeedView } from '../pages/feed.ts';
import { personOf } from './hit.ts';

/** The newest of what a query finds; an archive is known by its first message, which never changes. Rejects with a QueryError. */
export async function feedView(archive: Archive, q: string): Promise<FeedView> {
  const { hits } = await archive.search(q, { sort: '-date', offset: 0, limit: maxEntries });
  return {
    query: q,
    uuid: uuidOf(hash('sha256', `${archive.message(1)?.sha256}\n${q}`)),
    entries: hits.map(({ number, sha256, verdict, date, from, subject, snippet }) => ({
      number,
      uuid: uuidOf(sha256),
      verdict,
      sentAtSeconds: date === null ? undefined : Date.parse(date) / 1000,
      from: from === null ? undefined : personOf(from),
      subject: subject ?? '',
      snippet: snippet.map(({ text }) => text).join(''),
    })),
  };
}

/** As many as a reader of feeds cares to look through. */
const maxEntries = 50;

/**
 * The first 128 bits of a SHA-256, six of them given to the form, as a UUID of version 8.
 *
 * @see RFC 9562 §5.8
 */
function uuidOf(sha256: string): string {
  const variant = ((Number.parseInt(sha256.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-');
}
