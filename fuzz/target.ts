import type { Arbitrary } from 'fast-check';

/** A parser under attack, and what must hold whatever it is given. */
export interface Target {
  readonly name: string;
  /** What is run, and the laws that are checked: a line for people. */
  readonly laws: string;
  /** Well-formed inputs to begin with. */
  readonly seeds: () => readonly Uint8Array[];
  /** Pieces of the grammar, put in where chance says. */
  readonly tokens: readonly string[];
  /** Whole inputs with the grammar's structure. */
  readonly grammar?: Arbitrary<Uint8Array>;
  /** Larger inputs are cut. By default 64 KiB: enough to tell a quadratic parser from a linear one. */
  readonly maxOctets?: number;
  /** Processor time that an input may take beside {@link baseMilliseconds}, for each of its octets. */
  readonly microsecondsPerOctet?: number;
  /** Throws where a law does not hold. */
  readonly run: (input: Uint8Array) => void | Promise<void>;
}

export const defaultMaxOctets = 64 * 1024;

/** Compilers and collectors of garbage take this long whatever the input. */
export const baseMilliseconds = 60;

/** Measured while the coverage is counted, which makes a program several times slower. */
export const defaultMicrosecondsPerOctet = 5;

export function octetsOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function octetsOfLatin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Text targets read their input as UTF-8, as most of them are given text that was decoded so. */
export function textOf(input: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
}

export function latin1Of(input: Uint8Array): string {
  return Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1');
}
