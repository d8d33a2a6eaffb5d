import { TextPieces } from './text-pieces.ts';

/**
 * Joins the lines of `text/plain; format=flowed` into paragraphs.
 *
 * A line that ends in a space goes on in the next of the same quote depth; the signature separator (`-- `) never does. Space-stuffing
 * is undone. Quoted paragraphs come out as one line, `>` once a level, then a space.
 *
 * @param text - Line ends are LF.
 * @param deletesSpace - `delsp=yes`: the space at the end of a flowed line is not part of the text. It goes where words need none, as
 *   in Chinese, and behind a line that is one piece longer than any word; elsewhere it stays, since how many spaces end a line is covered by
 *   no relaxed signature (RFC 6376 §3.4.4): whoever passes a mail on could make one word of two, or one figure.
 * @see RFC 3676 §4
 */
export function unfoldFlowed(text: string, deletesSpace: boolean): string {
  const out = new TextPieces();
  let isFirst = true;
  /** Of the paragraph that is open; -1 where none is. */
  let openDepth = -1;
  let hasContent = false;
  /** The last line of the open paragraph, where its space was deleted. */
  let above = '';
  const close = (): void => {
    // A line of quote marks alone has no space behind them.
    if (openDepth > 0 && !hasContent) out.add('>'.repeat(openDepth));
    openDepth = -1;
    above = '';
  };
  for (let at = 0; at <= text.length; ) {
    const lineFeed = text.indexOf('\n', at);
    const lineEnd = lineFeed === -1 ? text.length : lineFeed;
    let depth = 0;
    while (text.charCodeAt(at + depth) === GREATER) depth++;
    const start = at + depth;
    const content = text.slice(text.charCodeAt(start) === SPACE ? start + 1 : start, lineEnd);
    at = lineEnd + 1;
    if (content === '-- ' || depth !== openDepth) close();
    if (openDepth === -1) {
      if (!isFirst) out.add('\n');
      isFirst = false;
      openDepth = depth;
      hasContent = false;
    }
    const isFlowed = content.endsWith(' ') && content !== '-- ';
    const shown = isFlowed && deletesSpace ? content.slice(0, -1) : content;
    // A line of its own that begins with `>` needs no marks: unstuffing may have bared it.
    if (shown !== '' && !hasContent && depth > 0) out.add(`${'>'.repeat(depth)} `);
    hasContent ||= shown !== '';
    if (needsSpace(above, shown)) out.add(' ');
    out.add(shown);
    if (shown !== '') above = deletesSpace ? shown : '';
    if (!isFlowed) close();
  }
  close();
  return out.joined();
}

/** Whether two words would become one, or two figures, where a space is deleted between these lines. */
function needsSpace(above: string, below: string): boolean {
  const last = /\S$/u.exec(above)?.[0];
  const first = /^\S/u.exec(below)?.[0];
  if (last === undefined || first === undefined) return false;
  if (isDigit.test(last) && isDigit.test(first)) return true;
  if (above.length >= longestWord && !/\s/.test(above)) return false;
  return !(withoutSpaces.test(last) || withoutSpaces.test(first));
}

/** A line that is one word longer than this is an address or a code, which programs break anywhere. */
const longestWord = 40;
const isDigit = /\p{N}/u;
/** Scripts whose words are not set apart by spaces, with their punctuation. */
const withoutSpaces =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\uff00-\uffef]/u;
const GREATER = 62;
const SPACE = 32;
