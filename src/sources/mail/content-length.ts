/** How many different lengths of one message are tried. More are an attempt to have a message cut at will. */
const maxLengths = 4;

const lengthField = /^content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?$/gim;

/**
 * Reads what a message says of its body's length, each different value once, from the top.
 *
 * @param start - First octet of the message.
 * @param limit - Where to stop looking for the header's end.
 * @returns Undefined when the header does not end before `limit`; `headerEnd` is the first octet of the body.
 */
export function contentLengths(held: Buffer, start: number, limit: number): { headerEnd: number; lengths: number[] } | undefined {
  const headerEnd = headerEndOf(held, start, limit);
  if (headerEnd === undefined) return undefined;
  const header = held.toString('latin1', start, headerEnd);
  const lengths = new Set<number>();
  for (const [, digits] of header.matchAll(lengthField)) {
    if (lengths.size < maxLengths) lengths.add(Number(digits));
  }
  return { headerEnd, lengths: [...lengths] };
}

/** The first octet after the first empty line from `start`; undefined when none ends before `limit`. */
export function headerEndOf(held: Buffer, start: number, limit: number): number | undefined {
  const window = held.subarray(0, limit);
  for (let lineStart = start; lineStart < limit; ) {
    const lineEnd = window.indexOf(0x0a, lineStart);
    if (lineEnd < 0) return undefined;
    if (lineEnd === lineStart || (lineEnd === lineStart + 1 && held[lineStart] === 0x0d)) return lineEnd + 1;
    lineStart = lineEnd + 1;
  }
  return undefined;
}
