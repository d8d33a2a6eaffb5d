import type { Message } from '../../message/message.ts';
import type { Crypto } from '../crypto.ts';
import type { Signature } from '../dkim/signature.ts';
import type { Budget } from './budget.ts';

/**
 * One family of modifications that mail goes through on its way, and how each is undone. One file a family; the file says what
 * does that to mail, and where it was seen or is documented.
 */
export interface Reversal {
  readonly name: RepairName;
  /** What the signature's oracle is for it: the body hash, which needs no key, or the digest in the opened signature. */
  readonly part: 'body' | 'header';
  /** How far-fetched it is: candidates are tried in order of the sum of what their steps cost. 1 is an everyday thing. */
  readonly cost: number;
  /**
   * Candidates for the message as it was before the modification, the most plausible first; none where nothing speaks for it.
   * Deterministic, lazy: each costs work only when it is asked for, and the search stops asking when its budget is spent.
   *
   * @param message - Its line ends are CRLF where it came with LF alone: a bare LF, like a bare CR, is damage. Where `part` is
   * `header`, the header block alone, its empty line included.
   */
  propose(message: Message, clues: Clues): Iterable<Candidate>;
}

/** What is known of the message as it was signed. */
export interface Clues {
  readonly signature: Signature;
  /** Index in `message.fields` of the signature's own field. */
  readonly ownField: number;
  readonly crypto: Crypto;
  /** For what a proposal costs before it is one: whoever looks at the whole message again and again asks it each time. */
  readonly budget: Budget;
}

export interface Candidate {
  /** The whole message, or the header block, as it may have been. Not the octets that came in: what changes nothing is no candidate. */
  readonly octets: Uint8Array;
  readonly repair: Repair;
  /**
   * Index of the signature's own field in the candidate. Needed only where other DKIM-Signature fields were added or taken away below
   * it; else it is the one with as many of them below it as before.
   */
  readonly ownField?: number;
}

/** A modification that was undone. A value: JSON-safe, stored and printed as it is. */
export interface Repair {
  readonly name: RepairName;
  /** What was changed, in a plain sentence with its figures. */
  readonly detail: string;
}

/** Every modification that the catalogue names. What a reader knows each by: `repair-words.ts`, and the words of the pages. */
export const REPAIR_NAMES = [
  'line-ends',
  'final-line-ends',
  'from-quoting',
  'dot-stuffing',
  'trailing-space',
  'tabs',
  'long-lines',
  'transfer-encoding',
  'charset',
  'added-text',
  'added-part',
  'injected-meta',
  'replaced-characters',
  // Of the header.
  'copied-fields',
  'original-fields',
  'subject-tag',
  'list-from',
  'sender',
  'recipients',
  'repeated-fields',
  'fields-added',
  'fields-removed',
  'field-names',
  'header-folding',
  'header-white-space',
  'address-form',
  'encoded-words',
  'date-form',
  'content-fields',
  'message-ids',
  'exported-header',
] as const;
export type RepairName = (typeof REPAIR_NAMES)[number];
