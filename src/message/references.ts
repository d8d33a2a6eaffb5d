import { decodeEncodedWords } from './encoded-words.ts';
import { fieldsNamed, unfoldedText } from './fields.ts';
import { maxReferences } from './limits.ts';
import type { Message } from './message.ts';
import { parseMessageIds, parseReferenceIds } from './message-ids.ts';

/**
 * The messages that a message says it follows, by their identifiers: the first of the conversation first, the one that it answers last.
 * Each stands there once; it names not itself.
 *
 * Known faults of mail programs are read as they were meant:
 * - `In-Reply-To` holds what `References` lacks: it is the message that is answered. What stands in both is where References has it.
 * - `In-Reply-To: message of … from Ann <ann@x.example> <id@x.example>`: an address in it is no identifier. Of several identifiers
 *   the first is answered.
 * - Identifiers wrapped in encoded-words, in several fields, twice in one, folded, or without their brackets among others that have them.
 *
 * @param ownId - Of the message itself.
 * @param addresses - Of the people in the message, lower-cased.
 * @see RFC 5322 §3.6.4
 * @see https://www.jwz.org/doc/threading.html
 */
export function readReferences(message: Message, ownId: string | undefined, addresses: ReadonlySet<string>): string[] {
  const values = (name: string) =>
    fieldsNamed(message, name).map((field) => {
      const text = unfoldedText(message.octets, field);
      return text.includes('=?') ? decodeEncodedWords(text) : text;
    });
  const references = values('references').flatMap(parseReferenceIds);
  const answered = values('in-reply-to')
    .flatMap(parseMessageIds)
    .filter((id) => !addresses.has(id.toLowerCase()))
    .reverse();
  const known = new Set(references);
  const all = [...references, ...answered.filter((id) => !known.has(id))].filter((id) => id !== ownId);
  // Of what stands there twice, the last counts: that is nearer to the message.
  const once = [...new Set(all.reverse())].reverse();
  return once.length > maxReferences ? [once[0]!, ...once.slice(1 - maxReferences)] : once;
}
