/**
 * Measures chains on archives with known truth.
 *
 *     node bin/launch.mjs --dev bench/chains/main.ts [--seeds 1,2,3] [--threads N] [--misses]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureChains, type Outcome } from './measure.ts';

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
for (const question of ['corroborated', 'contradicted', 'to corroborate', 'planted', 'honest'] as const) {
  const asked = outcomes.filter((one) => one.question === question);
  console.log(`\n${question}: ${rate(asked)}`);
  const names = new Set(asked.flatMap(({ tags }) => Object.keys(tags)));
  for (const name of names) {
    const groups = Map.groupBy(asked, ({ tags }) => tags[name] ?? '–');
    console.log(`  ${name}: ${[...groups].map(([value, some]) => `${value} ${rate(some)}`).join(' · ')}`);
  }
  if (values.misses)
    for (const { at, tags } of asked.filter(({ isRight }) => !isRight).slice(0, 60)) console.log(`    ${at} ${JSON.stringify(tags)}`);
}

function rate(some: readonly Outcome[]): string {
  const right = some.filter(({ isRight }) => isRight).length;
  return `${right}/${some.length}`;
}
