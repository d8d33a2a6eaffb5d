import { type Attribution, type SegmentShape, type TextSegment, unquoted } from '../../message/quotes.ts';
import type { Region } from './chain-index.ts';
import type { Quote } from './chain-message.ts';
import type { OwnText, QuotedText, Stretch, WordedText } from './compare.ts';
import { fingerprintsOf, fingerprintsOfText, fingerprintsOfWhole, unionOf } from './fingerprints.ts';
import { type ChainWords, chainWords, extentOfWords, type WordExtent } from './words.ts';

/** A text taken apart: what its author says for himself, and what he quotes. */
export interface ReadText {
  readonly own: OwnText;
  readonly quotes: readonly Quote[];
}

/** How a text falls apart, and the text itself for who asks. */
export interface OutlinedText {
  readonly shape: readonly SegmentShape[];
  /** The segments of that shape. */
  readonly segments: () => readonly TextSegment[];
  readonly digests?: PassageDigests;
}

/** What the passages of a text are known again by, without reading it. A value: JSON-safe. */
export interface PassageDigests {
  readonly own: string;
  /** Of its own text. Absent where a signature or a disclaimer stands in it, of which the words may not count. */
  readonly extent?: WordExtent;
  /** Of each of its quotes, in order. */
  readonly quotes: readonly string[];
}

/**
 * Takes a text apart by its segments (`splitQuotes`).
 *
 * Answers written between quoted lines part a quote, which is one all the same. Signatures and disclaimers stand in the own text;
 * their words count as the author's unless `isBoilerplate` knows them: whatever is put there could otherwise hide from comparison.
 */
export function readText(segments: readonly TextSegment[], isBoilerplate: IsBoilerplate = () => false): ReadText {
  return readOutlinedText({ shape: segments, segments: () => segments }, isBoilerplate);
}

export type IsBoilerplate = (words: readonly string[]) => boolean;

/** As {@link readText}. Where digests are known, the text of what is compared with its like is not asked for. */
export function readOutlinedText({ shape, segments, digests }: OutlinedText, isBoilerplate: IsBoilerplate): ReadText {
  let own: OwnText | undefined;
  let quotes: readonly Quote[] | undefined;
  // Of most mail one of the two is asked for: it quotes, or is quoted.
  return {
    get own() {
      own ??= new Own(() => ownText(segments(), isBoilerplate), digests);
      return own;
    },
    get quotes() {
      quotes ??= quotesOf(shape, segments, digests?.quotes);
      return quotes;
    },
  };
}

/** The fingerprints of a text. */
export interface TextPrints extends Readonly<Record<Region, Uint32Array>> {
  /** Those of `quoted` by what they are of: of each quote, in order, how many, then they. */
  readonly quotes: Uint32Array;
}

/**
 * What the passages of a text are found and known again by: fingerprints of each region of it, of every passage of its own, so that none
 * spans two; and digests.
 *
 * @param attached - What stands in mail that is attached: quoted too. Of it there are no digests.
 * @param digestOf - Gives a text's digest, of which nobody can make two texts have the same one.
 */
export function identifyPassages(
  segments: readonly TextSegment[],
  attached: readonly Quote[],
  digestOf: (text: string) => string,
): { readonly prints: TextPrints; readonly digests: PassageDigests } {
  const { text } = ownText(segments);
  const closings = segments.filter(isClosing).map(unquoted);
  const { prints, extent } = fingerprintsOfText(closings.length === 0 ? text : textOf(segments.filter(({ kind }) => kind === 'own')));
  const texts = quotedPassages(segments).map(({ places }) => textOf(places.map((place) => segments[place]!)));
  const quotes = [...texts.map((quote) => fingerprintsOfText(quote).prints), ...attached.map((quote) => fingerprintsOf(quote.text.words))];
  return {
    prints: {
      own: prints,
      quoted: unionOf(quotes),
      boilerplate: unionOf(closings.map((closing) => fingerprintsOfWhole(chainWords(closing).words))),
      quotes: counted(quotes),
    },
    digests: { own: digestOf(text), ...(closings.length === 0 && { extent }), quotes: texts.map(digestOf) },
  };
}

/** Each behind how many it has. */
function counted(quotes: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(quotes.reduce((sum, { length }) => sum + 1 + length, 0));
  let end = 0;
  for (const prints of quotes) {
    all[end] = prints.length;
    all.set(prints, end + 1);
    end += 1 + prints.length;
  }
  return all;
}

/** The quotes of {@link TextPrints} one by one. */
export function* eachQuote(quotes: Uint32Array): Generator<Uint32Array> {
  for (let at = 0; at < quotes.length; at += 1 + quotes[at]!) yield quotes.subarray(at + 1, at + 1 + quotes[at]!);
}

