import type { Sample } from './sample.ts';

/** One question: do the first signature and any of the others share a modulus? */
export interface Attempt {
  readonly first: Sample;
  readonly others: readonly Sample[];
}

/**
 * What to try of one selector's signatures, in an order in which one damaged mail costs little: those least likely to be altered first,
 * and no signature twice before the others have had their turn.
 *
 * @param samples - Of one length. Copies of one signature count once.
 * @param groupSize - How many others the engine can ask about at the cost of little more than one.
 */
export function planAttempts(samples: readonly Sample[], groupSize: number, most: number): Attempt[] {
  const ranked = distinct(samples).toSorted((a, b) => a.doubt - b.doubt || (a.seconds ?? 0) - (b.seconds ?? 0));
  return groupSize > 1 ? rows(ranked, groupSize, most) : pairs(ranked, most);
}

/** A signature that stands in several messages, or twice in one, says nothing that it does not say once. */
export function distinct(samples: readonly Sample[]): Sample[] {
  const seen = new Map<string, Sample>();
  for (const sample of samples) {
    const name = String(sample.signature);
    const known = seen.get(name);
    if (known === undefined || sample.doubt < known.doubt) seen.set(name, sample);
  }
  return [...seen.values()];
}

/** Each with the ones after it; the next question begins with another. */
function rows(ranked: readonly Sample[], groupSize: number, most: number): Attempt[] {
  return ranked.slice(0, Math.min(most, ranked.length - 1)).map((first, i) => ({ first, others: ranked.slice(i + 1, i + 1 + groupSize) }));
}

/** Neighbours, then those two apart, and so on. */
function pairs(ranked: readonly Sample[], most: number): Attempt[] {
  const found: Attempt[] = [];
  const bounded = ranked.slice(0, 2 * most);
  for (let step = 1; step < bounded.length; step++) {
    // Pairs that have nothing in common come before those that have.
    for (const parity of [0, 1]) {
      for (let i = 0; i + step < bounded.length; i++) {
        if (Math.floor(i / step) % 2 !== parity) continue;
        found.push({ first: bounded[i]!, others: [bounded[i + step]!] });
        if (found.length === most) return found;
      }
    }
  }
  return found;
}
