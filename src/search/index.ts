import type { Mark, Verdict } from '../evidence/verdict.ts';
import type { AttachmentKind } from '../message/attachment-kind.ts';
import type { Query } from '../query/ast.ts';

/**
 * Answers queries over one archive. Engines differ in where they keep their words, in this process or behind a network; what a
 * query matches is the same in all of them, by docs/formats/query.md and test/contracts/search-index.ts.
 */
export interface SearchIndex {
  /** One page of the messages that match, how many there are, and what they are like. */
  search(query: Query, options: SearchOptions): Promise<SearchResult>;
  /** The numbers of all messages that match, ascending. */
  all(query: Query): Promise<readonly number[]>;
  /** Where a message stands among the matches in that order; undefined where it is none of them. */
  neighbours(query: Query, sort: Sort, number: number): Promise<Neighbours | undefined>;
  /**
   * The words to highlight in subject and body: folded (query/words.ts), ending in a star where any ending matches. Read from the
   * query alone, so no engine is asked.
   */
  terms(query: Query): readonly string[];
  close(): void;
}

/** By relevance, oldest first, or newest first; by date, messages without a Date come last. */
export type Sort = 'relevance' | 'date' | '-date';

export interface SearchOptions {
  readonly sort: Sort;
  /** How many matches to skip. */
  readonly offset: number;
  /** How many matches to give at most. */
  readonly limit: number;
  readonly facets: boolean;
}

export interface SearchResult {
  /** How many messages match, exactly. */
  readonly total: number;
  /** The numbers of the page's messages, in the order asked for. */
  readonly numbers: readonly number[];
  /** Relevance was weighed over only so many of the matches, the last imported ones; absent where it was weighed over all. */
  readonly ranked?: number;
  readonly facets?: Facets;
}

/** A message's place among the matches of a query, and what stands beside it there. */
export interface Neighbours {
  /** From 1. */
  readonly place: number;
  readonly total: number;
  readonly previous?: number;
  readonly next?: number;
}

/** How many of the matches have each value. Values that none has are absent; lists are the most frequent ones, descending. */
export interface Facets {
  /** In the order of `VERDICTS`. */
  readonly verdict: Readonly<Partial<Record<Verdict, number>>>;
  /** First From address. */
  readonly sender: readonly Facet[];
  /** UTC, ascending. */
  readonly year: Readonly<Record<string, number>>;
  /** Messages with at least one attachment of the kind. */
  readonly attachmentType: Readonly<Partial<Record<AttachmentKind, number>>>;
  /** Domain of the first From address; counts those below it, as the field `domain:` does. */
  readonly domain: readonly Facet[];
  readonly mark: Readonly<Partial<Record<Mark, number>>>;
  /** UTC, ascending. */
  readonly months: readonly MonthCount[];
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface MonthCount {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** What an index reads of a message, in pieces: a phrase never reaches from one piece into the next. */
export interface MessageWords {
  readonly subject: readonly string[];
  /** Name and address of each mailbox of From. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** The body but for what it quotes. */
  readonly own: readonly string[];
  readonly quoted: readonly string[];
  /** Names of attachments. */
  readonly filenames: readonly string[];
  /** Text in attachments. */
  readonly attachment?: readonly string[];
}

/** Fills an index. Each call takes effect with the caller's transaction. */
export interface IndexWriter {
  add(number: number, words: MessageWords): void;
  remove(number: number): void;
  /** Puts the index in order after the last message, so that searching is quick. Nothing is lost without it. */
  finish(): void;
}
