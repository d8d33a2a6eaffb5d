import { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { openKeeper } from '../archive/keeper.ts';
import { keyFileLine } from '../archive/key-record.ts';
import { selectorName } from '../archive/key-uses.ts';
import { keysRecord } from '../archive/keys-record.ts';
import type { StoredKey } from '../evidence/keys/key.ts';
import { sightingWindow } from '../evidence/keys/sighting.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { exitCodes, UsageError } from './exit.ts';
import { importKeyFiles, importPublicKeys } from './key-files.ts';
import { recoverCommand } from './keys-recover.ts';
import { archiveOption, jsonOption } from './options.ts';
import { count, plural } from './terminal.ts';
import { parseDay } from './time.ts';

interface Options {
  readonly archive: string;
  readonly source?: string;
  readonly json?: boolean;
  readonly public?: boolean;
  readonly since?: string;
  readonly used?: boolean;
}

export function keysCommand(): Command {
  const command = new Command('keys').description('The archive of DKIM keys: import, list, recover, export.');
  command
    .command('import')
    .description(
      'Add keys from files: JSONL, JSON, CSV, what dig prints, a zone file, or a folder of selector._domainkey.domain.txt records.',
    )
    .argument('<file...>')
    .addOption(archiveOption())
    .option('--source <text>', 'where the keys come from, for those that do not say')
    .option('--public', 'the files are lists of keys whose private half is public (docs/formats/keys.md)')
    .option('--since <date>', 'with --public: since when, for keys of which the list does not say')
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
    .description(
      'Print the keys as a key file (JSONL) that "keys import" takes: the keys by which this archive is judged, for others to pin.',
    )
    .addOption(archiveOption())
    .option('--used', 'only the keys that signatures of this archive ask for')
    .addHelpText('after', '\nExample:\n  chainmail keys export > keys.jsonl')
    .action(exportKeys);
  return command;
}

async function importKeys(paths: readonly string[], options: Options): Promise<void> {
  const keeper = openKeeper(options.archive, { create: true });
  try {
    if (options.since !== undefined && !options.public) throw new UsageError('--since is for --public.');
    const since = options.since === undefined ? undefined : parseDay(options.since, '--since');
    const report = options.public
      ? await importPublicKeys(keeper, paths, options.source, since)
      : await importKeyFiles(keeper, paths, options.source);
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
    process.stdout.write(`${jsonText(keysRecord(archive), 2)}\n`);
    return;
  }
  for (const key of keys) {
    const { firstSeen, lastSeen } = keyFileLine(key);
    const seen = firstSeen === undefined && lastSeen === undefined ? 'times unknown' : `${firstSeen ?? '…'} to ${lastSeen ?? '…'}`;
    process.stdout.write(
      `${clean(key.selector)}._domainkey.${clean(key.domain)}  ${clean(key.tier)}  ${seen}  ${plural(key.messages, 'message')}  ${clean(key.source)}\n`,
    );
  }
  const { wanted, wantedTotal } = archive.keyUses();
  for (const { domain, selector, messages } of wanted) {
    process.stdout.write(`${clean(selector)}._domainkey.${clean(domain)}  no key  ${plural(messages, 'message')} signed by it\n`);
  }
  process.stdout.write(`${plural(keys.length, 'key')}; ${plural(wantedTotal, 'selector')} without a key.\n`);
}

function exportKeys(options: Options): void {
  const keeper = openKeeper(options.archive, { readOnly: true });
  try {
    const keys = keeper.keys();
    const asked = options.used ? keeper.askedSelectors() : undefined;
    const isAsked = ({ domain, selector }: StoredKey) => asked?.has(selectorName(domain, selector)) ?? true;
    const sighted = inFileOrder(keys.filter((key) => key.tier !== 'recovered' && isAsked(key)));
    for (const key of sighted) process.stdout.write(`${jsonText(keyFileLine(key))}\n`);
    const recovered = keys.filter(({ tier }) => tier === 'recovered').length;
    // Nobody has seen a recovered key: what shows it are the signatures, and it comes back from them alone.
    if (recovered > 0) process.stderr.write(`${plural(recovered, 'recovered key')} left out: "chainmail keys recover" finds them again.\n`);
  } finally {
    keeper.close();
  }
}

/** The same for the same keys, in whatever order they were imported. */
function inFileOrder(keys: readonly StoredKey[]): StoredKey[] {
  const lines = new Map(keys.map((key) => [key, jsonText(keyFileLine(key))]));
  const name = ({ domain, selector }: StoredKey) => `${domain} ${selector}`;
  const time = (key: StoredKey) => sightingWindow(key)?.first ?? Number.NEGATIVE_INFINITY;
  return keys.toSorted((a, b) => order(name(a), name(b)) || order(time(a), time(b)) || order(lines.get(a)!, lines.get(b)!));
}

function order<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
