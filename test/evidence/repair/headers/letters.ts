import fc from 'fast-check';

/** A letter before it is signed, one character an octet, CRLF. */
export interface Letter {
  readonly text: string;
  /** The names of its fields, each once: what is signed. */
  readonly names: readonly string[];
  readonly author: Person;
  readonly subject: string;
  /** The mailing list that it is sent to. */
  readonly list: { readonly name: string; readonly address: string };
}

export interface Person {
  readonly name: string;
  readonly address: string;
}

/** How the author's mail program writes. */
export interface Writing {
  readonly quotesNames: boolean;
  readonly dayWithZero: boolean;
  readonly zoneComment: boolean;
  readonly charsetQuoted: boolean;
  readonly encode: (text: string) => string;
  readonly hasBeyondAscii: boolean;
}

const FIRST = ['Ada', 'Ben', 'Cleo', 'Dov', 'Eva', 'Finn', 'Greta', 'Hugo'];
const LAST = ['Lovelace', 'Stone', 'Harper', 'Lindqvist', 'Marsh', 'Oakes', 'Winter'];
const LAST_BEYOND_ASCII = ['Müller', 'Łukasz', 'Núñez', 'Åström', 'Černý', 'Søndergaard'];
const DOMAINS = ['example.org', 'example.net', 'example.com', 'mail.example'];
const WORDS = [
  'lamp',
  'harbour',
  'budget',
  'draft',
  'of',
  'the',
  'minutes',
  'a question',
  'second reading',
  'v2',
  'tide tables',
  'keys',
  'night',
];
const WORDS_BEYOND_ASCII = ['café', 'Größe', 'señal', 'naïve plan', '– later', 'Übersicht'];
const ZONES = [
  [0, 'UTC'],
  [60, 'CET'],
  [120, 'CEST'],
  [-300, 'EST'],
  [-420, 'PDT'],
  [540, 'JST'],
  [330, 'IST'],
] as const;

export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** `=?UTF-8?Q?…?=`, each word that needs it by itself written by Python's rules; long ones are not cut. */
export function qWhole(charset: string, text: string): string {
  const octets = Buffer.from(text, charset.toLowerCase() === 'utf-8' ? 'utf8' : 'latin1');
  const inner = Array.from(octets, (octet) => {
    const character = String.fromCharCode(octet);
    if (octet === 32) return '_';
    return /[A-Za-z0-9!*+/-]/.test(character) ? character : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `=?${charset}?Q?${inner.join('')}?=`;
}

export function bWhole(charset: string, text: string): string {
  return `=?${charset}?B?${Buffer.from(text, charset.toLowerCase() === 'utf-8' ? 'utf8' : 'latin1').toString('base64')}?=`;
}

const ENCODERS = [
  (text: string) => qWhole('UTF-8', text),
  (text: string) => qWhole('utf-8', text),
  (text: string) => bWhole('UTF-8', text),
  (text: string) => bWhole('utf-8', text),
  utf8,
];

const writings: fc.Arbitrary<Omit<Writing, 'hasBeyondAscii'>> = fc.record({
  quotesNames: fc.boolean(),
  dayWithZero: fc.boolean(),
  zoneComment: fc.boolean(),
  charsetQuoted: fc.boolean(),
  encode: fc.constantFrom(...ENCODERS),
});

function personOf(hasBeyondAscii: boolean): fc.Arbitrary<Person> {
  return fc
    .tuple(
      fc.constantFrom(...FIRST),
      fc.constantFrom(...(hasBeyondAscii ? LAST_BEYOND_ASCII : LAST)),
      fc.constantFrom(...DOMAINS),
      fc.nat(99),
    )
    .map(([first, last, domain, number]) => ({ name: `${first} ${last}`, address: `${first.toLowerCase()}${number}@${domain}` }));
}

/** Letters in ASCII alone, or with names and subjects beyond it. */
export function letters(hasBeyondAscii = false, more: { isReply?: boolean } = {}): fc.Arbitrary<Letter> {
  const person = personOf(hasBeyondAscii);
  return fc
    .record({
      author: person,
      to: fc.array(person, { minLength: 1, maxLength: 4 }),
      cc: fc.array(person, { maxLength: 5 }),
      words: fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 12 }),
      special: fc.constantFrom(...WORDS_BEYOND_ASCII),
      seconds: fc.integer({ min: 1_200_000_000, max: 1_700_000_000 }),
      zone: fc.constantFrom(...ZONES),
      parents: fc.array(fc.uuid(), { minLength: more.isReply === true ? 2 : 0, maxLength: 4 }),
      id: fc.uuid(),
      listName: fc.constantFrom('harbour', 'Lamps', 'net-dev', 'tides-l'),
      writing: writings,
    })
    .map((drawn) => {
      const { author, to, cc, words, special, seconds, zone, parents, id, listName, writing } = drawn;
      const subject = `${parents.length > 0 ? 'Re: ' : ''}${words.join(' ')}${hasBeyondAscii ? ` ${special}` : ''}`;
      const written: Writing = { ...writing, hasBeyondAscii };
      const mailboxes = (people: readonly Person[]) => people.map((one) => mailbox(one, written));
      const list = { name: listName, address: `${listName.toLowerCase()}@lists.example` };
      const fields: [string, string][] = [
        ['From', mailbox(author, written)],
        ['To', [list.address, ...mailboxes(to)].join(',\r\n ')],
        ...(cc.length > 0 ? ([['Cc', mailboxes(cc).join(',\r\n ')]] as [string, string][]) : []),
        ['Subject', hasBeyondAscii ? writing.encode(subject) : folded(subject)],
        ['Date', dateOf(seconds, zone, written)],
        ['Message-ID', `<${id}@${author.address.split('@')[1]}>`],
        ...(parents.length > 0
          ? ([
              ['In-Reply-To', `<${parents.at(-1)}@example.net>`],
              ['References', parents.map((parent) => `<${parent}@example.net>`).join('\r\n ')],
            ] as [string, string][])
          : []),
        ['MIME-Version', '1.0'],
        ['Content-Type', `text/plain; charset=${written.charsetQuoted ? '"utf-8"' : 'utf-8'}`],
        ['Content-Transfer-Encoding', '7bit'],
      ];
      const text = `${fields.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\nThe lamp was lit at nine.\r\n`;
      return { text, names: fields.map(([name]) => name), author, subject, list };
    });
}

function mailbox({ name, address }: Person, { encode, hasBeyondAscii, quotesNames }: Writing): string {
  if (!hasBeyondAscii) return `${quotesNames ? `"${name}"` : name} <${address}>`;
  return `${encode(name)} <${address}>`;
}

/** At the last space before column 78. */
function folded(subject: string): string {
  return subject.length > 69 ? subject.replace(/^(.{1,69}) /, '$1\r\n ') : subject;
}

function dateOf(seconds: number, [offset, zoneName]: (typeof ZONES)[number], { dayWithZero, zoneComment }: Writing): string {
  const [weekday, day, month, year, time] = new Date((seconds + 60 * offset) * 1000).toUTCString().split(/,? /);
  const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}${String(Math.abs(offset) % 60).padStart(2, '0')}`;
  const written = dayWithZero ? day : String(Number(day));
  return `${weekday}, ${written} ${month} ${year} ${time} ${zone}${zoneComment ? ` (${zoneName})` : ''}`;
}
