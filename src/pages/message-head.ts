import type { SignatureEvidence } from '../evidence/evidence.ts';
import type { Mark, Reason, Verdict } from '../evidence/verdict.ts';
import type { Moment } from './format.ts';
import type { Person } from './people.ts';
import type { Sort } from './urls.ts';

/** The search that the reader came from, and where this message stands in it. */
export interface Trail {
  readonly q: string;
  readonly sort: Sort;
  /** From 1, in the order of the search. */
  readonly place: number;
  readonly total: number;
  /** The page of results that has it, from 1. */
  readonly page: number;
}

/** What stands above every part of a message's page. */
export interface MessageHead {
  readonly number: number;
  readonly subject: string;
  readonly from: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly replyTo: readonly Person[];
  readonly date?: Moment | undefined;
  /** The Date field as written, for where it names no possible moment. */
  readonly dateAsWritten?: string | undefined;
  readonly verdict: Verdict;
  readonly marks: readonly Mark[];
  readonly reasons: readonly Reason[];
  readonly signatures: readonly SignatureEvidence[];
  /** Before and after it: in the search that the reader came from, else by number. */
  readonly previous?: number | undefined;
  readonly next?: number | undefined;
  readonly trail?: Trail | undefined;
  readonly attachments: number;
  /** How many messages quote it or are quoted by it. */
  readonly chain: number;
  /** The mail has an HTML part to show in a frame. */
  readonly hasFormatted: boolean;
}
