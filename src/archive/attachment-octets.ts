import { decodePart } from '../message/content.ts';
import type { Message } from '../message/message.ts';
import type { Part } from '../message/parts.ts';

/**
 * The octets of an attachment, as `decodePart` gives them. Base64 is decoded by the engine where that reads it as `decodeBase64` does:
 * several times as fast, and most octets of most archives are base64.
 *
 * @returns Good until the next call: they may lie in memory that is used again.
 */
export function attachmentOctets(message: Pick<Message, 'octets'>, part: Part): Uint8Array {
  if (part.encoding !== 'base64') return decodePart(message, part);
  const { buffer, byteOffset } = message.octets;
  const body = Buffer.from(buffer, byteOffset + part.bodyStart, part.end - part.bodyStart);
  const end = endOfDigits(body);
  // To the engine both are digits.
  if (end === undefined || end > largestScratch || body.includes(hyphen) || body.includes(underscore)) return decodePart(message, part);
  const room = Math.ceil(end / 4) * 3;
  if (scratch.length < room) scratch = Buffer.allocUnsafeSlow(room);
  return scratch.subarray(0, scratch.write(body.toString('latin1', 0, end), 'base64'));
}

/** A thread keeps this much at most; what is larger is seldom, and gets memory of its own. */
const largestScratch = 16 << 20;
let scratch = Buffer.allocUnsafeSlow(1 << 16);

/** Where the padding begins; undefined where more than line ends follows it, since that may be another piece. */
function endOfDigits(body: Uint8Array): number | undefined {
  const padding = body.indexOf(equals);
  if (padding === -1) return body.length;
  for (let at = padding; at < body.length; at++) {
    const octet = body[at];
    if (octet !== equals && octet !== lineFeed && octet !== carriageReturn) return undefined;
  }
  return padding;
}

const lineFeed = 10;
const carriageReturn = 13;
const hyphen = 45;
const equals = 61;
const underscore = 95;
