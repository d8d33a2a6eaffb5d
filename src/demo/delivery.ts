/**
 * The way of a mail from its writer's server to a mailbox: signing, trace fields, and what gateways and lists do to it on the way.
 * Here it is decided, and written down, which verdict each mail deserves.
 */
import type { Verdict } from '../evidence/verdict.ts';
import { mailDate } from './clock.ts';
import { quotedPrintable } from './mime/encode.ts';
import type { Random } from './random.ts';
import { type HeaderField, type SigningOrder, signMessage } from './sign.ts';
import { orderAt, type SigningCustom, SPECIAL_ORDERS } from './signers.ts';

/** A message on its way. The body is a latin-1 string, CRLF line ends. */
export interface Parcel {
  readonly fields: readonly HeaderField[];
  readonly body: string;
}

export function octetsOf(parcel: Parcel): Buffer {
  const head = parcel.fields.map((field) => `${field.name}:${field.value}\r\n`).join('');
  return Buffer.from(`${head}\r\n${parcel.body}`, 'latin1');
}

export function withField(parcel: Parcel, ...fields: readonly HeaderField[]): Parcel {
  return { fields: [...fields, ...parcel.fields], body: parcel.body };
}

/** The same with one field's value changed, where it has that field. */
export function withValue(parcel: Parcel, name: string, change: (value: string) => string): Parcel {
  return { fields: parcel.fields.map((field) => (field.name === name ? { name, value: change(field.value) } : field)), body: parcel.body };
}

export function signed(parcel: Parcel, order: SigningOrder): Parcel {
  return withField(parcel, signMessage(parcel.fields, parcel.body, order));
}

/** Signed as the writer's domain does at that time; as it is, where it does not. */
export function signedByCustom(parcel: Parcel, custom: SigningCustom | undefined, seconds: number): Parcel {
  return custom === undefined ? parcel : signed(parcel, orderAt(custom, seconds));
}

/** From the writer's program to his server; this field stands below the signature. */
export function submitted(parcel: Parcel, domain: string, seconds: number, random: Random): Parcel {
  const value = ` from [${address(random)}] (unknown [${address(random)}])\r\n\tby mail.${domain} (Postfix) with ESMTPSA id ${queueId(random)};\r\n\t${mailDate(seconds)}`;
  return withField(parcel, { name: 'Received', value });
}

export interface Journey {
  readonly senderDomain: string;
  readonly recipientDomain: string;
  /** The mailbox that it was delivered to, where it is one. */
  readonly recipient?: string;
  readonly sender: string;
  /** When the sender's server passed it on. */
  readonly seconds: number;
}

/** From server to server into the mailbox; these fields stand above the signature. */
export function delivered(parcel: Parcel, journey: Journey, random: Random): Parcel {
  const { senderDomain, recipientDomain, recipient, sender } = journey;
  const arrived = journey.seconds + (random.chance(0.06) ? random.between(240, 5400) : random.between(1, 40)); // greylisted, or at once
  const stored = arrived + random.between(0, 4);
  const mailFor = recipient === undefined ? '' : `\r\n\tfor <${recipient}>`;
  const hops = [
    {
      name: 'Received',
      value: ` from mx.${recipientDomain} (localhost [127.0.0.1])\r\n\tby store.${recipientDomain} with LMTP id ${queueId(random)};\r\n\t${mailDate(stored)}`,
    },
    {
      name: 'Received',
      value: ` from mail.${senderDomain} (mail.${senderDomain} [${address(random)}])\r\n\tby mx.${recipientDomain} (Postfix) with ESMTPS id ${queueId(random)}${mailFor};\r\n\t${mailDate(arrived)}`,
    },
  ];
  const envelope = [
    { name: 'Return-Path', value: ` <${sender}>` },
    ...(recipient === undefined ? [] : [{ name: 'Delivered-To', value: ` ${recipient}` }]),
  ];
  return withField(parcel, ...envelope, ...hops);
}

/** What can befall a mail between signing and reading. */
export type Mishap = 'none' | 'scanner-footer' | 'subject-tag' | 'date-rewritten' | 'recoded';

