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
  const out: string[] = [];
  let paragraph = '';
  let paragraphDepth = -1;
  const flush = (): void => {
    if (paragraphDepth !== -1) out.push(quoteMarks(paragraphDepth, paragraph) + paragraph);
    paragraph = '';
    paragraphDepth = -1;
  };
  for (const line of text.split('\n')) {
    let depth = 0;
    while (line.charCodeAt(depth) === GREATER) depth++;
    const content = line.slice(line.charCodeAt(depth) === SPACE ? depth + 1 : depth);
    if (content === '-- ' || depth !== paragraphDepth) flush();
    const isFlowed = content.endsWith(' ') && content !== '-- ';
    paragraph += isFlowed && deletesSpace ? content.slice(0, -1) : content;
    paragraphDepth = depth;
    if (!isFlowed) flush();
  }
  flush();
  return out.join('\n');
}

const GREATER = 62;
const SPACE = 32;

/** The marks of a quoted line. A line of its own that begins with `>` needs none: unstuffing may have bared it. */
function quoteMarks(depth: number, content: string): string {
  if (depth === 0) return '';
  return content === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} `;
}
