import type { Archive } from '../archive/archive.ts';
import { type TextSegment, unquoted } from '../message/quotes.ts';
import type { Origins, QuoteOrigin } from '../pages/quote-origin.ts';
import { personOf } from './hit.ts';

/** Where the quotes of a message are from, by the segment with which each begins. */
export function quoteOrigins(archive: Archive, number: number, segments: readonly TextSegment[]): Origins {
  if (!segments.some(({ kind }) => kind === 'quoted')) return new Map();
  const quotes = archive.quotes(number);
  const records = new Map(archive.messages(quotes.flatMap((quote) => quote.number ?? [])).map((record) => [record.number, record]));
  const origins = new Map<TextSegment, QuoteOrigin>();
  const begun = new Set<(typeof quotes)[number]>();
  for (const segment of segments) {
    if (segment.kind !== 'quoted') continue;
    const text = unquoted(segment);
    const quote = quotes.find((one) => one.depth === segment.depth && text !== '' && one.text.includes(text));
    if (quote === undefined || begun.has(quote)) continue;
    begun.add(quote);
    const record = quote.number === undefined ? undefined : records.get(quote.number);
    if (record !== undefined) {
      const from = record.from === null ? undefined : personOf(record.from);
      origins.set(segment, {
        kind: quote.by === 'words' ? 'found' : 'named',
        number: record.number,
        verdict: record.verdict,
        from,
        quotedIn: number,
      });
    } else if (quote.isSought) origins.set(segment, { kind: 'not-found' });
  }
  return origins;
}
