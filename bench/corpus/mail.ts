/**
 * Mail as an archive has it, made up from a seed: threads with quotes, plain and HTML text, attachments, real signatures of several
 * domains. The same options give the same octets on every machine. Messages come one by one; the threads that go on are all that is
 * kept.
 */
import { base64Lines, encodedWords, escapeHtml, quotedPrintable, wrap } from '../../src/demo/mime/encode.ts';
import { createRandom, type Random } from '../../src/demo/random.ts';
import { type HeaderField, signMessage } from '../../src/demo/sign.ts';
import { type Attachment, makeAttachment } from './attachment.ts';
import { makeWriters, type Writer } from './people.ts';
import { prose, sentence } from './words.ts';

/** `whole` is 33 kB a message on average, as in the archive of 2017; `text` leaves attachments out and is 7 kB. */
export type MailKind = 'whole' | 'text';

export interface CorpusOptions {
  readonly messages: number;
  readonly kind: MailKind;
  readonly seed: number;
}

export interface MadeMail {
  /** A latin-1 string, one character an octet, CRLF line ends. */
  readonly octets: string;
  readonly sender: string;
  readonly seconds: number;
  readonly attachments: number;
}

const START_SECONDS = Date.UTC(2009, 2, 1) / 1000;
const END_SECONDS = Date.UTC(2017, 3, 24) / 1000;

/** 26,506 attachments of 71,848 messages, some with several. */
const ATTACHMENT_SHARE = 0.272;
const ANSWER_SHARE = 0.55;
const HTML_SHARE = 0.6;

/** Threads that may yet be answered. */
const OPEN_THREADS = 500;
const LONGEST_QUOTE_LINES = 120;

export function* makeMail({ messages, kind, seed }: CorpusOptions): Generator<MadeMail, void, undefined> {
  const random = createRandom(seed, 1);
  const writers = makeWriters(Math.max(50, Math.floor(messages / 16)), seed);
  const open: Letter[] = [];
  for (let number = 0; number < messages; number++) {
    const seconds = START_SECONDS + Math.floor(((END_SECONDS - START_SECONDS) * number) / messages);
    const parent = open.length > 0 && random.chance(ANSWER_SHARE) ? random.pick(open) : undefined;
    const letter = parent === undefined ? newLetter(random, writers, number, seconds) : answerTo(parent, random, writers, number, seconds);
    const attachments = kind === 'whole' && random.chance(ATTACHMENT_SHARE) ? makeAttachments(parent, random) : [];
    letter.attached.push(...attachments);
    if (open.length < OPEN_THREADS) open.push(letter);
    else open[random.below(OPEN_THREADS)] = letter;
    yield { octets: compose(letter, attachments, random), sender: letter.from.address, seconds, attachments: attachments.length };
  }
}

interface Letter {
  readonly from: Writer;
  readonly to: readonly Writer[];
  readonly cc: readonly Writer[];
  readonly subject: string;
  readonly seconds: number;
  readonly messageId: string;
  readonly references: readonly string[];
  /** The writer's own words. */
  readonly own: readonly string[];
  readonly quoted: readonly string[];
  readonly attached: Attachment[];
}

function newLetter(random: Random, writers: readonly Writer[], number: number, seconds: number): Letter {
  const from = random.pickCommon(writers);
  return {
    from,
    to: some(random, writers, 1, random.chance(0.1) ? 30 : 3),
    cc: random.chance(0.3) ? some(random, writers, 1, 6) : [],
    subject: sentence(random).slice(0, random.between(15, 70)).trim(),
    seconds,
    messageId: makeId(random, number, from),
    references: [],
    own: prose(random, wordCount(random)),
    quoted: [],
    attached: [],
  };
}

function answerTo(parent: Letter, random: Random, writers: readonly Writer[], number: number, seconds: number): Letter {
  const from = random.chance(0.8) ? random.pick([...parent.to, ...parent.cc]) : random.pickCommon(writers);
  const day = new Date(parent.seconds * 1000).toUTCString().slice(0, 16);
  const said = [...parent.own.flatMap((text) => [...wrap(text, 72), '']), ...parent.quoted].slice(0, LONGEST_QUOTE_LINES);
  return {
    from,
    to: [parent.from, ...(random.chance(0.4) ? some(random, writers, 1, 2) : [])],
    cc: random.chance(0.3) ? parent.cc : [],
    subject: parent.subject.startsWith('Re: ') ? parent.subject : `Re: ${parent.subject}`,
    seconds,
    messageId: makeId(random, number, from),
    references: [...parent.references, parent.messageId].slice(-20),
    own: prose(random, Math.ceil(wordCount(random) / 2)),
    quoted: [`On ${day}, ${parent.from.name} <${parent.from.address}> wrote:`, ...said.map((line) => `> ${line}`)],
    attached: [],
  };
}

/** Most mails are short, a few are long. */
function wordCount(random: Random): number {
  return Math.floor(15 * 40 ** random.fraction()) + random.below(60);
}

function some(random: Random, writers: readonly Writer[], least: number, most: number): Writer[] {
  return [...new Set(Array.from({ length: random.between(least, most) }, () => random.pickCommon(writers)))];
}

function makeId(random: Random, number: number, { domain }: Writer): string {
  return `<${random.letters(16, '0123456789ABCDEFabcdef')}.${number}@${domain}>`;
}

