import { arc } from './arc-schema.ts';
import { refusal } from './error-schema.ts';
import { signature } from './evidence-schema.ts';
import { exampleOf } from './example.ts';
import { wholeAnswerLength } from './limits.ts';
import * as lists from './lists-schema.ts';
import { hit, mailbox, message } from './message-schema.ts';
import { groups, type HeaderName, type Operation, operations } from './operations.ts';
import type { JsonSchema } from './schema.ts';

/** The part of OpenAPI 3.1 that is written here. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly summary: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, { readonly get: ApiOperation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly headers: typeof headers;
  };
}

export interface ApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly (Operation['parameters'][number] & { readonly required: boolean })[];
  readonly responses: Readonly<Record<string, ApiResponse>>;
}

export interface ApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema; readonly example?: unknown }>>;
}

const shapes: readonly { readonly name: string; readonly definition: JsonSchema }[] = [
  lists.searchResult,
  hit,
  message,
  mailbox,
  signature,
  arc,
  lists.thread,
  lists.people,
  lists.personEntry,
  lists.person,
  lists.files,
  lists.fileEntry,
  lists.file,
  lists.findings,
  lists.figures,
  lists.about,
  lists.keys,
  lists.key,
  refusal,
];
const schemas = Object.fromEntries(shapes.map(({ name, definition }) => [name, definition]));

const headers: Readonly<Record<HeaderName, { readonly description: string; readonly schema: JsonSchema }>> = {
  ETag: {
    description: `Changes with the answer. A list of more than ${wholeAnswerLength} characters is written as it is read, and has none.`,
    schema: { type: 'string' },
  },
  'Content-Disposition': { description: '`attachment`, with a name for the file.', schema: { type: 'string' } },
};

/** What an answer other than 200 means, whatever was asked. */
const always: Readonly<Record<number, string>> = {
  304: 'Nothing has changed since the answer whose ETag was sent as If-None-Match.',
  403: 'A page of another site asked for it.',
  405: 'Another method than GET or HEAD.',
  414: 'The address is too long.',
  421: 'The Host field names another server.',
  500: 'A fault of ours.',
  503: 'Too much is asked for at once, or the search takes too long: `Retry-After` says when to come again.',
};
const whereAsked: Readonly<Record<400 | 404, string>> = {
  400: 'A parameter out of its bounds, or a query that cannot be read: then with the place where it breaks off.',
  404: 'There is none.',
};

/** An OpenAPI 3.1 document of every route that gives data. */
export function apiDocument({ title, version }: { readonly title: string; readonly version: string }): ApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      summary: 'An archive of e-mail as data',
      description:
        'Everything is read by GET (or HEAD); nothing can be changed. Times are ISO 8601 in UTC, sizes are octets, hashes are in lower-case hex. Fields may be added to any object; none is renamed or dropped without a word in the changelog. Absent and `null` both say that something is not there or not known.',
    },
    servers: [{ url: '/' }],
    tags: groups.map((name) => ({ name })),
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: described(operation) }])),
    components: { schemas, headers },
  };
}

function described(operation: Operation): ApiOperation {
  const { id, path, group, summary, description, parameters, type, answer, schema, headers = ['ETag'], refusals } = operation;
  const problems: Readonly<Record<string, string>> = {
    ...always,
    ...Object.fromEntries(refusals.map((status) => [status, whereAsked[status]])),
  };
  const errors = Object.entries(problems);
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description !== undefined && { description }),
    parameters: parameters.map((parameter) => ({ ...parameter, required: parameter.in === 'path' })),
    responses: {
      200: {
        description: answer,
        headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
        content: { [type]: contentOf(type, schema?.json) },
      },
      ...Object.fromEntries(errors.map(([status, text]) => [status, status === '304' ? { description: text } : refused(text, path)])),
    },
  };
}

/** A schema describes JSON; of other texts it is told in words what they are. */
function contentOf(type: string, schema: JsonSchema | undefined): { readonly schema?: JsonSchema; readonly example?: unknown } {
  if (schema === undefined || type !== 'application/json') return {};
  const example = exampleOf(schema, schemas);
  return { schema, ...(example !== undefined && { example }) };
}

/** Those who ask for data are refused in data, the others by a page. */
function refused(description: string, path: string): ApiResponse {
  return {
    description,
    content: /\.jsonl?$/.test(path) ? { 'application/json': { schema: refusal.json } } : { 'text/html': { schema: { type: 'string' } } },
  };
}
