import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { GcdMessage, GcdTask } from './workers/gcd-worker.ts';

/** What works out the greatest common divisors. */
export interface RecoveryEngine {
  readonly name: 'own' | 'gmp';
  /** How many signatures one other is compared with at once, at the cost of little more than one comparison. */
  readonly groupSize: number;
  /** About how long one question takes whose numbers have so many bits. */
  estimateSeconds(bits: number): number;
  /**
   * What the first signature shares with the others.
   *
   * @param onProgress - Told the share that is done, where that is known.
   * @throws Error with the name `AbortError` when `signal` was given.
   */
  shared(task: GcdTask, onProgress: (share: number) => void, signal?: AbortSignal): Promise<bigint>;
}

export const engineNames = ['auto', 'own', 'gmp'] as const;
export type EngineName = (typeof engineNames)[number];

/** @returns undefined where GMP was asked for and is not here. */
export function chooseEngine(name: EngineName): RecoveryEngine | undefined {
  const python = name === 'own' ? undefined : findPython();
  return python === undefined ? (name === 'gmp' ? undefined : ownEngine) : gmpEngine(python);
}

/** In a thread of its own, which a signal ends at once. */
export const ownEngine: RecoveryEngine = {
  name: 'own',
  groupSize: 1,
  estimateSeconds: (bits) => 120 * (bits / LARGEST_USUAL) ** 1.2,
  shared(task, onProgress, signal) {
    signal?.throwIfAborted();
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./workers/gcd-worker.${ending}`, import.meta.url), { workerData: task });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    return new Promise<bigint>((resolve, reject) => {
      worker.on('message', (message: GcdMessage) => {
        if (message.kind === 'progress') onProgress(message.share);
        else resolve(message.shared);
      });
      worker.on('error', reject);
      // After a result this rejects nothing.
      worker.on('exit', () => reject(signal?.reason ?? new Error('The worker ended without a result.')));
    }).finally(() => signal?.removeEventListener('abort', stop));
  },
};

/** The numbers of a 2,048-bit key with the usual exponent. */
const LARGEST_USUAL = 65_537 * 2_048;

/** Python's own path may lead to one that has no GMP. */
const pythons = ['python3', '/usr/bin/python3'];

function findPython(): string | undefined {
  return pythons.find((python) => spawnSync(python, ['-c', 'import gmpy2'], { stdio: 'ignore' }).status === 0);
}

function gmpEngine(python: string): RecoveryEngine {
  return {
    name: 'gmp',
    groupSize: 3,
    estimateSeconds: (bits) => 65 * (bits / LARGEST_USUAL) ** 1.2,
    async shared(task, _, signal) {
      const child = spawn(python, [fileURLToPath(new URL('./workers/gcd.py', import.meta.url))], {
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(signal !== undefined && { signal }),
      });
      const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
      // A child that is ended before it has read says so here too; how it ended is asked below.
      child.stdin.on('error', () => {});
      child.stdin.end(JSON.stringify(task, (_, value) => (typeof value === 'bigint' ? value.toString(16) : value)));
      const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      if (status !== 0) throw new Error(`GMP's helper ended with ${status}: ${errors.trim().split('\n').at(-1)}`);
      return BigInt(`0x${output.trim()}`);
    },
  };
}
