/** The most that one answer gives: whoever wants all of it asks again from where it ended. The answers are written as they are read. */
export const limits = {
  /** Each hit is a message read from the store, with a stretch of its text. */
  hits: { most: 1_000, unasked: 20 },
  people: { most: 10_000, unasked: 100 },
  findings: { most: 1_000, unasked: 100 },
  files: { most: 10_000, unasked: 100 },
  /** The places of one file: a signature's picture may hang on every mail. */
  places: 10_000,
} as const;

/** In characters: up to here a list is answered whole, with a tag; a longer one is written as it is read, so that none fills the memory. */
export const wholeAnswerLength = 1 << 20;

/** Of a part of a name, or of words in a file's name: what is longer is cut, since each is compared with every name there is. */
export const maxFilterLength = 300;

export const searchSorts = ['-date', 'date', 'relevance'] as const;
export const peopleSorts = ['sent', 'received', 'address'] as const;
export const fileSorts = ['-date', 'date', 'name', '-size', 'size'] as const;
