/** What a line of a block of header lines tells. `other`: something else that such blocks hold, like the importance. */
export type Label = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

/**
 * What mail programs write around quotes in one language. All in lower case and NFC, apostrophes straight; words separated by single
 * spaces. A phrase may stand in several languages.
 */
export interface Phrases {
  /** With which an attribution begins: `on`, `wiadomość napisana przez`. */
  readonly openings: readonly string[];
  /** `wrote`, `a écrit`. Not the words that stand between verb and date. */
  readonly verbs: readonly string[];
  /** What stands in an attribution beside name, address, date and verb: `user`, `the following`. Longer ones first. */
  readonly fillers: readonly string[];
  /** Beside numbers in a date: `at`, `um`, `uhr`. */
  readonly dateWords: readonly string[];
  /** January to December, each as full name and abbreviations, without dots. */
  readonly months: readonly (readonly string[])[];
  /** Full names and abbreviations, without dots. */
  readonly weekdays: readonly string[];
  readonly am?: readonly string[];
  readonly pm?: readonly string[];
  readonly labels: Readonly<Partial<Record<Label, readonly string[]>>>;
  /** Above a mail that is answered: `original message`. */
  readonly originals: readonly string[];
  /** Above a mail that is passed on: `forwarded message`, `begin forwarded message`. */
  readonly forwards: readonly string[];
  /** Below it: `end of forwarded message`. */
  readonly ends?: readonly string[];
  /** Before the name of a device or a program: `sent from my`. */
  readonly sentFrom: readonly string[];
  /** After it, in languages that put the verb last: `gönderildi`. */
  readonly sentFromAfter?: readonly string[];
  /** With which a paragraph of a legal disclaimer begins. */
  readonly disclaimers: readonly string[];
  /** Stems of words of which such a paragraph holds several. */
  readonly disclaimerWords: readonly string[];
}

/** `january jan, february feb`: twelve, separated by commas. */
export function monthNames(list: string): string[][] {
  return list.split(',').map((names) => names.trim().split(' '));
}

export function wordList(list: string): string[] {
  return list.split(',').map((word) => word.trim());
}
