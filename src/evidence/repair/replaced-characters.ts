import { strictUtf8 } from '../../message/charset.ts';
import type { Message } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * Octets above 127 that the signer hashed as U+FFFD. Exchange Online reads the body that it signs as UTF-8 whatever its charset, so that
 * each octet that is no UTF-8 becomes the replacement character in what is hashed, while the octets themselves go out unharmed: mail sent as 8bit
 * in a charset of one octet a character has a wrong body hash from the start. Other signers hash a question mark.
 *
 * The hash says nothing of which characters these were: they are not signed, all around them is.
 *
 * @see https://techcommunity.microsoft.com/t5/networking-principles/microsoft-s-e-mailservers-break-dkim-on-non-ascii-characters/m-p/1774384;
 * `docs/repair.md`: all three bodies of 8bit text in linux-api that Microsoft signed and that do not hash as they stand
 */
export const replacedCharacters: Reversal = {
  name: 'replaced-characters',
  part: 'body',
  cost: 2,
  *propose(message, { budget }) {
    const { octets, bodyStart } = message;
    const body = octets.subarray(bodyStart);
    if (!budget.spend(body.length) || !hasEightBit(body)) return;
    if (strictUtf8(body) === undefined) {
      yield candidate(message, utf8.encode(looseUtf8.decode(body)), 'hashed as U+FFFD');
      yield candidate(message, octetByOctet(body, REPLACEMENT), 'hashed as U+FFFD, each octet');
    }
    yield candidate(message, octetByOctet(body, QUESTION_MARK), 'hashed as a question mark');
  },
};

const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf8 = new TextEncoder();
const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);
const QUESTION_MARK = Uint8Array.of(0x3f);

function hasEightBit(octets: Uint8Array): boolean {
  return octets.some((octet) => octet > 127);
}

function candidate({ octets, bodyStart }: Message, body: Uint8Array, how: string): Candidate {
  const count = octets.subarray(bodyStart).reduce((sum, octet) => sum + (octet > 127 ? 1 : 0), 0);
  const detail = `of ${count} octets above 127, those that are no UTF-8 ${how}: which characters they were is not signed`;
  return { octets: concatenate([octets.subarray(0, bodyStart), body]), repair: { name: 'replaced-characters', detail } };
}

function octetByOctet(octets: Uint8Array, by: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (let at = 0; at < octets.length; at++) {
    if (octets[at]! <= 127) continue;
    pieces.push(octets.subarray(kept, at), by);
    kept = at + 1;
  }
  pieces.push(octets.subarray(kept));
  return concatenate(pieces);
}
