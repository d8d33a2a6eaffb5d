import { parseDate } from '../message/dates.ts';
import { lastField, unfoldedText } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { parseReceived } from '../message/received.ts';

/** When a signature's message was on its way, as far as the message says. Epoch seconds. */
export interface MessageTime {
  /** `t=`; else the earliest Received field above the signature; else Date. */
  readonly seconds?: number;
  /** Of the earliest Received field above the signature: when a server first had the signed message. */
  readonly receivedSeconds?: number;
}

/** @param signatureIndex - Of the DKIM-Signature field in `message.fields`. */
export function messageTime(message: Message, signatureIndex: number, signedAtSeconds: number | undefined): MessageTime {
  const receivedSeconds = earliestReceivedAbove(message, signatureIndex);
  const seconds = signedAtSeconds ?? receivedSeconds ?? dateSeconds(message);
  return { ...(seconds === undefined ? {} : { seconds }), ...(receivedSeconds === undefined ? {} : { receivedSeconds }) };
}

/**
 * Each server puts its field on top, so the earliest is the lowest one above the signature. Its place decides, not its time: one
 * server's clock that is years slow must not date the message. One without a time is passed over.
 */
function earliestReceivedAbove(message: Message, signatureIndex: number): number | undefined {
  for (let index = signatureIndex - 1; index >= 0; index--) {
    const field = message.fields[index]!;
    if (field.lowerName !== 'received') continue;
    const { epochSeconds } = parseReceived(unfoldedText(message.octets, field));
    if (epochSeconds !== undefined) return epochSeconds;
  }
  return undefined;
}

/** Of the lowest Date, which signatures cover first. */
export function dateSeconds(message: Message): number | undefined {
  const field = lastField(message, 'date');
  return field === undefined ? undefined : parseDate(unfoldedText(message.octets, field))?.epochSeconds;
}
