import { type Language, languages } from './languages.ts';

/** What a mail program knows of the mail that it quotes. */
export interface QuotedMail {
  readonly name: string;
  readonly address: string;
  readonly to: readonly { readonly name: string; readonly address: string }[];
  readonly subject: string;
  readonly seconds: number;
  /** The clock of the one who quotes. */
  readonly offsetMinutes: number;
  /** That of his program. */
  readonly language: Language;
}

/** How one mail program quotes. */
export interface Style {
  readonly name: string;
  /** Whether the reading of quotes was made with mail of this program at hand. */
  readonly isKnown: boolean;
  readonly forms: readonly ('plain' | 'html' | 'both')[];
  /** The lines that introduce a quote. */
  readonly introduce: (mail: QuotedMail) => readonly string[];
  /** `marked`: each line of plain text takes a `>`, and HTML a blockquote; `head`: so do the lines that introduce it. */
  readonly marks: 'marked' | 'head' | 'none';
  /** Written below the own words, most often on a phone. */
  readonly device?: (language: Language) => string;
  /** Put below the whole by a mailing list. */
  readonly footer?: readonly string[];
}

export const styles: readonly Style[] = [
  known('Gmail', ['both', 'both', 'plain'], 'marked', ({ language, ...mail }) => [fill(language.gmail, { language, ...mail })]),
  known('Outlook, plain', ['plain'], 'none', (mail) => [`-----${mail.language.original}-----`, ...headerLines(mail, 'mailto')]),
  known('Outlook, HTML', ['html', 'both'], 'none', (mail) => headerLines(mail, 'bare')),
  known('Outlook, web', ['html', 'both'], 'none', (mail) => ['________________________________', ...headerLines(mail, 'angle')]),
  {
    ...known('Outlook, phone', ['html'], 'none', (mail) => ['________________________________', ...headerLines(mail, 'angle')]),
    device: () => 'Get Outlook for iOS',
  },
  known('Apple Mail', ['plain', 'both', 'html'], 'head', (mail) => [fill(mail.language.apple, mail)]),
  {
    ...known('iPhone', ['plain', 'both'], 'marked', (mail) => [fill(mail.language.apple, mail)]),
    device: ({ phone }) => phone,
  },
  known('Thunderbird', ['plain', 'plain', 'html'], 'marked', (mail) => [fill(mail.language.thunderbird, mail)]),
  known('Lotus Notes', ['plain', 'html'], 'none', (mail) => [
    `From:\t${mail.name}/Budget/Halden`,
    `To:\t${mail.to.map(({ name }) => `${name}/Budget/Halden@HALDEN`).join(', ')}`,
    fill('Date:\t{mm}/{dd}/{yyyy} {h}:{MM} {pm}', english(mail)),
    `Subject:\t${mail.subject}`,
  ]),
  known('Yahoo', ['html', 'both'], 'none', (mail) => [
    fill('On {WD}, {month} {d}, {yyyy} {h}:{MM} {pm}, {name} <{address}> wrote:', english(mail)),
  ]),
  known('BlackBerry', ['plain'], 'none', (mail) => [
    '-----Original Message-----',
    `From: ${mail.name} <${mail.address}>`,
    fill('Date: {wd}, {dd} {mon} {yyyy} {HH}:{MM}:{SS} {zone}', english(mail)),
    `To: ${mail.to.map(({ address }) => `<${address}>`).join(', ')}`,
    `Subject: ${mail.subject}`,
  ]),
  {
    ...known('a mailing list', ['plain'], 'marked', (mail) => [
      fill('On {wd}, {mon} {d}, {yyyy} at {HH}:{MM}, {name} wrote:', english(mail)),
    ]),
    footer: [
      '_______________________________________________',
      'Budget mailing list',
      'budget@lists.example',
      'https://lists.example/listinfo/budget',
    ],
  },
  unknown('Proton', ['both', 'plain'], 'marked', (mail) => [
    '------- Original Message -------',
    fill('On {WD}, {month} {d}, {yyyy} {h}:{MM} {pm}, {name} <{address}> wrote:', english(mail)),
  ]),
  unknown('Zimbra', ['plain', 'html'], 'none', (mail) => [
    `----- ${mail.language.original} -----`,
    ...headerLines(mail, 'angle', '{WD}, {month} {d}, {yyyy} {h}:{MM}:{SS} {pm}'),
  ]),
  unknown('Roundcube', ['plain'], 'marked', (mail) => [fill('On {yyyy}-{mm}-{dd} {HH}:{MM}, {name} wrote:', english(mail))]),
  unknown('mutt', ['plain'], 'marked', (mail) => [
    fill('On {wd}, {mon} {dd}, {yyyy} at {h}:{MM}:{SS}{pm} {zone}, {name} wrote:', english(mail)),
  ]),
  unknown('eM Client', ['plain', 'html'], 'none', (mail) => [
    '------ Original Message ------',
    `From: "${mail.name}" <${mail.address}>`,
    `To: ${mail.to.map(({ name, address }) => `"${name}" <${address}>`).join('; ')}`,
    fill('Sent: {m}/{d}/{yyyy} {h}:{MM}:{SS} {pm}', english(mail)),
    `Subject: ${mail.subject}`,
  ]),
  unknown('Spark', ['html', 'plain'], 'marked', (mail) => [
    fill('On {d} {mon} {yyyy}, {HH}:{MM} {zone}, {name} <{address}>, wrote:', english(mail)),
  ]),
  unknown('Evolution', ['plain'], 'marked', (mail) => [
    fill('On {wd}, {yyyy}-{mm}-{dd} at {HH}:{MM} {zone}, {name} wrote:', english(mail)),
  ]),
  unknown('Fastmail', ['plain', 'html'], 'marked', (mail) => [
    fill('On {wd}, {mon} {d}, {yyyy}, at {h}:{MM} {pm}, {name} wrote:', english(mail)),
  ]),
  unknown('Samsung', ['html', 'plain'], 'none', (mail) => [
    '-------- Original message --------',
    `From: ${mail.name} <${mail.address}>`,
    fill('Date: {m}/{d}/{yy} {HH}:{MM} (GMT{zone})', english(mail)),
    `To: ${mail.to.map(({ name, address }) => `${name} <${address}>`).join(', ')}`,
    `Subject: ${mail.subject}`,
  ]),
  unknown('Tutanota', ['html', 'plain'], 'marked', (mail) => [fill('{d} {mon} {yyyy}, {HH}:{MM} by {address}:', english(mail))]),
  unknown('The Bat!', ['plain'], 'marked', (mail) => [
    fill('{WD}, {month} {d}, {yyyy}, {h}:{MM}:{SS} {pm}, {name} <{address}> wrote:', english(mail)),
  ]),
];

