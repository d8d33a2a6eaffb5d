import { attachedQuotes } from '../../evidence/chains/attached.ts';
import type { ChainIndex } from '../../evidence/chains/chain-index.ts';
import type { ChainMessage, Correspondent, Quote, QuotedMessage } from '../../evidence/chains/chain-message.ts';
import type { OwnText } from '../../evidence/chains/compare.ts';
import { fingerprintsOfWhole } from '../../evidence/chains/fingerprints.ts';
import { identifyPassages, type OutlinedText, type ReadText, readOutlinedText, readText } from '../../evidence/chains/read.ts';
import { isProven, isVoucher } from '../../evidence/chains/voucher.ts';
import { addressKey } from '../../message/addresses.ts';
import { parseMessage } from '../../message/message.ts';
import { parseParts } from '../../message/parts.ts';
import { segmentsOf, shapeOf } from '../../message/quote-outline.ts';
import { splitQuotes, type TextSegment } from '../../message/quotes.ts';
import { shownTexts } from '../../message/text.ts';
import type { Database } from '../../store/database.ts';
import { readOctets, readSize, readText as readStoredText } from '../../store/octets.ts';
import { type PassagePrints, readPassagePrints, readTextShape, type TextShape } from '../../store/passages.ts';
import { readHeads, readSignatures, type StoredHead } from '../../store/records.ts';
import { digestOfText } from '../digest.ts';
import { readable } from '../readable.ts';
import { Recent } from '../recent.ts';
import { leastRecurring, type ReadingLimits } from './limits.ts';

/** Reads messages of the archive as chains see them, each once for as long as it is remembered. */
export interface ChainReader {
  /** By the text that is stored of it: the one that a reader sees first. */
  byText(number: number): ChainMessage | undefined;
  /** By every form of its text, from its octets: a reader can be shown each. Undefined where it has one alone. */
  byEveryForm(number: number): QuotedMessage | undefined;
  /** The fingerprints of that text. Read anew each time. */
  prints(number: number): PassagePrints;
  /** Reads the heads of those messages in one go, for the questions that follow. */
  prepare(numbers: readonly number[]): void;
}

/** A mail of some kilobytes takes some fifty with its words. The neighbours of a thread are among so many. */
const remembered = 150;

/** Each is some mails in one. What quotes the same one mostly stands near it. */
const rememberedForms = 50;

const rememberedClosings = 500;

/** A message by its text. */
interface KnownMessage {
  /** False: readers are shown no other. */
  readonly hasOtherForm: boolean;
  /** It is known that its text was not cut when it was stored. */
  readonly isWhole: boolean;
  readonly message: ChainMessage;
}

