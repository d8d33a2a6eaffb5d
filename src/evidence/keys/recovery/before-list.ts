import { latin1ToOctets, octetsToLatin1 } from '../../../message/charset.ts';
import type { Field } from '../../../message/fields.ts';
import { type Message, parseMessage } from '../../../message/message.ts';

/** A message's header as it may have been, and where in it the signature's own field stands. */
export interface EarlierHeader {
  readonly message: Message;
  readonly field: number;
}

/**
 * The header as it was before a mailing list passed the message on: without the fields that lists write anew (Sender, List-…), and with
 * one space behind each field's colon and a tab before its further lines, where majordomo puts more and eight spaces. Who signs `Sender`,
 * or says by `h=` that there was none, has no signature left that holds behind such a list; all of them can be made to speak in this way
 * at once.
 *
 * A guess: what is recovered by it is confirmed by several signatures that would share no key if it were wrong.
 *
 * @param field - Index in `message.fields` of the DKIM-Signature field.
 * @returns Undefined where nothing says that a list had it.
 * @see RFC 6377 §5.5; RFC 6376 §5.4 (names of absent fields in `h=`)
 */
export function beforeList(message: Message, field: number): EarlierHeader | undefined {
  if (!message.fields.some(({ lowerName }) => MARKS_OF_LISTS.has(lowerName))) return undefined;
  const isKept = ({ lowerName }: Field): boolean => lowerName !== 'sender' && !lowerName.startsWith('list-');
  const texts = message.fields.filter(isKept).map(({ start, end }) =>
    octetsToLatin1(message.octets, start, end)
      .replace(/^([!-9;-~]+:) {2,}(?=\S)/, '$1 ')
      .replace(/(?<=\n) {8}/g, '\t'),
  );
  const header = texts.join('') + (message.endsInLf ? '\n' : '\r\n');
  return { message: parseMessage(latin1ToOctets(header)), field: message.fields.slice(0, field).filter(isKept).length };
}

const MARKS_OF_LISTS: ReadonlySet<string> = new Set(['list-id', 'list-post', 'x-mailing-list', 'mailing-list']);
