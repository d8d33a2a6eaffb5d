import { octetsToLatin1 } from '../../message/charset.ts';
import type { Message } from '../../message/message.ts';
import { type Part, parseParts } from '../../message/parts.ts';
import { candidateOf, type Edit, edit } from './edits.ts';
import type { Candidate, Reversal } from './reversal.ts';

/**
 * A part that a list added to a multipart/mixed, its footer most often; or that it added by making a multipart/mixed of what was none,
 * the former message its first part.
 *
 * @see GNU Mailman, handlers/decorate: "wrap" in a multipart/mixed; RFC 6377 §5.2
 */
export const addedPart: Reversal = {
  name: 'added-part',
  part: 'body',
  cost: 2,
  *propose(message) {
    const { root } = parseParts(message);
    const { type, children } = root;
    if (type !== 'multipart/mixed' || children.length < 2) return;
    const last = children.at(-1)!;
    const secondLast = children.at(-2)!;
    yield candidateOf(message, [edit(secondLast.end, last.end, '')], 'added-part', 'the last part taken out');
    const first = children[0]!;
    yield candidateOf(message, [edit(first.start, children[1]!.start, '')], 'added-part', 'the first part taken out');
    for (const [index, part] of [first, last].entries()) {
      yield* unwrapped(message, root, part, index === 0 ? 'below' : 'above');
    }
  },
};

/** The part as the message that it was, its own fields of content in place of those of the multipart. */
function* unwrapped(message: Message, root: Part, part: Part, where: string): Generator<Candidate> {
  const fields: Edit[] = [];
  let isWritten = false;
  const own = part.fields
    .filter(({ lowerName }) => lowerName.startsWith('content-'))
    .map(({ start, end }) => octetsToLatin1(message.octets, start, end))
    .join('');
  for (const { lowerName, start, end } of root.fields) {
    if (!lowerName.startsWith('content-')) continue;
    fields.push(edit(start, end, isWritten ? '' : own));
    isWritten = true;
  }
  const body: Edit = { start: root.bodyStart, end: message.octets.length, by: message.octets.subarray(part.bodyStart, part.end) };
  const detail = `the message made of its ${where === 'below' ? 'first' : 'last'} part, with what was added ${where} it taken out`;
  yield candidateOf(message, [...fields, body], 'added-part', detail);
}
