import { type ChildProcess, fork } from 'node:child_process';
import type { Query } from '../query/ast.ts';
import { ArchiveError } from '../store/database.ts';
import { shownWords } from './fts5/match.ts';
import type { Neighbours, SearchIndex, SearchOptions, SearchResult, Sort } from './index.ts';

export interface SearchLimits {
  /** How many searches run at once: each in a process of its own. */
  readonly processes: number;
  /** How long one search may run. Stops a query that is made to keep a core busy. */
  readonly milliseconds: number;
  /** How many may wait for their turn, and how long: others are turned away, so that nobody waits for what he has long given up. */
  readonly waiting: number;
  readonly waitMilliseconds: number;
}

/** A search that was not carried out to its end. The text is for people. */
export class SearchStopped extends Error {
  readonly code: 'too-long' | 'too-busy';
  constructor(code: SearchStopped['code'], message: string) {
    super(message);
    this.name = 'SearchStopped';
    this.code = code;
  }
}

/** What is asked of a process, and what it answers. Both travel as JSON. */
export type SearchRequest =
  | { readonly kind: 'search'; readonly query: Query; readonly options: SearchOptions }
  | { readonly kind: 'all'; readonly query: Query }
  | { readonly kind: 'neighbours'; readonly query: Query; readonly sort: Sort; readonly number: number };
export type SearchAnswer =
  | { readonly ready: true }
  /** Absent where there is none: JSON has no `undefined`. */
  | { readonly result?: unknown }
  | { readonly fault: { readonly code?: ArchiveError['code']; readonly message: string } };

/**
 * The FTS5 index of the archive in `directory`, asked in processes of their own: a long search keeps nobody else waiting, and one that
 * takes too long is killed. Not threads: a thread that is inside SQLite cannot be stopped, and Node's binding has no interrupt.
 *
 * Searches reject with a {@link SearchStopped} where they take too long, or where too many wait already.
 */
export function createLimitedIndex(directory: string, limits: SearchLimits): SearchIndex {
  const pool = new SearchProcesses(directory, limits);
  return {
    search: (query, options) => pool.ask({ kind: 'search', query, options }) as Promise<SearchResult>,
    all: (query) => pool.ask({ kind: 'all', query }) as Promise<readonly number[]>,
    neighbours: (query, sort, number) => pool.ask({ kind: 'neighbours', query, sort, number }) as Promise<Neighbours | undefined>,
    terms: shownWords,
    close: () => pool.close(),
  };
}

interface Job {
  readonly request: SearchRequest;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Ends its waiting. */
  readonly patience: NodeJS.Timeout;
}

/** One process; it does one job at a time. */
interface Searcher {
  readonly process: ChildProcess;
  isReady: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

class SearchProcesses {
  readonly #directory: string;
  readonly #limits: SearchLimits;
  readonly #searchers = new Set<Searcher>();
  readonly #waiting: Job[] = [];
  #isClosed = false;

  constructor(directory: string, limits: SearchLimits) {
    this.#directory = directory;
    this.#limits = limits;
    this.#fill();
  }

  ask(request: SearchRequest): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error('The search index is closed.'));
    if (this.#waiting.length >= this.#limits.waiting) {
      return Promise.reject(tooBusy());
    }
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(job), 1);
        reject(tooBusy());
      }, this.#limits.waitMilliseconds);
      const job: Job = { request, resolve, reject, patience };
      this.#waiting.push(job);
      this.#fill();
      this.#handOut();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#rejectWaiting(closedMeanwhile());
    for (const searcher of this.#searchers) {
      searcher.job?.reject(closedMeanwhile());
      this.#end(searcher);
    }
  }

  #fill(): void {
    while (!this.#isClosed && this.#searchers.size < this.#limits.processes) this.#start();
  }

  #start(): void {
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const process = fork(new URL(`./processes/search-process.${ending}`, import.meta.url), [this.#directory], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const searcher: Searcher = { process, isReady: false, job: undefined, timer: undefined };
    this.#searchers.add(searcher);
    process.on('message', (answer: SearchAnswer) => this.#take(searcher, answer));
    process.on('error', (error) => this.#lost(searcher, error));
    process.on('exit', (code, signal) => this.#lost(searcher, new Error(`A search process ended with ${code ?? signal}.`)));
  }

  #handOut(): void {
    for (const searcher of this.#searchers) {
      if (this.#waiting.length === 0) return;
      if (!searcher.isReady || searcher.job !== undefined) continue;
      const job = this.#waiting.shift()!;
      clearTimeout(job.patience);
      searcher.job = job;
      searcher.timer = setTimeout(() => this.#giveUp(searcher), this.#limits.milliseconds);
      searcher.process.send(job.request);
    }
  }

  #take(searcher: Searcher, answer: SearchAnswer): void {
    const { job } = searcher;
    if ('ready' in answer) searcher.isReady = true;
    clearTimeout(searcher.timer);
    searcher.job = undefined;
    this.#handOut();
    if ('fault' in answer) {
      if (job !== undefined) job.reject(errorOf(answer.fault));
      // One that cannot even open the archive says so before it is asked, and ends.
      else this.#rejectWaiting(errorOf(answer.fault));
    } else if (!('ready' in answer)) job?.resolve(answer.result);
  }

  #giveUp(searcher: Searcher): void {
    const seconds = this.#limits.milliseconds / 1000;
    searcher.job?.reject(
      new SearchStopped('too-long', `The search took longer than ${seconds} s and was stopped. Fewer words with a star are quicker.`),
    );
    searcher.job = undefined;
    this.#end(searcher);
    this.#fill();
  }

  /** A process that ended by itself: what it was asked is not asked again, since that may be why. */
  #lost(searcher: Searcher, error: Error): void {
    if (!this.#searchers.has(searcher)) return;
    searcher.job?.reject(error);
    if (!searcher.isReady) this.#rejectWaiting(error);
    this.#end(searcher);
    // Not at once where nobody waits: what cannot start would be started without end.
    if (this.#waiting.length > 0) this.#fill();
  }

  #rejectWaiting(error: Error): void {
    for (const job of this.#waiting.splice(0)) {
      clearTimeout(job.patience);
      job.reject(error);
    }
  }

  #end(searcher: Searcher): void {
    clearTimeout(searcher.timer);
    this.#searchers.delete(searcher);
    searcher.process.kill('SIGKILL');
  }
}

function tooBusy(): Error {
  return new SearchStopped('too-busy', 'Too many searches are waiting for their turn. Try again in a moment.');
}

function closedMeanwhile(): Error {
  return new SearchStopped('too-busy', 'The search index was closed before the search had ended.');
}

function errorOf({ code, message }: { readonly code?: ArchiveError['code']; readonly message: string }): Error {
  return code === undefined ? new Error(message) : new ArchiveError(code, message);
}
