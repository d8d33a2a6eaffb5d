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
 * A message as one line of CSV (RFC 4180), line end included. A text that a spreadsheet would take for a formula is given an apostrophe
 * before it; control characters, which a terminal would obey, become spaces, and what would reorder a line U+FFFD.
 */
export function csvLine(record: MessageRecord): string {
  const cells = columns.map(([, read]) => {
    const value = read(record);
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = value.replace(controls, ' ').replace(reordering, '\ufffd').replace(formula, "$1'$2");
    return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Embeddings, overrides and isolates (UAX #9 §2); the marks that right-to-left writers need stay. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Behind a semicolon too: where the decimal sign is a comma, spreadsheets part cells at semicolons, and quotation marks do not keep them
 * from it. The wide signs mean the same to those of East Asia.
 */
const formula = /(^\s*|;["\s]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function mailboxText(mailbox: MessageRecord['from']): string {
  if (mailbox === null) return '';
  return mailbox.name === null ? mailbox.address : `${mailbox.name} <${mailbox.address}>`;
}
