import { once } from 'node:events';
import { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { type ImportReport, importMail } from '../archive/import.ts';
import { openKeeper } from '../archive/keeper.ts';
import type { MailSource } from '../archive/ports.ts';
import { VERDICTS } from '../evidence/verdict.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { type MboxDialect, mboxDialects, openMailSource } from '../sources/mail/open.ts';
import { exitCodes, UsageError } from './exit.ts';
import { importKeyFiles } from './key-files.ts';
import { archiveOption, collect, jobsOption, jsonOption } from './options.ts';
import { showProgress, untilInterrupted } from './progress.ts';
import { commandName, count, plural, verdictLabel } from './terminal.ts';
import { parseDay } from './time.ts';

interface Options {
  readonly archive: string;
  readonly keys?: readonly string[];
  readonly jobs?: number;
  readonly json?: boolean;
  readonly mboxDialect?: string;
  readonly acquired?: string;
  readonly anchor?: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description('Read mail into the archive, verify it and index it. Importing again adds only what is new.')
    .argument('<source...>', '.eml file, mbox, Maildir, or a folder with any of them; gzip and zstd are undone')
    .addOption(archiveOption())
    .option('--keys <file>', 'DKIM keys to verify with: JSONL, CSV or a folder of records (may be repeated)', collect)
    .addOption(jobsOption())
    .option('--mbox-dialect <name>', `take every mbox as this dialect instead of detecting it: ${mboxDialects.join(', ')}`)
    .option('--acquired <date>', 'when this mail came into your hands: keys published later still count')
    .option(
      '--anchor <name>',
      'this mail is known to be independent of the rest, for the reason named: it is listed beside a recovered key',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  chainmail import inbox.mbox --keys keys.jsonl
  chainmail import ~/Maildir old-mail/ --archive trove --jobs 4
  chainmail import export.mbox.zst --mbox-dialect mboxrd --json > report.json`,
    )
    .action(run);
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  const dialect = options.mboxDialect;
  if (dialect !== undefined && !(mboxDialects as readonly string[]).includes(dialect)) {
    throw new UsageError(`"${dialect}" is no mbox dialect. Known: ${mboxDialects.join(', ')}.`);
  }
  const acquired = options.acquired === undefined ? undefined : parseDay(options.acquired, '--acquired');
  const sources: MailSource[] = [];
  for (const path of paths) sources.push(await openMailSource(path, dialect === undefined ? {} : { mboxDialect: dialect as MboxDialect }));

  const keeper = openKeeper(options.archive, { create: true });
  let badKeys = 0;
  try {
    if (keeper.isDemo()) {
      throw new UsageError(
        `${clean(options.archive)} holds the fictional demonstration, and real mail does not belong in it. Name another folder: --archive DIR.`,
      );
    }
    if (acquired !== undefined) keeper.setAcquired(acquired);
    const before = keeper.figures().messages;
    const { read, added, failed } = await importKeyFiles(keeper, options.keys ?? []);
    badKeys = failed;
    if (options.keys !== undefined)
      process.stderr.write(`Keys: ${count(read)} read, ${count(added)} new, ${plural(failed, 'line')} that hold none.\n`);
    if (added > 0 && before > 0) {
      process.stderr.write(`Run "${commandName} assess" to judge the mail that was here before by them too.\n`);
    }
  } finally {
    keeper.close();
  }
  const report = await untilInterrupted(async (signal) => {
    using progress = showProgress('Importing');
    return await importMail(options.archive, sources, {
      ...(options.jobs !== undefined && { jobs: options.jobs }),
      ...(options.anchor !== undefined && { anchor: options.anchor }),
      signal,
      onCompared: (done, total) => progress.update(done, total, `comparing what mail quotes, ${plural(done, 'message')}`),
      onProgress: ({ octetsRead, totalOctets, read, failed, phase }) =>
        progress.update(
          octetsRead,
          totalOctets,
          phase === 'index'
            ? 'putting the search index in order'
            : `${plural(read, 'message')}, ${rate(read)}${failed > 0 ? `, ${count(failed)} failed` : ''}`,
        ),
    });
  });
  if (options.json) await printJson(report, options.archive);
  else printReport(report, options.archive);
  const failed = badKeys + report.sources.reduce((sum, source) => sum + source.failed, 0);
  process.exitCode = report.stopped ? exitCodes.stopped : failed > 0 ? exitCodes.someFailed : exitCodes.done;
}

const began = performance.now();

function rate(read: number): string {
  return `${count(Math.round(read / Math.max(0.001, (performance.now() - began) / 1000)))}/s`;
}

/** The report as JSON. It lists every failure, however many: those that the report does not hold are read from the ledger while they are written. */
async function printJson({ sources, ...rest }: ImportReport, directory: string): Promise<void> {
  using archive = openArchive(directory);
  let before = '{\n  "sources": [';
  for (const { id, failures, notes, ...source } of sources) {
    await print(`${before}\n    ${jsonText(source, 2).replace(/\n\}$/, '').replaceAll('\n', '\n    ')},\n      "failures": [`);
    before = '';
    for (const failure of failures.length === source.failed ? failures : archive.failures(id)) {
      await print(`${before}\n        ${jsonText(failure)}`);
      before = ',';
    }
    await print(`${before === '' ? '' : '\n      '}],\n      "notes": ${jsonText(notes, 2).replaceAll('\n', '\n      ')}\n    }`);
    before = ',';
  }
  await print(`${sources.length === 0 ? before : '\n  '}],${jsonText(rest, 2).slice(1)}\n`);
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** How many failures of a source are listed; the report in JSON lists them all. */
const listedFailures = 10;

function printReport(report: ImportReport, directory: string): void {
  const lines: string[] = [];
  for (const source of report.sources) {
    const form = [source.format, source.dialect, source.compression]
      .filter((word) => word !== undefined && word !== source.format)
      .join(', ');
    lines.push(`${clean(source.path)} (${[source.format, form].filter(Boolean).join(': ')})`);
    const expected = source.expected === null ? '' : ` of ${count(source.expected)} expected`;
    lines.push(
      `  ${count(source.read)} read${expected}: ${count(source.added)} added, ${count(source.duplicates)} duplicate, ${count(source.failed)} failed`,
    );
    for (const note of source.notes) lines.push(`    note: ${clean(note)}`);
    for (const { at, reason } of source.failures.slice(0, listedFailures)) lines.push(`    failed: ${clean(at)}: ${clean(reason)}`);
    if (source.failed > listedFailures)
      lines.push(`    … and ${count(source.failed - listedFailures)} more (import it with --json to list them all)`);
  }
  const { messages, attachments, senders, firstDate, lastDate } = report.totals;
  lines.push(
    '',
    `The archive now holds ${plural(messages, 'message')}, ${plural(attachments, 'attachment')}, ${plural(senders, 'sender')}${firstDate === null ? '' : `, ${firstDate.slice(0, 10)} to ${lastDate?.slice(0, 10)}`}.`,
  );
  for (const verdict of VERDICTS) {
    if (report.verdicts[verdict] > 0) lines.push(`  ${count(report.verdicts[verdict]).padStart(9)}  ${verdictLabel(verdict)}`);
  }
  lines.push(`${report.seconds} s.`);
  if (report.stopped) lines.push('Stopped before the end: run the same command again to go on.');
  else if (messages > 0) lines.push(`Read it: ${commandName} serve --archive ${clean(directory)}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
