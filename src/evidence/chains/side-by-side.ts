import { alignWords } from './align.ts';
import type { OwnText, QuotedText, WordedText } from './compare.ts';
import { isHarmless } from './differences.ts';

/** A stretch of two texts laid side by side: the same in both, or what each has in its place. The pieces of each text joined are the text. */
export type Piece =
  | { readonly kind: 'same'; readonly own: string; readonly quoted: string }
  /** `isHarmless`: what programs do to a text: parted words, lost accents. */
  | { readonly kind: 'different'; readonly own: string; readonly quoted: string; readonly isHarmless: boolean };

/** Lays a message's own text and a quote of it side by side, word by word. White space and marks between words go with the word before them. */
export function sideBySide(own: OwnText, quoted: QuotedText): Piece[] {
  const pieces: Piece[] = [];
  let [a, b] = [0, 0];
  const end = { a: own.words.length, b: quoted.words.length, length: 0 };
  for (const run of [...alignWords(own.words, quoted.words), end]) {
    if (run.a > a || run.b > b) {
      const harmless = run.a > a && run.b > b && isHarmless(own.words.slice(a, run.a), quoted.words.slice(b, run.b));
      pieces.push({ kind: 'different', own: slice(own, a, run.a), quoted: slice(quoted, b, run.b), isHarmless: harmless });
    }
    [a, b] = [run.a + run.length, run.b + run.length];
    if (run.length > 0) pieces.push({ kind: 'same', own: slice(own, run.a, a), quoted: slice(quoted, run.b, b) });
  }
  return pieces;
}

/** From the first word, or the head of the text, to where the next one begins, or its end. */
function slice({ text, starts }: WordedText, from: number, to: number): string {
  if (from === to) return '';
  return text.slice(from === 0 ? 0 : starts[from], to === starts.length ? text.length : starts[to]);
}
