import type { Verdict } from '../evidence/verdict.ts';
import type { TextSegment } from '../message/quotes.ts';
import { type Html, html } from './html.ts';
import { type Person, personInShort } from './people.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** Where the words of a quote are from: a message of the archive, or none that is there. */
export type QuoteOrigin =
  | {
      /** By its words; or, as these are too few to be known again, by what stands beside the quote: it names one that the mail refers to. */
      readonly kind: 'found' | 'named';
      readonly number: number;
      readonly verdict: Verdict;
      readonly from?: Person | undefined;
      readonly quotedIn: number;
    }
  | { readonly kind: 'not-found' };

/** By the segment with which each quote begins. */
export type Origins = ReadonlyMap<TextSegment, QuoteOrigin>;

/** `In this archive: ✔ DKIM verified № 12, Lena Brandt · side by side`. */
export function originLine(origin: QuoteOrigin, words: Words): Html {
  const w = words.message;
  if (origin.kind === 'not-found') return html`<p class="origin">${w.quoteNotFound}</p>`;
  const { kind, number, verdict, from, quotedIn } = origin;
  return html`<p class="origin">${kind === 'found' ? w.quoteFound : w.quoteNamed} ${verdictTag(verdict, words)} <a href="${urls.message(number)}">${words.numbered(number)}</a>${
    from && html`, ${personInShort(from)}`
  }${kind === 'found' && html` · <a href="${urls.message(quotedIn, 'chain')}#pair-${number}">${w.quoteBeside}</a>`}</p>`;
}
