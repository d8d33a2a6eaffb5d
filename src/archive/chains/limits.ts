/** What more messages than this have among their own words says nothing about which of them is quoted. */
export const maxSharers = 64;

/** So many messages are compared with one quote word by word: those that share the most fingerprints. */
export const maxCandidates = 16;

/** A signature block or a disclaimer counts as boilerplate where so many messages have it. */
export const leastRecurring = 3;

/** Fingerprints that are looked for together, give or take those of one message: a few megabytes, and as much again for each that shares them. */
export const maxAsked = 1 << 18;

/** How much is read of messages to be compared. */
export interface ReadingLimits {
  /** Mail that is attached to a larger message, in octets, is not read. */
  readonly maxAttachedOctets: number;
  /** Characters of text, and octets of mail with other mail attached, in all: of messages past it nothing is read. */
  readonly maxInAll: number;
}

/** Of one page: a reader waits for it, and others with him. A million characters take a quarter of a second to be taken apart. */
export const limitsOfPage: ReadingLimits = { maxAttachedOctets: 1 << 20, maxInAll: 1 << 21 };
