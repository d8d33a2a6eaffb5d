import { type Attribution, type TextSegment, unquoted } from '../../message/quotes.ts';
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

/**
 * Takes a text apart by its segments (`splitQuotes`).
 *
 * Answers written between quoted lines part a quote, which is one all the same. Signatures and disclaimers stand in the own text;
 * their words count as the author's unless `isBoilerplate` knows them: whatever is put there could otherwise hide from comparison.
 */
export function readText(segments: readonly TextSegment[], isBoilerplate: (words: readonly string[]) => boolean = () => false): ReadText {
  let own: OwnText | undefined;
  let quotes: readonly Quote[] | undefined;
  // Of most mail one of the two is asked for: it quotes, or is quoted.
  return {
    get own() {
      own ??= ownText(segments, isBoilerplate);
      return own;
    },
    get quotes() {
      quotes ??= quotesOf(segments);
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
 * The fingerprints of each region of a text: of every passage of its own, so that none spans two.
 *
 * @param attached - What stands in mail that is attached: quoted too.
 */
export function textPrints(segments: readonly TextSegment[], attached: readonly Quote[] = []): TextPrints {
  const own = segments.filter(({ kind }) => kind === 'own').map(unquoted);
  const quotes = [
    ...quotedTexts(segments).map(({ text }) => fingerprintsOfText(text)),
    ...attached.map(({ text }) => fingerprintsOf(text.words)),
  ];
  const boilerplate = segments.filter(isClosing).map(unquoted);
  return {
    own: fingerprintsOfText(own.join('\n')),
    quoted: unionOf(quotes),
    boilerplate: unionOf(boilerplate.map((text) => fingerprintsOfWhole(chainWords(text).words))),
    quotes: counted(quotes),
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

function ownText(segments: readonly TextSegment[], isBoilerplate: (words: readonly string[]) => boolean): OwnText {
  let text = '';
  const passedOver: Stretch[] = [];
  for (const segment of segments) {
    if (segment.depth > 0 || segment.kind === 'attribution') continue;
    const start = text === '' ? 0 : text.length + 1;
    const words = unquoted(segment);
    text += text === '' ? words : `\n${words}`;
    if (isClosing(segment) && isBoilerplate(chainWords(words).words)) passedOver.push({ start, end: text.length });
  }
  return new Own(text, passedOver);
}

/** A text of which the words are made when they are asked for: of most quotes, and of most of what is quoted, they are not. */
class Worded implements WordedText {
  readonly text: string;
  #made: ChainWords | undefined;

  constructor(text: string) {
    this.text = text;
  }

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
  readonly #passedOver: readonly Stretch[];
  #extent: WordExtent | undefined;

  constructor(text: string, passedOver: readonly Stretch[]) {
    super(text);
    this.#passedOver = passedOver;
  }

  counts(index: number): boolean {
    const at = this.starts[index]!;
    return !this.#passedOver.some(({ start, end }) => at >= start && at < end);
  }

  get extent(): WordExtent | undefined {
    if (this.#passedOver.length === 0) this.#extent ??= extentOfWords(this.text);
    return this.#extent;
  }
}

class Quoted extends Worded implements QuotedText {
  readonly isMarked: boolean;

  constructor(text: string, isMarked: boolean) {
    super(text);
    this.isMarked = isMarked;
  }
}

function isClosing({ kind }: TextSegment): boolean {
  return kind === 'signature' || kind === 'disclaimer';
}

/** Stops a text of quotes in quotes, by the thousand, from being compared piece by piece. */
const maxQuotes = 60;

interface QuotedPassages {
  readonly depth: number;
  readonly source: Attribution | undefined;
  readonly text: string;
  readonly isMarked: boolean;
}

/** What is quoted of one mail, in one place or parted by answers. */
function quotedTexts(segments: readonly TextSegment[]): QuotedPassages[] {
  const found: (Omit<QuotedPassages, 'text' | 'isMarked'> & { readonly texts: string[]; isMarked: boolean })[] = [];
  for (const segment of segments) {
    if (segment.kind !== 'quoted' || segment.depth === 0) continue;
    const { depth, source } = segment;
    // What is shallower ends the deeper quotes above it: the next of that depth is another one.
    let known = found.findLast((one) => one.depth === depth && one.source === source);
    if (known !== undefined && source === undefined && found.indexOf(known) < found.findLastIndex((one) => one.depth < depth))
      known = undefined;
    const isMarked = segment.isUnmarked !== true;
    if (known !== undefined) {
      known.texts.push(unquoted(segment));
      known.isMarked &&= isMarked;
    } else if (found.length < maxQuotes) found.push({ depth, source, texts: [unquoted(segment)], isMarked });
  }
  return found.map(({ texts, ...rest }) => ({ ...rest, text: texts.join('\n') }));
}

function quotesOf(segments: readonly TextSegment[]): Quote[] {
  return quotedTexts(segments).map(({ depth, source, text, isMarked }) => ({
    depth,
    text: new Quoted(text, isMarked),
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
