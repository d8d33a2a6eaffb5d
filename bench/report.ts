import type { DkimFigures, Figures, PeerFigures, SizeFigures, Spread } from './figures.ts';

/** All figures as the tables of docs/benchmarks.md. */
export function figuresText(figures: Figures): string {
  const { cpu, cores, memoryGigabytes, system, node } = figures.machine;
  return [
    `Measured on ${cores} cores of an ${cpu}, ${memoryGigabytes} GB of memory, ${system}, Node ${node}. "Load" is the machine's load average when a part began; this program's own work included, 0 is idle.`,
    ...figures.sizes.map((size) => `### ${count(size.messages)} messages, ${kinds[size.kind]}\n\n${sizeTable(size)}`),
    ...(figures.dkim === undefined ? [] : [`### DKIM verifications a second of processor time, one process\n\n${dkimTable(figures.dkim)}`]),
    ...(figures.peers === undefined ? [] : [`### The same Maildir, indexed by others\n\n${peerTable(figures.peers)}`]),
  ].join('\n\n');
}

const kinds = { whole: 'with attachments', text: 'without attachments' } as const;

export function sizeTable({ messages, load, import: imported, query, ttfb }: SizeFigures): string {
  const lines: string[] = [];
  if (imported !== undefined) {
    const { octets, attachments, wallSeconds, cpuSeconds, peakMegabytes, archiveOctets, indexOctets } = imported;
    lines.push(
      `| import | ${megabytes(octets)}, ${count(attachments)} attachments; load ${load.toFixed(1)} |`,
      '|---|---|',
      `| wall | ${wallSeconds.toFixed(1)} s (${count(messages / wallSeconds)} messages/s) |`,
      `| processor | ${cpuSeconds.toFixed(1)} s (${count(messages / cpuSeconds)} messages per second of one core) |`,
      `| peak memory (RSS) | ${count(peakMegabytes)} MiB |`,
      `| archive | ${megabytes(archiveOctets)}, ${Math.round((100 * archiveOctets) / octets)} % of the mail; of it the search index ${megabytes(indexOctets)} |`,
      '',
    );
  }
  for (const [title, spreads] of [
    ['query', query],
    ['first octet of a page', ttfb],
  ] as const) {
    if (spreads === undefined) continue;
    const hasCpu = Object.values(spreads).some(({ cpuMean }) => cpuMean !== undefined);
    lines.push(
      `| ${title}, ms | p50 | p95 |${hasCpu ? ' mean processor time |' : ''} samples |`,
      `|---|---|---|${hasCpu ? '---|' : ''}---|`,
    );
    for (const [name, spread] of Object.entries(spreads)) lines.push(spreadLine(name, spread));
    lines.push('');
  }
  return lines.join('\n').trimEnd();
}

function spreadLine(name: string, { p50, p95, samples, cpuMean }: Spread): string {
  const cells = [p50, p95, ...(cpuMean === undefined ? [] : [cpuMean])].map((milliseconds) => milliseconds.toFixed(1));
  return `| ${name} | ${cells.join(' | ')} | ${samples} |`;
}

function dkimTable({ load, rates, ratios, limits, nearLimit }: DkimFigures): string {
  const programs = Object.keys(rates['mix'] ?? {});
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (set: string, name: string) => {
    const ratio = ratios[set]![name]!;
    return `${count(rates[set]![name]!)}${name === programs[0] ? '' : ` (× ${ratio.toFixed(2)})`}`;
  };
  return [
    line(['set', ...programs]),
    line(['set', ...programs].map(() => '---')),
    ...Object.keys(rates).map((set) => line([set, ...programs.map((name) => cell(set, name))])),
    '',
    `In brackets: how many times as fast ${programs[0]} is, the median of the rounds. Load ${load.toFixed(1)}. The limits here: ${Object.entries(
      limits,
    )
      .map(([name, rate]) => `${name}: ${count(rate)}`)
      .join(
        '; ',
      )}. One pass over the mix took ${nearLimit.tookSeconds} s, of which hashing every octet once and opening every signature once take ${nearLimit.limitSeconds} s (${Math.round((100 * nearLimit.limitSeconds) / nearLimit.tookSeconds)} %).`,
  ].join('\n');
}

function peerTable({ messages, octets, load, programs }: PeerFigures): string {
  const [[, ours] = []] = Object.entries(programs);
  return [
    `${count(messages)} messages, ${megabytes(octets)}; load ${load.toFixed(1)}.`,
    '',
    '| program | processor, s | our share | wall, s | peak memory, MiB | on disk |',
    '|---|---|---|---|---|---|',
    ...Object.entries(programs).map(
      ([name, { cpuSeconds, wallSeconds, peakMegabytes, octets: size }]) =>
        `| ${name} | ${cpuSeconds.toFixed(1)} | ${name === 'Chainmail' ? '' : `1/${(cpuSeconds / ours!.cpuSeconds).toFixed(1)}`} | ${wallSeconds.toFixed(1)} | ${count(peakMegabytes)} | ${megabytes(size)} |`,
    ),
  ].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function megabytes(octets: number): string {
  return `${count(octets / 1e6)} MB`;
}
