import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import { ArchiveError } from '../store/database.ts';
import type { PackedRelation } from '../store/relations.ts';
import type { Concluded } from './chains/compare.ts';
import type { ExaminedMessage } from './examine.ts';
import type { Examination, ExamineTask, Reexamined } from './workers/archive-worker.ts';

/** Worker threads that examine messages, and compare them with each other once all are stored. */
export interface ArchivePool extends AsyncDisposable {
  readonly threads: number;
  /** So many batches to examine lie with the threads at a time. Where one dies, all that lie with it fail. */
  readonly batchesAtOnce: number;
  /** Takes the task's memory, and gives it back. */
  examineAll(task: ExamineTask): Promise<Examination>;
  auditStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(Reexamined | { readonly unreadable: string })[]>;
  examineStored(numbers: readonly { number: number; rebuilt: boolean }[]): Promise<(ExaminedMessage | { readonly unreadable: string })[]>;
  /** For each of those messages what it quotes. While a pool lives, nothing may change the stored fingerprints after the first question. */
  relate(numbers: readonly number[]): Promise<PackedRelation[][]>;
  conclude(numbers: readonly number[]): Promise<Concluded[]>;
}

export interface PoolOptions {
  /** How many threads; by default one for each core. */
  readonly jobs?: number;
  /** What they are for; by default to read. They can do all of it. */
  readonly task?: keyof typeof newMegabytes;
  /** The heap of each: where a task needs more, the thread dies over it, and another takes its place. By default 2,048. */
  readonly heapMegabytes?: number;
}

const threadHeapMegabytes = 2048;

/**
 * Of the heap, what is kept for new objects, in each of two halves. Node's own choice costs a hundred megabytes more and saves no time. Half of it
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
 * So many batches lie with the threads together, and so many with each at the least. The writer, by whose hand they get more, is busy for half a
 * second at a time with the search index and with emptying the write-ahead log; with one batch each they waited a seventh of their time.
 */
const batchesTogether = 12;
const leastOfThread = 2;

/**
 * Starts worker threads on an archive.
 *
 * @throws ArchiveError `no-threads` when a thread cannot even start, now or in place of one that died; so does then every task.
 */
export async function createArchivePool(
  directory: string,
  { jobs = availableParallelism(), task = 'read', heapMegabytes = threadHeapMegabytes }: PoolOptions = {},
): Promise<ArchivePool> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  // Of the threads that start from here on: a limit of resources would yield to the flag of the whole process (bin/launch.mjs).
  setFlagsFromString(`--max-semi-space-size=${newMegabytes[task]}`);
  const batchesOfThread = Math.max(leastOfThread, Math.ceil(batchesTogether / jobs));
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./workers/archive-worker.${ending}`, import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: batchesOfThread,
    // All else is few long tasks: the next goes to the thread that is done first.
    loadBalancer: ({ name }, threads) => leastBusy(threads, name === 'examineAll' ? batchesOfThread : 1),
    stricterFIFO: true,
    workerData: { directory },
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  const broken = new AbortController();
  // A task would wait for ever for a thread that cannot start. The pool says so only to who listens; else it ends the whole program.
  pool.on('error', (cause) => broken.abort(cause));
  const run = async (name: string, value: unknown, transferList: ArrayBuffer[] = []) => {
    try {
      return await pool.run(value, { name, transferList, signal: broken.signal });
    } catch (error) {
      throw broken.signal.aborted ? noThreads(directory, broken.signal.reason) : error;
    }
  };
  try {
    await run('examineStored', []);
  } catch (error) {
    await pool.destroy();
    throw error instanceof ArchiveError ? error : noThreads(directory, error);
  }
  return {
    threads: jobs,
    batchesAtOnce: jobs * batchesOfThread,
    examineAll: (task) => run('examineAll', task, [task.octets.buffer as ArrayBuffer]),
    auditStored: (numbers) => run('auditStored', numbers),
    examineStored: (numbers) => run('examineStored', numbers),
    relate: (numbers) => run('relate', numbers),
    conclude: (numbers) => run('conclude', numbers),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function noThreads(directory: string, cause: unknown): ArchiveError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ArchiveError('no-threads', `The threads that read the archive in ${directory} cannot start: ${reason}`, { cause });
}

/** Null: each has as many tasks as it may have. */
function leastBusy<Thread extends { readonly currentUsage: number }>(threads: readonly Thread[], most: number): Thread | null {
  let found: Thread | null = null;
  for (const thread of threads) if (thread.currentUsage < (found?.currentUsage ?? most)) found = thread;
  return found;
}
