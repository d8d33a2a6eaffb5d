import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { PackedRelation } from '../store/relations.ts';
import type { Concluded } from './chains/compare.ts';
import type { ExaminedMessage } from './examine.ts';
import type { Examined, ExamineTask, Reexamined } from './workers/archive-worker.ts';

/** Worker threads that examine messages, and compare them with each other once all are stored. */
export interface ArchivePool extends AsyncDisposable {
  readonly threads: number;
  examineAll(task: ExamineTask): Promise<Examined[]>;
  auditStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(Reexamined | { readonly unreadable: string })[]>;
  examineStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(ExaminedMessage | { readonly unreadable: string })[]>;
  /** For each of those messages what it quotes. While a pool lives, nothing may change the stored fingerprints after the first question. */
  relate(numbers: readonly number[]): Promise<PackedRelation[][]>;
  conclude(numbers: readonly number[]): Promise<Concluded[]>;
}

/** The heap of one worker: a message that needs more is given up, not the import. */
const workerHeapMegabytes = 2048;

/**
 * Of that, what is kept for new objects, in each of two halves. Node's own choice costs a hundred megabytes more and saves no time. Half of it
 * costs those that read mail a few hundredths of their time. Those that compare it read blobs, small objects that hold much memory outside the
 * heap: the less room there is for objects, the sooner that is given back (of a million messages fifty megabytes a thread, for the same time).
 */
const newMegabytes = { read: 16, compare: 2 };

/**
 * By how much a heap may grow over what was in use before it is cleared again, in percent. V8's own choice, for heaps that may become as
 * large as these, is several times that: a hundred megabytes more, most of it garbage, for the same time; half of this costs a tenth more time.
 */
const heapGrowth = 100;

/**
 * Starts worker threads on an archive.
 *
 * @param jobs - How many threads; by default one for each core.
 * @param task - What they are for. They can do all of it.
 * @throws Error when a thread cannot even start: a fault of the program, not of a mail.
 */
export async function createArchivePool(
  directory: string,
  jobs = availableParallelism(),
  task: keyof typeof newMegabytes = 'read',
): Promise<ArchivePool> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  // Of the threads that start from here on: a limit of resources would yield to the flag of the whole process (bin/launch.mjs).
  setFlagsFromString(`--max-semi-space-size=${newMegabytes[task]}`);
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./workers/archive-worker.${ending}`, import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: { directory },
    resourceLimits: { maxOldGenerationSizeMb: workerHeapMegabytes },
  });
  try {
    await pool.run([], { name: 'examineStored' });
  } catch (error) {
    await pool.destroy();
    throw error;
  }
  return {
    threads: jobs,
    examineAll: (task) => pool.run(task, { name: 'examineAll', transferList: [task.octets.buffer as ArrayBuffer] }),
    auditStored: (numbers) => pool.run(numbers, { name: 'auditStored' }),
    examineStored: (numbers) => pool.run(numbers, { name: 'examineStored' }),
    relate: (numbers) => pool.run(numbers, { name: 'relate' }),
    conclude: (numbers) => pool.run(numbers, { name: 'conclude' }),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