/** @param limits - Where somebody waits for it; else all is read. What is past them is as if it were not there. */
export function createChainReader(database: Database, index: ChainIndex, limits?: ReadingLimits): ChainReader {
  let left = limits?.maxInAll ?? Number.POSITIVE_INFINITY;
  const known = new Recent<number, KnownMessage | undefined>(remembered);
  const everyForm = new Recent<number, QuotedMessage | undefined>(rememberedForms);
  const boilerplate = new Recent<string, boolean>(rememberedClosings);
  const heads = new Map<number, StoredHead>();

  const isBoilerplate = (words: readonly string[]): boolean =>
    boilerplate.get(words.join(' '), () => {
      const prints = fingerprintsOfWhole(words);
      const common = [...index.find(prints, 'boilerplate')].filter(({ messages }) => messages.length >= leastRecurring);
      return prints.length > 0 && common.length === prints.length;
    });

  const byText = (number: number) => known.get(number, () => readByText(number));

  /** Counts what is about to be read. */
  function mayRead(amount: number): boolean {
    if (amount > left) return false;
    left -= amount;
    return true;
  }

  function readByText(number: number): KnownMessage | undefined {
    if (limits !== undefined && !mayRead(storedText(number)?.length ?? 0)) return undefined;
    const shape = readable(() => readTextShape(database, number));
    const head = heads.get(number) ?? readHeads(database, [number])[0];
    const text = readable(() => shape && outlinedText(number, shape)) ?? wholeText(number, shape);
    if (text === undefined || head === undefined) return undefined;
    // What covers a part of a mail may cover enough of it.
    const signatures = head.verdict === 'verified-partly' ? readSignatures(database, number) : [];
    const attached = head.hasAttachedMail ? () => attachedTo(number) : undefined;
    const message = chainMessage(head, isVoucher(head.verdict, signatures), readOutlinedText(text, isBoilerplate), attached);
    return { hasOtherForm: shape?.hasOtherForm ?? true, isWhole: shape?.digests !== undefined, message };
  }

  function storedText(number: number): string | undefined {
    return readable(() => readStoredText(database, number));
  }

  /** Reads the text at once. */
  function wholeText(number: number, shape: TextShape | undefined): OutlinedText | undefined {
    const text = storedText(number);
    if (text === undefined) return undefined;
    // As it was split when it came. A text that was cut when it was stored falls apart otherwise.
    const segments = readable(() => shape && segmentsOf(text, shape.outline)) ?? splitQuotes(text);
    return { shape: segments, segments: () => segments };
  }

  /** Reads the text when it is asked for. Undefined where no digests are kept. */
  function outlinedText(number: number, { outline, digests }: TextShape): OutlinedText | undefined {
    if (digests === undefined) return undefined;
    const shape = shapeOf(outline);
    let segments: readonly TextSegment[] | undefined;
    return {
      ...{ shape, digests },
      segments() {
        // Of a damaged text nothing is left.
        segments ??= segmentsOf(storedText(number) ?? '', outline) ?? shape.map((one) => ({ ...one, text: '' }));
        return segments;
      },
    };
  }

  function readEveryForm(number: number): QuotedMessage | undefined {
    const stored = byText(number);
    const octets = stored?.hasOtherForm === true ? readable(() => readOctets(database, number)) : undefined;
    if (stored === undefined || octets === undefined) return undefined;
    const message = parseMessage(octets);
    const [first, ...others] = shownTexts(message, parseParts(message).root);
    if (first === undefined || others.length === 0) return undefined;
    const ownOf = (text: string) => readText(splitQuotes(text), isBoilerplate).own;
    if (!stored.isWhole) return inForms(stored.message, [first, ...others].map(ownOf));
    const { own } = stored.message;
    const differing = others.map(ownOf).filter((other) => !own.some((one) => saysTheSame(one, other)));
    return differing.length === 0 ? undefined : inForms(stored.message, [...own, ...differing]);
  }

  function attachedTo(number: number): readonly Quote[] {
    if (limits !== undefined) {
      const size = readSize(database, number) ?? 0;
      if (size > limits.maxAttachedOctets || !mayRead(size)) return [];
    }
    const octets = readable(() => readOctets(database, number));
    if (octets === undefined) return [];
    const message = parseMessage(octets);
    return attachedQuotes(message, parseParts(message).root);
  }

  return {
    byText: (number) => byText(number)?.message,
    // An archive of an older format has none until it is assessed.
    prints: (number) =>
      readPassagePrints(database, number) ??
      identifyPassages(splitQuotes(storedText(number) ?? ''), attachedTo(number), digestOfText).prints,
    byEveryForm: (number) => everyForm.get(number, () => readEveryForm(number)),
    prepare(numbers) {
      heads.clear();
      const unknown = numbers.filter((number) => !known.has(number));
      for (const head of readHeads(database, unknown)) heads.set(head.number, head);
    },
  };
}

function chainMessage(
  { number, dateSeconds, verdict, people }: StoredHead,
  isEvidence: boolean,
  text: ReadText,
  readAttached: (() => readonly Quote[]) | undefined,
): ChainMessage {
  let attached: readonly Quote[] | undefined;
  const named = (...roles: readonly string[]): Correspondent[] =>
    people
      .filter(({ role, address }) => roles.includes(role) && address !== '')
      .map(({ address, name }) => ({ address: addressKey(address), ...(name !== undefined && { name }) }));
  const senders = named('from');
  return {
    number,
    ...(senders.length === 1 && { sender: senders[0]! }),
    addressees: named('to', 'cc'),
    ...(dateSeconds !== undefined && { dateSeconds }),
    get own() {
      return [text.own];
    },
    get quotes() {
      if (readAttached === undefined) return text.quotes;
      attached ??= readAttached();
      return [...text.quotes, ...attached];
    },
    isProven: isProven(verdict),
    isVoucher: isEvidence,
  };
}

/** The same text to the letter, of which every word counts. */
function saysTheSame(one: OwnText, other: OwnText): boolean {
  return one.digest === digestOfText(other.text) && one.extent !== undefined && other.extent !== undefined;
}

/** A message with each form of what its author says. What it quotes, which is made when it is asked for, is not looked at. */
function inForms({ number, sender, addressees, dateSeconds, isProven, isVoucher }: ChainMessage, own: ChainMessage['own']): QuotedMessage {
  return {
    ...{ number, addressees, own, isProven, isVoucher },
    ...(sender !== undefined && { sender }),
    ...(dateSeconds !== undefined && { dateSeconds }),
  };
}
