import { performance } from 'node:perf_hooks';
import { checkFts5Index, sumsInIndex } from '../search/fts5.ts';
import { checkRows, openThreadCheck } from '../store/consistency.ts';
import { ArchiveError, checkIntegrity, type Database, explain, openDatabase } from '../store/database.ts';
import { readFigures } from '../store/figures.ts';
import { noFingerprints, sumsOfFingerprints } from '../store/fingerprints.ts';
import { readJudgementAlone } from '../store/judgements.ts';
import { listNext, readMessages, type StoredMessage } from '../store/records.ts';
import type { AuditFinding } from './audit-finding.ts';
import { chainsUnfinished, checkChains } from './chains/audit.ts';
import { createArchivePool } from './pool.ts';
import { checkRecoveries } from './recovery-check.ts';
import { createFollowAudit, hasItsAnswers, threadsUnfinished } from './threads/audit.ts';
import type { Reexamined } from './workers/archive-worker.ts';

export type { AuditFinding } from './audit-finding.ts';

export interface AuditReport {
  readonly messages: number;
  readonly octets: number;
  readonly findings: readonly AuditFinding[];
  readonly seconds: number;
  readonly stopped: boolean;
}

export interface AuditOptions {
  readonly jobs?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const stepMessages = 200;

const unreadable = 'its octets cannot be read';

/**
 * Checks all that is stored: the database itself, the search index, each message's octets against their hash, and each derived
 * row (people, attachments, signatures, verdict) against what the octets and the archive's keys give today. Changes nothing.
 *
 * @throws ArchiveError when the archive cannot be read at all.
 */
export async function auditArchive(directory: string, options: AuditOptions = {}): Promise<AuditReport> {
  const began = performance.now();
  const database = openForAudit(directory);
  try {
    await using pool = await createArchivePool(directory, options);
    const findings: AuditFinding[] = [
      ...checkIntegrity(database).map((line) => ({ problem: `the database file: ${line}` })),
      ...checkFts5Index(database.db).map((line) => ({ problem: `the search index: ${line}` })),
    ];
    /** What cannot be read at all is a finding, and the rest is checked all the same. */
    const salvaged = <Read>(what: string, read: () => Read): Read | undefined => {
      try {
        return read();
      } catch (error) {
        findings.push({ problem: `${what} cannot be read: ${reasonOf(error)}` });
        return undefined;
      }
    };
    // What was found before a row that cannot be read stays found.
    const collect = (found: Iterable<AuditFinding>): void => {
      for (const finding of found) findings.push(finding);
    };
    salvaged('what rows say of each other', () => collect(checkRows(database)));
    salvaged('what is stored of recoveries', () => collect(checkRecoveries(database)));
    const indexed = salvaged('the search index', () => sumsInIndex(database.db));
    const printed = salvaged('what is stored of fingerprints', () => sumsOfFingerprints(database));
    const unfinished = chainsUnfinished(database);
    const unlinked = unfinished.length > 0 ? [] : threadsUnfinished(database);
    findings.push(...unfinished, ...unlinked);
    const followed = createFollowAudit(database);
    using threads = openThreadCheck();
    const total = readFigures(database).messages;
    let [done, octets, after] = [0, 0, 0];

    function problemsOf(stored: StoredMessage, result: Audited): string[] {
      if ('unreadable' in result) return [`${unreadable}: ${result.unreadable}`];
      const { number } = stored;
      const problems = differences({ ...stored, ...readJudgementAlone(database, number) }, result.row);
      if (!result.hasItsText) problems.push('its stored text is not what its octets give');
      if (indexed !== undefined && String(result.wordSum) !== String(indexed(number)))
        problems.push('the search index has other words of it than its octets give');
      if (printed !== undefined && result.printSum !== (printed.get(number) ?? noFingerprints))
        problems.push('the fingerprints that are stored of it are not those that its text gives');
      if (!result.hasItsPassages)
        problems.push('what is stored of its passages is not what its text gives (an older archive? run "chainmail assess")');
      if (!hasItsAnswers(database, number, result.row))
        problems.push('what it is stored to answer is not what its octets give (an older archive? run "chainmail assess")');
      return problems;
    }

    while (!options.signal?.aborted) {
      const listed = listNext(database, after, stepMessages * pool.threads);
      if (listed.length === 0) break;
      const numbers = listed.map(({ number }) => number);
      after = numbers.at(-1)!;
      const shares = Array.from({ length: Math.ceil(listed.length / stepMessages) }, (_, i) =>
        listed.slice(i * stepMessages, (i + 1) * stepMessages),
      );
      const audited = (await Promise.all(shares.map((share) => pool.auditStored(share)))).flat();
      const results = new Map(numbers.map((number, index) => [number, audited[index]!]));
      for (const [number, result] of results) {
        if ('unreadable' in result) continue;
        octets += result.row.size;
        threads.add(number, result.row.messageId, result.row.references);
      }
      const checks: Check[] = [
        (some) =>
          readMessages(database, some).flatMap((stored) =>
            problemsOf(stored, results.get(stored.number)!).map((problem) => ({ number: stored.number, problem })),
          ),
      ];
      if (unfinished.length === 0) checks.push((some) => checkChains(database, pool, some));
      if (unfinished.length === 0 && unlinked.length === 0) checks.push((some) => some.flatMap(followed));
      for (const check of checks) findings.push(...(await checkAll(numbers, check)));
      done += numbers.length;
      options.onProgress?.(done, total);
    }
    if (!options.signal?.aborted) {
      // A message that cannot be read leaves open which threads its references join.
      const isWhole = !findings.some(({ problem }) => problem.startsWith(unreadable));
      findings.push(
        ...(isWhole ? threads.compare(database) : [{ problem: 'the threads are not checked, as not every message can be read' }]),
      );
    }
    const seconds = Math.round(performance.now() - began) / 1000;
    return { messages: done, octets, findings, seconds, stopped: options.signal?.aborted ?? false };
  } catch (error) {
    throw explain(error, directory);
  } finally {
    database.close();
  }
}

type Audited = Reexamined | { readonly unreadable: string };

/** Of messages, by their numbers. */
type Check = (numbers: readonly number[]) => readonly AuditFinding[] | Promise<readonly AuditFinding[]>;

/** Where a check breaks off over a row that cannot be read, it is made of ever fewer messages: it must not hide what the others are. */
async function checkAll(numbers: readonly number[], check: Check): Promise<readonly AuditFinding[]> {
  try {
    return await check(numbers);
  } catch (error) {
    if (numbers.length === 1) return [{ number: numbers[0]!, problem: `what is stored of it cannot be read: ${reasonOf(error)}` }];
    const middle = numbers.length >> 1;
    return [...(await checkAll(numbers.slice(0, middle), check)), ...(await checkAll(numbers.slice(middle), check))];
  }
}

/** Without what an ArchiveError says beside it: to run an audit. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

/** SQLite checks a full-text index only where it might write; on a medium that cannot be written, the rest is checked. */
function openForAudit(directory: string): Database {
  try {
    return openDatabase(directory);
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'not-writable') return openDatabase(directory, { readOnly: true });
    throw error;
  }
}

