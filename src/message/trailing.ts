/**
 * A text without the characters that it ends with, where these are of a kind. The engine tries `/[…]+$/` anew at each character of each
 * run in the text, to the end of that run: in a text of one long run and something behind it, quadratic.
 *
 * @param kind - Matches one UTF-16 unit, and has no state (`g`, `y`).
 */
export function withoutTrailing(text: string, kind: RegExp): string {
  let end = text.length;
  while (end > 0 && kind.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}
