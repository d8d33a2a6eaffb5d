import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../src/store/database.ts';
import type { Corpus } from './corpus/write.ts';
import type { ImportFigures } from './figures.ts';
import { chainmail, measureCommand } from './run.ts';

/** Imports a corpus into a new archive, as a user would. */
export function measureImport(corpus: Corpus, archive: string, source = corpus.mbox): ImportFigures {
  rmSync(archive, { recursive: true, force: true });
  const cost = measureCommand(chainmail('import', source, '--keys', corpus.keys, '--archive', archive, '--json'));
  const report = JSON.parse(cost.output) as { sources: { added: number; failed: number }[]; totals: { attachments: number } };
  const added = report.sources.reduce((sum, one) => sum + one.added, 0);
  if (added !== corpus.messages) throw new Error(`Of ${corpus.messages} messages ${added} were added.`);
  return {
    octets: corpus.octets,
    attachments: report.totals.attachments,
    wallSeconds: cost.wallSeconds,
    cpuSeconds: cost.cpuSeconds,
    peakMegabytes: cost.peakMegabytes,
    archiveOctets: folderOctets(archive),
    indexOctets: indexOctets(archive),
  };
}

/** Of all files in a folder and those below it. */
export function folderOctets(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function indexOctets(archive: string): number {
  const database = openDatabase(archive, { readOnly: true });
  try {
    return Number(database.db.prepare('SELECT sum(length(block)) AS octets FROM search_data').get()!['octets']);
  } finally {
    database.close();
  }
}
