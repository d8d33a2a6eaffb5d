import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { changesOf, headerCandidate, type Place, shown, signedPlaces, unfolded, withValue } from './header-text.ts';

/**
 * Fields of identifiers written anew: the space between two identifiers left out or put in, angle brackets lost (in exports that read
 * the bare identifier from a database) or added, References cut short by a program that keeps a certain number of them, the In-Reply-To
 * added at the end of References or taken from it.
 *
 * @see RFC 5322 §3.6.4; RFC 5537 §3.4.4 (References may be trimmed)
 */
export const messageIds: Reversal = {
  name: 'message-ids',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    const places = signedPlaces(message, clues, IDENTIFIERS);
    for (const { write, detail } of FORMS) {
      yield* candidate(message, places, write, detail);
      if (places.length > 1) for (const place of places) yield* candidate(message, [place], write, detail);
    }
    const parent = places.find(({ field }) => field.lowerName === 'in-reply-to');
    const references = places.find(({ field }) => field.lowerName === 'references');
    if (references === undefined) return;
    const known = identifiers(unfolded(references.text));
    const added = parent === undefined ? [] : identifiers(unfolded(parent.text)).filter((id) => !known.includes(id));
    if (added.length > 0) yield* candidate(message, [references], () => [...known, ...added].join(' '), 'with what In-Reply-To names');
    if (known.length > 1) yield* candidate(message, [references], () => known.slice(0, -1).join(' '), 'without the last');
    if (known.length > 1) yield* candidate(message, [references], () => known.slice(1).join(' '), 'without the first');
  },
};

const IDENTIFIERS = new Set(['message-id', 'in-reply-to', 'references', 'resent-message-id', 'content-id']);

const FORMS: readonly { readonly detail: string; readonly write: (value: string) => string }[] = [
  { detail: 'in angle brackets', write: (value) => (/[<>\s]/.test(value) || value === '' ? value : `<${value}>`) },
  {
    detail: 'each in angle brackets',
    write: (value) => (/[<>]/.test(value) || value === '' ? value : `<${value.split(/[ \t,]+/).join('> <')}>`),
  },
  { detail: 'one space between them', write: (value) => value.replaceAll(/>[ \t,]*</g, '> <') },
  { detail: 'no space between them', write: (value) => value.replaceAll(/>[ \t,]+</g, '><') },
  { detail: 'a comma between them', write: (value) => value.replaceAll(/>[ \t]*</g, '>, <') },
  { detail: 'without angle brackets', write: (value) => value.replaceAll(/[<>]/g, '') },
  { detail: 'without white space inside', write: (value) => value.replaceAll(/<[^<>]*>/g, (id) => id.replaceAll(/[ \t]+/g, '')) },
];

function identifiers(value: string): string[] {
  return value.match(/<[^<>]*>/g) ?? [];
}

function* candidate(message: Message, places: readonly Place[], write: (value: string) => string, detail: string): Generator<Candidate> {
  const edits = places.flatMap((place) => {
    const value = unfolded(place.text);
    const after = write(value);
    return after === value ? [] : [[place, withValue(place.text, after)] as const];
  });
  const told = edits.map(([{ text }, after]) => `${text.name}: ${shown(text)} read as ${shown(after)}`).join('; ');
  const made = headerCandidate(message, 'message-ids', changesOf(edits), `${detail}: ${told}`);
  if (made !== undefined) yield made;
}
