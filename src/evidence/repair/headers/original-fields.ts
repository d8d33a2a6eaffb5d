import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { changesOf, headerCandidate, headerText, type Place, shown, signedPlaces, unfolded, withValue } from './header-text.ts';

/**
 * Fields whose value a program replaced while keeping the old one under another name: Gmail's servers write a Message-ID, a From or a
 * Date of their own and keep the sender's as `X-Google-Original-Message-ID` and the like; lists that write their own address into From
 * keep `X-Original-From` (Google Groups) or `X-Mailman-Original-From`; others write `Original-Subject`, `X-Old-Date`, `Old-To`.
 *
 * @see https://support.google.com/a/answer/10683907 (From rewritten, the sender's kept in X-Google-Original-From)
 */
export const originalFields: Reversal = {
  name: 'original-fields',
  part: 'header',
  cost: 1,
  *propose(message, clues) {
    const signed = signedPlaces(message, clues);
    const pairs = message.fields.flatMap((field): [Place, string][] => {
      const lowerName = KEPT.exec(field.lowerName)?.[1];
      const place = lowerName === undefined ? undefined : signed.find((other) => other.field.lowerName === lowerName);
      if (place === undefined) return [];
      const value = unfolded(headerText(message, field));
      return value === '' || value === unfolded(place.text) ? [] : [[place, value]];
    });
    // Postfix writes the recipient of the envelope into X-Original-To: the To field seldom was that alone.
    const certain = pairs.filter(([{ field }]) => field.lowerName !== 'to');
    yield* candidate(message, certain);
    if (pairs.length > 1) for (const pair of pairs) yield* candidate(message, [pair]);
    if (pairs.length === 1 && certain.length === 0) yield* candidate(message, pairs);
  },
};

const KEPT = /^(?:x-)?(?:(?:google|mailman|gm|outlook|list)-)?(?:original|orig|old)-(.{2,60})$/;

function* candidate(message: Message, pairs: readonly [Place, string][]): Generator<Candidate> {
  const edits = pairs.map(([place, value]) => [place, withValue(place.text, value)] as const);
  const detail = edits.map(
    ([{ text }, after]) => `${text.name}: ${shown(text)} read as ${shown(after)}, which the mail keeps under another name`,
  );
  const made = headerCandidate(message, 'original-fields', changesOf(edits), detail.join('; '));
  if (made !== undefined) yield made;
}