/** A mail after a mishap, and the verdict that it deserves: `intended` is what it would deserve untouched. */
export function befall(parcel: Parcel, mishap: Mishap, intended: Verdict): { parcel: Parcel; intended: Verdict; mishap: Mishap } {
  const untouched = { parcel, intended, mishap: 'none' as const };
  // What was added can be taken off again, and is shown as what nobody signed; another encoding of the same words, as no change at all.
  const added: Verdict = intended === 'unverified' ? 'unverified' : 'verified-partly';
  const encoded: Verdict = intended === 'verified' ? 'verified-repaired' : intended;
  const headersChanged: Verdict = intended === 'unverified' ? 'unverified' : 'failed';
  switch (mishap) {
    case 'none':
      return untouched;
    case 'scanner-footer': {
      const changed = withFooter(parcel, SCANNER_FOOTER);
      return changed === undefined ? untouched : { parcel: changed, intended: added, mishap };
    }
    case 'recoded': {
      const changed = recoded(parcel);
      return changed === undefined ? untouched : { parcel: changed, intended: encoded, mishap };
    }
    case 'subject-tag':
      return { parcel: withValue(parcel, 'Subject', (value) => ` [EXT]${value}`), intended: added, mishap };
    case 'date-rewritten':
      return { parcel: withValue(parcel, 'Date', (value) => value.replace(/\+0[12]00$/, '+0000 (UTC)')), intended: headersChanged, mishap };
    default:
      return mishap satisfies never;
  }
}

const SCANNER_FOOTER = [
  '',
  '_______________________________________________',
  'Checked by Orle Shield. No known threat was found in this mail.',
];

export const LIST_ADDRESS = 'liste-marnay@listes.marnay-citoyens.example';
export const LIST_TAG = '[liste-marnay]';
const LIST_FOOTER = [
  '_______________________________________________',
  'liste-marnay - la liste des habitants',
  'Archives : http://listes.marnay-citoyens.example/liste-marnay',
];

/** As the mailing list sends it on: tagged (until the summer of 2015), with a footer, signed by the list. */
export function throughList(parcel: Parcel, tagging: boolean, intended: Verdict, seconds: number): { parcel: Parcel; intended: Verdict } {
  const subject = parcel.fields.find((field) => field.name === 'Subject')?.value ?? '';
  const tagged = tagging && !subject.includes('liste-marnay');
  const withTag = tagged ? withValue(parcel, 'Subject', (value) => ` ${LIST_TAG}${value}`) : parcel;
  const withText = withFooter(withTag, LIST_FOOTER);
  const changed = withText ?? withTag;
  const fields = [
    { name: 'Sender', value: ' liste-marnay-bounces@listes.marnay-citoyens.example' },
    { name: 'Precedence', value: ' list' },
    { name: 'List-Id', value: ' La liste des habitants <liste-marnay.listes.marnay-citoyens.example>' },
    { name: 'List-Post', value: ` <mailto:${LIST_ADDRESS}>` },
  ];
  const damage: Verdict = tagged || withText !== undefined ? 'verified-partly' : intended;
  const listed = signed(
    { fields: [...fields, ...changed.fields], body: changed.body },
    { ...SPECIAL_ORDERS.listeMarnay, signedAtSeconds: seconds },
  );
  return { parcel: listed, intended: intended === 'unverified' ? 'unverified' : damage };
}

/**
 * Adds lines at the end of the first plain text, as gateways and lists do; undefined where that text is in base64 and they would
 * leave it alone.
 */
function withFooter(parcel: Parcel, lines: readonly string[]): Parcel | undefined {
  const footer = `${lines.join('\r\n')}\r\n`;
  const own = parcel.fields.find((one) => one.name === 'Content-Transfer-Encoding')?.value;
  if (own !== undefined) return own === ' base64' ? undefined : { ...parcel, body: parcel.body + footer };
  const part = /Content-Type: text\/plain[^\r]*\r\nContent-Transfer-Encoding: (?:7bit|8bit|quoted-printable)\r\n\r\n/.exec(parcel.body);
  if (part === null) return undefined;
  const delimiter = parcel.body.slice(parcel.body.lastIndexOf('\n', part.index - 2) + 1, part.index - 2);
  const end = parcel.body.indexOf(`\r\n${delimiter}`, part.index);
  return end < 0 ? undefined : { ...parcel, body: `${parcel.body.slice(0, end)}\r\n${footer}${parcel.body.slice(end + 2)}` };
}

/** A relay that knows no 8-bit mail turns the text into quoted-printable (RFC 6152 §3). */
function recoded(parcel: Parcel): Parcel | undefined {
  const encoding = parcel.fields.find((one) => one.name === 'Content-Transfer-Encoding')?.value;
  if (encoding !== ' 8bit') return undefined;
  const changed = withValue(parcel, 'Content-Transfer-Encoding', () => ' quoted-printable');
  return { ...changed, body: quotedPrintable(parcel.body) };
}

/** An address from the blocks that are reserved for documentation (RFC 5737). */
function address(random: Random): string {
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.between(1, 254)}`;
}

function queueId(random: Random): string {
  return random.letters(11, '0123456789BCDFGHJKLMNPQRSTVWXYZ');
}
