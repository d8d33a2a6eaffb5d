import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ExaminedMessage } from './examine.ts';
import type { Examined, ExamineTask, Reexamined } from './workers/examine-worker.ts';

/** Worker threads that examine messages. */
export interface ExaminePool extends AsyncDisposable {
  readonly threads: number;
  examineAll(task: ExamineTask): Promise<Examined[]>;
  auditStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(Reexamined | { readonly unreadable: string })[]>;
  examineStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(ExaminedMessage | { readonly unreadable: string })[]>;
}

/** The heap of one worker: a message that needs more is given up, not the import. */
const workerHeapMegabytes = 2048;

/** Of that, what is kept for new objects. Node's own choice costs a hundred megabytes more and saves no time. */
const workerNewMegabytes = 32;

/**
 * Starts worker threads on an archive.
 *
 * @param jobs - How many threads; by default one for each core.
 * @throws Error when a thread cannot even start: a fault of the program, not of a mail.
 */
export async function createExaminePool(directory: string, jobs = availableParallelism()): Promise<ExaminePool> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./workers/examine-worker.${ending}`, import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: { directory },
    resourceLimits: { maxOldGenerationSizeMb: workerHeapMegabytes, maxYoungGenerationSizeMb: workerNewMegabytes },
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
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
