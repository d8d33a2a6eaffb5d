import { Command, Option } from 'commander';
import { assessArchive } from '../archive/assess.ts';
import { type RecoverReport, recoverKeys, type SelectorReport } from '../archive/recover.ts';
import { chooseEngine, type EngineName, engineNames } from '../archive/recovery-engine.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { exitCodes, UsageError } from './exit.ts';
import { archiveOption, jsonOption, wholeNumber } from './options.ts';
import { showProgress, untilInterrupted } from './progress.ts';
import { count, plural } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly domain?: string;
  readonly selector?: string;
  readonly minSignatures?: number;
  readonly attempts?: number;
  readonly engine: EngineName;
  readonly assess: boolean;
  readonly json?: boolean;
}

export function recoverCommand(): Command {
  return new Command('recover')
    .description('Compute lost RSA keys from the signatures that they made: two intact ones give the key.')
    .addOption(archiveOption())
    .option('--domain <domain>', "this domain's selectors alone")
    .option('--selector <selector>', 'this selector alone')
    .option('--min-signatures <n>', 'pass over selectors with fewer signatures without a key (default: 2)', wholeNumber(2, 1_000_000))
    .option('--attempts <n>', 'comparisons of minutes that one selector is worth (default: 4)', wholeNumber(1, 1_000))
    .addOption(
      new Option('--engine <name>', 'what compares: its own code, or GMP through python3-gmpy2').choices(engineNames).default('auto'),
    )
    .option('--no-assess', 'do not judge the mail again by the keys that were found')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  chainmail keys recover --domain example.org --selector s1\n\nIt can be stopped at any time; the same command goes on where it ended.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const engine = chooseEngine(options.engine);
  if (engine === undefined)
    throw new UsageError('GMP is not here: it takes python3 with gmpy2 (Debian: python3-gmpy2). --engine own needs nothing.');
  process.stderr.write(engine.name === 'gmp' ? 'Comparing with GMP (python3-gmpy2).\n' : 'Comparing with its own code.\n');
  const report = await untilInterrupted(async (signal) => {
    using progress = showProgress('Recovering');
    return await recoverKeys(options.archive, {
      engine,
      ...(options.domain !== undefined && { domain: options.domain }),
      ...(options.selector !== undefined && { selector: options.selector }),
      ...(options.minSignatures !== undefined && { minSignatures: options.minSignatures }),
      ...(options.attempts !== undefined && { attempts: options.attempts }),
      signal,
      onProgress: ({ domain, selector, done, total, bits, share }) => {
        const part = share === undefined ? '' : `, ${Math.floor(100 * share)} %`;
        const about = durationWords(engine.estimateSeconds(65_537 * bits));
        progress.update(
          done + (share ?? 0) * 0.99,
          total,
          `${clean(selector)}._domainkey.${clean(domain)}: ${bits} bits, about ${about} a comparison${part}`,
        );
      },
    });
  });
  const assessed = options.assess && report.toAssess && !report.stopped ? await assess(options.archive) : undefined;
  if (options.json) process.stdout.write(`${jsonText({ ...report, ...(assessed !== undefined && { assessed }) }, 2)}\n`);
  else printReport(report, assessed);
  process.exitCode = report.stopped || assessed?.stopped ? exitCodes.stopped : exitCodes.done;
}

async function assess(directory: string): Promise<{ messages: number; changed: number; stopped: boolean }> {
  const { messages, changed, stopped } = await untilInterrupted(async (signal) => {
    using progress = showProgress('Assessing');
    return await assessArchive(directory, { signal, onProgress: (done, total) => progress.update(done, total, plural(done, 'message')) });
  });
  return { messages, changed, stopped };
}

function printReport(report: RecoverReport, assessed: { messages: number; changed: number } | undefined): void {
  const lines = report.selectors.map(
    (one) => `${clean(one.selector)}._domainkey.${clean(one.domain)}  ${plural(one.signatures, 'signature')}  ${outcomeWords(one)}`,
  );
  lines.push(`${plural(report.recovered, 'key')} recovered, of ${plural(report.selectors.length, 'selector')} tried. ${report.seconds} s.`);
  if (report.recovered > 0) {
    lines.push(
      'A recovered key shows that one key holder, unidentified, made the signatures that it opens: a forger could have made key and mail.',
    );
  }
  if (assessed !== undefined)
    lines.push(`${plural(assessed.messages, 'message')} judged again, ${count(assessed.changed)} otherwise than before.`);
  else if (report.toAssess) lines.push('Run "chainmail assess" to judge the mail by them.');
  if (report.stopped) lines.push('Stopped before the end: run the same command again to go on.');
  process.stdout.write(`${lines.join('\n')}\n`);
}

function outcomeWords({ outcome, certificates, questions }: SelectorReport): string {
  switch (outcome) {
    case 'recovered':
      return `recovered: ${certificates.map(({ bits, signatures }) => `${bits} bits, proven by ${plural(signatures, 'signature')}`).join('; ')}`;
    case 'known':
      return 'the archive has its keys';
    case 'too-few':
      return 'not recovered: it takes two different RSA signatures';
    case 'wrong-size':
      return 'not recovered: the signatures are shorter or longer than those of keys that are recovered';
    case 'nothing-shared':
      return `not recovered: no two share a key (${plural(questions, 'comparison')}): headers altered since, or several keys`;
    case 'stopped':
      return 'stopped';
    default:
      return outcome satisfies never;
  }
}

function durationWords(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}
