import assert from 'node:assert/strict';

/** Inputs that made some parser quadratic, or were meant to: a prefix, and a piece to be repeated. */
export type Bait = readonly [prefix: string, piece: string];

/** Units of the smaller of two inputs. */
const SMALL = 10_000;
const GROWTH = 8;
/** Eight times the input may cost 24 times the time; a quadratic parser takes 64 times. */
const ALLOWED = 3;
/** Below this, timers and compilers are what is measured. */
const NOISE_MILLISECONDS = 30;

/**
 * Checks that the time of some work grows as its input does: by processor time of this thread, as ratios. Each bait once alone, and once
 * with something else behind it: what looks for a run at the end of a text finds none there.
 */
export function checkLinear(prefix: string, piece: string, work: (text: string) => unknown, smallest = SMALL): void {
  for (const suffix of ['', 'x']) checkGrowth((units) => prefix + piece.repeat(units / piece.length) + suffix, piece, work, smallest);
}

function checkGrowth(bait: (units: number) => string, piece: string, work: (text: string) => unknown, smallest: number): void {
  const small = bait(smallest);
  const large = bait(smallest * GROWTH);
  work(small);
  // Compilers and caches make a measurement longer, never shorter: the best of several counts.
  for (let attempt = 1; ; attempt++) {
    const allowed = Math.max(NOISE_MILLISECONDS, time(() => work(small)) * GROWTH * ALLOWED);
    const taken = time(() => work(large));
    if (taken <= allowed) return;
    assert.ok(attempt < 4, `${JSON.stringify(piece)}: ${Math.round(taken)} ms, where ${Math.round(allowed)} ms were allowed`);
  }
}

/** Milliseconds of processor time of this thread: what else the machine does does not count. */
function time(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