/** One file in five was in the thread before. */
function makeAttachments(parent: Letter | undefined, random: Random): Attachment[] {
  const count = random.chance(0.75) ? 1 : random.between(2, 3);
  return Array.from({ length: count }, () =>
    parent !== undefined && parent.attached.length > 0 && random.chance(0.5) ? random.pick(parent.attached) : makeAttachment(random),
  );
}

function compose(letter: Letter, attachments: readonly Attachment[], random: Random): string {
  const { type, encoding, body } = textBody(letter, random);
  const outer = boundary(random);
  const whole =
    attachments.length === 0
      ? body
      : `--${outer}\r\nContent-Type: ${type}\r\n${encoding}\r\n${body}\r\n${attachments.map((one) => attachedPart(one, outer)).join('')}--${outer}--\r\n`;
  const fields = [
    field('MIME-Version', '1.0'),
    field('From', mailbox(letter.from)),
    field('To', letter.to.map(mailbox).join(',\r\n\t')),
    ...(letter.cc.length === 0 ? [] : [field('Cc', letter.cc.map(mailbox).join(',\r\n\t'))]),
    field('Subject', encodedWords(letter.subject, 'utf-8', 'Q')),
    field('Date', mailDate(letter.seconds)),
    field('Message-ID', letter.messageId),
    ...(letter.references.length === 0
      ? []
      : [field('In-Reply-To', letter.references.at(-1)!), field('References', letter.references.join('\r\n\t'))]),
    ...(attachments.length === 0
      ? [field('Content-Type', type), ...(encoding === '' ? [] : [field('Content-Transfer-Encoding', encoding.slice(27, -2))])]
      : [field('Content-Type', `multipart/mixed; boundary="${outer}"`)]),
  ];
  const { signs } = letter.from;
  const signature = signs === undefined ? [] : [signMessage(fields, whole, signs)];
  const trace = traceFields(letter, random);
  return `${[...trace, ...signature, ...fields].map(({ name, value }) => `${name}:${value}\r\n`).join('')}\r\n${whole}`;
}

function textBody(letter: Letter, random: Random): { type: string; encoding: string; body: string } {
  const lines = letter.own.flatMap((text) => [...wrap(text, 76), '']);
  const plain = Buffer.from([...lines, ...letter.quoted, ''].join('\r\n'), 'utf8').toString('latin1');
  const encoding = 'Content-Transfer-Encoding: quoted-printable\r\n';
  if (!random.chance(HTML_SHARE)) return { type: 'text/plain; charset=UTF-8', encoding, body: quotedPrintable(plain) };
  const inner = boundary(random);
  const quote =
    letter.quoted.length === 0
      ? ''
      : `<div class="gmail_quote">${escapeHtml(letter.quoted[0]!)}<blockquote style="margin:0 0 0 .8ex;border-left:1px #ccc solid">${letter.quoted
          .slice(1)
          .map((line) => escapeHtml(line.slice(2)))
          .join('<br>\r\n')}</blockquote></div>`;
  const markup = `<html><head><style>p.MsoNormal {margin:0;font-size:11pt;font-family:"Calibri",sans-serif}</style></head><body><div dir="ltr">${letter.own
    .map((text) => `<p class="MsoNormal"><span style="font-size:12pt">${escapeHtml(text)}</span></p>`)
    .join('\r\n')}${quote}</div></body></html>`;
  const html = Buffer.from(markup, 'utf8').toString('latin1');
  const body = `--${inner}\r\nContent-Type: text/plain; charset=UTF-8\r\n${encoding}\r\n${quotedPrintable(plain)}\r\n--${inner}\r\nContent-Type: text/html; charset=UTF-8\r\n${encoding}\r\n${quotedPrintable(html)}\r\n--${inner}--\r\n`;
  return { type: `multipart/alternative; boundary="${inner}"`, encoding: '', body };
}

function attachedPart({ name, type, octets }: Attachment, outer: string): string {
  return `--${outer}\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(octets)}`;
}

function traceFields({ from, to, seconds }: Letter, random: Random): HeaderField[] {
  const hops = random.between(2, 5);
  const receiver = to[0]!.domain;
  return [
    field('Delivered-To', to[0]!.address),
    ...Array.from({ length: hops }, (_, hop) =>
      field(
        'Received',
        `from mx${hop}.${from.domain} (mx${hop}.${from.domain} [192.0.2.${random.below(256)}])\r\n\tby mail${hop}.${receiver} with ESMTPS id ${random.letters(16, '0123456789abcdef')}\r\n\tfor <${to[0]!.address}>; ${mailDate(seconds + 2 * (hops - hop))}`,
      ),
    ),
    field('X-Virus-Scanned', `by mail.${receiver}`),
  ];
}

function field(name: string, value: string): HeaderField {
  return { name, value: ` ${value}` };
}

function mailbox({ name, address }: Writer): string {
  return `${encodedWords(name, 'utf-8', 'Q')} <${address}>`;
}

function mailDate(seconds: number): string {
  return new Date(seconds * 1000).toUTCString().replace('GMT', '+0000');
}

function boundary(random: Random): string {
  return `000000000000${random.letters(16, '0123456789abcdef')}`;
}
