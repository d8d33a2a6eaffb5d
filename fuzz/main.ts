/**
 * Fuzzes the parsers: `npm run fuzz -- [target …] [--minutes M] [--seed S] [--folder DIR]`.
 *
 * Without targets, all of them one after the other. Minutes are of processor time, for each target. What was kept and what crashed
 * lies in the folder (by default in the system's temporary one) and is gone on with by the next run.
 * `--list` names the targets; `--run TARGET FILE…` runs single inputs; `--table` prints what docs/fuzzing.json and the folder's log say
 * together; `--keep` adds the log to docs/fuzzing.json, and sets it aside as log-kept.jsonl.
 */

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Progress } from './loop.ts';
import { crashOf } from './outcome.ts';
import { fuzz } from './supervise.ts';
import { type Figures, type LogLine, summed, tableOf } from './table.ts';
import type { Target } from './target.ts';
import { targetNamed, targets } from './targets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'chainmail-fuzz') },
    list: { type: 'boolean', default: false },
    run: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const log = join(values.folder, 'log.jsonl');
/** The sums of all runs that were kept: the logs themselves are gone with the temporary folders. */
const sums = new URL('../docs/fuzzing.json', import.meta.url);

if (values.list) {
  for (const { name, laws } of targets) console.log(`${name.padEnd(16)} ${laws}`);
} else if (values.table) {
  console.log(tableOf([...keptFigures(), ...loggedFigures(log)]));
} else if (values.keep) {
  keepLog();
} else if (values.run) {
  const [name = '', ...files] = positionals;
  for (const file of files) {
    const crash = await crashOf(targetNamed(name), new Uint8Array(readFileSync(file)));
    console.log(`${file}: ${crash === undefined ? 'no crash' : `${crash.signature}\n${crash.detail}`}`);
    if (crash !== undefined) process.exitCode = 1;
  }
} else {
  const chosen = positionals.length === 0 ? targets : positionals.map(targetNamed);
  for (const target of chosen) await fuzzOne(target, Number(values.minutes) * 60, Number(values.seed));
}

function keptFigures(): Figures[] {
  return JSON.parse(readFileSync(sums, 'utf8')) as Figures[];
}

function loggedFigures(file: string): LogLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogLine);
}

/** A run that goes on meanwhile begins another log. */
function keepLog(): void {
  if (!existsSync(log)) return;
  const taken = `${log}.taken`;
  renameSync(log, taken);
  const rows = summed([...keptFigures(), ...loggedFigures(taken)]);
  writeFileSync(sums, `${JSON.stringify(rows, null, 2)}\n`);
  appendFileSync(join(values.folder, 'log-kept.jsonl'), readFileSync(taken));
  rmSync(taken);
}

async function fuzzOne(target: Target, seconds: number, seed: number): Promise<void> {
  const corpus = join(values.folder, target.name, 'corpus');
  const crashes = join(values.folder, target.name, 'crashes');
  for (const folder of [corpus, crashes]) mkdirSync(folder, { recursive: true });
  const known = readdirSync(corpus)
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(corpus, name))));
  let found = 0;
  let latest: Progress | undefined;
  const writeLog = (): void => {
    if (latest === undefined) return;
    const line: LogLine = { target: target.name, seed, ...latest, crashes: found };
    appendFileSync(log, `${JSON.stringify(line)}\n`);
  };
  // What a run that is stopped has done so far counts.
  const stop = (): never => {
    writeLog();
    process.exit();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const last = await fuzz(
    target,
    { seed, seconds, corpus: known },
    {
      kept: (input) => writeFileSync(join(corpus, nameOf(input)), input),
      crashed(crash, input) {
        found++;
        process.exitCode = 1;
        const file = join(crashes, nameOf(input));
        writeFileSync(file, input);
        console.log(`${target.name}: CRASH ${crash.signature}, ${input.length} octets in ${file}\n${crash.detail}`);
      },
      progress(progress) {
        latest = progress;
      },
    },
  );
  process.off('SIGTERM', stop).off('SIGINT', stop);
  writeLog();
  if (last === undefined) return;
  console.log(
    `${target.name}: ${Math.round(last.seconds)} s, ${last.executions} executions, ${last.blocks} blocks, source reached ${last.reachedAtFirst} → ${last.reached}, ${last.kept} kept, ${found} crashes`,
  );
}

function nameOf(input: Uint8Array): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 16);
}
