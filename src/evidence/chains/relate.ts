import { canBeTime } from './attributed-time.ts';
import type { ChainMessage, Correspondent, Quote, QuotedMessage } from './chain-message.ts';
import { type Comparison, compareTexts, type Difference, type OwnText } from './compare.ts';
import { type Named, namedBy, relationOfAuthor } from './names.ts';
import { unvouchedWords } from './unvouched.ts';

/** What one message shows of another that it quotes. A value: JSON-safe. */
export interface Relation {
  /** Numbers of the quoting message and of the quoted one. */
  readonly voucher: number;
  readonly quoted: number;
  readonly author?: Correspondent;
  readonly authorIs: 'sender' | 'addressee' | 'other';
  /** The quoting message is evidence: signed, and all that is compared is covered. */
  readonly isSigned: boolean;
  /** Its Date is later than the quoted message's. Undefined where one has none. */
  readonly isLater?: boolean;
  readonly depth: number;
  readonly named: Named;
  /** Whether the time beside the quote can be that of the quoted message. Undefined where none is told. */
  readonly timeAgrees?: boolean;
  /** Words of its own, and how many of them the quote has: of the form (plain text, HTML) that it vouches for least. */
  readonly ownWords: number;
  readonly matchedWords: number;
  /** What it says that the quote does not vouch for, but for greetings and names. Beyond {@link maxToldInAll}, how each stretch begins. */
  readonly unvouched: readonly string[];
  readonly differences: readonly ToldDifference[];
  /** What the quote has between words of the message, and is no difference: answers written into it, or what was taken out of the message. */
  readonly interleaved?: readonly string[];
}

/** A difference with its words. */
export interface ToldDifference extends Pick<Difference, 'kind' | 'of'> {
  readonly own: string;
  readonly quoted: string;
}

/**
 * How a message stands to the mail that quotes it, by the quote that has most of it.
 *
 * @param quotes - Those of the quoting message that may be of the quoted one; by default all.
 * @returns Undefined where the one quotes nothing of the other that is worth telling.
 */
export function relate(quoted: QuotedMessage, quoting: ChainMessage, quotes: readonly Quote[] = quoting.quotes): Relation | undefined {
  const best = bestQuote(quoted, quoting, quotes);
  if (best === undefined) return undefined;
  const { quote, own, comparison } = best;
  const { unvouched, interleaved } = shortcomings(quoted, best);
  const isLater =
    quoting.dateSeconds === undefined || quoted.dateSeconds === undefined ? undefined : quoting.dateSeconds > quoted.dateSeconds;
  const timeAgrees = agreesInTime(quote, quoted.dateSeconds);
  return {
    voucher: quoting.number,
    quoted: quoted.number,
    ...(quoting.sender !== undefined && { author: quoting.sender }),
    authorIs: relationOfAuthor(quoting.sender, quoted),
    isSigned: quoting.isVoucher,
    ...(isLater !== undefined && { isLater }),
    depth: quote.depth,
    named: namedBy(quote.attribution, quoted.sender),
    ...(timeAgrees !== undefined && { timeAgrees }),
    ownWords: comparison.ownWords,
    matchedWords: comparison.matchedWords,
    unvouched: toldOf(unvouched),
    differences: comparison.differences.slice(0, maxTold).map(({ kind, of, own: a, quoted: b }) => ({
      ...{ kind, of, own: shortened(own.text.slice(a.start, a.end)), quoted: shortened(quote.text.text.slice(b.start, b.end)) },
    })),
    ...(interleaved.length > 0 && {
      interleaved: interleaved.slice(0, maxTold).map(({ start, end }) => shortened(quote.text.text.slice(start, end))),
    }),
  };
}

/**
 * Why a quote may not vouch for a message: by the form of it that has the least of the words, and where that is in order, by the others. What
 * they alone have otherwise may come of how a program made the one from the other: it is no difference.
 */
