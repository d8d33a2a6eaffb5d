import { Command } from 'commander';
import { auditArchive } from '../archive/audit.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { exitCodes } from './exit.ts';
import { archiveOption, jobsOption, jsonOption } from './options.ts';
import { showProgress, untilInterrupted } from './progress.ts';
import { count, plural } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly jobs?: number;
  readonly json?: boolean;
}

export function auditCommand(): Command {
  return new Command('audit')
    .description('Re-hash and re-check all that is stored. Changes nothing.')
    .addOption(archiveOption())
    .addOption(jobsOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExits with 3 when anything is not as it was stored.\n\nExample:\n  chainmail audit --archive trove')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const report = await untilInterrupted(async (signal) => {
    using progress = showProgress('Auditing');
    return await auditArchive(options.archive, {
      ...(options.jobs !== undefined && { jobs: options.jobs }),
      signal,
      onProgress: (done, total) => progress.update(done, total, plural(done, 'message')),
    });
  });
  if (options.json) process.stdout.write(`${jsonText(report, 2)}\n`);
  else {
    const lines = report.findings.map(({ number, problem }) => `${number === undefined ? 'archive' : `#${number}`}: ${clean(problem)}`);
    const outcome = report.findings.length === 0 ? 'all is as it was stored' : `${plural(report.findings.length, 'problem')}`;
    lines.push(
      `${plural(report.messages, 'message')}, ${count(report.octets)} octets checked: ${outcome}.${report.stopped ? ' Stopped before the end.' : ''}`,
    );
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  process.exitCode = report.findings.length > 0 ? exitCodes.archive : report.stopped ? exitCodes.stopped : exitCodes.done;
}
