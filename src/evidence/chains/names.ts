import { normalizeStreamSafe } from '../../message/stream-safe.ts';
import type { Correspondent, Quote, QuotedMessage } from './chain-message.ts';

/** Whom the words beside a quote name: the sender of the mail in question, somebody else, or nobody. */
export type Named = 'sender' | 'other' | 'nobody';

/**
 * An address is the sender's or it is not. A name alone is his where it has the same words as the one he signs with, in any order
 * (`Brandt, Lena`), or as his address has before the `@` (`lena.brandt`); Lotus Notes puts his place in a directory behind it
 * (`Lena Brandt/Budget/Halden`).
 */
export function namedBy(attribution: Quote['attribution'], sender: Correspondent | undefined): Named {
  if (attribution === undefined || (attribution.name === undefined && attribution.address === undefined)) return 'nobody';
  if (sender === undefined) return 'other';
  if (attribution.address !== undefined) return attribution.address === sender.address ? 'sender' : 'other';
  const written = nameWords((attribution.name ?? '').replace(/\/.*$/s, ''));
  if (written === '') return 'nobody';
  const known = [sender.name ?? '', sender.address.slice(0, sender.address.lastIndexOf('@'))];
  return known.some((name) => nameWords(name) === written) ? 'sender' : 'other';
}

/** Its words in one order, without titles' dots, case and accents; what stands in parentheses is no part of a name. */
function nameWords(name: string): string {
  const bare = normalizeStreamSafe(name.replace(/\([^()]{0,200}\)/g, ' '), 'NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ');
}

/** Who wrote the quoting mail, seen from the quoted one. */
export function relationOfAuthor(author: Correspondent | undefined, quoted: QuotedMessage): 'sender' | 'addressee' | 'other' {
  if (author === undefined) return 'other';
  if (author.address === quoted.sender?.address) return 'sender';
  return quoted.addressees.some(({ address }) => address === author.address) ? 'addressee' : 'other';
}
