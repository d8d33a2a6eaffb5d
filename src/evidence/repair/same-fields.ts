import { parseAddresses } from '../../message/addresses.ts';
import { parseDate } from '../../message/dates.ts';
import { decodedText, type Field, fieldsNamed, unfoldedText } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { SHOWN_FIELD_NAMES } from '../coverage.ts';
import { SHOWN_FIELDS, type ShownField } from '../evidence.ts';

type Header = Pick<Message, 'octets' | 'fields'>;

/**
 * The shown fields that a reader sees otherwise in one header than in the other: every field of the name counts, in order.
 *
 * @returns For each, what was signed; '' where there was none.
 */
export function differingFields(shown: Header, signed: Header): Partial<Record<ShownField, string>> {
  const differing: Partial<Record<ShownField, string>> = {};
  for (const field of SHOWN_FIELDS) {
    const these = fieldsNamed(shown, SHOWN_FIELD_NAMES[field]);
    const those = fieldsNamed(signed, SHOWN_FIELD_NAMES[field]);
    const isSame = these.length === those.length && these.every((one, i) => readsTheSame(field, shown, one, signed, those[i]!));
    if (!isSame) differing[field] = those.map((one) => shortened(decodedText(signed.octets, one))).join('; ');
  }
  return differing;
}

function readsTheSame(name: ShownField, shown: Header, one: Field, signed: Header, other: Field): boolean {
  if (one.end - one.start > maxComparedOctets || other.end - other.start > maxComparedOctets) return false;
  const text = decodedText(shown.octets, one);
  const signedText = decodedText(signed.octets, other);
  if (text === signedText) return true;
  // What stands in a comment may be shown or not.
  if (name === 'subject' || `${text}${signedText}`.includes('(')) return false;
  if (name === 'date') return isSameDate(text, signedText);
  // The name of a group or a route is no mailbox, and a reader may see it all the same.
  if (`${text}${signedText}`.includes(':') && bare(text) !== bare(signedText)) return false;
  return isSameAddresses(unfoldedText(shown.octets, one), unfoldedText(signed.octets, other));
}

/** An address field without what quoting and listing put there. */
function bare(text: string): string {
  return text.replaceAll(/[\s"\\<>,;]/g, '');
}

/** Longer ones are not read whole, so that something could be changed past their end. */
const maxComparedOctets = 100_000;

function isSameDate(text: string, signedText: string): boolean {
  if (!PLAIN_DATE.test(text) || !PLAIN_DATE.test(signedText)) return false;
  const shown = parseDate(text);
  const signed = parseDate(signedText);
  return shown !== undefined && shown.epochSeconds === signed?.epochSeconds && shown.offsetMinutes === signed.offsetMinutes;
}

/** RFC 5322 §3.3, with nothing beside it that a reader could see. A day name must not lie: the date without it says the rest. */
const PLAIN_DATE = /^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

/** The same people by the same names and addresses, however they are quoted or encoded. */
function isSameAddresses(text: string, signedText: string): boolean {
  const shown = parseAddresses(text);
  const signed = parseAddresses(signedText);
  return (
    shown.length > 0 &&
    shown.length === signed.length &&
    shown.every(({ name, address }, i) => address === signed[i]!.address && name === signed[i]!.name)
  );
}

function shortened(text: string): string {
  return text.length <= MAX_TOLD ? text : `${text.slice(0, MAX_TOLD)}…`;
}

const MAX_TOLD = 500;
