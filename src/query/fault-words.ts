/** How a language says why a text is no query. A name in braces stands for the value of that name: `{most}`. */
export interface FaultWords {
  readonly atEnd: string;
  readonly atCharacter: string;
  /** The whole of the first sentence: `{where}`, `{expected}`, and `{found}` where something stands there. */
  readonly expectedAtEnd: string;
  readonly expectedButFound: string;
  readonly expected: Readonly<Record<keyof typeof englishExpected, string>>;
  readonly hints: Readonly<Record<keyof typeof englishHints, string>>;
}

/** What could have stood there, by a stable code. */
export type ExpectedCode = keyof FaultWords['expected'];
/** What to do instead. */
export type HintCode = keyof FaultWords['hints'];

const aDate = 'a date such as 2016, 2016-03, 2016-03-01 or 2016-03-01T12:00';

const englishExpected = {
  end: 'the query to end here: it may have {most} characters',
  operand: 'a word, a phrase, a field or a parenthesis',
  'no-close': 'no ")": no parenthesis is open here',
  close: 'a ")" that closes the parenthesis opened here',
  'less-nesting': 'at most {most} parentheses and negations in one another',
  'fewer-terms': 'at most {most} words and fields',
  'fewer-stars': 'at most {most} words with a star',
  letter: 'a word with a letter or a digit in it',
  'letter-before-star': 'a letter or a digit before the star',
  'star-at-end': 'the star at the end of a word',
  'closing-quote': 'a quotation mark (") to end the phrase that begins here',
  field: 'a field ({names})',
  value: 'a value right after {field}:, with no space between',
  'value-alone': 'a value after {field}:',
  attachment: 'attachment after has:',
  domain: 'a domain such as example.org',
  verdict: 'a verdict ({names})',
  mark: 'a mark ({names})',
  type: 'a type of attachment such as application/pdf, image, spreadsheet or xls',
  number: 'a number',
  numbers: 'a number, or a range such as 5..9, 5.. or ..9',
  'number-not-below': 'a number not below {first}',
  date: aDate,
  dates: `${aDate}, or a range such as 2016..2017, 2016.. or ..2017`,
  'end-not-before': 'an end that is not before {first}',
  year: 'a year from 0001 to 9999',
  month: 'a month from 01 to 12',
  day: 'a day from 01 to {last}: {month} has no other',
  hour: 'an hour from 00 to 23',
  minute: 'a minute from 00 to 59',
  second: 'a second from 00 to 59',
} as const;

const englishHints = {
  'quote-word': 'To search for the word itself, put it in quotation marks: "{word}".',
  'quote-text': 'To search for the text itself, put it in quotation marks: "{word}".',
  near: 'Did you mean {word}?',
  'parentheses-outside': 'Parentheses go round the whole: ({field}:a OR {field}:b).',
  'beginnings-only': 'A word can be searched by its beginning only.',
} as const;

/** As data and the command line have it. */
export const englishFaults: FaultWords = {
  atEnd: 'At the end',
  atCharacter: 'At character {place}',
  expectedAtEnd: '{where}: expected {expected}.',
  expectedButFound: '{where}: expected {expected}, but found {found}.',
  expected: englishExpected,
  hints: englishHints,
};
