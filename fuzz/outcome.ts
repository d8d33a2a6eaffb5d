import { baseMilliseconds, defaultMicrosecondsPerOctet, type Target } from './target.ts';

/** Why an input is a crash. `signature` is the same for inputs that fail alike. */
export interface Crash {
  readonly signature: string;
  readonly detail: string;
}

/** Runs one input. @returns What went wrong: a law that does not hold, an error that is thrown, or too much time. */
export async function crashOf(target: Target, input: Uint8Array): Promise<Crash | undefined> {
  const allowed = allowedMilliseconds(target, input.length);
  let least = Number.POSITIVE_INFINITY;
  // Compilers and caches make a measurement longer, never shorter: the best of several counts.
  for (let attempt = 0; attempt < 4; attempt++) {
    const before = process.threadCpuUsage();
    try {
      await target.run(input);
    } catch (error) {
      return { signature: signatureOf(error), detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
    if (least <= allowed) return undefined;
  }
  return { signature: 'slow', detail: `${Math.round(least)} ms for ${input.length} octets, where ${Math.round(allowed)} ms are allowed` };
}

function allowedMilliseconds(target: Target, octets: number): number {
  return baseMilliseconds + ((target.microsecondsPerOctet ?? defaultMicrosecondsPerOctet) * octets) / 1000;
}

/** The kind of error, and the first place of this project that it passed. */
function signatureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'thrown';
  const place = /\/((?:src|fuzz)\/[\w./-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1] ?? 'nowhere';
  return `${error.name} at ${place}`;
}
