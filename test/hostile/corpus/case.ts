/** What a case may use to do harm; each has its own, so that what is heard of tells whose it is. */
export interface Evil {
  /** An address of the attacker's that answers, and tells. */
  at(path: string): string;
  /** The same without its scheme. */
  readonly host: string;
  /** A script that tells that it ran. Holds single quotation marks, and no others. */
  readonly run: string;
}

/**
 * What a browser that nothing protects does with the markup, once it is loaded: seen in Chromium by the tests themselves, so that a
 * case which has lost its bite is found out.
 *
 * - `runs`: a script ran.
 * - `asks`: somebody was asked for something, or his name looked up; going elsewhere is that too.
 * - `covers`: it lies over what stands above it.
 * - `clicked`: a click on it runs or asks.
 * - `nothing`: in this browser. Others, or older ones, or a program between, may see it otherwise.
 */
export type Harm = 'runs' | 'asks' | 'covers' | 'clicked' | 'nothing';

export interface HtmlCase {
  readonly name: string;
  readonly harm: Harm;
  readonly markup: (evil: Evil) => string;
}

/** The evil of the case at that place in the corpus, on a server at that port of this machine. */
export function evilOf(index: number, port: number): Evil {
  const host = `${nameOf(index)}.evil.localhost:${port}`;
  return { host, at: (path) => `http://${host}/${path}`, run: `owned('${nameOf(index)}')` };
}

/** By what a case is known in an address, a script and a subject. */
export function nameOf(index: number): string {
  return `case${index}`;
}
