import { parseAddresses } from '../addresses.ts';
import { withoutTrailing } from '../trailing.ts';
import { anyOf, phrases } from './phrases/languages.ts';

/** Somebody whom an attribution names. At least one of the first two is there. */
export interface QuotedPerson {
  readonly name?: string;
  /** As written. Of a name that came `via` a list it is the list's. */
  readonly address?: string;
  /** The list or service that stands for him: `Alice via Budget`. */
  readonly via?: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The person in an attribution without its colon: what is neither date nor verb nor opening.
 *
 * @returns The person, where one is named, and all that was left for his name, cleaned: long, it is prose.
 */
export function readPerson(text: string, date?: Place, verb?: Place): { person?: QuotedPerson; rest: string } {
  const address = findAddress(text);
  const cuts = [date, verb, address, findMessageId(text)]
    .filter((place) => place !== undefined)
    .sort((one, other) => one.start - other.start);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of cuts) {
    pieces.push(text.slice(from, Math.max(from, start)));
    from = Math.max(from, end);
  }
  pieces.push(text.slice(from));
  const names = pieces.map((piece, index) => cleanName(index === 0 ? piece.replace(opening, '') : piece));
  const rest = names.filter((name) => name !== '').join(' ');
  // The name stands right before its address; else it is the longest of what is left.
  const beside = address === undefined ? '' : names[cuts.indexOf(address)]!;
  const name = beside !== '' ? beside : names.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const person = personOf(name, address?.address);
  return person === undefined ? { rest } : { person, rest };
}

/** A mailbox of a header line, where Outlook and Lotus Notes write names without addresses, separated by semicolons. */
export function readPeople(value: string, most: number): QuotedPerson[] {
  const bounded = value.slice(0, MAX_LIST_LENGTH);
  // Addresses tell names from commas; without any, `Smith, John` is one name.
  const items = bounded.includes(';') || !bounded.includes('@') ? bounded.split(/;|,(?=[^;,@\s]*\s[^;,@]*,)/, most) : [bounded];
  const people: QuotedPerson[] = [];
  for (const item of items) {
    if (!item.includes('@') || notesName.test(item)) {
      const person = personOf(cleanName(item.replace(/@.*$/s, '')), undefined);
      if (person !== undefined) people.push(person);
      continue;
    }
    for (const { name, address } of parseAddresses(tidy(item), most)) {
      const person = personOf(name === undefined ? '' : cleanName(name), address === '' ? undefined : address);
      if (person !== undefined) people.push(person);
    }
    if (people.length >= most) break;
  }
  return people.slice(0, most);
}

/** Lotus Notes names people by their place in a directory: `Bob Brown/Budget/Halden@HALDEN`. */
const notesName = /^[^<>@]{1,100}\/[^<>@]{1,100}@[^<>@.,;]{1,60}$/;

/** Longer lists of recipients are cut: what an attribution repeats of them is shown, no more. */
const MAX_LIST_LENGTH = 20_000;
const MAX_NAME_LENGTH = 120;

const opening = new RegExp(`^\\s*(?:${anyOf(phrases((language) => language.openings))})(?=[\\s,:"'<]|$)`, 'iu');
const fillers = anyOf([...phrases((language) => language.fillers), ...phrases((language) => language.dateWords)]);
const weekdays = anyOf(phrases((language) => language.weekdays));
/** As they are written within a sentence: the `A` of `Alice A` is part of her name. */
const fillerAtStart = new RegExp(`^(?:${fillers}|Uhr)(?=[\\s,:.]|$)[\\s,:.]*`, 'u');
const fillerAtEnd = new RegExp(`(?:^|[\\s,])(?:${fillers})$`, 'u');
const weekdayAtStart = new RegExp(`^(?:${weekdays})(?:,|\\.,?|$)\\s*`, 'iu');

/** `<a@b.c>`, `[mailto:a@b.c]`, `(a@b.c)`, `a@b.c <mailto:a@b.c>`. */
const address =
  /(?<open>[<([]{0,3})(?:mailto:)?(?<spec>[^\s<>()[\]",;:@]{1,100}@[^\s<>()[\]",;:@]{1,200})(?:\s?<?\[?mailto:[^>\]\s]{1,300})?[>)\]]{0,3}/giu;

function findAddress(text: string): (Place & { address: string }) | undefined {
  const all = [...text.matchAll(address)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    address: match.groups!['spec']!.replace(/[.'*]+$/, ''),
    isAngled: match.groups!['open'] !== '',
  }));
  const id = findMessageId(text);
  const outside = id === undefined ? all : all.filter(({ start }) => start < id.start || start >= id.end);
  return outside.findLast(({ isAngled }) => isAngled) ?? outside.at(-1);
}

/** `In article <x1@a.example>, Alice wrote:` */
function findMessageId(text: string): Place | undefined {
  const found = /(?:message|article|nachricht|message-id)\s{1,3}<[^<>\s]{1,250}>/i.exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

function personOf(written: string, address: string | undefined): QuotedPerson | undefined {
  const via = / via (\S.*)$/i.exec(written);
  const name = cleanName(via === null ? written : written.slice(0, via.index));
  const isName = /[\p{L}\p{N}]/u.test(name) && name.length <= MAX_NAME_LENGTH && name !== address;
  if (!isName && address === undefined) return undefined;
  return { ...(isName && { name }), ...(address !== undefined && { address }), ...(via !== null && { via: cleanName(via[1]!) }) };
}

/** Without what programs put around names and between the parts of an attribution. */
function cleanName(text: string): string {
  // Archives write `<alice at a.example>`: no address, and no part of the name.
  let name = text.replace(/[\s\u00a0\u200e\u200f\u202a-\u202e]+/g, ' ').replace(/<[^<>@]{1,100} at [^<>@]{1,100}>?/, '');
  for (let round = 0; round < 6; round++) {
    const before = name;
    name = withoutTrailing(name.replace(/^[\s,;:"'*<>()[\]\-–—|«»“”„‘’،，、]+/, ''), /[\s,;:"'*<>([\]\-–—|«»“”„‘’،，、]/)
      .replace(fillerAtStart, '')
      .replace(weekdayAtStart, '')
      .replace(fillerAtEnd, '');
    if (name === before) break;
  }
  // A closing bracket belongs to a name that opens it: `Alice (Budget)`.
  return name.endsWith(')') && !name.includes('(') ? name.slice(0, -1).trim() : name;
}

/** `Alice <a@b.c<mailto:a@b.c>>`, as Outlook on the web writes, and bold marks. */
function tidy(item: string): string {
  return item.replace(/<mailto:[^<>]{0,300}>/gi, '').replaceAll('*', '');
}
