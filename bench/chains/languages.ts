import { knownLanguages } from './known-languages.ts';
import { otherLanguages } from './other-languages.ts';

/**
 * Languages that mail is made up in: words to make sentences of, names, and what mail programs write around quotes. Those that are not
 * `isKnown` were not looked at while the reading of quotes was made, and are told apart in the figures.
 *
 * In templates: `{wd}` and `{WD}` a day's short and full name, `{d}` `{dd}` the day, `{m}` `{mm}` `{mon}` `{month}` the month, `{yyyy}` `{yy}`,
 * `{HH}:{MM}:{SS}`, `{h}` with `{pm}`, `{zone}`, `{name}`, `{address}`.
 */
export interface Language {
  readonly code: string;
  readonly isKnown: boolean;
  /** In the order of how common they are. */
  readonly words: readonly string[];
  readonly negation: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly greeting: string;
  readonly farewell: string;
  readonly phone: string;
  readonly gmail: string;
  readonly apple: string;
  readonly thunderbird: string;
  /** The date of Outlook's header lines. */
  readonly outlookDate: string;
  /** Labels of sender, date, addressees, copies and subject, without colons. */
  readonly labels: readonly [from: string, sent: string, to: string, cc: string, subject: string];
  readonly original: string;
  readonly forwarded: string;
  /** Words are not parted by spaces. */
  readonly isSpaceless?: boolean;
}

export type Row = Omit<Language, 'words' | 'firstNames' | 'lastNames' | 'labels'> & {
  readonly words: string;
  readonly firstNames: string;
  readonly lastNames: string;
  readonly labels: string;
};

export const languages: readonly Language[] = [...knownLanguages, ...otherLanguages].map((row) => ({
  ...row,
  words: row.words.split(' '),
  firstNames: row.firstNames.split(' '),
  lastNames: row.lastNames.split(' '),
  labels: row.labels.split('|') as unknown as Language['labels'],
}));
