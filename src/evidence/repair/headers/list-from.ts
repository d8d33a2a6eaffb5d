import type { Message } from '../../../message/message.ts';
import type { Reversal } from '../reversal.ts';
import { nameOf, plainOrQuoted, quoted, readAddresses, utf8Text } from './address-list.ts';
import { addressesFound } from './addresses-found.ts';
import { encodedForms, encodeText, rawForms } from './encoded-forms.ts';
import { placesNamed, replaced, signedPlaces, unfolded } from './header-text.ts';

/**
 * From fields that a list rewrote because its mail would otherwise fail the sender's DMARC policy: `Ada via list <list@…>` (Mailman's
 * “Munge From”, Google Groups), `Ada <ada=example.org@list>`, `Ada <ada@example.org.invalid>`, or the list's own name and address. The
 * author's stand in Reply-To, in Cc, or in what servers wrote down of the sender.
 *
 * @see https://wiki.list.org/DEV/DMARC; RFC 7960 §4.1.3.1; seen in blinux-list, 2019 (109 mails) and usrp-users, 2026
 */
export const listFrom: Reversal = {
  name: 'list-from',
  part: 'header',
  cost: 1,
  *propose(message, clues) {
    const [place] = signedPlaces(message, clues, new Set(['from']));
    if (place === undefined) return;
    const seen = new Set<string>([unfolded(place.text)]);
    for (const value of candidates(message, unfolded(place.text), place.text.name.length + 2)) {
      if (seen.has(value)) continue;
      seen.add(value);
      // The same author in other letters is another family's.
      if (!isSameAuthor(value, unfolded(place.text))) yield* replaced(message, 'list-from', place, value);
    }
  },
};

function isSameAuthor(value: string, from: string): boolean {
  const [one] = readAddresses(value);
  const [other] = readAddresses(from);
  return one !== undefined && other !== undefined && one.address === other.address && nameOf(one) === nameOf(other);
}

function* candidates(message: Message, from: string, offset: number): Generator<string> {
  // A mailbox that stands whole in another field.
  const whole = WHOLE.flatMap((name) => placesNamed(message, name).flatMap(({ text }) => readAddresses(unfolded(text))));
  const mailboxes = whole.filter(({ address }) => address.includes('@')).slice(0, maxMailboxes);
  for (const mailbox of mailboxes) yield mailbox.phrase ? `${mailbox.phrase} <${mailbox.address}>` : mailbox.address;

  const [written] = readAddresses(from);
  const name = written === undefined ? '' : withoutList(nameOf(written));
  const names = [...new Set([name, ...mailboxes.map(nameOf)])].filter((text) => text !== '');
  const addresses = [...new Set([...mailboxes.map(({ address }) => address), ...addressesFound(message)])];
  for (const address of addresses) {
    for (const text of names) yield* plainForms(text, address);
    yield address;
    yield `<${address}>`;
  }
  for (const text of names) {
    if (!/[^\x20-\x7e]/.test(text)) continue;
    const found = /=\?([A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,40})?\?([bBqQ])\?/.exec(from);
    for (const form of encodedForms([text], { charsets: found === null ? [] : [found[1]!], encoding: found?.[2] }, offset)) {
      const encoded = encodeText(text, form);
      if (encoded !== undefined) for (const address of addresses.slice(0, 3)) yield `${encoded} <${address}>`;
    }
  }
}

function* plainForms(name: string, address: string): Generator<string> {
  if (/[^\x20-\x7e]/.test(name)) {
    for (const raw of rawForms(name)) yield `${plainOrQuoted(raw)} <${address}>`;
    return;
  }
  yield `${plainOrQuoted(utf8Text(name))} <${address}>`;
  yield `${quoted(name)} <${address}>`;
  yield `${name} <${address}>`;
  yield `${address} (${name})`;
}

/** `'Ada' via list`, `Ada (via list)`, `Ada via list on behalf of …`, `Ada at example.org`. */
function withoutList(name: string): string {
  const via = name.search(/(?<![ \t])[ \t]+(?:\(?via|\[?on behalf of)[ \t]/i);
  const bare = via === -1 ? name : name.slice(0, via);
  return bare.replace(/^'(.*)'$/, '$1').trim();
}

const WHOLE = [
  'x-original-from',
  'x-mailman-original-from',
  'x-google-original-from',
  'original-from',
  'reply-to',
  'x-original-sender',
  'x-mailfrom',
  'cc',
];
const maxMailboxes = 12;
