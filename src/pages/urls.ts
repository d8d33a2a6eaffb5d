import type { FindingKind } from '../evidence/findings/finding.ts';
import type { AttachmentKind } from '../message/attachment-kind.ts';

/** How a list of results is ordered: as in the contract's `--sort`. */
export type Sort = 'relevance' | 'date' | '-date';

/** One page of results; what is left out is the default. */
export interface SearchPlace {
  readonly q: string;
  readonly sort?: Sort;
  /** From 1. */
  readonly page?: number;
}

/** The search that a reader came from, for as long as he goes through what it found. */
export type Within = Pick<SearchPlace, 'q' | 'sort'>;

/** The parts of a message's page, each at a path of its own under `/messages/N`. */
export type MessageTab = 'message' | 'formatted' | 'evidence' | 'chain' | 'attachments' | 'headers' | 'source';

/** With the page on which it is verified again. */
export type MessagePlace = MessageTab | 'verify';

/** One page of the list of people; what is left out is the default. */
export interface PeoplePlace {
  /** A part of a name or address. */
  readonly q?: string;
  readonly sort?: 'sent' | 'received' | 'address';
  readonly page?: number;
}

/** One page of the list of attachments; what is left out is the default. */
export interface FilesPlace {
  /** Words of a file name. */
  readonly q?: string;
  readonly kind?: AttachmentKind | undefined;
  readonly sort?: '-date' | 'date' | '-size' | 'size' | 'name';
  readonly page?: number;
}

/** One page of the list of findings; what is left out is the default. */
export interface FindingsPlace {
  readonly kind?: FindingKind | undefined;
  readonly message?: number | undefined;
  readonly page?: number;
}

/** A feed is in this language unless its address says otherwise: a program that fetches it has no reader before it to ask. */
const feedLanguage = 'en';

/** The only maker of links. A page that is published as plain files gets another set of the same names. */
export const urls = {
  front: (): string => '/',
  frontJson: (): string => '/index.json',
  about: (anchor?: string): string => (anchor === undefined ? '/about' : `/about#${anchor}`),
  aboutJson: (): string => '/about.json',
  api: (): string => '/api',
  /** What answers are made of; with a name, the place where that shape stands. */
  apiShapes: (anchor?: string): string => (anchor === undefined ? '/api/shapes' : `/api/shapes#${anchor}`),
  apiJson: (): string => '/api.json',
  /** All keys, or those of a domain; with a selector, the place where its records stand. */
  keys: (key?: { readonly domain: string; readonly selector?: string }): string => {
    if (key === undefined) return '/keys';
    const { domain, selector } = key;
    return `/keys?domain=${queryText(domain)}${selector === undefined ? '' : `#${keyAnchor(domain, selector)}`}`;
  },
  keysJson: (): string => '/keys.json',
  /** Verifies any mail in the reader's browser. */
  verify: (): string => '/verify',
  verifyScript: (): string => '/verify.js',
  stylesheet: (version: string): string => `/style.css?v=${version}`,

  /** @param address - Of a page of this archive, without a language. */
  inLanguage: (address: string, language: string): string => `${address}${address.includes('?') ? '&' : '?'}lang=${language}`,

  search: (place: SearchPlace): string => `/search${parameters(searchParameters(place))}`,
  searchForm: (): string => '/search',
  searchJson: (q: string): string => `/search.json?q=${queryText(q)}`,
  searchCsv: (q: string): string => `/search.csv?q=${queryText(q)}`,
  searchJsonl: (q: string): string => `/search.jsonl?q=${queryText(q)}`,
  searchMbox: (q: string): string => `/search.mbox?q=${queryText(q)}`,
  searchAtom: (q: string, language: string): string =>
    `/search.atom?q=${queryText(q)}${language === feedLanguage ? '' : `&lang=${language}`}`,

  message: (number: number, tab: MessagePlace = 'message', within?: Within): string =>
    `/messages/${number}${tab === 'message' ? '' : `/${tab}`}${parameters(withinParameters(within))}`,

  messageSource: (number: number, from: number, within?: Within): string =>
    `/messages/${number}/source${parameters([...(from > 0 ? [`from=${from}`] : []), ...withinParameters(within)])}`,
  messageEml: (number: number): string => `/messages/${number}.eml`,
  messageJson: (number: number): string => `/messages/${number}.json`,
  messageText: (number: number): string => `/messages/${number}.txt`,
  messageBundle: (number: number): string => `/messages/${number}.evidence.zip`,
  messageKeys: (number: number): string => `/messages/${number}.keys.jsonl`,
  messageFrame: (number: number): string => `/messages/${number}/body.html`,

  thread: (number: number, page = 1): string => `/threads/${number}${page > 1 ? `?page=${page}` : ''}`,
  threadJson: (number: number): string => `/threads/${number}.json`,
  people: (place: PeoplePlace = {}): string => `/people${parameters(peopleParameters(place))}`,
  peopleForm: (): string => '/people',
  peopleJson: (place: PeoplePlace = {}): string => `/people.json${parameters(peopleParameters({ ...place, page: 1 }))}`,
  /** @param address - One for which `hasPage` holds. */
  person: (address: string): string => `/people/${encodeURIComponent(address.toLowerCase().toWellFormed())}`,
  personJson: (address: string): string => `/people/${encodeURIComponent(address.toLowerCase().toWellFormed())}.json`,
  findings: (place: FindingsPlace = {}): string => `/findings${parameters(findingsParameters(place))}`,
  findingsJson: (place: FindingsPlace = {}): string => `/findings.json${parameters(findingsParameters({ ...place, page: 1 }))}`,
  files: (place: FilesPlace = {}): string => `/attachments${parameters(filesParameters(place))}`,
  filesForm: (): string => '/attachments',
  filesJson: (place: FilesPlace = {}): string => `/attachments.json${parameters(filesParameters({ ...place, page: 1 }))}`,
  file: (sha256: string, page = 1): string => `/attachments/${sha256}${page > 1 ? `?page=${page}` : ''}`,
  fileJson: (sha256: string): string => `/attachments/${sha256}.json`,
  attachment: (sha256: string, name: string): string => `/attachments/${sha256}/${fileName(name)}`,
} as const;

