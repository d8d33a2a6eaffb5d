import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** What a command cost, all of its threads and children together. */
export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly output: string;
}

const gnuTime = '/usr/bin/time';

/** Only GNU time (Debian: `time`) tells what another program took of processor and memory; Node does not. */
export function canMeasure(): boolean {
  return existsSync(gnuTime);
}

/** Runs a command to its end and measures it. @throws Error where it fails. */
export function measureCommand(command: readonly string[], env: NodeJS.ProcessEnv = {}): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-time-'));
  try {
    const report = join(folder, 'cost');
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(gnuTime, ['-f', '%U %S %M', '-o', report, ...command], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const wallSeconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stderr.slice(-2000)}`);
    const [user, system, kilobytes] = readFileSync(report, 'utf8').trim().split(/\s+/).map(Number);
    return { wallSeconds, cpuSeconds: user! + system!, peakMegabytes: kilobytes! / 1024, output: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a program is there to be run. */
export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** The command line of this project, run by the Node that runs the bench and with the same flags: those that users' commands get (bin/launch.mjs). */
export function chainmail(...args: string[]): string[] {
  return [process.execPath, ...process.execArgv, new URL('../src/cli/main.ts', import.meta.url).pathname, ...args];
}
