/** One draft into a message, as the writer's mail program makes it: fields, MIME parts, charsets, transfer encodings. */
import { type Client, domainOfPerson, type Person } from '../cast.ts';
import { mailDate } from '../clock.ts';
import type { Random } from '../random.ts';
import type { HeaderField } from '../sign.ts';
import {
  base64Lines,
  type Charset,
  encodedWords,
  encodeText,
  escapeHtml,
  extendedParameter,
  fittingCharset,
  hasLongLine,
  isAscii,
  quotedPrintable,
  wrap,
} from './encode.ts';
import { type Quote, quoteAsHtml, quoteAsText } from './quoting.ts';

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly octets: Uint8Array;
}

export interface Draft {
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
  readonly seconds: number;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  /** The writer's own words, greeting and sign-off included. Within a paragraph, `\n` is a line end. */
  readonly paragraphs: readonly string[];
  readonly quote?: Quote;
  readonly attachments: readonly Attachment[];
}

/** What a mail program hands to its server: no trace fields, no signature yet. */
export interface Composed {
  readonly fields: readonly HeaderField[];
  /** A latin-1 string, CRLF line ends. */
  readonly body: string;
  /** The plain text as a reader sees it; what an answer quotes. */
  readonly lines: readonly string[];
}

interface Habits {
  readonly charset: Charset;
  readonly width: number | undefined;
  readonly flowed: boolean;
  readonly html: boolean;
  readonly wordStyle: 'Q' | 'B';
}

function habitsOf(writer: Person, random: Random): Habits {
  switch (writer.client) {
    case 'gmail':
      return { charset: 'utf-8', width: 78, flowed: false, html: true, wordStyle: random.chance(0.5) ? 'B' : 'Q' };
    case 'outlook':
      return {
        charset: writer.language === 'fr' ? 'iso-8859-1' : 'us-ascii',
        width: undefined,
        flowed: false,
        html: random.chance(0.6),
        wordStyle: 'Q',
      };
    case 'apple':
      return {
        charset: random.chance(0.5) ? 'utf-8' : 'windows-1252',
        width: undefined,
        flowed: false,
        html: random.chance(0.3),
        wordStyle: 'Q',
      };
    case 'thunderbird':
      return {
        charset: random.chance(0.7) ? 'utf-8' : 'iso-8859-1',
        width: 72,
        flowed: true,
        html: false,
        wordStyle: random.chance(0.5) ? 'B' : 'Q',
      };
    default:
      return writer.client satisfies never;
  }
}

export function compose(draft: Draft, random: Random): Composed {
  const habits = habitsOf(draft.from, random);
  const { lines, text } = writeText(draft, habits);
  const textPart = makeTextPart('plain', text, habits, draft.from.client, random);
  const part = habits.html
    ? alternative(textPart, makeTextPart('html', writeHtml(draft), habits, draft.from.client, random), draft.from.client, random)
    : textPart;
  const whole = draft.attachments.length === 0 ? part : mixed(part, draft, habits, random);
  return { fields: [...headerFields(draft, habits, random), ...whole.fields], body: whole.body, lines };
}

interface PartText {
  readonly fields: readonly HeaderField[];
  readonly body: string;
}

function writeText(draft: Draft, habits: Habits): { lines: string[]; text: string } {
  const own: string[] = [];
  const sent: string[] = [];
  const put = (line: string) => {
    const pieces = habits.width === undefined ? [line] : wrap(line, habits.width);
    pieces.forEach((piece, at) => {
      own.push(piece);
      sent.push(habits.flowed ? stuffed(piece) + (at < pieces.length - 1 ? ' ' : '') : piece);
    });
  };
  draft.paragraphs.forEach((paragraph, at) => {
    if (at > 0) put('');
    for (const line of paragraph.split('\n')) put(line);
  });
  if (draft.from.signature.length > 0) {
    own.push('', ...(draft.from.client === 'outlook' ? [] : ['-- ']), ...draft.from.signature);
    sent.push('', ...(draft.from.client === 'outlook' ? [] : ['-- ']), ...draft.from.signature);
  }
  if (draft.quote !== undefined) {
    const quoted = quoteAsText(draft.from, draft.quote);
    own.push(...quoted);
    sent.push(...quoted);
  }
  return { lines: own, text: `${sent.join('\r\n')}\r\n` };
}

/** RFC 3676 §4.4: what would be taken for a quote or an mbox "From " line is set in by one space. */
function stuffed(line: string): string {
  return /^(?:[ >]|From )/.test(line) ? ` ${line}` : line;
}

