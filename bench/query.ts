import { performance } from 'node:perf_hooks';
import { openArchive } from '../src/archive/archive.ts';
import { createRandom } from '../src/demo/random.ts';
import { parseQuery } from '../src/query/parse.ts';
import { createFts5Index } from '../src/search/fts5.ts';
import { openDatabase } from '../src/store/database.ts';
import { vocabulary } from './corpus/words.ts';
import { type Spread, spreadOf } from './figures.ts';

const SAMPLES = 300;

/**
 * Asks an archive as readers do. Every query is asked once only, so that nothing is remembered of it; the index's columns are in
 * memory, as they are once a server has started.
 */
export async function measureQueries(archive: string, seed: number): Promise<Record<string, Spread>> {
  using reading = openArchive(archive);
  const database = openDatabase(archive, { readOnly: true });
  const index = createFts5Index(database.db);
  const senders = reading.people.list({ part: '', sort: 'sent', offset: 0, limit: 500 }).people.map(({ address }) => address);
  await index.search(parsed(''), { sort: '-date', offset: 0, limit: 20, facets: true });
  await reading.search('', { sort: '-date', offset: 0, limit: 20 });

  const sets = {
    count: (text: string) => index.search(parsed(text), { sort: '-date', offset: 0, limit: 0, facets: false }),
    'newest 20': (text: string) => index.search(parsed(text), { sort: '-date', offset: 0, limit: 20, facets: false }),
    'results page with facets': (text: string) => reading.search(text, { sort: '-date', offset: 0, limit: 30 }),
    'relevance top 20': (text: string) => index.search(parsed(text), { sort: 'relevance', offset: 0, limit: 20, facets: false }),
  };
  const spreads: Record<string, Spread> = {};
  for (const [name, ask] of Object.entries(sets)) {
    spreads[name] = await measure(makeQueries(seed + Object.keys(spreads).length, senders), ask);
  }
  // Beginnings of words are the heaviest thing to ask for: told apart.
  const beginnings = [...'bcdfglmnprst']
    .map((letter) => `${letter}*`)
    .concat(vocabulary.slice(200, 228).map((word) => `${word.slice(0, 2)}*`));
  spreads['results page of a beginning (b*, br*)'] = await measure([...new Set(beginnings)], sets['results page with facets']);
  index.close();
  database.close();
  return spreads;
}

async function measure(queries: readonly string[], ask: (text: string) => Promise<unknown>): Promise<Spread> {
  const milliseconds: number[] = [];
  const before = process.threadCpuUsage();
  for (const text of queries) {
    const began = performance.now();
    await ask(text);
    milliseconds.push(performance.now() - began);
  }
  const { user, system } = process.threadCpuUsage(before);
  return { ...spreadOf(milliseconds), cpuMean: Math.round((user + system) / 10 / queries.length) / 100 };
}

function parsed(text: string) {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.query;
}

/** Distinct queries of every kind; words from the most frequent to the rarest. */
export function makeQueries(seed: number, senders: readonly string[], samples = SAMPLES): string[] {
  const random = createRandom(seed, 3);
  const word = () => random.pickCommon(vocabulary);
  const day = () => `${random.between(2009, 2016)}-${String(random.between(1, 12)).padStart(2, '0')}`;
  const kinds = [
    word,
    word,
    word,
    () => `${word()} ${word()}`,
    () => `${word()} ${word()}`,
    () => `${word()} OR ${word()}`,
    () => `${word()} -${word()}`,
    () => `"${word()} ${word()}"`,
    () => `subject:${word()}`,
    () => `own:${word()} has:attachment`,
    () => `from:${random.pickCommon(senders)}`,
    () => `${word()} from:${random.pickCommon(senders)}`,
    () => `${word()} verdict:verified`,
    () => `verdict:verified date:${day()}`,
    () => `${word()} after:${day()}`,
    () => `${word()} type:pdf date:${day()}..${2017}`,
    () => `${word().slice(0, 5)}* ${word()}`,
  ];
  const queries = new Set<string>();
  for (let at = 0; queries.size < samples; at++) queries.add(kinds[at % kinds.length]!());
  return [...queries];
}
