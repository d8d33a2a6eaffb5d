/** What more messages than this have among their own words says nothing about which of them is quoted. */
export const maxSharers = 64;

/** So many messages are compared with one quote word by word: those that share the most fingerprints. */
export const maxCandidates = 16;

/** A signature block or a disclaimer counts as boilerplate where so many messages have it. */
export const leastRecurring = 3;

/** Fingerprints that are looked for together, give or take those of one message: a few megabytes, and as much again for each that shares them. */
export const maxAsked = 1 << 18;