function writeHtml(draft: Draft): string {
  const blocks = draft.paragraphs.map((paragraph) => escapeHtml(paragraph).replaceAll('\n', '<br>\r\n'));
  const signature = draft.from.signature.map(escapeHtml).join('<br>\r\n');
  const quote = draft.quote === undefined ? '' : quoteAsHtml(draft.from, draft.quote);
  if (draft.from.client === 'outlook') {
    const style = 'p.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif}';
    const body = [...blocks, signature].map((block) => `<p class="MsoNormal">${block}</p>`).join('\r\n<p class="MsoNormal">&nbsp;</p>\r\n');
    return `<html>\r\n<head>\r\n<style><!-- ${style} --></style>\r\n</head>\r\n<body lang="${draft.from.language.toUpperCase()}">\r\n<div>${body}\r\n${quote}</div>\r\n</body>\r\n</html>\r\n`;
  }
  const body = blocks.join('<br><br>\r\n');
  const foot = signature === '' ? '' : `<br clear="all"><div><br>-- <br><div>${signature}</div></div>`;
  if (draft.from.client === 'gmail') return `<div dir="ltr">${body}${foot}</div>\r\n${quote}\r\n`;
  return `<html><head><meta http-equiv="Content-Type" content="text/html"></head><body style="word-wrap: break-word;">${body}${foot}${quote}</body></html>\r\n`;
}

function makeTextPart(subtype: 'plain' | 'html', text: string, habits: Habits, client: Client, random: Random): PartText {
  const charset =
    isAscii(text) && client !== 'thunderbird' && habits.charset !== 'utf-8' ? 'us-ascii' : fittingCharset(text, habits.charset);
  const octets = encodeText(text, charset);
  const long = hasLongLine(octets);
  let encoding: string;
  if (!long && isAscii(octets)) encoding = client === 'outlook' && random.chance(0.3) ? 'quoted-printable' : '7bit';
  else if (!long && client === 'thunderbird') encoding = '8bit';
  else if (client === 'gmail' && random.chance(0.3)) encoding = 'base64';
  else encoding = 'quoted-printable';
  const flowed = habits.flowed && subtype === 'plain' ? '; format=flowed' : '';
  const fields = [
    {
      name: 'Content-Type',
      value: ` text/${subtype}; charset=${client === 'outlook' ? `"${charset}"` : charset.replace('utf-8', 'UTF-8')}${flowed}`,
    },
    { name: 'Content-Transfer-Encoding', value: ` ${encoding}` },
  ];
  if (encoding === 'base64') return { fields, body: base64Lines(Buffer.from(octets, 'latin1')) };
  return { fields, body: encoding === 'quoted-printable' ? quotedPrintable(octets) : octets };
}

function boundaryOf(client: Client, random: Random): string {
  const digits = '0123456789';
  const hexDigits = '0123456789abcdef';
  switch (client) {
    case 'gmail':
      return random.letters(28, hexDigits);
    case 'outlook':
      return `----=_NextPart_000_${random.letters(4, hexDigits).toUpperCase()}_01CF${random.letters(4, hexDigits).toUpperCase()}.${random.letters(8, hexDigits).toUpperCase()}`;
    case 'apple':
      return `Apple-Mail=_${[8, 4, 4, 4, 12].map((length) => random.letters(length, hexDigits).toUpperCase()).join('-')}`;
    case 'thunderbird':
      return `------------0${random.letters(23, digits)}`;
    default:
      return client satisfies never;
  }
}

function writePart(part: PartText): string {
  return `${part.fields.map((field) => `${field.name}:${field.value}\r\n`).join('')}\r\n${part.body}`;
}

function multipart(subtype: string, parts: readonly PartText[], client: Client, random: Random): PartText {
  const boundary = boundaryOf(client, random);
  const preamble = client === 'outlook' || client === 'thunderbird' ? 'This is a multi-part message in MIME format.\r\n\r\n' : '';
  const separator = client === 'apple' || client === 'outlook' ? ';\r\n\t' : '; ';
  const body = parts.map((part) => `--${boundary}\r\n${writePart(part)}\r\n`).join('');
  return {
    fields: [{ name: 'Content-Type', value: ` multipart/${subtype}${separator}boundary="${boundary}"` }],
    body: `${preamble}${body}--${boundary}--\r\n`,
  };
}

function alternative(text: PartText, html: PartText, client: Client, random: Random): PartText {
  return multipart('alternative', [text, html], client, random);
}

function mixed(first: PartText, draft: Draft, habits: Habits, random: Random): PartText {
  return multipart(
    'mixed',
    [first, ...draft.attachments.map((one) => attachmentPart(one, draft.from.client, habits))],
    draft.from.client,
    random,
  );
}

