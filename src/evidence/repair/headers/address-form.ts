import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { ADDRESS_FIELDS } from './address-fields.ts';
import { nameOf, plainOrQuoted, quoted, readAddresses, utf8Text, type WrittenAddress, writeAddresses } from './address-list.ts';
import { changesOf, type HeaderText, headerCandidate, type Place, shown, signedPlaces, unfolded, withValue } from './header-text.ts';

/**
 * Address fields written anew from what was read: quotes around names added or left out, names that only repeat the address added
 * (Exchange writes `"a@b" <a@b>` for `a@b`, Outlook `'a@b'`) or left out, angle brackets added or left out, the old form `a@b (Name)`
 * made `Name <a@b>`, the space after the comma left out, semicolons for commas. People and addresses stay the same.
 *
 * @see RFC 5322 §3.4 and Appendix A.5, A.6.1 (the many forms of one address)
 */
export const addressForm: Reversal = {
  name: 'address-form',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    const places = signedPlaces(message, clues, ADDRESS_FIELDS);
    for (const form of FORMS) yield* candidate(message, places, form);
    if (places.length > 1) for (const place of places) for (const form of FORMS) yield* candidate(message, [place], form);
    for (const place of places) yield* oneByOne(message, place);
  },
};

interface Form {
  readonly detail: string;
  readonly write: (value: string) => string;
}

const NAMES: readonly { readonly detail: string; readonly change: (address: WrittenAddress) => WrittenAddress }[] = [
  { detail: 'names in quotes', change: named((name) => quoted(utf8Text(name))) },
  { detail: 'names without needless quotes', change: named((name) => plainOrQuoted(utf8Text(name))) },
  { detail: 'names without quotes', change: named((name) => utf8Text(name)) },
  { detail: 'names that repeat the address left out, in angle brackets', change: withoutEcho((address) => ({ ...address, phrase: '' })) },
  { detail: 'names that repeat the address left out', change: withoutEcho(({ address, tail }) => ({ address, tail })) },
  { detail: 'angle brackets without a name left out', change: (it) => (it.phrase === '' ? { address: it.address, tail: it.tail } : it) },
  { detail: 'angle brackets around every address', change: (it) => (isBare(it) ? { ...it, phrase: '' } : it) },
  { detail: 'the address as name of those without one', change: (it) => (isNameless(it) ? { ...it, phrase: quoted(it.address) } : it) },
  { detail: 'the address as unquoted name of those without one', change: (it) => (isNameless(it) ? { ...it, phrase: it.address } : it) },
  {
    detail: 'the address in single quotes as name of those without one',
    change: (it) => (isNameless(it) ? { ...it, phrase: quoted(`'${it.address}'`) } : it),
  },
  { detail: 'single quotes around names left out', change: withoutSingleQuotes },
  { detail: 'names in single quotes', change: named((name) => quoted(`'${utf8Text(name)}'`)) },
  { detail: 'names left out, in angle brackets', change: (it) => (isBare(it) ? it : { ...it, phrase: '' }) },
  { detail: 'names left out', change: ({ address }) => ({ address, tail: '' }) },
  { detail: 'names in comments after the address', change: asComment },
  { detail: 'names before the address, not in comments', change: fromComment },
  {
    detail: 'domains in small letters',
    change: (it) => ({ ...it, address: it.address.replace(/@[^@]*$/, (domain) => domain.toLowerCase()) }),
  },
  { detail: 'addresses in small letters', change: (it) => ({ ...it, address: it.address.toLowerCase() }) },
];

