import { TextPieces } from './text-pieces.ts';

/**
 * Joins the lines of `text/plain; format=flowed` into paragraphs.
 *
 * A line that ends in a space goes on in the next of the same quote depth; the signature separator (`-- `) never does. Space-stuffing
 * is undone. Quoted paragraphs come out as one line, `>` once a level, then a space.
 *
 * @param text - Line ends are LF.
 * @param deletesSpace - `delsp=yes`: the space at the end of a flowed line is not part of the text.
 * @see RFC 3676 §4
 */
export function unfoldFlowed(text: string, deletesSpace: boolean): string {
  const out = new TextPieces();
  let isFirst = true;
  /** Of the paragraph that is open; -1 where none is. */
  let openDepth = -1;
  let hasContent = false;
  const close = (): void => {
    // A line of quote marks alone has no space behind them.
    if (openDepth > 0 && !hasContent) out.add('>'.repeat(openDepth));
    openDepth = -1;
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
    out.add(shown);
    if (!isFlowed) close();
  }
  close();
  return out.joined();
}

const GREATER = 62;
const SPACE = 32;
