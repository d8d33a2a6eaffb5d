import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

/**
 * Which places of the program under `src/` this thread has reached, by V8's own block counters: no instrumented build is needed, and
 * what is measured is what runs. Taking the counters costs a millisecond or two, so the loop takes them once for many inputs.
 */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Map<string, Uint8Array>();
  readonly #blocks = new Set<string>();
  /** Characters of source that were reached so far. */
  reached = 0;

  constructor() {
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Blocks of the program that ran at least once: pairs of offsets that V8 counts apart. */
  get blocks(): number {
    return this.#blocks.size;
  }

  /**
   * Takes what ran since the last call.
   *
   * @param remembers - False: the same places count as new once more.
   * @returns How many characters of source were reached for the first time.
   */
  take(remembers: boolean): number {
    const { result } = this.#post('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType;
    let fresh = 0;
    for (const { url, functions } of result) if (url.startsWith(SOURCE)) fresh += this.#takeScript(url, functions, remembers);
    if (remembers) this.reached += fresh;
    return fresh;
  }

  #takeScript(url: string, functions: readonly Profiler.FunctionCoverage[], remembers: boolean): number {
    let seen = this.#seen.get(url);
    if (seen === undefined) {
      seen = new Uint8Array(readFileSync(fileURLToPath(url), 'utf8').length + 1);
      this.#seen.set(url, seen);
    }
    // Outer ranges come before those inside them, which say more.
    const ran = new Uint8Array(seen.length);
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
        if (count > 0 && remembers) this.#blocks.add(`${url} ${startOffset} ${endOffset}`);
      }
    }
    let fresh = 0;
    for (let at = 0; at < ran.length; at++) {
      if (ran[at] === 1 && seen[at] === 0) {
        if (remembers) seen[at] = 1;
        fresh++;
      }
    }
    return fresh;
  }

  #post(method: string, parameters?: object): unknown {
    let answer: unknown;
    // Within one thread, the inspector answers before it returns.
    this.#session.post(method, parameters, (error, result) => {
      if (error !== null) throw error;
      answer = result;
    });
    return answer;
  }
}

const SOURCE = new URL('../src/', import.meta.url).href;
