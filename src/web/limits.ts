/* What a reader may ask of the server at once, and which attack each limit stops. */

/**
 * The longest path and query of an address, in characters: a query of the longest kind (4,096 characters) in a script whose letters are
 * sent as nine characters each fits in. Stops addresses that cost more to read than to send.
 */
export const maxAddressLength = 40_000;

/** A mail larger than this is read in a thread of its own, in octets: its text alone can take seconds. Stops one reader from keeping all others waiting. */
export const largeMailOctets = 1 << 20;

/** The same of the page that has a mail's own HTML, which is taken apart and put together: that takes about a second and a half for a megabyte. */
export const largeHtmlMailOctets = 128 * 1024;

/** How long a page of a large mail may take to make, and how many of them may wait for one of the threads. */
export const largeMailMilliseconds = 30_000;
export const largeMailsWaiting = 64;

/** Answers of this size and more count towards `maxHeldOctets` until they are sent. */
export const largeAnswerOctets = 64 * 1024;

/** How many octets of large answers are held in memory while readers take them. Stops readers who ask for large files and take nothing. */
export const maxHeldOctets = 512 << 20;

/** How many exports run at once. Each goes through the archive for as long as its reader takes. */
export const maxExports = 8;

/** When who was turned away may come again, in seconds. */
export const retryAfterSeconds = 10;

/** How long one search may run. */
export const searchMilliseconds = 10_000;

/** How many searches may wait for their turn, and how long. */
export const searchesWaiting = 500;
export const searchWaitMilliseconds = 20_000;
