/** How each mail program shows the mail that is answered or passed on, in text and in HTML, in the writer's language. */
import type { Person } from '../cast.ts';
import { appleDate, gmailDate, mailDate, outlookDate, thunderbirdDate } from '../clock.ts';
import { escapeHtml, wrap } from './encode.ts';

/** A mail as its reader has it before him. */
export interface Received {
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
  readonly seconds: number;
  /** Its plain text, line by line, quotes and signature included. */
  readonly lines: readonly string[];
}

export interface Quote {
  readonly kind: 'reply' | 'forward';
  readonly of: Received;
}

/** Above this nobody scrolls: writers cut what they quote here. */
const MAX_QUOTED_LINES = 90;

/** The lines to put below the writer's own, an empty one first. */
export function quoteAsText(writer: Person, quote: Quote): string[] {
  const lines = quotedLines(quote.of);
  const marked = () => lines.map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`));
  if (quote.kind === 'forward') {
    const head = forwardHead(writer, quote.of);
    return writer.client === 'apple'
      ? ['', head[0]!, '', ...[...head.slice(1), '', ...lines].map((line) => `> ${line}`.trimEnd())]
      : ['', ...head, '', ...lines];
  }
  if (writer.client === 'outlook') return ['', ...originalMessageHead(writer, quote.of), '', ...lines];
  return ['', ...wrap(attribution(writer, quote.of), 76), ...(writer.client === 'thunderbird' ? [] : ['']), ...marked()];
}

/** The same in HTML, as the program writes it. */
export function quoteAsHtml(writer: Person, quote: Quote): string {
  const text = quotedLines(quote.of).map(escapeHtml).join('<br>\r\n');
  if (quote.kind === 'forward') {
    const head = forwardHead(writer, quote.of).map(escapeHtml).join('<br>\r\n');
    const inner = `${head}<br>\r\n<br>\r\n${text}`;
    return writer.client === 'gmail' ? `<br><div class="gmail_quote">${inner}</div>` : `<br><div>${inner}</div>`;
  }
  if (writer.client === 'outlook') {
    const [from, ...more] = originalMessageHead(writer, quote.of).slice(1);
    const head = [from!, ...more].map((line) => escapeHtml(line).replace(/^([^:]+:)/, '<b>$1</b>')).join('<br>\r\n');
    return `<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${head}</p></div>\r\n<p class="MsoNormal">${text}</p>`;
  }
  const line = escapeHtml(attribution(writer, quote.of));
  if (writer.client === 'gmail') {
    return `<div class="gmail_extra"><br><div class="gmail_quote">${line}<br>\r\n<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">${text}</blockquote></div></div>`;
  }
  return `<br><div>${line}</div><blockquote type="cite">${text}</blockquote>`;
}

/** `Re: …` or `Fwd: …` as the writer's program makes it; never twice. */
export function answeredSubject(writer: Person, subject: string, kind: Quote['kind']): string {
  const bare = subject.replace(/^(?:re|fw|fwd|tr)\s?: /i, '');
  if (kind === 'reply') return `${writer.client === 'outlook' ? 'RE' : 'Re'}: ${bare}`;
  if (writer.client === 'outlook') return `${writer.language === 'fr' ? 'TR' : 'FW'}: ${bare}`;
  return `Fwd: ${bare}`;
}

function quotedLines(received: Received): readonly string[] {
  return received.lines.length > MAX_QUOTED_LINES ? received.lines.slice(0, MAX_QUOTED_LINES) : received.lines;
}

function attribution(writer: Person, { from, seconds }: Received): string {
  const french = writer.language === 'fr';
  const mailbox = `${from.name} <${from.address}>`;
  switch (writer.client) {
    case 'gmail':
      return french ? `Le ${gmailDate(seconds, 'fr')}, ${mailbox} a écrit :` : `On ${gmailDate(seconds, 'en')}, ${mailbox} wrote:`;
    case 'apple':
      return french ? `Le ${appleDate(seconds, 'fr')}, ${mailbox} a écrit :` : `On ${appleDate(seconds, 'en')}, ${mailbox} wrote:`;
    case 'thunderbird':
      return french ? `Le ${thunderbirdDate(seconds)}, ${from.name} a écrit :` : `On ${thunderbirdDate(seconds)}, ${from.name} wrote:`;
    case 'outlook':
      return '';
    default:
      return writer.client satisfies never;
  }
}

function originalMessageHead(writer: Person, { from, to, cc, subject, seconds }: Received): string[] {
  const french = writer.language === 'fr';
  const names = (people: readonly Person[]) => people.map((one) => one.name).join('; ');
  return [
    french ? '-----Message d’origine-----'.replace('’', "'") : '-----Original Message-----',
    `${french ? 'De :' : 'From:'} ${from.name} [mailto:${from.address}]`,
    `${french ? 'Envoyé :' : 'Sent:'} ${outlookDate(seconds, writer.language)}`,
    `${french ? 'À :' : 'To:'} ${names(to)}`,
    ...(cc.length === 0 ? [] : [`${french ? 'Cc :' : 'Cc:'} ${names(cc)}`]),
    `${french ? 'Objet :' : 'Subject:'} ${subject}`,
  ];
}

function forwardHead(writer: Person, received: Received): string[] {
  const french = writer.language === 'fr';
  const { from, to, subject, seconds } = received;
  const mailbox = `${from.name} <${from.address}>`;
  const toLine = to.map((one) => `${one.name} <${one.address}>`).join(', ');
  switch (writer.client) {
    case 'gmail':
      return french
        ? [
            '---------- Message transféré ----------',
            `De : ${mailbox}`,
            `Date : ${gmailDate(seconds, 'fr')}`,
            `Objet : ${subject}`,
            `À : ${toLine}`,
          ]
        : [
            '---------- Forwarded message ----------',
            `From: ${mailbox}`,
            `Date: ${gmailDate(seconds, 'en')}`,
            `Subject: ${subject}`,
            `To: ${toLine}`,
          ];
    case 'apple':
      return french
        ? ['Début du message réexpédié :', `De: ${mailbox}`, `Objet: ${subject}`, `Date: ${appleDate(seconds, 'fr')}`, `À: ${toLine}`]
        : ['Begin forwarded message:', `From: ${mailbox}`, `Subject: ${subject}`, `Date: ${appleDate(seconds, 'en')}`, `To: ${toLine}`];
    case 'thunderbird':
      return french
        ? [
            '-------- Message transféré --------',
            `Sujet : ${subject}`,
            `Date : ${mailDate(seconds)}`,
            `De : ${mailbox}`,
            `Pour : ${toLine}`,
          ]
        : ['-------- Forwarded Message --------', `Subject: ${subject}`, `Date: ${mailDate(seconds)}`, `From: ${mailbox}`, `To: ${toLine}`];
    case 'outlook':
      return originalMessageHead(writer, received);
    default:
      return writer.client satisfies never;
  }
}
