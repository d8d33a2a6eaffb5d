/**
 * Measures chains on archives with known truth, and prints tables (docs/chains.md). `--misses` names what came out wrong.
 *
 *     node bin/launch.mjs --dev bench/chains/main.ts [--seeds 1,2,3] [--threads N] [--misses]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureChains, type Outcome } from './measure.ts';
import { chainsReport } from './report.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    threads: { type: 'string', default: '300' },
    misses: { type: 'boolean', default: false },
  },
});
const outcomes: Outcome[] = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const directory = mkdtempSync(join(tmpdir(), 'chainmail-chains-'));
  try {
    const some = await measureChains(directory, { seed, threads: Number(values.threads) });
    outcomes.push(...some.map((one) => ({ ...one, at: `${seed}: ${one.at}` })));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
console.log(chainsReport(outcomes));
if (values.misses)
  for (const { question, at, tags } of outcomes.filter(({ isRight }) => !isRight))
    console.log(`${question}: ${at} ${JSON.stringify(tags)}`);
