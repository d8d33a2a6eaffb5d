import type { Message } from '../../../message/message.ts';
import { normalizeStreamSafe } from '../../../message/stream-safe.ts';
import type { Candidate, Clues, Reversal } from '../reversal.ts';
import { nameOf, plainOrQuoted, readAddresses, utf8Text } from './address-list.ts';
import { addressesFound } from './addresses-found.ts';
import { type HeaderText, headerCandidate, headerText, placesNamed, replaced, signedPlaces, unfolded } from './header-text.ts';

/**
 * The Sender, which nearly every list writes anew, and which Gmail signs where it put one in: for mail sent from an account under another
 * address, `Sender: Name <account@gmail.com>` with the name of From. That account is told nowhere else in the mail; of what a list left, only the
 * author's name and address hint at it. So accounts are guessed that are made of these: measured in linux-api, it was one of the
 * forms below for 35 of 39 signatures, and for the other 4 an account that nothing in the mail tells.
 *
 * @see RFC 5322 §3.6.2; RFC 6377 §5.5; `docs/repair.md` for the study
 */
export const sender: Reversal = {
  name: 'sender',
  part: 'header',
  cost: 1,
  *propose(message, clues) {
    if (!clues.signature.headerNames.includes('sender')) return;
    const [place] = signedPlaces(message, clues, new Set(['sender']));
    if (place !== undefined) {
      const without = headerCandidate(
        message,
        'sender',
        new Map(placesNamed(message, 'sender').map(({ index }) => [index, []])),
        'Sender taken out',
      );
      if (without !== undefined) yield without;
    }
    const seen = new Set<string>();
    for (const value of values(message, clues)) {
      if (seen.has(value)) continue;
      seen.add(value);
      if (place !== undefined) yield* replaced(message, 'sender', place, value);
      else yield* added(message, value);
    }
  },
};

function* added(message: Message, value: string): Generator<Candidate> {
  const last = message.fields.length - 1;
  if (last < 0) return;
  const fields: HeaderText[] = [headerText(message, message.fields[last]!), { name: 'Sender', value: ` ${value}` }];
  const made = headerCandidate(message, 'sender', new Map([[last, fields]]), `Sender put back: “${value}”`);
  if (made !== undefined) yield made;
}

function* values(message: Message, { signature }: Clues): Generator<string> {
  const from = placesNamed(message, 'from').at(-1);
  const [author] = from === undefined ? [] : readAddresses(unfolded(from.text));
  if (from !== undefined) yield unfolded(from.text);
  if (author !== undefined) {
    yield author.address;
    yield `<${author.address}>`;
  }
  const name = author === undefined ? '' : nameOf(author);
  const phrases = [...new Set([author?.phrase ?? '', plainOrQuoted(utf8Text(name))])].filter((phrase) => phrase !== '');
  const accounts = author === undefined ? [] : accountNames(name, author.address);
  const domains = signature.signer === 'gmail.com' ? ['gmail.com', 'googlemail.com'] : [signature.signer];
  for (const domain of domains) {
    for (const account of accounts) {
      for (const phrase of phrases) yield `${phrase} <${account}@${domain}>`;
      yield `${account}@${domain}`;
    }
  }
  for (const address of addressesFound(message)) {
    yield address;
    yield `<${address}>`;
    for (const phrase of phrases) yield `${phrase} <${address}>`;
  }
}

/** What a person of that name and address would call an account elsewhere. */
function accountNames(name: string, address: string): string[] {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at === -1 ? address.length : at).toLowerCase();
  const domain = at === -1 ? '' : address.slice(at + 1).toLowerCase();
  const words = normalizeStreamSafe(name, 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, maxNameWords);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const all = [
    local,
    words.join('.'),
    words.join(''),
    `${local}.${domain}`,
    `${first}.${last}`,
    `${first}${last}`,
    `${first[0] ?? ''}${last}`,
    `${first[0] ?? ''}.${last}`,
    `${first}${last[0] ?? ''}`,
    `${first}.${last[0] ?? ''}`,
    `${last}.${first}`,
    `${last}${first}`,
    `${last}${first[0] ?? ''}`,
    words.join('_'),
    words.join('-'),
    `${first}_${last}`,
    first,
    last,
    `${local}.${domain.split('.')[0]}`,
    `${local}${domain.split('.')[0]}`,
    `${local}+${domain.split('.')[0]}`,
    words.map((word) => word[0]).join(''),
    local.replaceAll('.', ''),
    `${local}.lists`,
    `${local}.lkml`,
    `${local}.kernel`,
  ];
  return [...new Set(all)].filter((account) => /^[a-z0-9]/.test(account) && account.length <= 64);
}

const maxNameWords = 5;
