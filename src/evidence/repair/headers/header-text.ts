import { decodeUndeclared, latin1ToOctets, octetsToLatin1 } from '../../../message/charset.ts';
import { rawValue } from '../../../message/fields.ts';
import type { Field, Message } from '../../../message/message.ts';
import { concatenate } from '../../../message/octets.ts';
import { signedFields } from '../../dkim/header.ts';
import { sameOctets } from '../../same-octets.ts';
import type { Candidate, Clues, RepairName } from '../reversal.ts';

/** A header field as text, one character an octet. */
export interface HeaderText {
  readonly name: string;
  /** All from the colon to the last line end, neither included: the leading space and the folding are in it. Folds are CRLF. */
  readonly value: string;
}

/** What becomes of fields, by their index: none, one, or several in the place of one. */
export type Changes = ReadonlyMap<number, readonly HeaderText[]>;

export function headerText({ octets }: Message, field: Field): HeaderText {
  return { name: octetsToLatin1(octets, field.start, endOfName(octets, field)), value: rawValue(octets, field).replace(/\r?\n$/, '') };
}

/** The value on one line, without the white space around it. */
export function unfolded({ value }: HeaderText): string {
  return value.replace(/\r?\n/g, '').trim();
}

/** A field signed in the place of another: its value unfolded, after one space. */
export function withValue(field: HeaderText, value: string): HeaderText {
  return { name: field.name, value: ` ${value}` };
}

/** A field that the signature covers, or that stands in the header. */
export interface Place {
  readonly index: number;
  readonly field: Field;
  readonly text: HeaderText;
}

/** The fields that the signature covers, in the order of `h=`; those of these names alone, where names are given. */
export function signedPlaces(message: Message, { signature, ownField }: Clues, names?: ReadonlySet<string>): Place[] {
  const { indexes } = signedFields(message, signature.headerNames, ownField);
  return indexes.flatMap((index) => {
    const field = message.fields[index]!;
    const isAsked = names === undefined || names.has(field.lowerName);
    return isAsked && field.end - field.start <= maxRepairedFieldOctets ? [{ index, field, text: headerText(message, field) }] : [];
  });
}

/** The signature's own field. */
export function ownPlace(message: Message, { ownField }: Clues): Place {
  const field = message.fields[ownField]!;
  return { index: ownField, field, text: headerText(message, field) };
}

/** A longer field is left as it is: its forms would be written anew hundreds of times. Some two thousand recipients fit. */
const maxRepairedFieldOctets = 64 * 1024;

/** Every field of that name, from the top down. */
export function placesNamed(message: Message, lowerName: string): Place[] {
  return message.fields.flatMap((field, index) =>
    field.lowerName === lowerName && field.end - field.start <= maxRepairedFieldOctets
      ? [{ index, field, text: headerText(message, field) }]
      : [],
  );
}

/** What each field becomes; only those that are changed. */
export function changesOf(edits: Iterable<readonly [Place, HeaderText]>): Map<number, HeaderText[]> {
  const changes = new Map<number, HeaderText[]>();
  for (const [{ index, text }, after] of edits) {
    if (text.name !== after.name || text.value !== after.value) changes.set(index, [after]);
  }
  return changes;
}

/** The header block with these changes. @returns undefined where nothing is changed: that is no candidate. */
export function headerCandidate(message: Message, name: RepairName, changes: Changes, detail: string): Candidate | undefined {
  if (changes.size === 0) return undefined;
  const { octets, fields } = message;
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const index of [...changes.keys()].sort((a, b) => a - b)) {
    const field = fields[index]!;
    pieces.push(octets.subarray(kept, field.start));
    for (const text of changes.get(index)!) pieces.push(latin1ToOctets(`${written(text)}\r\n`));
    kept = field.end;
  }
  pieces.push(octets.subarray(kept));
  const changed = concatenate(pieces);
  return sameOctets(changed, octets) ? undefined : { octets: changed, repair: { name, detail } };
}

/** One candidate: `value` in the place of what a field holds. */
export function* replaced(message: Message, name: RepairName, place: Place, value: string): Generator<Candidate> {
  const after = withValue(place.text, value);
  const candidate = headerCandidate(
    message,
    name,
    changesOf([[place, after]]),
    `${place.text.name}: ${shown(place.text)} read as ${shown(after)}`,
  );
  if (candidate !== undefined) yield candidate;
}

/** A value as it is told: on one line, in quotes, not too long. */
export function shown(field: HeaderText): string {
  const text = decodeUndeclared(latin1ToOctets(unfolded(field)));
  return `“${text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text}”`;
}

/** A hostile field may be a megabyte long, and is told in each of its candidates. */
const maxShownLength = 200;

function written({ name, value }: HeaderText): string {
  return name === '' ? value : `${name}:${value}`;
}

/** White space before the colon belongs to the name here: simple canonicalisation hashes it. */
function endOfName(octets: Uint8Array, field: Field): number {
  if (field.name === '') return field.start;
  return octets.indexOf(COLON, field.start);
}

const COLON = 58;
