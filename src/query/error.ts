import type { Span } from './ast.ts';
import { type ExpectedCode, englishFaults, type FaultWords, type HintCode } from './fault-words.ts';

/** Why a text is no query: where, what stands there, what was expected there. A value, not thrown. */
export interface QueryFault {
  /** Where, in UTF-16 units from the start of the text. */
  readonly at: number;
  /** What stands there; empty at the end of the text. */
  readonly found: string;
  /** What could have stood there, as the end of the sentence "expected …". */
  readonly expected: string;
  /** All of it in a few plain sentences, in English; characters are counted from 1. */
  readonly message: string;
  /** The same, for other languages to say. */
  readonly cause: FaultCause;
}

export interface FaultCause {
  readonly isAtEnd: boolean;
  readonly expected: Expected;
  readonly hints: readonly Hint[];
}

type Values = Readonly<Record<string, string | number>>;
/** A code, and what its words name. */
export type Expected = { readonly code: ExpectedCode } & { readonly values?: Values };
export type Hint = { readonly code: HintCode } & { readonly values?: Values };

/** How a parser's inner functions leave it; caught in `parseQuery` alone. */
export class FaultSignal extends Error {
  readonly fault: QueryFault;
  constructor(fault: QueryFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** @param hints - What to do, a sentence each. */
export function fail(text: string, at: Span, expected: Expected, ...hints: readonly Hint[]): never {
  const found = shorten(text.slice(at.start, at.end));
  const cause = { isAtEnd: at.start >= text.length, expected, hints };
  const said = { at: at.start, found, expected: filled(englishFaults.expected[expected.code], expected.values), cause };
  throw new FaultSignal({ ...said, message: faultSentences(said, englishFaults) });
}

/** Why a text is no query, in plain sentences. */
export function faultSentences({ at, found, cause }: Pick<QueryFault, 'at' | 'found' | 'cause'>, words: FaultWords): string {
  const { isAtEnd, expected, hints } = cause;
  const first = filled(found === '' ? words.expectedAtEnd : words.expectedButFound, {
    where: isAtEnd ? words.atEnd : filled(words.atCharacter, { place: at + 1 }),
    expected: filled(words.expected[expected.code], expected.values),
    found,
  });
  return [first, ...hints.map((hint) => hintSentence(hint, words))].join(' ');
}

/** What to do instead, in a plain sentence. */
export function hintSentence({ code, values }: Hint, words: FaultWords): string {
  return filled(words.hints[code], values);
}

function filled(template: string, values: Values = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'));
}

/** The longest stretch of a query that an error says again. */
const maxFound = 40;

function shorten(found: string): string {
  return found.length <= maxFound ? found : `${found.slice(0, maxFound)}…`;
}
