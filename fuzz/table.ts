import type { Progress } from './loop.ts';

/** One run of one target, as it is logged. */
export interface LogLine extends Progress {
  readonly target: string;
  readonly seed: number;
  readonly crashes: number;
}

/** What runs of one target come to together: sums, and of the coverage the most that one of them had. */
export type Figures = Omit<LogLine, 'seed' | 'kept' | 'reachedAtFirst'>;

/** All runs of each target taken together, in the order of their names. */
export function summed(runs: readonly Figures[]): Figures[] {
  const targets = Map.groupBy(runs, ({ target }) => target);
  const figures = [...targets].map(([target, some]): Figures => {
    const sum = (count: (run: Figures) => number): number => some.reduce((total, run) => total + count(run), 0);
    return {
      target,
      seconds: Math.round(sum(({ seconds }) => seconds)),
      executions: sum(({ executions }) => executions),
      blocks: Math.max(...some.map(({ blocks }) => blocks)),
      reached: Math.max(...some.map(({ reached }) => reached)),
      crashes: sum(({ crashes }) => crashes),
    };
  });
  return figures.sort((one, other) => (one.target < other.target ? -1 : 1));
}

/** As a table of Markdown, a line for each target. */
export function tableOf(runs: readonly Figures[]): string {
  const lines = summed(runs).map(
    ({ target, seconds, executions, blocks, reached, crashes }) =>
      `| ${target} | ${(seconds / 60).toFixed(1)} | ${executions.toLocaleString('en')} | ${blocks} | ${reached.toLocaleString('en')} | ${crashes} |`,
  );
  return ['| target | CPU minutes | executions | blocks | source reached | crashes |', '|---|---|---|---|---|---|', ...lines].join('\n');
}
