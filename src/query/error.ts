import type { Span } from './ast.ts';

/** Why a text is no query: where, what stands there, what was expected there. A value, not thrown. */
export interface QueryFault {
  /** Where, in UTF-16 units from the start of the text. */
  readonly at: number;
  /** What stands there; empty at the end of the text. */
  readonly found: string;
  /** What could have stood there, as the end of the sentence "expected …". */
  readonly expected: string;
  /** All of it in one or two plain sentences; characters are counted from 1. */
  readonly message: string;
}

/** How a parser's inner functions leave it; caught in `parseQuery` alone. */
export class FaultSignal extends Error {
  readonly fault: QueryFault;
  constructor(fault: QueryFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** @param hint - A second sentence: what to do. */
export function fail(text: string, at: Span, expected: string, hint?: string): never {
  const found = shorten(text.slice(at.start, at.end));
  const where = at.start >= text.length ? 'At the end' : `At character ${at.start + 1}`;
  const message = `${where}: expected ${expected}${found === '' ? '' : `, but found ${found}`}.${hint === undefined ? '' : ` ${hint}`}`;
  throw new FaultSignal({ at: at.start, found, expected, message });
}

/** The longest stretch of a query that an error says again. */
const maxFound = 40;

function shorten(found: string): string {
  return found.length <= maxFound ? found : `${found.slice(0, maxFound)}…`;
}