/** Where a stored message is not what its octets say. */
function differences(stored: StoredMessage, derived: Reexamined['row']): string[] {
  const sha256 = hex(derived.sha256);
  if (sha256 !== stored.sha256 || derived.size !== stored.size) {
    return [`its octets are not those that were imported: SHA-256 ${sha256} instead of ${stored.sha256}`];
  }
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['Message-ID', stored.messageId, derived.messageId],
    ['date', [stored.dateSeconds, stored.dateOffsetMinutes], [derived.dateSeconds, derived.dateOffsetMinutes]],
    ['subject', stored.subject, derived.subject],
    ['people', stored.people, inRoleOrder(derived.people)],
    [
      'attachments',
      stored.attachments,
      derived.attachments.map(({ sha256, md5, ...rest }) => ({ ...rest, sha256: hex(sha256), md5: hex(md5) })),
    ],
    ['signatures', stored.signatures, derived.signatures],
    ['ARC chain', stored.arc, derived.arc],
    [
      'verdict',
      [stored.verdict, stored.reasons, stored.marks],
      [derived.judgement.verdict, derived.judgement.reasons, derived.judgement.marks],
    ],
  ];
  return pairs
    .filter(([, before, now]) => canonical(before) !== canonical(now))
    .map(
      ([what]) =>
        `its stored ${what} is not what its octets and the archive's keys give${assessed.has(what) ? ' (new keys? run "chainmail assess")' : ''}`,
    );
}

/** What may differ since the message was last assessed, though nothing is damaged. */
const assessed: ReadonlySet<string> = new Set(['verdict', 'signatures', 'ARC chain']);

function inRoleOrder(people: Reexamined['row']['people']) {
  return people.toSorted((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex');
}
