import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import type { Corpus } from './corpus/write.ts';
import type { PeerFigures } from './figures.ts';
import { folderOctets, measureImport } from './import.ts';
import { isInstalled, measureCommand } from './run.ts';

type Program = PeerFigures['programs'][string];

/** Imports the same Maildir with this project and with the mail indexers that are here, one after the other. */
export function measurePeers(corpus: Corpus, directory: string, tell: (text: string) => void): PeerFigures {
  const maildir = corpus.maildir!;
  const programs: Record<string, Program> = {};
  const archive = join(directory, 'peer-chainmail');
  const { cpuSeconds, wallSeconds, peakMegabytes, archiveOctets } = measureImport(corpus, archive, maildir);
  programs['Chainmail'] = { cpuSeconds, wallSeconds, peakMegabytes, octets: archiveOctets };
  rmSync(archive, { recursive: true });
  tell('peers: Chainmail done');
  for (const [name, program, measure] of [
    ['notmuch new', 'notmuch', measureNotmuch],
    ['mu index', 'mu', measureMu],
  ] as const) {
    if (isInstalled(program)) programs[name] = measure(maildir, directory);
    tell(isInstalled(program) ? `peers: ${name} done` : `${name} is not measured: ${program} is not installed.`);
  }
  return { messages: corpus.messages, octets: corpus.octets, load: loadavg()[0]!, programs };
}

function measureNotmuch(maildir: string, directory: string): Program {
  const home = fresh(join(directory, 'peer-notmuch'));
  const config = join(home, 'config');
  writeFileSync(
    config,
    `[database]\npath=${home}/database\nmail_root=${dirname(maildir)}\n[new]\ntags=new\n[user]\nname=Bench\nprimary_email=bench@reader.example\n`,
  );
  mkdirSync(join(home, 'database'));
  return costOf(home, ['notmuch', `--config=${config}`, 'new', '--quiet'], join(home, 'database'));
}

function measureMu(maildir: string, directory: string): Program {
  const home = fresh(join(directory, 'peer-mu'));
  measureCommand(['mu', 'init', `--muhome=${home}`, `--maildir=${maildir}`, '--quiet']);
  return costOf(home, ['mu', 'index', `--muhome=${home}`, '--quiet'], home);
}

function costOf(home: string, command: readonly string[], database: string): Program {
  // As it runs by itself: what bin/launch.mjs sets for this program is not for others.
  const { cpuSeconds, wallSeconds, peakMegabytes } = measureCommand(command, { MALLOC_TRIM_THRESHOLD_: undefined });
  const octets = folderOctets(database);
  rmSync(home, { recursive: true });
  return { cpuSeconds, wallSeconds, peakMegabytes, octets };
}

function fresh(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
