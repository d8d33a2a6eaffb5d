import type { Archive } from '../archive/archive.ts';
import type { FoundQuote } from '../archive/chains/quoted.ts';
import type { MessageRecord } from '../archive/record.ts';
import { type TextSegment, unquoted } from '../message/quotes.ts';
import type { Origins, QuoteOrigin } from '../pages/quote-origin.ts';
import { personOf } from './hit.ts';

/** Where the quotes of messages are from: to be asked for each with its segments. */
export function readOrigins(archive: Archive, numbers: readonly number[]): (number: number, segments: readonly TextSegment[]) => Origins {
  const quotes = archive.quotes(numbers);
  const quoted = new Set([...quotes.values()].flatMap((some) => some.flatMap((quote) => quote.number ?? [])));
  const records = new Map(archive.messages([...quoted]).map((record) => [record.number, record]));
  return (number, segments) => originsOf(number, segments, quotes.get(number) ?? [], records);
}

/** By the segment with which each quote begins. */
function originsOf(
  number: number,
  segments: readonly TextSegment[],
  quotes: readonly FoundQuote[],
  records: ReadonlyMap<number, MessageRecord>,
): Origins {
  const origins = new Map<TextSegment, QuoteOrigin>();
  const begun = new Set<FoundQuote>();
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
