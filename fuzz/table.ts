import type { Progress } from './loop.ts';

/** One run of one target, as it is logged. */
export interface LogLine extends Progress {
  readonly target: string;
  readonly seed: number;
  readonly crashes: number;
}

/** The log as a table of Markdown: a line for each target, all its runs taken together. */
export function logTable(lines: readonly LogLine[]): string {
  const rows = Map.groupBy(lines, (line) => line.target);
  const table = [...rows].map(([target, runs]) => {
    const sum = (count: (run: LogLine) => number): number => runs.reduce((total, run) => total + count(run), 0);
    const minutes = (sum((run) => run.seconds) / 60).toFixed(1);
    const first = Math.min(...runs.map((run) => run.reachedAtFirst));
    const last = Math.max(...runs.map((run) => run.reached));
    const blocks = Math.max(...runs.map((run) => run.blocks));
    return `| ${target} | ${minutes} | ${sum((run) => run.executions).toLocaleString('en')} | ${blocks} | ${first} → ${last} | ${sum((run) => run.crashes)} |`;
  });
  return ['| target | CPU minutes | executions | blocks | source reached | crashes |', '|---|---|---|---|---|---|', ...table.sort()].join(
    '\n',
  );
}