function ownText(segments: readonly TextSegment[], isBoilerplate: IsBoilerplate = () => false): TextOfOwn {
  let text = '';
  const passedOver: Stretch[] = [];
  for (const segment of segments) {
    if (segment.depth > 0 || segment.kind === 'attribution') continue;
    const start = text === '' ? 0 : text.length + 1;
    const words = unquoted(segment);
    text += text === '' ? words : `\n${words}`;
    if (isClosing(segment) && isBoilerplate(chainWords(words).words)) passedOver.push({ start, end: text.length });
  }
  return { text, passedOver };
}

interface TextOfOwn {
  readonly text: string;
  /** What in it does not count as the author's. */
  readonly passedOver: readonly Stretch[];
}

/** A text that is read, and of which the words are made, when that is asked for: of most quotes, and of most of what is quoted, it is not. */
abstract class Worded implements WordedText {
  readonly digest: string | undefined;
  #made: ChainWords | undefined;

  constructor(digest: string | undefined) {
    this.digest = digest;
  }

  abstract get text(): string;

  get words(): readonly string[] {
    return this.#all.words;
  }

  get starts(): readonly number[] {
    return this.#all.starts;
  }

  get ends(): readonly number[] {
    return this.#all.ends;
  }

  get #all(): ChainWords {
    this.#made ??= chainWords(this.text);
    return this.#made;
  }
}

class Own extends Worded implements OwnText {
  readonly #read: () => TextOfOwn;
  #known: TextOfOwn | undefined;
  #extent: WordExtent | undefined;

  constructor(read: () => TextOfOwn, digests: PassageDigests | undefined) {
    super(digests?.own);
    this.#read = read;
    this.#extent = digests?.extent;
  }

  get text(): string {
    return this.#own.text;
  }

  counts(index: number): boolean {
    const { passedOver } = this.#own;
    if (passedOver.length === 0) return true;
    const at = this.starts[index]!;
    return !passedOver.some(({ start, end }) => at >= start && at < end);
  }

  get extent(): WordExtent | undefined {
    if (this.#extent === undefined && this.#own.passedOver.length === 0) this.#extent = extentOfWords(this.text);
    return this.#extent;
  }

  get #own(): TextOfOwn {
    this.#known ??= this.#read();
    return this.#known;
  }
}

class Quoted extends Worded implements QuotedText {
  readonly isMarked: boolean;
  readonly #read: () => string;
  #text: string | undefined;

  constructor(read: () => string, isMarked: boolean, digest: string | undefined) {
    super(digest);
    this.#read = read;
    this.isMarked = isMarked;
  }

  get text(): string {
    this.#text ??= this.#read();
    return this.#text;
  }
}

function isClosing({ kind }: SegmentShape): boolean {
  return kind === 'signature' || kind === 'disclaimer';
}

/** Stops a text of quotes in quotes, by the thousand, from being compared piece by piece. */
const maxQuotes = 60;

interface QuotedPassages {
  readonly depth: number;
  readonly source: Attribution | undefined;
  /** Of its segments among all of the text. */
  readonly places: number[];
  isMarked: boolean;
}

/** What is quoted of one mail, in one place or parted by answers. */
function quotedPassages(segments: readonly SegmentShape[]): QuotedPassages[] {
  const found: QuotedPassages[] = [];
  for (const [place, { kind, depth, source, isUnmarked }] of segments.entries()) {
    if (kind !== 'quoted' || depth === 0) continue;
    // What is shallower ends the deeper quotes above it: the next of that depth is another one.
    let known = found.findLast((one) => one.depth === depth && one.source === source);
    if (known !== undefined && source === undefined && found.indexOf(known) < found.findLastIndex((one) => one.depth < depth))
      known = undefined;
    const isMarked = isUnmarked !== true;
    if (known !== undefined) {
      known.places.push(place);
      known.isMarked &&= isMarked;
    } else if (found.length < maxQuotes) found.push({ depth, source, places: [place], isMarked });
  }
  return found;
}

function textOf(segments: readonly TextSegment[]): string {
  return segments.map(unquoted).join('\n');
}

function quotesOf(shape: readonly SegmentShape[], segments: () => readonly TextSegment[], digests: readonly string[] = []): Quote[] {
  return quotedPassages(shape).map(({ depth, source, places, isMarked }, index) => ({
    depth,
    text: new Quoted(() => textOf(places.map((place) => segments()[place]!)), isMarked, digests[index]),
    ...(source !== undefined && { attribution: attributionOf(source) }),
  }));
}

function attributionOf({ sender, date }: Attribution): NonNullable<Quote['attribution']> {
  return {
    ...(sender?.name !== undefined && { name: sender.name }),
    // Of a name that came by way of a list the address is the list's.
    ...(sender?.address !== undefined && sender.via === undefined && { address: sender.address.toLowerCase() }),
    ...(date !== undefined && { time: date }),
  };
}
