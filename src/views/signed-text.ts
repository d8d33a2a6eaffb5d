import { canonicalBody } from '../evidence/dkim/body.ts';
import { type SignatureEvidence, shortenedMark } from '../evidence/evidence.ts';
import { rawValue } from '../message/fields.ts';
import { type Message, parseMessage } from '../message/message.ts';
import { type Part, parseParts } from '../message/parts.ts';
import { type BestText, bestText } from '../message/text.ts';

export interface SignedText extends BestText {
  /** The text after the part that the signature covers. */
  readonly unsignedTail?: string;
}

/**
 * The text of a message, cut where the deciding signature's `l=` ends, or where a text begins that was added after signing: what stands
 * there could be anyone's (RFC 6376 §8.2), and is shown set apart. Where it is not plain which part that is, all of the text is.
 */
export function signedText(message: Message, root: Part, deciding: SignatureEvidence | undefined): SignedText {
  const whole = bestText(message, root);
  if (deciding === undefined || !deciding.bodyIntact) return whole;
  const { signed, total } = deciding.coverage.body;
  if (signed >= total) return whole;
  if (deciding.repairs.length > 0) return withoutAddedText(whole, deciding.addedText, hasLength(message, deciding));
  if (message.octets.length > maxCutOctets) return { ...whole, text: '', unsignedTail: whole.text };
  const covered = parseMessage(message.octets.subarray(0, coveredEnd(message, deciding, signed)));
  const coveredText = bestText(covered, parseParts(covered).root).text.trimEnd();
  if (!whole.text.startsWith(coveredText)) return { ...whole, text: '', unsignedTail: whole.text };
  return { ...whole, text: coveredText, unsignedTail: whole.text.slice(coveredText.length) };
}

/** The places of a repaired message are not those of the one that stands: what was added is known by its words alone. */
function withoutAddedText(whole: BestText, added: string | undefined, hasLength: boolean): SignedText {
  const { text } = whole;
  const words = added === undefined || hasLength || added.endsWith(shortenedMark) ? '' : inkOf(added);
  const end = text.length - lengthOfInk(text, words, -1);
  const isAtEnd = words !== '' && inkOf(text.slice(end)) === words;
  const isAtStart = words !== '' && inkOf(text.slice(0, lengthOfInk(text, words, 1))) === words;
  if (!isAtEnd || isAtStart) return { ...whole, text: '', unsignedTail: text };
  return { ...whole, text: text.slice(0, end).trimEnd(), unsignedTail: text.slice(end) };
}

function inkOf(text: string): string {
  return text.replace(/\s+/g, '');
}

/** How much of a text, from its start or (`-1`) from its end, has as much in it that is not white space as `ink`. */
function lengthOfInk(text: string, ink: string, direction: 1 | -1): number {
  let left = ink.length;
  let length = 0;
  while (left > 0 && length < text.length) {
    const unit = text[direction === 1 ? length : text.length - 1 - length]!;
    if (/\S/.test(unit)) left--;
    length++;
  }
  return length;
}

function hasLength({ octets, fields }: Message, { field }: SignatureEvidence): boolean {
  const signature = fields[field];
  return signature === undefined || /(?:^|;)\s*l\s*=/.test(rawValue(octets, signature));
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