function shortcomings(
  quoted: QuotedMessage,
  { own, comparison, others }: BestQuote,
): Pick<Comparison, 'interleaved'> & Pick<Relation, 'unvouched'> {
  const unvouched = [{ own, comparison }, ...others].map((form) => unvouchedWords(quoted, form.own, form.comparison));
  const more = others.map(({ comparison: { interleaved, differences } }) => [
    ...interleaved,
    ...differences.map((difference) => difference.quoted).filter(({ start, end }) => end > start),
  ]);
  const isSome = ({ length }: readonly unknown[]) => length > 0;
  return {
    unvouched: unvouched.find(isSome) ?? [],
    interleaved: [comparison.interleaved, ...(comparison.differences.length > 0 ? [] : more)].find(isSome) ?? [],
  };
}

/** What one message quotes of another, and which form of the other it has least of. */
export interface BestQuote extends Found {
  readonly quote: Quote;
}

/** Of what one message quotes, what has most of the other. */
export function bestQuote(quoted: QuotedMessage, quoting: ChainMessage, quotes: readonly Quote[] = quoting.quotes): BestQuote | undefined {
  if (quoted.number === quoting.number) return undefined;
  let best: BestQuote | undefined;
  for (const quote of quotes) {
    const found = leastVouched(quoted, quote);
    if (found === undefined || found.comparison.longestRun < leastRun) continue;
    if (best === undefined || isBetter(found, quote, best, best.quote, quoted)) best = { ...found, quote };
  }
  return best;
}

/** Words in a row that both must have: less is chance. */
const leastRun = 5;

/** Differences and stretches of words that are kept of one relation; more of them are told by their number alone. */
const maxTold = 20;

const maxToldLength = 500;

/** A long mail of which one sentence is quoted: what the others say is kept with every mail that quotes it so. */
const maxToldInAll = maxTold * maxToldLength;

function toldOf(texts: readonly string[]): string[] {
  const told = texts.slice(0, maxTold);
  return told.reduce((sum, { length }) => sum + length, 0) > maxToldInAll ? told.map(shortened) : told;
}

function shortened(text: string): string {
  return text.length > maxToldLength ? `${text.slice(0, maxToldLength - 1)}…` : text;
}

interface Found extends Form {
  /** The other forms of the message. */
  readonly others: readonly Form[];
}

interface Form {
  readonly own: OwnText;
  readonly comparison: Comparison;
}

/** A reader is shown every form of a mail: it is vouched for as far as the least of them is. */
function leastVouched(quoted: QuotedMessage, quote: Quote): Found | undefined {
  // Whose nobody says may be several texts, one after the other: what stands between two sentences is no insertion.
  const isNamed = namedBy(quote.attribution, quoted.sender) === 'sender';
  const forms = quoted.own.map((own): Form => ({ own, comparison: compareTexts(own, quote.text, isNamed && quote.text.isMarked) }));
  const [least, ...others] = forms.toSorted((one, other) => share(one.comparison) - share(other.comparison));
  return least && { ...least, others };
}

function share({ ownWords, matchedWords }: Comparison): number {
  return ownWords === 0 ? 0 : matchedWords / ownWords;
}

/** The quote with more of the words, then the one that names the sender, then the outer one. */
function isBetter(found: Found, quote: Quote, than: Found, thanQuote: Quote, quoted: QuotedMessage): boolean {
  const by = share(found.comparison) - share(than.comparison);
  if (by !== 0) return by > 0;
  const names = (one: Quote) => Number(namedBy(one.attribution, quoted.sender) === 'sender');
  return names(quote) - names(thanQuote) > 0 || (names(quote) === names(thanQuote) && quote.depth < thanQuote.depth);
}

function agreesInTime({ attribution }: Quote, dateSeconds: number | undefined): boolean | undefined {
  return attribution?.time === undefined || dateSeconds === undefined ? undefined : canBeTime(attribution.time, dateSeconds);
}
