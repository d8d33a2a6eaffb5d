import type { Database } from './database.ts';

/** One mailbox of a From, To or Cc field. */
export interface Link {
  readonly message: number;
  /** It stands in From. */
  readonly isSender: boolean;
  readonly person: number;
  readonly name?: string;
  readonly dateSeconds?: number;
}

const selectLinks = `
  SELECT message, role = 'from', person, name, date_seconds FROM message_people JOIN messages ON number = message
  WHERE message > :after AND message <= :until AND role IN ('from', 'to', 'cc') AND address <> ''
  ORDER BY message`;

/** Who wrote to whom in the messages with numbers above `after`, up to `until`, in number order. */
export function* readLinks(database: Database, after: number, until: number): Generator<Link> {
  const statement = database.db.prepare(selectLinks);
  statement.setReturnArrays(true);
  const rows = statement.iterate({ after, until }) as unknown as Iterable<[number, number, number, string | null, number | null]>;
  for (const [message, isSender, person, name, dateSeconds] of rows) {
    yield {
      message,
      isSender: isSender === 1,
      person,
      ...(name !== null && name !== '' && { name }),
      ...(dateSeconds !== null && { dateSeconds }),
    };
  }
}

const selectPeople = "SELECT id, address FROM people WHERE id > :after AND address <> '' ORDER BY id";

/** Everyone whom a message names by an address, in the order in which they came. */
export function readPeople(database: Database, after: number): { id: number; address: string }[] {
  return database.statement(selectPeople).all({ after }) as { id: number; address: string }[];
}
