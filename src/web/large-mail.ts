import { Piscina } from 'piscina';
import { largeMailMilliseconds, largeMailsWaiting } from './limits.ts';

/** What a thread is started with. */
export interface PageWorkerData {
  readonly directory: string;
  readonly host?: string;
  readonly allowedHosts?: readonly string[];
}

/** A request as it travels to a thread, and its answer as it comes back. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
}
export interface PageAnswer {
  readonly status: number;
  readonly headers: [string, string][];
  readonly body: ArrayBuffer;
}

/** Threads that make the pages of large mails. */
export interface PageThreads {
  /** Rejects with a {@link PageStopped}, or with whatever kept a thread from starting. */
  answer(request: PageRequest): Promise<PageAnswer>;
  close(): Promise<void>;
}

/** A page that was not made: it took too long, or too many were asked for at once. */
export class PageStopped extends Error {
  readonly code: 'too-long' | 'too-busy';
  constructor(code: PageStopped['code'], options?: ErrorOptions) {
    super(code === 'too-long' ? 'The page took too long to make.' : 'Too many pages of large mails are being made.', options);
    this.name = 'PageStopped';
    this.code = code;
  }
}

/** The heap of one thread: a mail that needs more costs its reader the page, not the server its life. */
const heapMegabytes = 2048;

/** Threads that start as they are needed. @param milliseconds - How long one page may take. */
export function createPageThreads(data: PageWorkerData, threads: number, milliseconds = largeMailMilliseconds): PageThreads {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./workers/page-worker.${ending}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    maxQueue: largeMailsWaiting,
    idleTimeout: 60_000,
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  const underWay = new Set<AbortController>();
  // Of a thread that could not even start: whoever waits is told, for nobody knows whose turn it would have been.
  pool.on('error', (cause) => {
    for (const stop of underWay) stop.abort(cause);
  });
  return {
    async answer(request) {
      if (pool.queueSize >= largeMailsWaiting) throw new PageStopped('too-busy');
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(new PageStopped('too-long')), milliseconds);
      underWay.add(stop);
      try {
        return (await pool.run(request, { name: 'answer', signal: stop.signal })) as PageAnswer;
      } catch (error) {
        throw stop.signal.aborted ? stop.signal.reason : error;
      } finally {
        clearTimeout(timer);
        underWay.delete(stop);
      }
    },
    close: () => pool.destroy(),
  };
}
