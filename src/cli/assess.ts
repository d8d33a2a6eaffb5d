import { Command } from 'commander';
import { assessArchive } from '../archive/assess.ts';
import { VERDICTS } from '../evidence/verdict.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { exitCodes } from './exit.ts';
import { archiveOption, jobsOption, jsonOption } from './options.ts';
import { showProgress, untilInterrupted } from './progress.ts';
import { count, plural, verdictLabel } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly jobs?: number;
  readonly json?: boolean;
}

export function assessCommand(): Command {
  return new Command('assess')
    .description('Verify, match chains and judge every message again with the keys that the archive has now.')
    .addOption(archiveOption())
    .addOption(jobsOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  chainmail keys import more-keys.jsonl && chainmail assess')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const report = await untilInterrupted(async (signal) => {
    using progress = showProgress('Assessing');
    return await assessArchive(options.archive, {
      ...(options.jobs !== undefined && { jobs: options.jobs }),
      signal,
      onProgress: (done, total) => progress.update(done, total, plural(done, 'message')),
      onCompared: (done, total) => progress.update(done, total, `comparing what mail quotes, ${plural(done, 'message')}`),
    });
  });
  if (options.json) process.stdout.write(`${jsonText(report, 2)}\n`);
  else {
    const lines = [`${plural(report.messages, 'message')} judged again, ${count(report.changed)} otherwise than before.`];
    for (const verdict of VERDICTS) {
      if (report.verdicts[verdict] > 0) lines.push(`  ${count(report.verdicts[verdict]).padStart(9)}  ${verdictLabel(verdict)}`);
    }
    for (const { number, reason } of report.unreadable)
      lines.push(`#${number} cannot be read: ${clean(reason)}. "chainmail audit" tells more.`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  process.exitCode = report.stopped ? exitCodes.stopped : report.unreadable.length > 0 ? exitCodes.archive : exitCodes.done;
}
