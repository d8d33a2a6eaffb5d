import type { Archive } from '../archive/archive.ts';
import type { Correspondent, PeopleOptions, PeoplePage, PersonRecord } from '../archive/people.ts';
import type { PeopleView } from '../pages/people-list.ts';
import type { CorrespondentView, PersonView } from '../pages/person.ts';
import type { PersonField } from '../query/ast.ts';
import { writeTerm } from '../query/edit.ts';
import { parseQuery } from '../query/parse.ts';

/** So many rows of a long address and a long name each stay under 100 kB. */
export const peoplePerPage = 60;

export function peopleView(
  found: PeoplePage,
  { part, sort, page, pages }: Pick<PeopleOptions, 'part' | 'sort'> & Pick<PeopleView, 'page' | 'pages'>,
): PeopleView {
  return {
    part,
    sort,
    page,
    pages,
    total: found.total,
    people: found.people.map(({ name, firstDate, lastDate, ...rest }) => ({
      ...rest,
      name: name ?? undefined,
      firstDate: firstDate ?? undefined,
      lastDate: lastDate ?? undefined,
    })),
  };
}

export async function personView(archive: Archive, address: string): Promise<PersonView | undefined> {
  const record = await archive.people.person(address);
  return record && viewOf(record);
}

function viewOf(record: PersonRecord): PersonView {
  const { address, name, firstDate, lastDate, years, writtenTo, heardFrom } = record;
  const fromQuery = exactly('from', address);
  const toQuery = receivedBy(address);
  const inYears = years.reduce((sum, year) => ({ sent: sum.sent + year.sent, received: sum.received + year.received }), noMail);
  return {
    ...record,
    name: name ?? undefined,
    firstDate: firstDate ?? undefined,
    lastDate: lastDate ?? undefined,
    fromQuery,
    toQuery,
    undated: { sent: record.sent - inYears.sent, received: record.received - inYears.received },
    years: years.slice(-yearsShown),
    names: record.names.slice(0, listed),
    writtenTo: writtenTo.slice(0, listed).map((other) => correspondentView(other, fromQuery, receivedBy(other.address))),
    heardFrom: heardFrom.slice(0, listed).map((other) => correspondentView(other, exactly('from', other.address), toQuery)),
  };
}

const noMail = { sent: 0, received: 0 };
/** Clocks that were never set, and forgers, may put a person's mail into any of ten thousand years. */
const yearsShown = 80;
/** Of names and of correspondents: with long ones, more would weigh over 100 kB. */
const listed = 36;

function correspondentView({ name, ...other }: Correspondent, from: string | undefined, to: string | undefined): CorrespondentView {
  return { ...other, name: name ?? undefined, query: from !== undefined && to !== undefined ? `${from} (${to})` : undefined };
}

function receivedBy(address: string): string | undefined {
  const [to, cc] = [exactly('to', address), exactly('cc', address)];
  return to !== undefined && cc !== undefined ? `${to} OR ${cc}` : undefined;
}

/** The query for just this address; undefined for one that a query could only ask for by its words. */
function exactly(field: PersonField, address: string): string | undefined {
  const term = address.length > maxQueried ? undefined : writeTerm(field, address);
  const parsed = term === undefined ? undefined : parseQuery(term);
  const isExact = parsed?.ok && parsed.query.kind === 'address' && parsed.query.address === address;
  return isExact ? term : undefined;
}

/** A query that names three addresses must stay under 4,096 characters, and a link of it short enough for a page of a hundred. */
const maxQueried = 320;
