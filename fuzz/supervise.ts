import { Worker } from 'node:worker_threads';
import type { Progress } from './loop.ts';
import type { Crash } from './outcome.ts';
import { defaultMaxOctets, type Target } from './target.ts';

export interface WorkerTask {
  readonly target: string;
  readonly seed: number;
  readonly seconds: number;
  readonly corpus: readonly Uint8Array[];
  /** A counter of executions, the length of the current input, the input. */
  readonly current: SharedArrayBuffer;
}

export type FromWorker =
  | { readonly kind: 'kept'; readonly input: Uint8Array }
  | { readonly kind: 'crashed'; readonly crash: Crash; readonly input: Uint8Array }
  | { readonly kind: 'progress' | 'done'; readonly progress: Progress };

export interface Watch {
  kept(input: Uint8Array): void;
  crashed(crash: Crash, input: Uint8Array): void;
  progress(progress: Progress): void;
}

/** An input that runs longer than this never ends, as far as anyone would wait. */
const hangMilliseconds = 60_000;
/** An input that needs more memory has taken too much. */
const heapMegabytes = 1_500;

/** Fuzzes one target in a thread of its own. An input that hangs or fills the memory ends the thread, and is told as a crash. */
export async function fuzz(
  target: Target,
  options: Pick<WorkerTask, 'seed' | 'seconds' | 'corpus'>,
  watch: Watch,
): Promise<Progress | undefined> {
  const current = new SharedArrayBuffer(8 + (target.maxOctets ?? defaultMaxOctets) + 8);
  const counter = new Int32Array(current, 0, 2);
  const input = (): Uint8Array => new Uint8Array(current, 8, counter[1]!).slice();
  const task: WorkerTask = { target: target.name, ...options, current };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let last: Progress | undefined;
  return await new Promise((resolve) => {
    let seen = -1;
    let since = Date.now();
    const timer = setInterval(() => {
      const now = Atomics.load(counter, 0);
      // Until it has begun its first input it is the machine that is slow.
      if (now !== seen || now === 0) {
        seen = now;
        since = Date.now();
      } else if (Date.now() - since > hangMilliseconds) {
        clearInterval(timer);
        watch.crashed({ signature: 'hang', detail: `no end after ${hangMilliseconds} ms` }, input());
        void worker.terminate();
      }
    }, 1000);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'kept') watch.kept(message.input);
      else if (message.kind === 'crashed') watch.crashed(message.crash, message.input);
      else {
        last = message.progress;
        watch.progress(message.progress);
      }
    });
    worker.on('error', (error) => watch.crashed({ signature: `thread ended: ${error.name}`, detail: String(error.stack) }, input()));
    worker.on('exit', () => {
      clearInterval(timer);
      resolve(last);
    });
  });
}
