import { addressKey, parseAddresses } from '../../message/addresses.ts';
import { decodePart } from '../../message/content.ts';
import { parseDate } from '../../message/dates.ts';
import { type Field, firstField, unfoldedText } from '../../message/fields.ts';
import { type Message, parseMessage } from '../../message/message.ts';
import { isMessage, type Part, parseParts } from '../../message/parts.ts';
import { splitQuotes } from '../../message/quotes.ts';
import { bestText } from '../../message/text.ts';
import type { Quote } from './chain-message.ts';
import { readText } from './read.ts';

/**
 * The mail that is attached to a message as a whole (message/rfc822), as quotes of it: whoever signs a message signs what is attached to
 * it. What such a mail says of its sender and its time, in its own header, stands for the words beside a quote; what it quotes itself is
 * one deeper.
 */
export function attachedQuotes(message: Message, root: Part): Quote[] {
  return attachedMessages(message, root)
    .slice(0, maxAttachedMessages)
    .flatMap(({ octets, fields, root: inner }) => {
      const { own, quotes } = readText(splitQuotes(bestText({ octets }, inner).text));
      const attribution = attributionOf({ octets, fields });
      const whole: Quote = {
        depth: 1,
        text: { text: own.text, words: own.words, starts: own.starts, ends: own.ends, isMarked: true },
        attribution,
      };
      return [whole, ...quotes.map((quote) => ({ ...quote, depth: quote.depth + 1 }))];
    });
}

/** Stops a digest of thousands of mails from being compared mail by mail as one message. */
const maxAttachedMessages = 50;

interface Attached {
  readonly octets: Uint8Array;
  readonly fields: readonly Field[];
  readonly root: Part;
}

function attachedMessages(message: Message, part: Part): Attached[] {
  if (!isMessage(part.type)) return part.children.flatMap((child) => attachedMessages(message, child));
  const inside = part.children[0];
  if (inside !== undefined) return [{ octets: message.octets, fields: inside.fields, root: inside }];
  // Transfer-encoded, against RFC 2046 §5.2.1.
  const opened = parseMessage(decodePart(message, part));
  return [{ octets: opened.octets, fields: opened.fields, root: parseParts(opened).root }];
}

function attributionOf({ octets, fields }: Pick<Attached, 'octets' | 'fields'>): NonNullable<Quote['attribution']> {
  const from = firstField({ fields }, 'from');
  const date = firstField({ fields }, 'date');
  const senders = from === undefined ? [] : parseAddresses(unfoldedText(octets, from), 2);
  const moment = date === undefined ? undefined : parseDate(unfoldedText(octets, date));
  const sender = senders.length === 1 ? senders[0] : undefined;
  return {
    ...(sender?.name !== undefined && { name: sender.name }),
    ...(sender !== undefined && sender.address !== '' && { address: addressKey(sender.address) }),
    ...(moment !== undefined && { time: timeOf(moment.epochSeconds) }),
  };
}

function timeOf(epochSeconds: number) {
  const utc = new Date(epochSeconds * 1000);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate(), epochSeconds };
}
