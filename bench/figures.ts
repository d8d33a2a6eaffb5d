/** Everything that the bench measures, as it lies in docs/benchmarks.json. */

/** By how many of the samples a figure is not exceeded. Milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
  /** The mean processor time, where that was measured: other programs on the machine touch it little. One alone is shorter than its clock can tell. */
  readonly cpuMean?: number;
}

export interface ImportFigures {
  readonly octets: number;
  readonly attachments: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Of the whole archive's folder. */
  readonly archiveOctets: number;
  /** Of that, the words of the search index. */
  readonly indexOctets: number;
}

/** What one size of archive gave. */
export interface SizeFigures {
  readonly messages: number;
  readonly kind: 'whole' | 'text';
  readonly load: number;
  readonly import?: ImportFigures;
  readonly query?: Readonly<Record<string, Spread>>;
  readonly ttfb?: Readonly<Record<string, Spread>>;
}

/** Messages per second of processor time, by program and set; the median of interleaved rounds. */
export interface DkimFigures {
  readonly load: number;
  readonly rates: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many times as fast as each other program, the median of the rounds. */
  readonly ratios: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What no verifier can pass: octets hashed a second, signatures opened a second. */
  readonly limits: Readonly<Record<string, number>>;
  /** Seconds that the mix would take by those limits alone, and what it took. */
  readonly nearLimit: { readonly limitSeconds: number; readonly tookSeconds: number };
}

export interface PeerFigures {
  readonly messages: number;
  readonly octets: number;
  readonly load: number;
  readonly programs: Readonly<
    Record<string, { readonly cpuSeconds: number; readonly wallSeconds: number; readonly peakMegabytes: number; readonly octets: number }>
  >;
}

export interface Figures {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGigabytes: number;
    readonly system: string;
    readonly node: string;
  };
  readonly sizes: readonly SizeFigures[];
  readonly dkim?: DkimFigures;
  readonly peers?: PeerFigures;
}

export function spreadOf(milliseconds: readonly number[]): Spread {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), samples: sorted.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
