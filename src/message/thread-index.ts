import { fieldsNamed, unfoldedText } from './fields.ts';
import { maxThreadIndexOctets } from './limits.ts';
import type { Message } from './message.ts';

/** Octets of the header block, a time and a GUID: they say which conversation it is. */
export const threadRootOctets = 22;

/** Octets that each answer adds: what is answered has the same index without the last of them. */
export const threadAnswerOctets = 5;

/**
 * The topmost Thread-Index that can be one: where Outlook and Exchange place a message in a conversation. Nobody vouches for it; whoever
 * sends mail writes there what he likes.
 *
 * @returns Its octets. Undefined where there is none, it is no Base64, of no possible length, too long, or does not begin with a time.
 * @see MS-OXOMSG §2.2.1.3 (PidTagConversationIndex)
 */
export function readThreadIndex(message: Message): Uint8Array | undefined {
  for (const field of fieldsNamed(message, 'thread-index')) {
    if (field.end - field.valueStart > 4 * maxThreadIndexOctets) continue;
    const index = parseThreadIndex(unfoldedText(message.octets, field));
    if (index !== undefined) return index;
  }
  return undefined;
}

/** @param value - The unfolded value: Base64, white space where it was folded. */
export function parseThreadIndex(value: string): Uint8Array | undefined {
  const octets = decodeBase64(value.replace(/\s+/g, ''));
  if (octets === undefined || octets.length < threadRootOctets || octets.length > maxThreadIndexOctets) return undefined;
  if ((octets.length - threadRootOctets) % threadAnswerOctets !== 0) return undefined;
  return octets[0] === firstOctet ? octets : undefined;
}

/**
 * When a conversation began, by the clock of the one who began it, to two seconds.
 *
 * @param index - A Thread-Index. Its time is the upper part of the 64 bits of a FILETIME: six octets of it as older Outlooks write it, or
 * five after an octet 1, as the specification has it. As the time itself begins with an octet 1, two of them tell the one from the other.
 */
export function startOfThread(index: Uint8Array): number {
  const [start, unit] = index[1] === firstOctet ? [1, 2 ** 24] : [0, 2 ** 16];
  const upper = index.subarray(start, 6).reduce((sum, octet) => sum * 256 + octet, 0);
  return Math.floor((upper * unit) / 1e7) - filetimeToUnixSeconds;
}

/** Of a FILETIME from 1829 to 2057. */
const firstOctet = 1;

/** A FILETIME counts from 1601, in tenths of a microsecond. */
const filetimeToUnixSeconds = 11_644_473_600;

function decodeBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
