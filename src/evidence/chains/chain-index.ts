/** Where in a message a passage stands: in its own words, in what it quotes, in its signature block and disclaimers. */
export const REGIONS = ['own', 'quoted', 'boilerplate'] as const;
export type Region = (typeof REGIONS)[number];

/** The port to wherever the fingerprints of an archive are kept. */
export interface ChainIndex {
  /** It has the fingerprints of no message. */
  readonly isEmpty: boolean;
  /**
   * The messages that have given fingerprints in a region.
   *
   * @param prints - Ascending, distinct.
   * @returns For each of them that any message has, in the same order: the messages' numbers, ascending. Valid until the next step.
   */
  find(prints: Uint32Array, region: Region): Iterable<{ readonly print: number; readonly messages: readonly number[] }>;
}
