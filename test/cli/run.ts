import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
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

/** A server that was started as a user would, until it is disposed of: then it is told to end, and must do so in order. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** What it has said so far. */
  errors(): string;
}

/** Runs `chainmail serve` on a port that is free. */
export async function startServing(args: readonly string[]): Promise<Serving> {
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(server, 'exit');
  let errors = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  while (!/http:\S+/.test(errors)) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${errors}`);
    await setTimeout(20);
  }
  return {
    url: /http:\S+/.exec(errors)![0],
    pid: server.pid!,
    errors: () => errors,
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM');
      const [status, signal] = await exit;
      if (status !== 0) throw new Error(`the server ended with ${status ?? signal}: ${errors}`);
    },
  };
}
