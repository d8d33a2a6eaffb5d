import type { Message } from '../../../message/message.ts';
import type { Candidate, Clues, Reversal } from '../reversal.ts';
import { type HeaderText, headerCandidate, headerText, type Place, placesNamed } from './header-text.ts';

/**
 * Fields as the signer copied them into `z=`, put back where they now read otherwise or are gone. The copies are the signer's own word,
 * and the strongest clue that a header can carry: what was signed is tried as it was, whoever changed it.
 *
 * @see RFC 6376 §3.5 (`z=`: "to facilitate diagnosis"); OpenDKIM's `Diagnostics` setting writes it
 */
export const copiedFields: Reversal = {
  name: 'copied-fields',
  part: 'header',
  cost: 1,
  *propose(message, clues) {
    const edits = restorations(message, clues);
    const all = candidate(message, edits);
    if (all !== undefined) yield all;
    if (edits.length < 2) return;
    for (const edit of edits) {
      const one = candidate(message, [edit]);
      if (one !== undefined) yield one;
    }
  },
};

/** One name, its fields as they are and as they were. */
interface Restoration {
  readonly name: string;
  readonly places: readonly Place[];
  readonly copies: readonly HeaderText[];
}

function restorations(message: Message, { signature }: Clues): Restoration[] {
  const byName = new Map<string, HeaderText[]>();
  for (const { name, value } of signature.copiedFields ?? []) {
    // A copy that would make two fields of one is no copy of a field.
    if (!FIELD_NAME.test(name) || /[\r\n]/.test(value.replaceAll(/\r\n(?=[ \t])/g, ''))) continue;
    const copies = byName.get(name.toLowerCase());
    if (copies === undefined) byName.set(name.toLowerCase(), [{ name, value }]);
    else copies.push({ name, value });
  }
  return [...byName].flatMap(([lowerName, copies]) => {
    if (!signature.headerNames.includes(lowerName)) return [];
    const places = placesNamed(message, lowerName);
    const isSame =
      places.length === copies.length && places.every(({ text }, i) => text.value === copies[i]!.value && text.name === copies[i]!.name);
    return isSame ? [] : [{ name: copies[0]!.name, places, copies }];
  });
}

function candidate(message: Message, edits: readonly Restoration[]): Candidate | undefined {
  const changes = new Map<number, HeaderText[]>();
  const missing: HeaderText[] = [];
  for (const { places, copies } of edits) {
    const [first, ...others] = places;
    if (first === undefined) missing.push(...copies);
    else changes.set(first.index, [...copies]);
    for (const { index } of others) changes.set(index, []);
  }
  const last = message.fields.length - 1;
  if (missing.length > 0 && last >= 0) {
    changes.set(last, [...(changes.get(last) ?? [headerText(message, message.fields[last]!)]), ...missing]);
  }
  const names = edits.map(({ name }) => name).join(', ');
  return headerCandidate(
    message,
    'copied-fields',
    changes,
    `${names}: read as the signer copied ${edits.length > 1 ? 'them' : 'it'} into the signature`,
  );
}

const FIELD_NAME = /^[!-9;-~]+$/;
