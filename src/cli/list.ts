import { once } from 'node:events';
import { Command, Option } from 'commander';
import { openArchive } from '../archive/archive.ts';
import type { MessageRecord } from '../archive/record.ts';
import { archiveOption } from './options.ts';

interface Options {
  readonly archive: string;
  readonly format: 'jsonl' | 'csv';
}

export function listCommand(): Command {
  return new Command('list')
    .description('List every match, in number order.')
    .argument('[query]', 'as for "chainmail search"; without it, every message', '')
    .addOption(archiveOption())
    .addOption(new Option('--format <name>', 'one JSON object a line, or CSV').choices(['jsonl', 'csv']).default('jsonl'))
    .addHelpText(
      'after',
      `
Examples:
  chainmail list > all.jsonl
  chainmail list verdict:verified --format csv > verified.csv`,
    )
    .action(run);
}

async function run(query: string, options: Options): Promise<void> {
  using archive = openArchive(options.archive);
  if (options.format === 'csv') await print(`${columns.map(([name]) => name).join(',')}\r\n`);
  for await (const record of archive.list(query)) {
    await print(options.format === 'csv' ? csvLine(record) : `${JSON.stringify(record)}\n`);
  }
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

const columns: readonly (readonly [string, (record: MessageRecord) => string | number | null])[] = [
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

function mailboxText(mailbox: MessageRecord['from']): string {
  if (mailbox === null) return '';
  return mailbox.name === null ? mailbox.address : `${mailbox.name} <${mailbox.address}>`;
}

/** One line of CSV (RFC 4180). A text that a spreadsheet would take for a formula is given a leading apostrophe. */
function csvLine(record: MessageRecord): string {
  const cells = columns.map(([, read]) => {
    const value = read(record);
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}
