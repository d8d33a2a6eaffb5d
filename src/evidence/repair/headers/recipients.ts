import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { quoted, readAddresses, type WrittenAddress, writeAddress, writeAddresses } from './address-list.ts';
import {
  changesOf,
  headerCandidate,
  headerText,
  type Place,
  placesNamed,
  replaced,
  shown,
  signedPlaces,
  unfolded,
  withValue,
} from './header-text.ts';

/**
 * To, Cc and Reply-To with recipients added or taken away: lists that take themselves out or put the author in (Mailman's
 * `from_is_list` writes him into Reply-To or Cc), that drop members who would get the mail twice (Mailman's “nodupes” trims Cc), servers that put
 * the recipient of the envelope into a hidden To, and `undisclosed-recipients` written in several ways.
 *
 * @see RFC 6377 §3.3; Mailman's Handlers/AvoidDuplicates.py and Handlers/CookHeaders.py say what they do
 */
export const recipients: Reversal = {
  name: 'recipients',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    const places = signedPlaces(message, clues, FIELDS);
    for (const place of places) {
      const value = unfolded(place.text);
      const seen = new Set([value]);
      for (const candidate of alternatives(message, place, value)) {
        if (seen.has(candidate)) continue;
        seen.add(candidate);
        yield* replaced(message, 'recipients', place, candidate);
      }
    }
    yield* exchanged(message, places);
    for (const lowerName of ['cc', 'to']) {
      const isGone = clues.signature.headerNames.includes(lowerName) && placesNamed(message, lowerName).length === 0;
      if (isGone) yield* putBack(message, lowerName === 'cc' ? 'Cc' : 'To');
    }
  },
};

const FIELDS = new Set(['to', 'cc', 'reply-to', 'resent-to', 'resent-cc']);
const UNDISCLOSED = [
  'undisclosed-recipients:;',
  'undisclosed-recipients: ;',
  'Undisclosed recipients:;',
  'Undisclosed-recipients:;',
  'undisclosed recipients: ;',
  'unlisted-recipients:; (no To-header on input)',
  '',
];

function* alternatives(message: Message, { field }: Place, value: string): Generator<string> {
  const addresses = readAddresses(value);
  const others = mailboxesFound(message).filter(({ address }) => !value.toLowerCase().includes(address.toLowerCase()));
  if (addresses.length > 1) {
    for (const at of [addresses.length - 1, ...addresses.keys()].slice(0, maxPlaces)) yield writeAddresses(addresses.toSpliced(at, 1));
    for (let left = addresses.length - 2; left > 0 && left >= addresses.length - 4; left--) yield writeAddresses(addresses.slice(0, left));
    yield writeAddresses(addresses.toReversed());
  }
  for (const other of others) {
    yield writeAddresses([...addresses, other]);
    yield writeAddresses([other, ...addresses]);
    yield writeAddress(other);
  }
  for (const other of others.slice(0, 4)) {
    for (let at = 1; at < Math.min(addresses.length, maxPlaces); at++) yield writeAddresses(addresses.toSpliced(at, 0, other));
    for (const at of addresses.slice(0, 4).keys()) yield writeAddresses(addresses.with(at, other));
  }
  if (field.lowerName === 'to') yield* UNDISCLOSED;
}

/** A field that is gone held, most likely, the list alone: what lists drop where a member would get the mail twice. */
function* putBack(message: Message, name: string): Generator<Candidate> {
  const below = message.fields.length - 1;
  const seen = new Set<string>();
  for (const { address, phrase } of mailboxesFound(message)) {
    const forms = [address, `<${address}>`, `${quoted(address)} <${address}>`, `'${address}' <${address}>`];
    for (const value of phrase ? [`${phrase} <${address}>`, ...forms] : forms) {
      if (seen.has(value)) continue;
      seen.add(value);
      const fields = [headerText(message, message.fields[below]!), { name, value: ` ${value}` }];
      const made = headerCandidate(message, 'recipients', new Map([[below, fields]]), `${name} put back: “${value}”`);
      if (made !== undefined) yield made;
    }
  }
}

/** To and Cc written into one, or into each other's place. */
function* exchanged(message: Message, places: readonly Place[]): Generator<Candidate> {
  const to = places.find(({ field }) => field.lowerName === 'to');
  const cc = places.find(({ field }) => field.lowerName === 'cc');
  if (to === undefined || cc === undefined) return;
  const edits = [
    [to, withValue(to.text, unfolded(cc.text))],
    [cc, withValue(cc.text, unfolded(to.text))],
  ] as const;
  const made = headerCandidate(
    message,
    'recipients',
    changesOf(edits),
    `To ${shown(to.text)} and Cc ${shown(cc.text)} read the other way round`,
  );
  if (made !== undefined) yield made;
}

/** Mailboxes that other fields of the header name: the list's, the author's, those of the envelope. */
function mailboxesFound(message: Message): WrittenAddress[] {
  const found: WrittenAddress[] = [];
  for (const name of ELSEWHERE) {
    for (const { text } of placesNamed(message, name)) {
      const value = unfolded(text).replace(/^<mailto:([^>?]*)(?:\?[^>]*)?>.*$/, '$1');
      for (const mailbox of readAddresses(value)) {
        if (found.length < maxMailboxes && /^[^\s@]+@[^\s@]+$/.test(mailbox.address)) found.push(mailbox);
      }
    }
  }
  const list = /<?([A-Za-z0-9_-]{1,100})\.([A-Za-z0-9.-]{1,200})>?$/.exec(lastValue(message, 'list-id'));
  if (list !== null) found.push({ address: `${list[1]}@${list[2]}`, tail: '' });
  return found.flatMap((mailbox) => (mailbox.phrase ? [mailbox, { address: mailbox.address, tail: '' }] : [mailbox]));
}

const ELSEWHERE = [
  'list-post',
  'x-original-to',
  'delivered-to',
  'x-mailing-list',
  'x-beenthere',
  'reply-to',
  'to',
  'cc',
  'from',
  'x-forwarded-to',
  'x-envelope-to',
  'envelope-to',
];
const maxMailboxes = 16;
/** Of a field with hundreds of recipients, so many places are tried. */
const maxPlaces = 40;

function lastValue(message: Message, lowerName: string): string {
  const field = message.fields.findLast((other) => other.lowerName === lowerName);
  return field === undefined || field.end - field.start > 1_000 ? '' : unfolded(headerText(message, field));
}
