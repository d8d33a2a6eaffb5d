import type { QueryError } from '../../archive/archive.ts';
import { integer, named, object, optional, text } from './schema.ts';

/** What a refusal says; `at`, `found` and `expected` are those of a query that cannot be read. */
export interface RefusalRecord extends Partial<Omit<QueryError['fault'], 'message' | 'cause'>> {
  readonly status: number;
  readonly message: string;
}

export const refusal = named(
  'Error',
  object<{ readonly error: RefusalRecord }>('Why nothing is given.', {
    error: object<RefusalRecord>('What is wrong.', {
      status: integer('The status of the answer.', { minimum: 400, examples: [404] }),
      message: text('For people.', { examples: ['There is no such message. The e-mails of this archive are numbered from 1 to 71,848.'] }),
      at: optional(integer('Of a query: where it breaks off, in UTF-16 units from its start.')),
      found: optional(text('Of a query: what stands there; empty at its end.')),
      expected: optional(text('Of a query: what could have stood there.')),
    }),
  }),
);