type Introduce = Style['introduce'];

function known(name: string, forms: Style['forms'], marks: Style['marks'], introduce: Introduce): Style {
  return { name, isKnown: true, forms, marks, introduce };
}

function unknown(name: string, forms: Style['forms'], marks: Style['marks'], introduce: Introduce): Style {
  return { ...known(name, forms, marks, introduce), isKnown: false };
}

/** Some programs write English whatever their user speaks. */
function english(mail: QuotedMail): QuotedMail {
  return { ...mail, language: languages[0]! };
}

/** Outlook's. `mailto`: `Alice [mailto:a@b.c]`; `angle`: `Alice <a@b.c>`; `bare`: the name, as within one firm. */
function headerLines(mail: QuotedMail, write: 'mailto' | 'angle' | 'bare', date = mail.language.outlookDate): string[] {
  const [from, sent, to, , subject] = mail.language.labels;
  const person = ({ name, address }: { readonly name: string; readonly address: string }) =>
    write === 'mailto' ? `${name} [mailto:${address}]` : write === 'angle' ? `${name} <${address}>` : name;
  return [
    `${from}: ${person(mail)}`,
    `${sent}: ${fill(date, mail)}`,
    `${to}: ${mail.to.map((one) => (write === 'mailto' ? one.name : person(one))).join('; ')}`,
    `${subject}: ${mail.subject}`,
  ];
}

/** What a forward writes above the mail that it passes on. */
export function introduceForward(style: Style, mail: QuotedMail): readonly string[] {
  const [from, sent, to, , subject] = mail.language.labels;
  if (style.name.startsWith('Outlook')) return style.introduce(mail);
  return [
    `---------- ${mail.language.forwarded} ----------`,
    `${from}: ${mail.name} <${mail.address}>`,
    `${style.name === 'Gmail' ? 'Date' : sent}: ${fill(mail.language.outlookDate, mail)}`,
    `${subject}: ${mail.subject}`,
    `${to}: ${mail.to.map(({ name, address }) => `${name} <${address}>`).join(', ')}`,
  ];
}

/** @returns The template with what it names of the mail. */
function fill(template: string, { name, address, seconds, offsetMinutes, language }: QuotedMail): string {
  const local = new Date((seconds + offsetMinutes * 60) * 1000);
  const parts = partsOf(local, language.code);
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offsetMinutes) / 60))}${two(Math.abs(offsetMinutes) % 60)}`;
  const values: Readonly<Record<string, string>> = { ...parts, name, address, zone };
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

function partsOf(local: Date, code: string): Record<string, string> {
  const part = (type: string, options: Intl.DateTimeFormatOptions) =>
    formatter(code, options)
      .formatToParts(local)
      .find((one) => one.type === type)?.value ?? '';
  const [year, month, day, hour] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate(), local.getUTCHours()];
  return {
    wd: part('weekday', { weekday: 'short', day: 'numeric' }).replace(/\.$/, ''),
    WD: part('weekday', { weekday: 'long', day: 'numeric' }),
    mon: part('month', { day: 'numeric', month: 'short' }).replace(/\.$/, ''),
    month: part('month', { day: 'numeric', month: 'long' }),
    pm: part('dayPeriod', { hour: 'numeric', hour12: true }),
    d: String(day),
    dd: two(day),
    m: String(month),
    mm: two(month),
    yyyy: String(year),
    yy: two(year % 100),
    h: String(hour % 12 === 0 ? 12 : hour % 12),
    HH: two(hour),
    MM: two(local.getUTCMinutes()),
    SS: two(local.getUTCSeconds()),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(code: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${code} ${JSON.stringify(options)}`;
  let known = formatters.get(name);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(`${code}-u-nu-latn-ca-gregory`, { timeZone: 'UTC', ...options });
    formatters.set(name, known);
  }
  return known;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
