import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program, as it is started. */
export const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs the program as a user would. */
export function chainmail(
  args: readonly string[],
  options: { cwd?: string; input?: string | Uint8Array; env?: Record<string, string>; timeout?: number } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    cwd: options.cwd,
    input: options.input,
    env: { ...process.env, ...options.env },
    timeout: options.timeout,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, text: stdout.toString('utf8'), errors: stderr.toString('utf8') };
}
