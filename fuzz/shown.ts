import { decodedText, firstField } from '../src/message/fields.ts';
import type { Message } from '../src/message/message.ts';
import { parseParts } from '../src/message/parts.ts';
import { bestText } from '../src/message/text.ts';

export interface Shown {
  readonly fields: readonly string[];
  readonly text: string;
}

/** What a reader is shown, less white space, which relaxed canonicalisation leaves open. */
export function shown(message: Message): Shown {
  const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const fields = ['from', 'to', 'cc', 'subject', 'date'].map((name) => {
    const field = firstField(message, name);
    return field === undefined ? '' : squeezed(decodedText(message.octets, field));
  });
  return { fields, text: squeezed(bestText(message, parseParts(message).root).text) };
}

/** A field that no signature covers may have been taken away, and a tail that none covers too: then it is not shown. */
export function isPartOf(seen: Shown, letter: Shown): boolean {
  return letter.text.startsWith(seen.text) && seen.fields.every((field, index) => field === '' || field === letter.fields[index]);
}
