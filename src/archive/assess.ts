import { performance } from 'node:perf_hooks';
import type { Verdict } from '../evidence/verdict.ts';
import { writeAnswers } from '../store/answers.ts';
import { type Database, explain, openDatabase, settle } from '../store/database.ts';
import { readFigures } from '../store/figures.ts';
import { createFingerprintWriter } from '../store/fingerprints.ts';
import { readVerdicts } from '../store/judgements.ts';
import { lockArchive } from '../store/lock.ts';
import { updateAssessment } from '../store/messages.ts';
import { writePassages } from '../store/passages.ts';
import { listNext } from '../store/records.ts';
import { addAllWork } from '../store/relations.ts';
import { joinAllThreads } from '../store/threads.ts';
import { linkChains } from './chains/link.ts';
import { createArchivePool } from './pool.ts';
import { linkThreads } from './threads/link.ts';

export interface AssessReport {
  readonly messages: number;
  /** How many messages have another verdict than before. */
  readonly changed: number;
  readonly unreadable: readonly { readonly number: number; readonly reason: string }[];
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly seconds: number;
  readonly stopped: boolean;
}

export interface AssessOptions {
  readonly jobs?: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** Once all is judged: of how many messages it was found what they quote, or weighed what quotes them. */
  readonly onCompared?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Messages travel to the workers by number, so many at a time, and are committed so. */
const stepMessages = 200;

/**
 * Verifies every message, matches chains and judges everything again with the keys that the archive has now. What is stored changes only where the
 * judgement does; a run that is cut short leaves each message with its old or its new judgement, whole.
 *
 * @throws ArchiveError
 */
export async function assessArchive(directory: string, options: AssessOptions = {}): Promise<AssessReport> {
  const began = performance.now();
  const database = openDatabase(directory);
  try {
    using _lock = lockArchive(directory);
    const before = readVerdicts(database);
    const examined = await examineAgain(database, directory, options);
    await linkChains(database, directory, options);
    linkThreads(database, options.signal);
    const now = readVerdicts(database);
    const changed = [...now].filter(([number, verdict]) => before.get(number) !== verdict).length;
    settle(database);
    const seconds = Math.round(performance.now() - began) / 1000;
    return {
      ...examined,
      changed,
      verdicts: readFigures(database).verdicts,
      seconds,
      stopped: options.signal?.aborted ?? false,
    };
  } catch (error) {
    throw explain(error, directory);
  } finally {
    database.close();
  }
}

/** Judges every message by itself, once it is noted that what they quote is to be found again: a run that is cut short is then seen to be. */
async function examineAgain(
  database: Database,
  directory: string,
  options: AssessOptions,
): Promise<Pick<AssessReport, 'messages' | 'unreadable'>> {
  await using pool = await createArchivePool(directory, options);
  const total = readFigures(database).messages;
  const unreadable: { number: number; reason: string }[] = [];
  const prints = createFingerprintWriter(database, true);
  let [done, after] = [0, 0];
  const next = () => {
    const numbers = listNext(database, after, stepMessages);
    after = numbers.at(-1)?.number ?? after;
    return { numbers, examined: numbers.length === 0 ? undefined : pool.examineStored(numbers) };
  };
  database.transaction(() => addAllWork(database));
  const ahead = Array.from({ length: pool.threads + 1 }, next);
  while (!options.signal?.aborted) {
    const { numbers, examined } = ahead.shift()!;
    if (examined === undefined) break;
    const results = await examined;
    ahead.push(next());
    database.transaction(() => {
      for (const [index, { number }] of numbers.entries()) {
        const result = results[index]!;
        if ('unreadable' in result) {
          unreadable.push({ number, reason: result.unreadable });
          continue;
        }
        updateAssessment(database, number, result.row);
        writeAnswers(database, number, result.row);
        prints.add(number, result.prints);
        writePassages(database, number, result.passages);
      }
      prints.flush();
    });
    done += numbers.length;
    options.onProgress?.(done, total);
  }
  await Promise.allSettled(ahead.map(({ examined }) => examined));
  if (!options.signal?.aborted) {
    database.transaction(() => {
      prints.finish();
      joinAllThreads(database);
    });
  }
  return { messages: done, unreadable };
}
