import type { Message } from '../../../message/message.ts';
import type { Candidate, Clues, Reversal } from '../reversal.ts';
import { type HeaderText, headerCandidate, type Place, placesNamed, shown } from './header-text.ts';

/**
 * Fields that stand several times: a signature covers the lowest first, so that an instance added below it, or a reordered header, puts
 * another in the place of the one that was signed. Mail Delivery Agents append theirs at the end; programs that sort fields by name or
 * rebuild the header from a table (Exchange does) change which of two stands lower.
 *
 * @see RFC 6376 §5.4.2
 */
export const repeatedFields: Reversal = {
  name: 'repeated-fields',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    for (const lowerName of new Set(clues.signature.headerNames)) {
      const places = placesNamed(message, lowerName).filter(({ index }) => index !== clues.ownField);
      if (places.length < 2) continue;
      yield* withoutOne(message, places);
      yield* inOtherOrder(message, places, clues);
    }
  },
};

/** Of a field that stands a hundred times, so many instances are tried. */
const maxInstances = 8;

function* withoutOne(message: Message, places: readonly Place[]): Generator<Candidate> {
  for (const { index, text } of places.toReversed().slice(0, maxInstances)) {
    const left = places.length - 1 === 1 ? 'the other one' : `the other ${places.length - 1}`;
    const made = headerCandidate(
      message,
      'repeated-fields',
      new Map([[index, []]]),
      `${text.name}: ${shown(text)} taken out, beside ${left}`,
    );
    if (made !== undefined) yield made;
  }
}

/** Matters only where `h=` names the field more than once, or not as often as it stands there. */
function* inOtherOrder(message: Message, places: readonly Place[], { signature }: Clues): Generator<Candidate> {
  const texts = places.map(({ text }) => text);
  const lowerName = places[0]!.field.lowerName;
  const covered = signature.headerNames.filter((name) => name === lowerName).length;
  if (covered < 2) return; // an instance taken out comes to the same
  const orders: HeaderText[][] = [texts.toReversed()];
  for (let turn = 1; turn < Math.min(texts.length, maxInstances); turn++) orders.push([...texts.slice(turn), ...texts.slice(0, turn)]);
  for (let at = 0; at + 1 < Math.min(texts.length, maxInstances); at++) {
    const swapped = [...texts];
    [swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!];
    orders.push(swapped);
  }
  for (const order of orders) {
    const changes = new Map(places.flatMap(({ index }, i) => (order[i] === texts[i] ? [] : [[index, [order[i]!]] as const])));
    const made = headerCandidate(message, 'repeated-fields', changes, `the ${texts.length} ${texts[0]!.name} fields read in another order`);
    if (made !== undefined) yield made;
  }
}
