import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { importMail } from '../archive/import.ts';
import { openKeeper } from '../archive/keeper.ts';
import { writeDemo } from '../demo/write.ts';
import { openMailSource } from '../sources/mail/open.ts';
import { archiveFileName } from '../store/database.ts';
import { UsageError } from './exit.ts';
import { importKeyFiles } from './key-files.ts';
import { archiveOption, portOption, wholeNumber } from './options.ts';
import { showProgress, untilInterrupted } from './progress.ts';
import { serve } from './serve.ts';
import { count, plural } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly port: number;
  readonly open: boolean;
  readonly serve: boolean;
  readonly messages: number;
  readonly seed: number;
  readonly attachments: 'small' | 'realistic';
}

/** Where in the archive's folder the demonstration's own mail lies. */
const sourceFolder = 'demo-sources';

export function demoCommand(): Command {
  return new Command('demo')
    .description('Make a small fictional archive, and serve it.')
    .addOption(archiveOption())
    .addOption(portOption())
    .option('--no-open', 'do not open a browser')
    .option('--no-serve', 'make the archive and end')
    .addOption(new Option('--messages <n>', 'about how many messages').argParser(wholeNumber(1, 10_000_000)).default(1_500))
    .addOption(new Option('--seed <n>', 'another seed gives other mail').argParser(wholeNumber(0, 2 ** 32 - 1)).default(1))
    .addOption(new Option('--attachments <size>', 'how large the attachments are').choices(['small', 'realistic']).default('small'))
    .addHelpText('after', '\nEverything in it is invented. Example:\n  chainmail demo --archive /tmp/demo --port 9000 --no-open')
    .action(run);
}

async function run(options: Options): Promise<void> {
  await make(options);
  if (!options.serve) return;
  await serve({ archive: options.archive, host: '127.0.0.1', port: options.port }, (url) => {
    if (options.open) openBrowser(url);
  });
}

async function make(options: Options): Promise<void> {
  const existed = existsSync(join(options.archive, archiveFileName));
  const sourcesAt = join(options.archive, sourceFolder);
  if (!existed && existsSync(sourcesAt)) {
    throw new UsageError(`${sourcesAt} is there already, and no demonstration made it. Give it a folder of its own: --archive DIR.`);
  }
  const keeper = openKeeper(options.archive, { create: true });
  let written: Awaited<ReturnType<typeof writeDemo>>;
  try {
    if (existed && !keeper.isDemo()) {
      throw new UsageError(
        `${options.archive} already holds an archive of yours. Give the demonstration a folder of its own: --archive DIR.`,
      );
    }
    keeper.markAsDemo();
    keeper.setTitle('The Halden Files');
    process.stderr.write(`Writing about ${plural(options.messages, 'fictional message')} into ${sourcesAt} …\n`);
    rmSync(sourcesAt, { recursive: true, force: true }); // what an earlier demonstration of another size left
    written = await writeDemo(sourcesAt, { messages: options.messages, seed: options.seed, attachments: options.attachments });
    await importKeyFiles(keeper, written.keyFiles);
  } finally {
    keeper.close();
  }
  const sources = await Promise.all(written.sources.map((path) => openMailSource(path)));
  const report = await untilInterrupted(async (signal) => {
    using progress = showProgress('Importing');
    return await importMail(options.archive, sources, {
      signal,
      onProgress: ({ octetsRead, totalOctets, read }) => progress.update(octetsRead, totalOctets, plural(read, 'message')),
    });
  });
  process.stderr.write(
    `${plural(report.totals.messages, 'message')}, ${count(report.verdicts.verified)} of them DKIM verified, imported in ${report.seconds} s into ${options.archive}.\n`,
  );
}

/** Opens the address in the user's browser, where there is one; the address has been told anyway. */
function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
