/**
 * Measures this project, and where they are installed its peers, on made-up mail.
 *
 *   npm run bench -- [--messages N] [--mail whole|text] [--only import,query,ttfb,dkim,peers] [--seed N] [--work DIR] [--keep] [--no-docs]
 *
 * What was measured is added to docs/benchmarks.json, and the tables of docs/benchmarks.md and the drawing of growth are made from it
 * anew. `--no-docs` only prints. Mail and archives lie in the work folder, in the system's place for temporary files unless named, and
 * are deleted at the end; with `--keep` they stay, and the next run of the same size begins with them.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus/write.ts';
import { measureDkim } from './dkim.ts';
import type { Figures, SizeFigures } from './figures.ts';
import { measureImport } from './import.ts';
import { measurePages } from './pages.ts';
import { measurePeers } from './peers.ts';
import { measureQueries } from './query.ts';
import { describeMachine, readFigures, withSize, writeFigures } from './record.ts';
import { figuresText, sizeTable } from './report.ts';
import { canMeasure } from './run.ts';

const parts = ['import', 'query', 'ttfb', 'dkim', 'peers'] as const;
type Part = (typeof parts)[number];

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    mail: { type: 'string', default: 'whole' },
    only: { type: 'string', default: parts.join(',') },
    seed: { type: 'string', default: '1' },
    work: { type: 'string', default: join(tmpdir(), 'chainmail-bench') },
    keep: { type: 'boolean', default: false },
    'no-docs': { type: 'boolean', default: false },
  },
});
const messages = Number(values.messages);
const seed = Number(values.seed);
const only = new Set(values.only.split(','));
if (!Number.isInteger(messages) || messages < 100) usage('--messages takes a number from 100 on.');
if (!Number.isInteger(seed)) usage('--seed takes a number.');
if (values.mail !== 'whole' && values.mail !== 'text') usage('--mail is whole or text.');
for (const part of only) if (!(parts as readonly string[]).includes(part)) usage(`--only takes ${parts.join(', ')}.`);
if ((wants('import') || wants('peers')) && !canMeasure()) usage('Measuring an import takes GNU time as /usr/bin/time (Debian: time).');

const kind = values.mail === 'text' ? 'text' : 'whole';
const corpusOptions = { messages, kind, seed, maildir: wants('peers') } as const;
const work = resolve(values.work);
mkdirSync(work, { recursive: true });
let figures: Figures = { ...readFigures(), machine: describeMachine() };

if (wants('dkim')) keep({ ...figures, dkim: measureDkim(work, seed, tell) });
if (wants('import') || wants('query') || wants('ttfb')) {
  const archive = join(work, `archive-${kind}-${messages}-${seed}`);
  let size: SizeFigures = { messages, kind, load: loadavg()[0]! };
  if (wants('import') || !existsSync(archive)) {
    tell(`writing ${messages} messages`);
    const corpus = await writeCorpus(work, corpusOptions);
    tell('importing');
    const measured = measureImport(corpus, archive);
    if (wants('import')) size = { ...size, import: measured };
  }
  if (wants('query')) {
    tell('asking');
    size = { ...size, query: await measureQueries(archive, seed) };
  }
  if (wants('ttfb')) {
    tell('reading pages');
    size = { ...size, ttfb: await measurePages(archive, seed) };
  }
  console.log(sizeTable(size));
  keep(withSize(figures, size));
}
if (wants('peers')) {
  tell(`writing ${messages} messages as a Maildir`);
  keep({ ...figures, peers: measurePeers(await writeCorpus(work, corpusOptions), work, tell) });
}
if (wants('dkim') || wants('peers')) console.log(figuresText({ ...figures, sizes: [] }));
if (!values.keep) rmSync(work, { recursive: true });

/** Whatever comes next, what was measured is written. */
function keep(measured: Figures): void {
  figures = measured;
  if (!values['no-docs']) writeFigures(figures);
}

function wants(part: Part): boolean {
  return only.has(part);
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

function usage(text: string): never {
  tell(text);
  process.exit(2);
}
