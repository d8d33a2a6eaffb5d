import type { MessageRecord } from './record.ts';

const columns: readonly (readonly [name: string, read: (record: MessageRecord) => string | number | null])[] = [
  ['number', (record) => record.number],
  ['date', (record) => record.date],
  ['from', (record) => mailboxText(record.from)],
  ['to', (record) => record.to.map(mailboxText).join('; ')],
  ['cc', (record) => record.cc.map(mailboxText).join('; ')],
  ['subject', (record) => record.subject],
  ['verdict', (record) => record.verdict],
  ['marks', (record) => record.marks.join(' ')],
  [
    'signers',
    (record) =>
      record.signatures
        .filter(({ result }) => result === 'pass')
        .map(({ signer }) => signer)
        .join(' '),
  ],
  ['attachments', (record) => record.attachments.map(({ name }) => name ?? '').join('; ')],
  ['thread', (record) => record.thread],
  ['messageId', (record) => record.messageId],
  ['sha256', (record) => record.sha256],
];

/** The names of the columns, which are a promise (docs/formats/json.md), as the first line of a table. */
export const csvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/**
 * A message as one line of CSV (RFC 4180), line end included. A text that a spreadsheet would take for a formula is given a leading
 * apostrophe.
 */
export function csvLine(record: MessageRecord): string {
  const cells = columns.map(([, read]) => {
    const value = read(record);
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}

function mailboxText(mailbox: MessageRecord['from']): string {
  if (mailbox === null) return '';
  return mailbox.name === null ? mailbox.address : `${mailbox.name} <${mailbox.address}>`;
}