const FORMS: readonly Form[] = [
  ...NAMES.map(({ detail, change }): Form => ({ detail, write: (value) => writeAddresses(readAddresses(value).map(change)) })),
  { detail: 'no space after commas', write: (value) => writeAddresses(readAddresses(value), ',') },
  { detail: 'one space after commas', write: (value) => writeAddresses(readAddresses(value)) },
  { detail: 'a space on both sides of commas', write: (value) => writeAddresses(readAddresses(value), ' , ') },
  { detail: 'semicolons for commas', write: (value) => writeAddresses(readAddresses(value), '; ') },
  {
    detail: 'commas for semicolons',
    write: (value) =>
      value
        .split(';')
        .map((part) => part.trim())
        .join(', '),
  },
  { detail: 'a comma after the last', write: (value) => `${value},` },
  { detail: 'no comma after the last', write: (value) => value.replace(/,\s*$/, '') },
  { detail: 'no space before the angle bracket', write: (value) => value.replaceAll(/[ \t]</g, '<') },
  { detail: 'a space before each angle bracket', write: (value) => value.replaceAll(/(?<=[^ \t,])</g, ' <') },
  ...NAMES.slice(0, 3).map(({ detail, change }): Form => {
    return { detail: `${detail}, no space after commas`, write: (value) => writeAddresses(readAddresses(value).map(change), ',') };
  }),
];

/** Of a field with many recipients the first are tried alone. */
const maxAlone = 20;

function* oneByOne(message: Message, place: Place): Generator<Candidate> {
  const addresses = readAddresses(unfolded(place.text));
  if (addresses.length < 2) return;
  for (const [at, address] of addresses.slice(0, maxAlone).entries()) {
    for (const { change, detail } of NAMES.slice(0, 9)) {
      const form = { detail, write: () => writeAddresses(addresses.with(at, change(address))) };
      yield* candidate(message, [place], form);
    }
  }
}

function* candidate(message: Message, places: readonly Place[], { detail, write }: Form): Generator<Candidate> {
  const edits = places.flatMap((place): [Place, HeaderText][] => {
    const value = unfolded(place.text);
    const after = write(value);
    return after === value ? [] : [[place, withValue(place.text, after)]];
  });
  const told = edits.map(([{ text }, after]) => `${text.name}: ${shown(text)} read as ${shown(after)}`).join('; ');
  const made = headerCandidate(message, 'address-form', changesOf(edits), `${detail}: ${told}`);
  if (made !== undefined) yield made;
}

function isBare({ phrase, address }: WrittenAddress): boolean {
  return phrase === undefined && /^[^\s@()":;]+@[^\s@()":;]+$/.test(address);
}

function isNameless(it: WrittenAddress): boolean {
  return isBare(it) || it.phrase === '';
}

/** Encoded-words are another family's: a name that holds one is left as it is. */
function named(write: (name: string) => string): (address: WrittenAddress) => WrittenAddress {
  return (it) => (it.phrase === undefined || it.phrase === '' || it.phrase.includes('=?') ? it : { ...it, phrase: write(nameOf(it)) });
}

function withoutEcho(write: (address: WrittenAddress) => WrittenAddress): (address: WrittenAddress) => WrittenAddress {
  return (it) =>
    it.phrase !== undefined && nameOf(it).replaceAll(/^'|'$/g, '').toLowerCase() === it.address.toLowerCase() ? write(it) : it;
}

function withoutSingleQuotes(it: WrittenAddress): WrittenAddress {
  const inner = /^(?:"'([^"]*)'"|'([^"]*)')$/.exec(it.phrase ?? '');
  return inner === null ? it : { ...it, phrase: plainOrQuoted(inner[1] ?? inner[2] ?? '') };
}

function asComment(it: WrittenAddress): WrittenAddress {
  return it.phrase === undefined || it.phrase === '' ? it : { address: `${it.address} (${utf8Text(nameOf(it))})`, tail: '' };
}

function fromComment(it: WrittenAddress): WrittenAddress {
  const match = /^([^\s()]+)[ \t]+\(([^()]*)\)$/.exec(it.address);
  return match === null || it.phrase !== undefined ? it : { phrase: plainOrQuoted(match[2]!), address: match[1]!, tail: '' };
}
