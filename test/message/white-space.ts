import assert from 'node:assert/strict';
import { splitQuotes, type TextSegment } from '../../src/message/quotes.ts';

/**
 * A text with other white space where a signature over a relaxed body allows it (RFC 6376 §3.4.4): each run within a line and at its
 * beginning becomes another one, never none; at the ends of lines any may come or go.
 *
 * @param seed - Of the choices: one text for one seed.
 */
export function relaxedOtherwise(text: string, seed: number): string {
  let state = seed >>> 0;
  const choice = <T>(of: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return of[(state >>> 16) % of.length]!;
  };
  return text
    .split('\n')
    .map((line, at, all) => {
      const carriageReturn = line.endsWith('\r') ? '\r' : '';
      const trimmed = line.slice(0, line.length - carriageReturn.length).replace(/(?<![ \t])[ \t]+$/, '');
      // Behind the last line feed stands no line.
      if (line === '' && at === all.length - 1) return '';
      return trimmed.replace(/[ \t]+/g, () => choice(runs)) + choice(['', ...runs]) + carriageReturn;
    })
    .join('\n');
}

const runs = [' ', ' ', '  ', '   ', ' '.repeat(6), '\t', ' \t', '\t\t ', ' '.repeat(40)];

/** Asserts that a text falls apart alike, whatever the white space that nobody signs; the segments of it as it is. */
export function splitAnyhow(text: string): TextSegment[] {
  const segments = splitQuotes(text);
  for (let seed = 1; seed <= 8; seed++) assertSplitAlike(text, relaxedOtherwise(text, seed), segments);
  return segments;
}

export function assertSplitAlike(text: string, changed: string, segments = splitQuotes(text)): void {
  const others = splitQuotes(changed);
  assert.equal(others.map((segment) => segment.text).join(''), changed);
  assert.deepEqual(others.map(withoutWhiteSpace), segments.map(withoutWhiteSpace), `${JSON.stringify(text)}\n${JSON.stringify(changed)}`);
}

function withoutWhiteSpace({ kind, depth, isUnmarked, source, text }: TextSegment): readonly unknown[] {
  // As JSON, the ends of lines in what a source says are `\n`; none is there.
  return [kind, depth, isUnmarked, JSON.stringify(source)?.replace(/\s+|\\t/g, ''), text.replace(/\s+/g, '')];
}
