import type { RepairBudget } from './repair/budget.ts';

/** What an archive's keeper decides; an argument of every judgement, stored with the archive. */
export interface Policy {
  /**
   * When the archive came into the keeper's hands, epoch seconds. Signatures of a key whose private half was published later
   * than this still count. Undefined: not known, so they never do.
   */
  readonly acquiredAtSeconds?: number;
  /** A key that is known from a live look-up alone, made more than this many days after the message, blocks green. */
  readonly keySeenLateDays: number;
  /** A key may have been in use this many days before its first and after its last sighting. */
  readonly windowGraceDays: number;
  /** RSA keys with fewer bits block green. */
  readonly weakKeyBits: number;
  /** The share of the body's octets that must be signed for its text to count as proven, 0 to 1. */
  readonly leastSignedShare: number;
  /** What the search for modifications that can be undone may cost, for one message. */
  readonly repairBudget: RepairBudget;
}

export const defaultPolicy: Policy = {
  keySeenLateDays: 730,
  windowGraceDays: 20,
  weakKeyBits: 1024,
  leastSignedShare: 0.5,
  repairBudget: { candidates: 2_000, octets: 64_000_000 },
};
