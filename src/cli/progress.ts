import cliProgress from 'cli-progress';

/** Shows on standard error how far a long work is: a bar on a terminal, else a line now and then. */
export interface Progress extends Disposable {
  /**
   * @param done - Of `total`, in whatever unit the work has.
   * @param detail - What to say beside it.
   */
  update(done: number, total: number, detail: string): void;
}

/** Where there is no terminal, a line every so often, and none for work that is done before. */
const lineEveryMilliseconds = 10_000;

export function showProgress(what: string): Progress {
  return process.stderr.isTTY ? showBar(what) : showLines(what);
}

function showBar(what: string): Progress {
  const bar = new cliProgress.SingleBar(
    {
      format: ({ barsize }, { progress, eta }, { detail }) => {
        const drawn = Math.round(progress * (barsize ?? 30));
        const left = progress > 0 && progress < 1 && Number.isFinite(eta) ? `  ${cliProgress.Format.TimeFormat(eta, {}, 5)} left` : '';
        return `${what} [${'█'.repeat(drawn)}${'░'.repeat((barsize ?? 30) - drawn)}] ${Math.floor(progress * 100)} %${left}  ${detail ?? ''}`;
      },
      barsize: 30,
      etaBuffer: 50,
      fps: 5,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, detail) {
      if (!started) bar.start(Math.max(total, 1), 0, { detail });
      started = true;
      bar.setTotal(Math.max(total, 1));
      bar.update(done, { detail });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}

function showLines(what: string): Progress {
  const began = Date.now();
  let last = began;
  return {
    update(done, total, detail) {
      const now = Date.now();
      if (now - last < lineEveryMilliseconds) return;
      last = now;
      const share = total > 0 ? `${Math.floor((done / total) * 100)} %, ` : '';
      process.stderr.write(`${what}: ${share}${detail}, ${Math.round((now - began) / 1000)} s\n`);
    },
    [Symbol.dispose]: () => {},
  };
}

/**
 * Runs `work` so that the first Ctrl-C (or SIGTERM) asks it to stop in good order and a second one ends the program at once.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\nStopping: what was read is being saved. Press Ctrl-C again to leave at once.\n');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