/** Where the records of a selector stand on the page of keys: their name in DNS, as an address has it. */
export function keyAnchor(domain: string, selector: string): string {
  return encodeURIComponent(`${selector}._domainkey.${domain}`.toLowerCase().toWellFormed());
}

/**
 * Whether a person's address can stand in an address of the web: one of dots alone would be read as a folder, one without end is
 * refused by servers. Nothing that mail can be sent to is left out (RFC 5321 §4.5.3.1).
 */
export function hasPage(address: string): boolean {
  return address.length <= 1_000 && !/^\.{0,2}$/.test(address.trim());
}

/** A file name as the last part of an address; one that an address would read as a folder gets another. */
function fileName(name: string): string {
  return /^\.{0,2}$/.test(name) ? 'attachment' : encodeURIComponent(name.toWellFormed());
}

function peopleParameters({ q = '', sort = 'sent', page = 1 }: PeoplePlace): string[] {
  return [...(q === '' ? [] : [`q=${queryText(q)}`]), ...(sort === 'sent' ? [] : [`sort=${sort}`]), ...(page > 1 ? [`page=${page}`] : [])];
}

function findingsParameters({ kind, message, page = 1 }: FindingsPlace): string[] {
  return [
    ...(message === undefined ? [] : [`message=${message}`]),
    ...(kind === undefined ? [] : [`kind=${kind}`]),
    ...(page > 1 ? [`page=${page}`] : []),
  ];
}

function filesParameters({ q = '', kind, sort = '-date', page = 1 }: FilesPlace): string[] {
  return [
    ...(q === '' ? [] : [`q=${queryText(q)}`]),
    ...(kind === undefined ? [] : [`kind=${kind}`]),
    ...(sort === '-date' ? [] : [`sort=${sort}`]),
    ...(page > 1 ? [`page=${page}`] : []),
  ];
}

/** Which page of the results has the message follows from its place in them: an address that said it would be another one. */
function withinParameters(within: Within | undefined): string[] {
  return searchParameters(within && { q: within.q, ...(within.sort !== undefined && { sort: within.sort }) });
}

function searchParameters(place: SearchPlace | undefined): string[] {
  if (place === undefined) return [];
  const { q, sort, page } = place;
  const parameters = [`q=${queryText(q)}`];
  if (sort !== undefined && sort !== '-date') parameters.push(`sort=${sort}`);
  if (page !== undefined && page > 1) parameters.push(`page=${page}`);
  return parameters;
}

function parameters(list: readonly string[]): string {
  return list.length === 0 ? '' : `?${list.join('&')}`;
}

/** A query in an address: as readable as the URL Standard allows inside a query string. */
function queryText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%20/g, '+').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%40/g, '@');
}
