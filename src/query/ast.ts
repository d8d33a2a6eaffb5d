import type { MarkName, VerdictName } from './vocabulary.ts';

/** Where a part of a query stands in its text: half open, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The fields whose words are searched. Without one: subject, people, body and attachment names. */
export type TextField = (typeof textFields)[number];
export const textFields = ['from', 'to', 'cc', 'subject', 'body', 'own', 'quoted', 'filename', 'attachment'] as const;

/** The fields that take a whole address. */
export type PersonField = 'from' | 'to' | 'cc';

/** What a query asks for. Every search engine of this project answers this and nothing else. */
export type Query =
  | AllQuery
  | WordsQuery
  | AddressQuery
  | DomainQuery
  | SignerQuery
  | VerdictQuery
  | MarkQuery
  | TypeQuery
  | ThreadQuery
  | NumberQuery
  | HasQuery
  | DateQuery
  | AndQuery
  | OrQuery
  | NotQuery;

/** Every message. */
export interface AllQuery extends Span {
  readonly kind: 'all';
}

/** These words in succession, in one piece of text: one recipient, one stretch of the body. */
export interface WordsQuery extends Span {
  readonly kind: 'words';
  readonly field?: TextField;
  /** At least one, as written; each is one token (`words.ts`). */
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly prefix: boolean;
}

/** A mailbox with exactly this address, lower-cased. */
export interface AddressQuery extends Span {
  readonly kind: 'address';
  readonly field: PersonField;
  readonly address: string;
}

/** The domain of the From address is this one or below it; lower-cased. */
export interface DomainQuery extends Span {
  readonly kind: 'domain';
  readonly domain: string;
}

/** A signature by this domain or one below it passes; without a domain: any signature passes. */
export interface SignerQuery extends Span {
  readonly kind: 'signer';
  readonly domain?: string;
}

/** Exactly this verdict. */
export interface VerdictQuery extends Span {
  readonly kind: 'verdict';
  readonly value: Beginning<VerdictName>;
}

export interface MarkQuery extends Span {
  readonly kind: 'mark';
  readonly value: Beginning<MarkName>;
}

/** One name of a closed list, or (`beginning`) all the names that begin so: at least one does. */
export type Beginning<Name extends string> = { readonly name: Name } | { readonly beginning: string };

/** An attachment of this kind: a media type (`image/png`), its first half, a kind of file (`spreadsheet`) or an extension (`xls`); lower-cased. */
export interface TypeQuery extends Span {
  readonly kind: 'type';
  readonly type: string;
}

/** All messages of one thread. */
export interface ThreadQuery extends Span {
  readonly kind: 'thread';
  readonly thread: number;
}

/** Message numbers from `first` to `last`, both included; at least one of them is there. */
export interface NumberQuery extends Span {
  readonly kind: 'number';
  readonly first?: number;
  readonly last?: number;
}

export interface HasQuery extends Span {
  readonly kind: 'has';
  readonly what: 'attachment';
}

/** A Date from `fromSeconds` on and before `untilSeconds`; at least one of them is there. A message without a Date never matches. */
export interface DateQuery extends Span {
  readonly kind: 'date';
  readonly form: 'date' | 'after' | 'before';
  /** As written: `2016-03-01..2016-05`. */
  readonly value: string;
  readonly fromSeconds?: number;
  readonly untilSeconds?: number;
}

export interface AndQuery extends Span {
  readonly kind: 'and';
  /** At least two. */
  readonly parts: readonly Query[];
}

export interface OrQuery extends Span {
  readonly kind: 'or';
  /** At least two. */
  readonly parts: readonly Query[];
}

export interface NotQuery extends Span {
  readonly kind: 'not';
  readonly part: Query;
}