function attachmentPart(attachment: Attachment, client: Client, habits: Habits): PartText {
  const extended = client === 'apple' || client === 'thunderbird';
  const named = (parameter: string) =>
    extended
      ? extendedParameter(parameter, attachment.name)
      : `;\r\n\t${parameter}="${encodedWords(attachment.name, habits.charset, habits.wordStyle)}"`;
  if (attachment.type === 'message/rfc822') {
    return {
      fields: [
        { name: 'Content-Type', value: ` message/rfc822${named('name')}` },
        { name: 'Content-Disposition', value: ` attachment${named('filename')}` },
      ],
      body: Buffer.from(attachment.octets).toString('latin1'),
    };
  }
  return {
    fields: [
      { name: 'Content-Type', value: ` ${attachment.type}${named('name')}` },
      { name: 'Content-Transfer-Encoding', value: ' base64' },
      { name: 'Content-Disposition', value: ` attachment${named('filename')}` },
    ],
    body: base64Lines(attachment.octets),
  };
}

/** One mailbox as the program writes it. */
export function mailbox(who: Person, client: Client = who.client, charset: Charset = 'utf-8', style: 'Q' | 'B' = 'Q'): string {
  if (!isAscii(who.name)) return `${encodedWords(who.name, charset, style)} <${who.address}>`;
  return client === 'outlook' ? `"${who.name}" <${who.address}>` : `${who.name} <${who.address}>`;
}

function headerFields(draft: Draft, habits: Habits, random: Random): HeaderField[] {
  const { client } = draft.from;
  const list = (people: readonly Person[]) =>
    ` ${people.map((one) => mailbox(one, client, habits.charset, habits.wordStyle)).join(',\r\n\t')}`;
  const field = (name: string, value: string): HeaderField => ({ name, value });
  const from = field('From', list([draft.from]));
  const to = draft.to.length === 0 ? [] : [field('To', list(draft.to))];
  const cc = draft.cc.length === 0 ? [] : [field(client === 'outlook' ? 'CC' : 'Cc', list(draft.cc))];
  const subject = field('Subject', ` ${encodedWords(draft.subject, habits.charset, habits.wordStyle)}`);
  const date = field('Date', ` ${mailDate(draft.seconds)}`);
  const id = field('Message-ID', ` ${draft.messageId}`);
  const mime = field('MIME-Version', client === 'apple' ? ' 1.0 (Mac OS X Mail 7.2 \\(1874\\))' : ' 1.0');
  const parent = draft.inReplyTo === undefined ? [] : [field('In-Reply-To', ` ${draft.inReplyTo}`)];
  const references = draft.references.length === 0 ? [] : [field('References', ` ${draft.references.join('\r\n\t')}`)];
  switch (client) {
    case 'gmail':
      return [mime, ...parent, ...references, from, date, id, subject, ...to, ...cc];
    case 'outlook':
      return [
        from,
        ...to,
        ...cc,
        subject,
        field('Thread-Topic', ` ${encodedWords(draft.subject.replace(/^(?:re|fw|tr): /i, ''), habits.charset, 'Q')}`),
        field('Thread-Index', ` Ac8${random.letters(27, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')}==`),
        date,
        id,
        ...references,
        ...parent,
        field('Accept-Language', draft.from.language === 'fr' ? ' fr-FR, en-US' : ' en-GB, en-US'),
        field('X-Mailer', ' Microsoft Outlook 14.0'),
        mime,
      ];
    case 'apple':
      return [from, subject, date, id, ...parent, ...references, ...to, ...cc, mime, field('X-Mailer', ' Apple Mail (2.1874)')];
    case 'thunderbird':
      return [
        ...(parent.length === 0 ? [] : references),
        field('User-Agent', ' Mozilla/5.0 (X11; Linux x86_64; rv:24.0) Gecko/20100101 Thunderbird/24.8.0'),
        ...to,
        ...cc,
        subject,
        from,
        id,
        date,
        mime,
        ...parent,
      ];
    default:
      return client satisfies never;
  }
}

/** A Message-ID as the writer's program makes it. */
export function makeMessageId(writer: Person, seconds: number, random: Random): string {
  const domain = domainOfPerson(writer);
  const hexDigits = '0123456789ABCDEF';
  switch (writer.client) {
    case 'gmail':
      return `<CA${random.letters(5, 'abcdefghijkmnpqrstuvwxyz0123456789')}+${random.letters(42, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789_-')}@mail.${domain}>`;
    case 'outlook':
      return `<${random.letters(32, hexDigits)}@EXCH0${random.between(1, 3)}.${domain}>`;
    case 'apple':
      return `<${[8, 4, 4, 4, 12].map((length) => random.letters(length, hexDigits)).join('-')}@${domain}>`;
    case 'thunderbird':
      return `<${seconds.toString(16).toUpperCase()}.${random.letters(7, '0123456789')}@${domain}>`;
    default:
      return writer.client satisfies never;
  }
}
