import { finalLineEnds } from './final-line-ends.ts';
import { lineEnds } from './line-ends.ts';
import type { Reversal } from './reversal.ts';

/** Every modification that can be undone. Of those that cost the same, the first here is tried first. */
export const REVERSALS: readonly Reversal[] = [lineEnds, finalLineEnds];
