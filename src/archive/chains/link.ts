import { availableParallelism } from 'node:os';
import { judgeAmong } from '../../evidence/chains/judge.ts';
import { judgeWithFindings } from '../../evidence/findings/judge.ts';
import type { Judgement } from '../../evidence/verdict.ts';
import type { Database } from '../../store/database.ts';
import { findingsOwnedBy, hasMarkedFinding, replaceFindings } from '../../store/findings.ts';
import { writeJudgementAmong } from '../../store/judgements.ts';
import {
  addWork,
  type ChainTask,
  endWork,
  nextWork,
  type PackedRelation,
  replaceRelations,
  weighedAbout,
  weighedBy,
  workLeft,
  writeWeight,
} from '../../store/relations.ts';
import { addThreadWork } from '../../store/thread-links.ts';
import { type ArchivePool, createArchivePool } from '../pool.ts';
import type { Concluded } from './compare.ts';

export interface ChainOptions {
  /** Worker threads at the most; by default one for each core. */
  readonly jobs?: number;
  /** To be used instead of new threads: one to which no question about chains was put before. */
  readonly pool?: ArchivePool;
  /** Of how many messages it was found what they quote, or weighed what quotes them. */
  readonly onCompared?: (done: number, total: number) => void;
  /** Aborting ends it after what was done is committed; what is left is done the next time. */
  readonly signal?: AbortSignal;
}

/** Messages of one trip to a worker. The more go together, the fewer times the index of fingerprints is read; each thread must have its share. */
const leastTogether = 400;
const mostTogether = 8_000;
const tripsOfEach = 4;

/** Another thread for each so many messages: it takes half a second of processor time until it is of use. */
const leastOfThread = 5_000;

/**
 * Does what is left to be done about chains (`chain_work`): finds what each message quotes, weighs what quotes each, and judges again
 * whatever that touches. Each step is committed as a whole, so that a run that is cut short goes on where it was.
 *
 * @param database - Of the archive in `directory`, open for writing, with no transaction begun.
 */
export async function linkChains(database: Database, directory: string, options: ChainOptions = {}): Promise<void> {
  const left = workLeft(database, 'relate') + workLeft(database, 'conclude');
  if (options.signal?.aborted || left === 0) return;
  const jobs = Math.min(options.jobs ?? availableParallelism(), Math.max(1, Math.floor(left / leastOfThread)));
  await using own = options.pool === undefined ? await createArchivePool(directory, { jobs, task: 'compare' }) : undefined;
  const pool = options.pool ?? own!;
  await work<PackedRelation[]>(
    'relate',
    (numbers) => pool.relate(numbers),
    (found) => {
      for (const [number, relations] of found) {
        addWork(database, 'conclude', replaceRelations(database, number, relations));
        addThreadWork(database, number);
      }
    },
  );
  await work<Concluded>(
    'conclude',
    (numbers) => pool.conclude(numbers),
    (found) => {
      // Each once, whatever touched it: a mail that quotes ten is judged after all ten were weighed.
      const touched = new Set<number>();
      for (const [number, { weighed, findings }] of found) {
        touched.add(number);
        for (const one of replaceFindings(database, number, findings)) touched.add(one);
        for (const { voucher, weight } of weighed) if (writeWeight(database, voucher, number, weight)) touched.add(voucher);
      }
      for (const one of touched) writeJudgementAmong(database, one, (alone) => judgementAmong(database, one, alone));
    },
  );

  /** Asks the workers ahead of the writer, as many batches as there are threads. */
  async function work<Answer>(
    task: ChainTask,
    ask: (numbers: readonly number[]) => Promise<Answer[]>,
    take: (found: readonly (readonly [number: number, answer: Answer])[]) => void,
  ): Promise<void> {
    const total = workLeft(database, task);
    const share = Math.ceil(total / (pool.threads * tripsOfEach));
    const together = Math.min(Math.max(share, leastTogether), mostTogether);
    let [after, done] = [0, 0];
    const next = () => {
      const numbers = nextWork(database, task, after, together);
      after = numbers.at(-1) ?? after;
      return { numbers, answers: numbers.length === 0 ? undefined : ask(numbers) };
    };
    const ahead = Array.from({ length: pool.threads + 1 }, next);
    while (!options.signal?.aborted) {
      const { numbers, answers } = ahead.shift()!;
      if (answers === undefined) break;
      const found = await answers;
      database.transaction(() => {
        take(numbers.map((number, index) => [number, found[index]!]));
        endWork(database, task, numbers);
      });
      done += numbers.length;
      options.onCompared?.(done, total);
      ahead.push(next());
    }
    await Promise.allSettled(ahead.map(({ answers }) => answers));
  }
}

/** What a message, judged by its signatures, is among those that quote it, that it quotes, and that do not fit together with it. */
export function judgementAmong(database: Database, number: number, alone: Judgement): Judgement {
  const judgement = judgeAmong(alone, weighedAbout(database, number), weighedBy(database, number));
  return judgeWithFindings(judgement, number, hasMarkedFinding(database, number), findingsOwnedBy(database, number));
}
