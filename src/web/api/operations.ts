import * as lists from './lists-schema.ts';
import { message } from './message-schema.ts';
import {
  addressInPath,
  filesPage,
  findingsPage,
  nameInPath,
  numberInPath,
  type Parameter,
  peoplePage,
  query,
  searchPage,
  sha256InPath,
  threadInPath,
} from './parameters.ts';
import type { JsonSchema } from './schema.ts';

export const groups = ['Search', 'Messages', 'People', 'Attachments', 'The archive'] as const;

export type HeaderName = 'ETag' | 'Content-Disposition';

/** A route that gives data. */
export interface Operation {
  readonly id: string;
  readonly path: string;
  readonly group: (typeof groups)[number];
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly type: string;
  /** What is answered, in words. */
  readonly answer: string;
  /** Of JSON; of `jsonl`, of each line. */
  readonly schema?: { readonly json: JsonSchema };
  /** `ETag` alone, where nothing is said. */
  readonly headers?: readonly HeaderName[];
  /** What may be wrong with what was asked, beside what may be wrong with any request. */
  readonly refusals: readonly (400 | 404)[];
}

const json = 'application/json';
const everyMatch =
  'Every match in number order, however many, written as it is read. An answer that cannot be completed breaks off, so that its reader notices.';

/** Every route that gives data to programs. A test walks the routes of the server and finds each of them here, and no other. */
export const operations: readonly Operation[] = [
  {
    id: 'search',
    path: '/search.json',
    group: 'Search',
    summary: 'Search the messages',
    description: 'With `limit=0`: the number of matches and the facets alone.',
    parameters: searchPage,
    type: json,
    answer: 'One stretch of the matches, with the facets of all.',
    schema: lists.searchResult,
    refusals: [400],
  },
  {
    id: 'searchLines',
    path: '/search.jsonl',
    group: 'Search',
    summary: 'All that a search found, as JSON lines',
    description: everyMatch,
    parameters: [query],
    type: 'application/jsonl; charset=utf-8',
    answer: 'A message a line.',
    schema: message,
    headers: ['Content-Disposition'],
    refusals: [400],
  },
  {
    id: 'searchTable',
    path: '/search.csv',
    group: 'Search',
    summary: 'All that a search found, as a table',
    description: `${everyMatch} RFC 4180 in UTF-8; the first line has the names of the columns. What a spreadsheet would take for a formula has an apostrophe before it.`,
    parameters: [query],
    type: 'text/csv; charset=utf-8; header=present',
    answer: 'A message a line, after the names of the columns.',
    headers: ['Content-Disposition'],
    refusals: [400],
  },
  {
    id: 'searchMail',
    path: '/search.mbox',
    group: 'Search',
    summary: 'All that a search found, as mail',
    description: everyMatch,
    parameters: [query],
    type: 'application/mbox',
    answer: 'The stored octets, as mboxrd.',
    headers: ['Content-Disposition'],
    refusals: [400],
  },
  {
    id: 'searchFeed',
    path: '/search.atom',
    group: 'Search',
    summary: 'The newest that a search found, as a feed',
    parameters: [query],
    type: 'application/atom+xml; charset=utf-8',
    answer: 'The 50 newest by their Date (RFC 4287).',
    refusals: [400],
  },
  {
    id: 'message',
    path: '/messages/{number}.json',
    group: 'Messages',
    summary: 'One message: its verdict and the evidence',
    parameters: [numberInPath],
    type: json,
    answer: 'The message.',
    schema: message,
    refusals: [404],
  },
  {
    id: 'messageOctets',
    path: '/messages/{number}.eml',
    group: 'Messages',
    summary: 'One message: its stored octets',
    description: 'They have the SHA-256 that the data of the message says. They never change.',
    parameters: [numberInPath],
    type: 'message/rfc822',
    answer: 'The octets, to be saved.',
    headers: ['ETag', 'Content-Disposition'],
    refusals: [404],
  },
  {
    id: 'messageKeys',
    path: '/messages/{number}.keys.jsonl',
    group: 'Messages',
    summary: 'The keys that the signatures of one message ask for',
    description: 'A key file, as `chainmail verify --keys` takes it.',
    parameters: [numberInPath],
    type: 'application/jsonl; charset=utf-8',
    answer: 'A record a line; none where the archive has no such key.',
    headers: ['ETag', 'Content-Disposition'],
    refusals: [404],
  },
  {
    id: 'messageEvidence',
    path: '/messages/{number}.evidence.zip',
    group: 'Messages',
    summary: 'All that is needed to check one message with openssl alone',
    description: 'Its octets, its keys, what was hashed, each step, and a README with the commands.',
    parameters: [numberInPath],
    type: 'application/zip',
    answer: 'A zip archive, to be saved.',
    headers: ['ETag', 'Content-Disposition'],
    refusals: [404],
  },
  {
    id: 'messageText',
    path: '/messages/{number}.txt',
    group: 'Messages',
    summary: 'One message: its text',
    parameters: [numberInPath],
    type: 'text/plain; charset=utf-8',
    answer: 'The text that a reader sees first.',
    refusals: [404],
  },
  {
    id: 'thread',
    path: '/threads/{thread}.json',
    group: 'Messages',
    summary: 'All messages of a thread',
    description: 'However many, written as they are read.',
    parameters: [threadInPath],
    type: json,
    answer: 'The messages, the oldest first.',
    schema: lists.thread,
    refusals: [404],
  },
  {
    id: 'people',
    path: '/people.json',
    group: 'People',
    summary: 'Everyone whom a message names by an address',
    parameters: peoplePage,
    type: json,
    answer: 'One stretch of the list.',
    schema: lists.people,
    refusals: [400],
  },
  {
    id: 'person',
    path: '/people/{address}.json',
    group: 'People',
    summary: 'One person',
    description: 'Where another person’s address ends in `.json`, that person’s page comes first.',
    parameters: [addressInPath],
    type: json,
    answer: 'The person, with his correspondents.',
    schema: lists.person,
    refusals: [404],
  },
  {
    id: 'attachments',
    path: '/attachments.json',
    group: 'Attachments',
    summary: 'Every file that is attached, once for the same octets',
    parameters: filesPage,
    type: json,
    answer: 'One stretch of the list.',
    schema: lists.files,
    refusals: [400],
  },
  {
    id: 'attachment',
    path: '/attachments/{sha256}.json',
    group: 'Attachments',
    summary: 'One file, and where it is attached',
    parameters: [sha256InPath],
    type: json,
    answer: 'The file, with its places.',
    schema: lists.file,
    refusals: [404],
  },
  {
    id: 'attachmentOctets',
    path: '/attachments/{sha256}/{name}',
    group: 'Attachments',
    summary: 'One file: its octets',
    description: 'Never shown by a browser, whatever they are. A stranger’s file is opened with care.',
    parameters: [sha256InPath, nameInPath],
    type: 'application/octet-stream',
    answer: 'The decoded octets, to be saved under that name.',
    headers: ['ETag', 'Content-Disposition'],
    refusals: [404],
  },
  {
    id: 'findings',
    path: '/findings.json',
    group: 'The archive',
    summary: 'What does not fit together',
    description: 'The most telling first. Of one message no more than a few are listed, unless it is asked for.',
    parameters: findingsPage,
    type: json,
    answer: 'One stretch of the list.',
    schema: lists.findings,
    refusals: [400],
  },
  {
    id: 'figures',
    path: '/index.json',
    group: 'The archive',
    summary: 'The archive in figures',
    parameters: [],
    type: json,
    answer: 'The figures.',
    schema: lists.figures,
    refusals: [],
  },
  {
    id: 'about',
    path: '/about.json',
    group: 'The archive',
    summary: 'Where the mail comes from',
    parameters: [],
    type: json,
    answer: 'The ledger of sources.',
    schema: lists.about,
    refusals: [],
  },
  {
    id: 'keys',
    path: '/keys.json',
    group: 'The archive',
    summary: 'The DKIM keys of the archive',
    parameters: [],
    type: json,
    answer: 'The keys, with what they verify.',
    schema: lists.keys,
    refusals: [],
  },
  {
    id: 'api',
    path: '/api.json',
    group: 'The archive',
    summary: 'This description',
    parameters: [],
    type: json,
    answer: 'An OpenAPI 3.1 document.',
    schema: { json: { type: 'object', description: 'See the OpenAPI Specification 3.1.' } },
    refusals: [],
  },
];
