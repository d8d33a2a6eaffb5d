import { Coverage } from './coverage.ts';
import { Inputs } from './inputs.ts';
import { minimise } from './minimise.ts';
import { type Crash, crashOf } from './outcome.ts';
import type { Target } from './target.ts';

export interface Progress {
  readonly executions: number;
  /** Processor time of the thread. */
  readonly seconds: number;
  /** Characters of source reached, after the seeds and now. */
  readonly reachedAtFirst: number;
  readonly reached: number;
  readonly blocks: number;
  readonly kept: number;
}

export interface LoopOptions {
  readonly seed: number;
  /** Of processor time. */
  readonly seconds: number;
  readonly corpus: readonly Uint8Array[];
  /** Is told each input before it runs, so that one that never returns is known. */
  starting(input: Uint8Array): void;
  kept(input: Uint8Array): void;
  crashed(crash: Crash, input: Uint8Array): void;
  progress(progress: Progress): void;
}

/** Inputs run between two looks at the coverage: a look costs as much as some dozens of them. */
const batchSize = 100;

/** Runs a target on ever new inputs, keeping those that reach new places, until its time is over. */
export async function loop(target: Target, options: LoopOptions): Promise<Progress> {
  const inputs = new Inputs(target, options.seed, options.corpus);
  const coverage = new Coverage();
  const known = new Set<string>();
  let executions = 0;
  let reachedAtFirst: number | undefined;

  const run = async (input: Uint8Array): Promise<void> => {
    options.starting(input);
    executions++;
    const crash = await crashOf(target, input);
    if (crash === undefined || known.has(crash.signature)) return;
    known.add(crash.signature);
    options.crashed(crash, await minimise(target, input, crash.signature, options.starting));
  };

  coverage.take(true);
  for (;;) {
    const batch: Uint8Array[] = [];
    for (let i = 0; i < batchSize; i++) {
      const input = inputs.next();
      batch.push(input);
      await run(input);
    }
    if (coverage.take(false) > 0) {
      for (const input of batch) {
        await run(input);
        if (coverage.take(true) === 0) continue;
        inputs.keep(input);
        options.kept(input);
      }
    }
    reachedAtFirst ??= coverage.reached;
    const seconds = cpuSeconds();
    const { reached, blocks } = coverage;
    const progress = { executions, seconds, reachedAtFirst, reached, blocks, kept: inputs.keptCount };
    options.progress(progress);
    if (seconds >= options.seconds) return progress;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
