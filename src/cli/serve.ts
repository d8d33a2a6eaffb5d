import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { createApp } from '../web/app.ts';
import { isLoopback } from '../web/hosts.ts';
import { createPageThreads } from '../web/large-mail.ts';
import { searchesWaiting, searchMilliseconds, searchWaitMilliseconds } from '../web/limits.ts';
import { startServer } from '../web/server.ts';
import { archiveOption, collect, portOption } from './options.ts';

interface Options {
  readonly archive: string;
  readonly host: string;
  readonly port: number;
  readonly allowHost?: readonly string[];
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the archive as web pages. Ctrl-C ends it.')
    .addOption(archiveOption())
    .option('--host <address>', 'the address to listen on; other machines see nothing by default', '127.0.0.1')
    .addOption(portOption())
    .option('--allow-host <name>', 'a host name under which readers may ask for it, besides the address (may be repeated)', collect)
    .addHelpText(
      'after',
      `
Examples:
  chainmail serve --archive trove
  chainmail serve --host 0.0.0.0 --port 80 --allow-host archive.example.org`,
    )
    .action((options: Options) => serve(options));
}

/** Serves an archive until the user ends it. @param onReady - Is told the address. */
export async function serve(options: Options, onReady?: (url: string) => void): Promise<void> {
  const cores = availableParallelism();
  const names = { host: options.host, allowedHosts: options.allowHost ?? [] };
  using archive = openArchive(options.archive, {
    limits: {
      processes: Math.max(2, cores),
      milliseconds: searchMilliseconds,
      waiting: searchesWaiting,
      waitMilliseconds: searchWaitMilliseconds,
    },
  });
  const largeMail = createPageThreads({ directory: options.archive, ...names }, Math.max(1, Math.floor(cores / 2)));
  const app = createApp(archive, { ...names, largeMail });
  // The first search reads the index's columns into memory, the first list of people theirs: better now than while a reader waits.
  await archive.search('', { sort: '-date', offset: 0, limit: 0 });
  archive.figures();
  archive.people.list({ part: '', sort: 'sent', offset: 0, limit: 0 });
  archive.files.list({ words: '', sort: '-date', offset: 0, limit: 0 });
  const server = await startServer(app, { host: options.host, port: options.port });
  // Heard from here on: who reads below that it serves may tell it at once to end.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  process.stderr.write(`Serving ${options.archive} at ${server.url} – Ctrl-C ends it.\n`);
  if (archive.isFrozen) {
    process.stderr.write('Nothing can be written where the archive lies: it is shown as it was now. Serve it again once it has changed.\n');
  }
  if (!isLoopback(options.host)) {
    process.stderr.write(
      `WARNING: it listens on ${options.host}, not on this machine alone. There is no password and no encryption: whoever reaches that address reads the whole archive.\n`,
    );
  }
  onReady?.(server.url);
  await ended;
  await server.close();
  await largeMail.close();
}
