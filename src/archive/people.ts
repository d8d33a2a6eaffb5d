import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { addressKey } from '../message/addresses.ts';
import type { PersonField, Query } from '../query/ast.ts';
import { foldText } from '../query/words.ts';
import type { SearchIndex } from '../search/index.ts';
import type { Database } from '../store/database.ts';
import { isoSeconds } from '../store/figures.ts';
import { whileGrowing } from '../store/gathered.ts';
import { Correspondence, type KnownPerson, type PersonOrder } from './correspondence.ts';

/** Somebody as `/people.json` lists him: everyone whom a mail names by an address. */
export interface PersonEntry {
  /** Lower-cased. */
  readonly address: string;
  /** The name used most often with the address; null where none ever was. */
  readonly name: string | null;
  /** Messages with the address in From. */
  readonly sent: number;
  /** Messages with the address in To or Cc. */
  readonly received: number;
  /** Of the messages sent or received: ISO 8601 in UTC, by the Date fields; null where none has one. */
  readonly firstDate: string | null;
  readonly lastDate: string | null;
}

/** Somebody as `/people/ADDRESS.json` tells of him. */
export interface PersonRecord extends PersonEntry {
  /** The names used with the address, the most frequent first. */
  readonly names: readonly { readonly name: string; readonly count: number }[];
  /** UTC, ascending; only years with mail. Messages without a Date are in none. */
  readonly years: readonly { readonly year: string; readonly sent: number; readonly received: number }[];
  /** Of the messages sent: every verdict, 0 where none has it. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** To whom most messages were sent, and from whom most were received. */
  readonly writtenTo: readonly Correspondent[];
  readonly heardFrom: readonly Correspondent[];
}

export interface Correspondent {
  readonly address: string;
  readonly name: string | null;
  readonly messages: number;
}

export type PeopleSort = 'sent' | 'received' | 'address';

export interface PeopleOptions {
  /** Only those with this text in their address or a name, without regard to case and diacritics; empty for all. */
  readonly part: string;
  readonly sort: PeopleSort;
  readonly offset: number;
  readonly limit: number;
}

export interface PeoplePage {
  readonly total: number;
  readonly people: readonly PersonEntry[];
}

/** Who wrote to whom, read once and kept up to date as the archive grows. */
export interface People {
  list(options: PeopleOptions): PeoplePage;
  /** @returns undefined where no message names that address. */
  person(address: string): Promise<PersonRecord | undefined>;
}

export function openPeople(database: Database, index: SearchIndex): People {
  const correspondence = whileGrowing(database, () => new Correspondence());
  return {
    list({ part, sort, offset, limit }) {
      const wanted = foldText(part.trim());
      const found = correspondence()
        .inOrder(orders[sort])
        .filter((person) => matches(person, wanted));
      return { total: found.length, people: found.slice(offset, offset + limit).map(entryOf) };
    },
    async person(address) {
      const all = correspondence();
      const person = all.find(addressKey(address));
      if (person === undefined) return undefined;
      const counted = { sort: 'date', offset: 0, limit: 0, facets: true } as const;
      const sent = await index.search(inField('from', person.address), counted);
      const received = await index.search(either(inField('to', person.address), inField('cc', person.address)), counted);
      const years = new Set([...Object.keys(sent.facets!.year), ...Object.keys(received.facets!.year)]);
      const { writtenTo, heardFrom } = all.correspondents(person);
      return {
        ...entryOf(person),
        names: namesOf(person).slice(0, namesTold),
        years: [...years].sort().map((year) => ({
          year,
          sent: sent.facets!.year[year] ?? 0,
          received: received.facets!.year[year] ?? 0,
        })),
        verdicts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, sent.facets!.verdict[verdict] ?? 0])) as Record<Verdict, number>,
        writtenTo: mostFrequent(writtenTo),
        heardFrom: mostFrequent(heardFrom),
      };
    },
  };
}

/** A robot that puts a stranger's name before its own address has thousands. */
const namesTold = 100;
const correspondentsTold = 100;

const orders: Readonly<Record<PeopleSort, PersonOrder>> = {
  sent: (a, b) => b.sent - a.sent || b.received - a.received || byAddress(a, b),
  received: (a, b) => b.received - a.received || b.sent - a.sent || byAddress(a, b),
  address: byAddress,
};

function byAddress(a: KnownPerson, b: KnownPerson): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

function matches(person: KnownPerson, wanted: string): boolean {
  if (wanted === '' || person.folded.includes(wanted)) return true;
  for (const name of person.names.keys()) if (foldText(name).includes(wanted)) return true;
  return false;
}

function namesOf(person: KnownPerson): { name: string; count: number }[] {
  const names = [...person.names].map(([name, count]) => ({ name, count }));
  return names.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function entryOf(person: KnownPerson): PersonEntry {
  const { address, sent, received, firstSeconds, lastSeconds } = person;
  return {
    address,
    name: namesOf(person)[0]?.name ?? null,
    sent,
    received,
    firstDate: isoSeconds(firstSeconds),
    lastDate: isoSeconds(lastSeconds),
  };
}

function mostFrequent(counts: ReadonlyMap<KnownPerson, number>): Correspondent[] {
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || byAddress(a, b))
    .slice(0, correspondentsTold)
    .map(([person, messages]) => ({ address: person.address, name: namesOf(person)[0]?.name ?? null, messages }));
}

/** Asked as a tree, not as a text: an address with a space or a quotation mark in it can be written in no query. */
function inField(field: PersonField, address: string): Query {
  return { kind: 'address', field, address, start: 0, end: 0 };
}

function either(...parts: readonly Query[]): Query {
  return { kind: 'or', parts, start: 0, end: 0 };
}
