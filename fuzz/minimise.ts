import { crashOf } from './outcome.ts';
import type { Target } from './target.ts';

/** A crash is made smaller for so many runs at most. */
const maxRuns = 3_000;

/**
 * The smallest input found that fails in the same way: stretches are left out, long ones first, then octets are made plain.
 *
 * @param starting - Is told each input before it runs.
 */
export async function minimise(
  target: Target,
  input: Uint8Array,
  signature: string,
  starting: (input: Uint8Array) => void = () => {},
): Promise<Uint8Array> {
  let runs = 0;
  // Each try of a slow input is slow: few are made.
  const most = signature === 'slow' ? maxRuns / 30 : maxRuns;
  const fails = async (candidate: Uint8Array): Promise<boolean> => {
    runs++;
    starting(candidate);
    return (await crashOf(target, candidate))?.signature === signature;
  };
  let best = input;
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length && runs < most; ) {
      const candidate = new Uint8Array(Buffer.concat([best.subarray(0, at), best.subarray(at + size)]));
      if (await fails(candidate)) best = candidate;
      else at += size;
    }
  }
  for (let at = 0; at < best.length && runs < most; at++) {
    if (best[at] === PLAIN) continue;
    const candidate = best.slice();
    candidate[at] = PLAIN;
    if (await fails(candidate)) best = candidate;
  }
  return best;
}

const PLAIN = 0x61;
