import { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { openKeeper } from '../archive/keeper.ts';
import { keyFileLine, keyRecord } from '../archive/key-record.ts';
import { exitCodes } from './exit.ts';
import { jsonText } from './json.ts';
import { importKeyFiles } from './key-files.ts';
import { recoverCommand } from './keys-recover.ts';
import { archiveOption, jsonOption } from './options.ts';
import { clean, count, plural } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly source?: string;
  readonly json?: boolean;
}

export function keysCommand(): Command {
  const command = new Command('keys').description('The archive of DKIM keys: import, list, recover, export.');
  command
    .command('import')
    .description('Add keys from files: JSONL, CSV or a folder of selector._domainkey.domain.txt records.')
    .argument('<file...>')
    .addOption(archiveOption())
    .option('--source <text>', 'where the keys come from, for those that do not say')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  chainmail keys import dkim-keys.jsonl --source "Example University key archive, 2016"')
    .action(importKeys);
  command
    .command('list')
    .description('List the keys, with how many messages each selector verifies.')
    .addOption(archiveOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  chainmail keys list --archive trove --json')
    .action(listKeys);
  command.addCommand(recoverCommand());
  command
    .command('export')
    .description('Print the keys as a key file (JSONL) that "keys import" takes.')
    .addOption(archiveOption())
    .addHelpText('after', '\nExample:\n  chainmail keys export > keys.jsonl')
    .action(exportKeys);
  return command;
}

async function importKeys(paths: readonly string[], options: Options): Promise<void> {
  const keeper = openKeeper(options.archive, { create: true });
  try {
    const report = await importKeyFiles(keeper, paths, options.source);
    if (options.json) process.stdout.write(`${jsonText(report, 2)}\n`);
    else {
      process.stdout.write(
        `${plural(report.read, 'key')} read, ${count(report.added)} new, ${plural(report.failed, 'line')} that are no key.\n`,
      );
      if (report.added > 0 && keeper.figures().messages > 0) process.stdout.write('Run "chainmail assess" to judge the mail by them.\n');
    }
    process.exitCode = report.failed > 0 ? exitCodes.someFailed : exitCodes.done;
  } finally {
    keeper.close();
  }
}

function listKeys(options: Options): void {
  using archive = openArchive(options.archive);
  const keys = archive.keys();
  if (options.json) {
    process.stdout.write(`${jsonText({ keys: keys.map(keyRecord) }, 2)}\n`);
    return;
  }
  for (const key of keys) {
    const { firstSeen, lastSeen } = keyFileLine(key);
    const seen = firstSeen === undefined && lastSeen === undefined ? 'times unknown' : `${firstSeen ?? '…'} to ${lastSeen ?? '…'}`;
    process.stdout.write(
      `${clean(key.selector)}._domainkey.${clean(key.domain)}  ${key.tier}  ${seen}  ${plural(key.messages, 'message')}  ${clean(key.source)}\n`,
    );
  }
  process.stdout.write(`${plural(keys.length, 'key')}.\n`);
}

function exportKeys(options: Options): void {
  const keeper = openKeeper(options.archive, { readOnly: true });
  try {
    const keys = keeper.keys();
    const sighted = keys.filter(({ tier }) => tier !== 'recovered');
    for (const key of sighted) process.stdout.write(`${jsonText(keyFileLine(key))}\n`);
    const recovered = keys.length - sighted.length;
    // Nobody has seen a recovered key: what shows it are the signatures, and it comes back from them alone.
    if (recovered > 0) process.stderr.write(`${plural(recovered, 'recovered key')} left out: "chainmail keys recover" finds them again.\n`);
  } finally {
    keeper.close();
  }
}
