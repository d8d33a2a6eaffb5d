import { canonicalBody } from '../evidence/dkim/body.ts';
import type { SignatureEvidence } from '../evidence/evidence.ts';
import { type Message, parseMessage } from '../message/message.ts';
import { type Part, parseParts } from '../message/parts.ts';
import { type BestText, bestText } from '../message/text.ts';

export interface SignedText extends BestText {
  /** The text after the part that the signature covers. */
  readonly unsignedTail?: string;
}

/**
 * The text of a message, cut where the deciding signature's `l=` ends: what stands after it could have been added by anyone
 * (RFC 6376 §8.2), and is shown set apart.
 */
export function signedText(message: Message, root: Part, deciding: SignatureEvidence | undefined): SignedText {
  const whole = bestText(message, root);
  if (deciding === undefined || !deciding.bodyIntact) return whole;
  const { signed, total } = deciding.coverage.body;
  if (signed >= total) return whole;
  if (message.octets.length > maxCutOctets) return { ...whole, text: '', unsignedTail: whole.text };
  const covered = parseMessage(message.octets.subarray(0, coveredEnd(message, deciding, signed)));
  const coveredText = bestText(covered, parseParts(covered).root).text.trimEnd();
  if (!whole.text.startsWith(coveredText)) return { ...whole, text: '', unsignedTail: whole.text };
  return { ...whole, text: coveredText, unsignedTail: whole.text.slice(coveredText.length) };
}

/** Halving reads a body some twenty times over. A longer one is shown as not covered as a whole: that errs on the safe side. */
const maxCutOctets = 4_000_000;

/** The octet of the message where the covered part of the canonical body ends: found by halving, as each cut is canonicalised anew. */
function coveredEnd(message: Message, { canonicalization }: SignatureEvidence, signed: number): number {
  const body = canonicalization.split('/')[1] === 'relaxed' ? 'relaxed' : 'simple';
  let low = message.bodyStart;
  let high = message.octets.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const cut = { ...message, octets: message.octets.subarray(0, middle) };
    if (canonicalBody(cut, body).length >= signed) high = middle;
    else low = middle + 1;
  }
  return low;
}
