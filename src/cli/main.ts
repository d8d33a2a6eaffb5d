import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { QueryError, SearchStopped } from '../archive/archive.ts';
import { version } from '../archive/version.ts';
import { clean } from '../message/terminal-text.ts';
import { SourceError } from '../sources/error.ts';
import { ArchiveError } from '../store/database.ts';
import { ServerError } from '../web/server-error.ts';
import { exitCodes, UsageError } from './exit.ts';
import { explainQueryError } from './terminal.ts';

const program = new Command('chainmail')
  .description('Authenticates, searches and publishes an archive of e-mail.')
  .version(version)
  // What stands behind a command is its own: `search -V` asks for mail without that word.
  .enablePositionalOptions()
  .addHelpText(
    'after',
    `
In a clone, what the examples call "chainmail" is "npm run -s chainmail --".
The archive is --archive DIR, else $CHAINMAIL_ARCHIVE, else ./archive. Nothing is looked up on the network unless you say --dns.
Exit codes: 0 done; 1 done, but some input failed; 2 usage; 3 the archive cannot be opened or is damaged;
70 a fault of Chainmail itself.

Examples:
  chainmail demo                                   a small fictional archive, served
  chainmail import inbox.mbox --keys keys.jsonl    import a mailbox and verify it
  chainmail search 'budget verdict:verified'       search from the command line
  chainmail serve                                  read it in a browser`,
  );

/** In the order of the help. Where one is named, the others are not even read: a command starts in half the time. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demoCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  search: async () => (await import('./search.ts')).searchCommand(),
  list: async () => (await import('./list.ts')).listCommand(),
  show: async () => (await import('./show.ts')).showCommand(),
  assess: async () => (await import('./assess.ts')).assessCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  config: async () => (await import('./config.ts')).configCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
};
const named = Object.hasOwn(commands, process.argv[2] ?? '') ? commands[process.argv[2]!] : undefined;
for (const load of named === undefined ? Object.values(commands) : [named]) program.addCommand(await load());
leaveByError(program);

/** A reader such as `head` that has seen enough ends the program quietly. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  say(`The output cannot be written: ${error.message}. Make room, or send it elsewhere, and run the command again.`);
  process.exit(exitCodes.someFailed);
});
/** Nobody hears what is said on the way; the work goes on. */
process.stderr.on('error', () => {});

/** Our own bugs end with a stack, and not by Node's 1: that would say that the work was done. */
process.on('uncaughtException', (error) => {
  say(`a fault of Chainmail itself, and the work is not finished:\n${inspect(error)}`);
  process.exit(exitCodes.ownFault);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}

/** Says on standard error what went wrong, and how the program ends. Our own bugs are not caught: they end with a stack. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageError || error instanceof SourceError || error instanceof ServerError) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof QueryError) {
    say(explainQueryError(error));
    return exitCodes.usage;
  }
  if (error instanceof SearchStopped) {
    say(error.message);
    return exitCodes.someFailed;
  }
  if (error instanceof ArchiveError) {
    say(error.message);
    return exitCodes.archive;
  }
  throw error;
}

/** A message may name a file, and a file in a folder from a stranger may have any name. */
function say(message: string): void {
  process.stderr.write(`chainmail: ${clean(message, { multiline: true })}\n`);
}

/** Makes a command and those below it end by an error that `tell` turns into an exit code. */
function leaveByError(command: Command): void {
  command.exitOverride().showHelpAfterError('(add --help for the options and examples)');
  command.configureOutput({ writeErr: (text) => process.stderr.write(clean(text, { multiline: true })) });
  for (const inner of command.commands) leaveByError(inner);
}
