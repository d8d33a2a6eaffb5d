import { type SeparatorRule, separatorRuleOf } from './from-line.ts';
import { type MboxDialect, quoteDepth, quotedFromLines } from './mbox-quoting.ts';
import { type Frame, MboxSplitter } from './mbox-splitter.ts';

/** What an mbox's beginning tells about its writer. */
export interface MboxReading {
  readonly dialect: MboxDialect;
  readonly rule: SeparatorRule;
}

/**
 * Finds an mbox's dialect from its beginning alone, so that the same file is always read alike.
 *
 * 1. The first From line names mboxrd, as public-inbox and Chainmail write it: `mboxrd`.
 * 2. Most messages have a Content-Length that fits: `mboxcl2`, or `mboxcl` where "From " lines are quoted and none stands bare.
 * 3. More "From " lines stand bare within messages than quoted: the writer quotes nothing, `mboxcl2` (lengths are used where they fit).
 * 4. ">>From " and the like, quoted once more than the lines around them, even once: `mboxrd`; else ">From " between two lines that are
 *    quoted as deep: a reply's own quotes, which mboxrd would have quoted once more: `mboxo`. The line after it alone tells nothing:
 *    "From Lena, on Monday:" above her words looks so in both.
 * 5. No evidence: `mboxrd`. It differs from mboxo only in ">>From ", and of those none has been seen.
 *
 * @param head - The beginning, decompressed. @param isWhole - It is the whole file.
 */
export function detectMbox(head: Buffer, isWhole: boolean): MboxReading {
  const quotingRule = separatorRuleOf(head, 1);
  if (head.subarray(0, namesMboxrd.length).equals(namesMboxrd)) return { dialect: 'mboxrd', rule: quotingRule };
  // Lengths are tried first: where they fit, a bare "From " line within a body cuts nothing in two.
  const withLengths = framesOf(head, isWhole, quotingRule, true);
  const byLength = withLengths.filter((frame) => frame.endedBy === 'length').length;
  const usesLengths = byLength * 2 > withLengths.length;
  // Who tells the length need not put an empty line; where a length is wrong after all, his From lines must be found without one.
  const rule = usesLengths ? separatorRuleOf(head, 1 / 4) : quotingRule;
  const frames = usesLengths ? withLengths : framesOf(head, isWhole, rule, false);
  const evidence = quotingOf(frames);
  return { dialect: dialectOf(evidence, usesLengths), rule };
}

const namesMboxrd = Buffer.from('From mboxrd@z ');

interface QuotingEvidence {
  /** "From " at the start of a line within a message. */
  bare: number;
  /** ">From " that nothing around it explains. */
  quotedOnce: number;
  /** Quoted exactly once more than the next line is, and more than the line before. */
  quotedAgain: number;
  /** As deep as the lines before and after it: the author's own quote marks. */
  ownQuote: number;
}

function dialectOf(evidence: QuotingEvidence, usesLengths: boolean): MboxDialect {
  const quoted = evidence.quotedOnce + evidence.quotedAgain;
  if (usesLengths) return quoted > 0 && evidence.bare === 0 ? 'mboxcl' : 'mboxcl2';
  if (evidence.bare > quoted) return 'mboxcl2';
  return evidence.ownQuote > 0 && evidence.quotedAgain === 0 ? 'mboxo' : 'mboxrd';
}

type MessageFrame = Extract<Frame, { kind: 'message' }>;

function framesOf(head: Buffer, isWhole: boolean, rule: SeparatorRule, usesContentLength: boolean): MessageFrame[] {
  const splitter = new MboxSplitter({ rule, usesContentLength, maxMessageOctets: head.length });
  const frames = splitter.push(head);
  // Where the beginning was cut off, its last message tells of no end.
  if (isWhole) frames.push(...splitter.finish());
  return frames.filter((frame) => frame.kind === 'message');
}

function quotingOf(frames: readonly MessageFrame[]): QuotingEvidence {
  const evidence: QuotingEvidence = { bare: 0, quotedOnce: 0, quotedAgain: 0, ownQuote: 0 };
  for (const { octets } of frames) {
    for (let at = octets.indexOf('\nFrom '); at >= 0; at = octets.indexOf('\nFrom ', at + 6)) evidence.bare += 1;
    for (const { at, depth } of quotedFromLines(octets)) {
      const lineEnd = octets.indexOf(0x0a, at);
      const depthAfter = lineEnd < 0 ? 0 : quoteDepth(octets, lineEnd + 1, depth + 1);
      const depthBefore = at === 0 ? 0 : quoteDepth(octets, at === 1 ? 0 : octets.lastIndexOf(0x0a, at - 2) + 1, depth + 1);
      if (depthAfter === depth) {
        if (depthBefore === depth) evidence.ownQuote += 1;
      } else if (depth === 1) evidence.quotedOnce += 1;
      else if (depthAfter === depth - 1 && depthBefore < depth) evidence.quotedAgain += 1;
    }
  }
  return evidence;
}
