import { parseAddresses } from './addresses.ts';
import { isBodyText } from './attachments.ts';
import type { Fault, FaultCode } from './faults.ts';
import { type Field, unfoldedText } from './fields.ts';
import { maxFieldTextOctets, maxHtmlLength, maxPeople, maxSplitLength } from './limits.ts';
import type { Message } from './message.ts';
import type { Part } from './parts.ts';

/** What of a message was not read, for it went past a limit. The octets are kept all the same. */
export type LimitReached = (typeof faultCodes)[number] | 'field-too-long' | 'too-many-people' | 'html-too-long' | 'text-too-long';

const faultCodes = [
  'message-too-large',
  'header-too-large',
  'too-many-fields',
  'nesting-too-deep',
  'too-many-parts',
] as const satisfies readonly FaultCode[];

/**
 * The limits that a message reaches, each once: whoever shows it must say so.
 *
 * @param parts - Of the message, as `parseParts` gives them.
 */
export function limitsReached(message: Message, parts: { readonly root: Part; readonly faults: readonly Fault[] }): LimitReached[] {
  const reached: LimitReached[] = faultCodes.filter((code) => [...message.faults, ...parts.faults].some((fault) => fault.code === code));
  if (message.fields.some((field) => field.end - field.valueStart > maxFieldTextOctets)) reached.push('field-too-long');
  if (hasTooManyPeople(message)) reached.push('too-many-people');
  if (anyPart(parts.root, (part) => part.type === 'text/html' && isLonger(part, maxHtmlLength))) reached.push('html-too-long');
  if (anyPart(parts.root, (part) => part.type !== 'text/html' && isLonger(part, maxSplitLength))) reached.push('text-too-long');
  return reached;
}

const addressFields: ReadonlySet<string> = new Set(['from', 'to', 'cc', 'bcc', 'sender', 'reply-to']);

function hasTooManyPeople({ octets, fields }: Message): boolean {
  const inField = (field: Field): number => parseAddresses(unfoldedText(octets, field), maxPeople + 1).length;
  let people = 0;
  for (const field of fields) {
    if (addressFields.has(field.lowerName)) people += inField(field);
    if (people > maxPeople) return true;
  }
  return false;
}

/** By the octets as they stand: a transfer encoding makes them more, so that this may tell of a limit that was only near. */
function isLonger(part: Part, most: number): boolean {
  return isBodyText(part) && part.end - part.bodyStart > most;
}

function anyPart(part: Part, holds: (part: Part) => boolean): boolean {
  return holds(part) || part.children.some((child) => anyPart(child, holds));
}
