/** The thread in which one target is fuzzed: whatever an input does to it, `supervise.ts` lives on and knows the input. */
import { parentPort, workerData } from 'node:worker_threads';
import { loop } from './loop.ts';
import type { FromWorker, WorkerTask } from './supervise.ts';
import { targetNamed } from './targets.ts';

const task = workerData as WorkerTask;
const tell = (message: FromWorker): void => parentPort!.postMessage(message);
const counter = new Int32Array(task.current, 0, 2);
const held = new Uint8Array(task.current, 8);
let told = 0;

const progress = await loop(targetNamed(task.target), {
  ...task,
  starting(input) {
    held.set(input);
    Atomics.store(counter, 1, input.length);
    Atomics.add(counter, 0, 1);
  },
  kept: (input) => tell({ kind: 'kept', input }),
  crashed: (crash, input) => tell({ kind: 'crashed', crash, input }),
  progress(progress) {
    if (progress.seconds - told < 5) return;
    told = progress.seconds;
    tell({ kind: 'progress', progress });
  },
});
tell({ kind: 'done', progress });
