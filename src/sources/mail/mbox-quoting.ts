/**
 * How a writer of mbox kept a message's own "From " lines from ending it:
 * - `mboxo`: puts `>` before a line that begins with "From "; what began with ">From " cannot be told apart afterwards;
 * - `mboxrd`: puts `>` before "From ", ">From ", ">>From " …: nothing is lost;
 * - `mboxcl`: as mboxo, and tells the body's length in Content-Length;
 * - `mboxcl2`: tells the length, and changes nothing.
 */
export type MboxDialect = (typeof mboxDialects)[number];
export const mboxDialects = ['mboxo', 'mboxrd', 'mboxcl', 'mboxcl2'] as const;

const quotedFrom = Buffer.from('>From ');
const quote = 0x3e;

/**
 * Takes a dialect's quoting off a message.
 * @returns The message itself when there is nothing to take off; else a copy with memory of its own.
 */
export function unquoteFromLines(octets: Buffer, dialect: MboxDialect): Buffer {
  if (dialect === 'mboxcl2') return octets;
  const cuts: number[] = [];
  for (const { at, depth } of quotedFromLines(octets)) {
    if (depth === 1 || dialect === 'mboxrd') cuts.push(at);
  }
  if (cuts.length === 0) return octets;
  const plain = Buffer.allocUnsafeSlow(octets.length - cuts.length);
  let from = 0;
  let to = 0;
  for (const cut of cuts) {
    to += octets.copy(plain, to, from, cut);
    from = cut + 1;
  }
  octets.copy(plain, to, from);
  return plain;
}

/** Every line `>From `, `>>From ` … of a message: where it begins and how many quote marks it has. */
export function* quotedFromLines(octets: Buffer): Generator<{ readonly at: number; readonly depth: number }> {
  for (let hit = octets.indexOf(quotedFrom); hit >= 0; hit = octets.indexOf(quotedFrom, hit + quotedFrom.length)) {
    let at = hit;
    while (at > 0 && octets[at - 1] === quote) at -= 1;
    if (at === 0 || octets[at - 1] === 0x0a) yield { at, depth: hit - at + 1 };
  }
}

/** How many quote marks a line begins with, without spaces between them. Counts no further than `most`. */
export function quoteDepth(octets: Buffer, lineStart: number, most: number): number {
  let depth = 0;
  while (depth < most && octets[lineStart + depth] === quote) depth += 1;
  return depth;
}
