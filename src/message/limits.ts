/** What a parser may spend on one message. Reaching a limit is a fault that is told, never an exception. */
export interface Limits {
  /** Stops a single "message" from filling memory. Sources enforce it; the parser only tells. */
  readonly maxMessageOctets: number;
  /** Stops a header of gigabytes from becoming a list of fields. Fields past it are not listed; the body is still found. */
  readonly maxHeaderOctets: number;
  /** Stops millions of one-octet fields, each of which costs an object. */
  readonly maxFields: number;
  /** Stops multiparts nested thousands deep from exhausting the call stack and from rescanning the body once a level. */
  readonly maxNesting: number;
  /** Stops millions of empty parts, each of which costs an object with its own fields. */
  readonly maxParts: number;
}

export const defaultLimits: Limits = {
  maxMessageOctets: 150 * 1024 * 1024,
  maxHeaderOctets: 8 * 1024 * 1024,
  maxFields: 10_000,
  maxNesting: 50,
  maxParts: 10_000,
};

/** Stops one field of megabytes from becoming a string of megabytes, several times over, whenever it is shown. */
export const maxFieldTextOctets = 1024 * 1024;

/** Stops a To field of a million commas from becoming a million mailboxes. */
export const maxAddresses = 10_000;

/** Stops one mail to a million addresses from becoming a million rows: of all its fields together, so many people are listed. */
export const maxPeople = 5_000;

/** Stops comments in comments in comments: deeper ones are read as if they were closed. */
export const maxCommentNesting = 100;

/** Stops a Content-Type of ten thousand parameters, or of as many RFC 2231 continuations. */
export const maxParameters = 500;

/** Stops a boundary of kilobytes, which every line of the body would be compared with. RFC 2046 §5.1.1 allows 70. */
export const maxBoundaryOctets = 250;

/** Stops an HTML part of many megabytes: what lies past this many UTF-16 units becomes no text. */
export const maxHtmlLength = 4 * 1024 * 1024;

/** Stops blockquotes in blockquotes from multiplying the text: each line repeats its quote marks. */
export const maxQuoteDepth = 20;

/** Stops uuencoded blocks of one line each, by the million, from becoming as many attachments. */
export const maxUuencodedBlocks = 1_000;

/** Stops text of many megabytes from being split line by line: what lies past this length is one last segment. */
export const maxSplitLength = 4 * 1024 * 1024;

/** Stops text of millions of empty lines, each of which costs objects: what lies past this many is one last segment. */
export const maxSplitLines = 200_000;

/** Stops own and quoted lines that alternate by the million from becoming as many segments: what follows them is one last segment. */
export const maxSegments = 10_000;

/** Stops a line of a million quote marks from being as many levels deep: the marks past this many are its text. */
export const maxQuoteLevel = 50;

/** Stops a name of a megabyte from becoming a row that others are compared with. RFC 5322 §2.1.1 allows no longer line. */
export const maxMessageIdLength = 998;

/** Stops References of a million identifiers from becoming a million rows: of a longer one the first and the last are kept. */
export const maxReferences = 100;

/** Stops a Thread-Index of megabytes: a conversation of two hundred answers, each to the one before it. */
export const maxThreadIndexOctets = 22 + 200 * 5;
