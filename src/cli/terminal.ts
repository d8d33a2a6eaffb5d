import type { QueryError } from '../archive/archive.ts';
import type { MailboxRecord, MessageRecord } from '../archive/record.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { verdictWords } from '../evidence/words.ts';
import { looksLikeAddress } from '../message/display-names.ts';
import { asciiBeside } from '../message/lookalikes.ts';
import { clean } from '../message/terminal-text.ts';

/** A shape for each verdict: a word and a shape, so that colour says nothing alone. */
const shapes: Record<Verdict, string> = {
  verified: '✔',
  'verified-repaired': '✔~',
  'verified-recovered': '✔?',
  'verified-partly': '◐',
  'headers-verified': '◇',
  corroborated: '≈',
  unverified: '○',
  failed: '△',
  contradicted: '✖',
};

export function verdictLabel(verdict: Verdict): string {
  return `${shapes[verdict]} ${verdictWords(verdict).label}`;
}

export function person(mailbox: MailboxRecord | null): string {
  if (mailbox === null) return '(no sender)';
  const { name, address } = mailbox;
  if (name === null) return addressText(address);
  return `${clean(looksLikeAddress(name) ? `"${name}"` : name)} <${addressText(address)}>`;
}

/** An address or a domain, and what DNS has for it where its letters could be taken for others. */
export function addressText(address: string): string {
  const ascii = asciiBeside(address);
  return `${clean(address)}${ascii === undefined ? '' : ` (${ascii})`}`;
}

export function people(mailboxes: readonly MailboxRecord[]): string {
  return mailboxes.map(person).join(', ');
}

/** A message in one line: number, date, verdict, sender, subject. */
export function oneLine(message: MessageRecord): string {
  const date = message.date?.replace('T', ' ').replace(/:\d\dZ$/, ' UTC') ?? '(no date)';
  const sender = message.from === null ? '(no sender)' : shortName(message.from);
  return `#${message.number}  ${date}  ${verdictLabel(message.verdict)}  ${sender}  ${clean(message.subject ?? '(no subject)')}`;
}

/** The name alone, but the address where the name could be taken for one. */
function shortName({ name, address }: MailboxRecord): string {
  return name === null || looksLikeAddress(name) ? addressText(address) : clean(name);
}

/** What is wrong with a query, and the query with a pointer under the character at fault. */
export function explainQueryError({ query, fault }: QueryError): string {
  const start = Math.max(0, fault.at - 60);
  const shown = clean(query.slice(start, fault.at + 20));
  return `the query cannot be understood.\n\n  ${shown}\n  ${' '.repeat(clean(query.slice(start, fault.at)).length)}^\n${clean(fault.message)}`;
}

/** What the user types to run the program: installed, or in a checkout. */
export const commandName = import.meta.url.endsWith('.ts') ? 'npm run -s chainmail --' : 'chainmail';

/** A number with thousands marks. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** "1 message", "1,204 messages". */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
