import type { Weight } from '../evidence/chains/weigh.ts';

/** What mail that quotes a message is to it. */
export type ChainWeight = Weight | 'nothing';

/** A sign for each, the most telling first: told apart without colour. */
export const weightSigns: Readonly<Record<ChainWeight, string>> = {
  contradicts: '✕',
  disputes: '≠',
  vouches: '✓',
  'too-common': '≈',
  interleaved: '±',
  partly: '½',
  unattributed: '?',
  misquotes: '!',
  nothing: '·',
};
