import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ChainIndex } from '../evidence/chains/chain-index.ts';
import { createFts5Writer } from '../search/fts5.ts';
import type { IndexWriter } from '../search/index.ts';
import { ArchiveError, type Database, expectBulkLoad, explain, openDatabase, settle } from '../store/database.ts';
import { type Figures, readFigures } from '../store/figures.ts';
import { createChainIndex, createFingerprintWriter, type FingerprintsOf, type FingerprintWriter } from '../store/fingerprints.ts';
import { lockArchive } from '../store/lock.ts';
import { findMessage, insertMessage } from '../store/messages.ts';
import { writePassages } from '../store/passages.ts';
import { markAnchor } from '../store/recoveries.ts';
import { beginSource, endSource, type Gone, type Place, type Reading, recordFailurePlace, recordMessagePlace } from '../store/sources.ts';
import { announce } from './chains/announce.ts';
import { linkChains } from './chains/link.ts';
import { type ArchivePool, createArchivePool } from './pool.ts';
import type { MailSource, SourceFailure, SourceMessage } from './ports.ts';
import { linkThreads } from './threads/link.ts';
import type { Examination, Examined } from './workers/archive-worker.ts';

export interface ImportOptions {
  /** Worker threads; by default one for each core. */
  readonly jobs?: number;
  /** The heap of each that reads: a message that needs more is given up, not the import. */
  readonly heapMegabytes?: number;
  /** How much may be read between two commits: what a kill can cost. By default 64 MB or two seconds, whichever is first. */
  readonly commitEvery?: { readonly octets: number; readonly milliseconds: number };
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Once all is read: of how many messages it was found what they quote, or weighed what quotes them. */
  readonly onCompared?: (done: number, total: number) => void;
  /** The sources are known to be independent of the rest, and this is how: `chainmail keys list --json` names their mail beside a recovered key. */
  readonly anchor?: string;
  /** Aborting ends the import after what was read so far is committed. */
  readonly signal?: AbortSignal;
}

/** How far an import is, over all of its sources. */
export interface ImportProgress {
  readonly source: string;
  readonly octetsRead: number;
  readonly totalOctets: number;
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly failed: number;
  /** What goes on: `index` once all is read and the search index is put in order. */
  readonly phase: 'read' | 'index';
}

/** What one run of an import did with one source (contract: `import --json`). */
export interface SourceReport {
  /** Its row in the ledger. */
  readonly id: number;
  readonly path: string;
  readonly format: string;
  readonly dialect?: string;
  readonly compression?: string;
  readonly expected: number | null;
  readonly read: number;
  readonly added: number;
  readonly duplicates: number;
  readonly failed: number;
  /** The first ones; the ledger holds them all. */
  readonly failures: readonly SourceFailure[];
  /** What was passed over on purpose, and whatever else is worth telling. */
  readonly notes: readonly string[];
}

export interface ImportReport {
  readonly sources: readonly SourceReport[];
  readonly totals: Omit<Figures, 'verdicts'>;
  readonly verdicts: Figures['verdicts'];
  readonly seconds: number;
  /** Whether it was stopped before the end; the next run goes on. */
  readonly stopped: boolean;
}

/** A report names so many failures of a source; a source of a million broken files must not fill the memory. */
const maxReportedFailures = 1_000;

/** Messages travel to the workers in batches of about this many octets, or of this many messages. */
const batchOctets = 1 << 20;
const batchMessages = 256;

/** As large is the memory that most batches travel in, and which the next ones use again: a new one for each is half of what the collector runs for. */
const usualBuffer = 1.5 * batchOctets;

/** How many batches of each thread may wait, examined, for the writer, and how many octets in all (one batch may always go): the bound on memory. */
const waitingOfThread = 2;
const queueOctets = 128 << 20;

/**
 * Threads that have read no more messages than this compare them too: new ones take half a second of processor time each until they are of use. Those
 * that have read more hold memory, some thirty megabytes each, that comparing has no use for.
 */
const mostBeforeNewThreads = 20_000;

const defaultCommit = { octets: 64 << 20, milliseconds: 2_000 };

/**
 * Reads every message of the sources into the archive in `directory`: examined in worker threads, written by this one
 * in the order of the sources, so that the same sources give the same numbers. Octets that are already there are noted as a
 * duplicate, never stored again; so an import that was cut short is simply run again.
 *
 * @throws ArchiveError when the archive cannot be written (what was committed is kept).
 */
export async function importMail(directory: string, sources: readonly MailSource[], options: ImportOptions = {}): Promise<ImportReport> {
  const began = performance.now();
  const database = openDatabase(directory);
  try {
    using _lock = lockArchive(directory);
    const reports = await readAndCompare(database, directory, sources, options);
    linkThreads(database, options.signal);
    const { verdicts, ...totals } = readFigures(database);
    const seconds = Math.round(performance.now() - began) / 1000;
    return { sources: reports, totals, verdicts, seconds, stopped: options.signal?.aborted ?? false };
  } catch (error) {
    throw explain(error, directory);
  } finally {
    database.close();
  }
}

async function readAndCompare(
  database: Database,
  directory: string,
  sources: readonly MailSource[],
  options: ImportOptions,
): Promise<readonly SourceReport[]> {
  await using pool = await createArchivePool(directory, options);
  const run = new ImportRun(database, pool, sources, options);
  await run.readAll();
  const isTheirsToo = run.messagesRead <= mostBeforeNewThreads;
  if (!isTheirsToo) await pool[Symbol.asyncDispose]();
  const compared = linkChains(database, directory, { ...options, ...(isTheirsToo && { pool }) });
  try {
    // While the threads begin to compare.
    run.finishIndex();
  } finally {
    // Where the index failed, that is what is told.
    await Promise.allSettled([compared]);
  }
  await compared;
  return run.reports;
}

/** What waits in line for the writer: a batch at the workers, or a failure that keeps its place in the order. */
type Pending =
  | {
      readonly kind: 'batch';
      readonly messages: readonly SourceMessage[];
      readonly octets: number;
      readonly examined: Promise<Examination | Error>;
    }
  | { readonly kind: 'failure'; readonly failure: SourceFailure };

interface Counts {
  read: number;
  added: number;
  duplicates: number;
  failed: number;
}

class ImportRun {
  readonly reports: SourceReport[] = [];
  readonly #database: Database;
  readonly #pool: ArchivePool;
  readonly #sources: readonly MailSource[];
  readonly #options: ImportOptions;
  readonly #index: IndexWriter;
  readonly #prints: FingerprintWriter;
  /** The fingerprints of the mail that was there before. */
  readonly #earlier: ChainIndex;
  #uncommitted: { readonly number: number; readonly prints: FingerprintsOf }[] = [];
  readonly #totals: Counts = { read: 0, added: 0, duplicates: 0, failed: 0 };
  readonly #totalOctets: number;
  /** Of {@link usualBuffer}. */
  readonly #spareBuffers: ArrayBuffer[] = [];
  #octetsBefore = 0;
  #queuedOctets = 0;
  #uncommittedOctets = 0;
  #committedAt = performance.now();

  constructor(database: Database, pool: ArchivePool, sources: readonly MailSource[], options: ImportOptions) {
    this.#database = database;
    this.#pool = pool;
    this.#sources = sources;
    this.#options = options;
    this.#index = createFts5Writer(database.db);
    this.#prints = createFingerprintWriter(database);
    this.#earlier = createChainIndex(database);
    this.#totalOctets = sources.reduce((sum, source) => sum + (source.totalOctets ?? 0), 0);
    expectBulkLoad(database);
  }

  get messagesRead(): number {
    return this.#totals.read;
  }

  async readAll(): Promise<void> {
    for (const source of this.#sources) {
      if (this.#options.signal?.aborted) break;
      await this.#readSource(source);
      this.#octetsBefore += source.totalOctets ?? 0;
    }
    this.#spareBuffers.length = 0;
    if (this.#totals.added === 0) return;
    this.#tell(this.#sources.at(-1)!, 'index');
    this.#begin();
    this.#prints.finish();
    this.#commit();
    settle(this.#database);
  }

  /** Puts the search index in order, once all is read. */
  finishIndex(): void {
    if (this.#totals.added > 0) this.#database.transaction(() => this.#index.finish());
  }

  async #readSource(source: MailSource): Promise<void> {
    const { signal } = this.#options;
    const counts: Counts = { read: 0, added: 0, duplicates: 0, failed: 0 };
    const failures: SourceFailure[] = [];
    this.#begin();
    const reading = beginSource(this.#database, { ...describe(source), identity: resolve(source.path) });
    if (this.#options.anchor !== undefined) markAnchor(this.#database, reading.source, this.#options.anchor);
    const notes: string[] = [];
    const queue: Pending[] = [];
    const most = this.#pool.batchesAtOnce + waitingOfThread * this.#pool.threads;
    const writeNext = async () => {
      const next = queue.shift()!;
      await this.#write(next, reading, counts, failures, () => Promise.all(queue.map((one) => one.kind === 'batch' && one.examined)));
      this.#tell(source, 'read');
    };
    try {
      for await (const item of gather(source)) {
        queue.push(item.kind === 'failure' ? item : this.#send(item.messages, item.octets));
        while (queue.length > most || (queue.length > 1 && this.#queuedOctets > queueOctets)) await writeNext();
        if (signal?.aborted) break;
      }
      while (queue.length > 0) await writeNext();
      if (!signal?.aborted) notes.push(...notesOf(endSource(this.#database, reading)));
    } finally {
      this.#commit();
    }
    notes.unshift(...(source.notes?.() ?? []));
    this.reports.push({ id: reading.source, ...describe(source), expected: source.expected ?? null, ...counts, failures, notes });
  }

  #send(messages: readonly SourceMessage[], octets: number): Pending {
    this.#queuedOctets += octets;
    const packed = new Uint8Array(this.#bufferOf(octets), 0, octets);
    let start = 0;
    const places = messages.map((message) => {
      packed.set(message.octets, start);
      const end = start + message.octets.length;
      const place = { start, end, rebuilt: message.rebuilt ?? false };
      start = end;
      return place;
    });
    const examined = this.#pool.examineAll({ octets: packed, messages: places }).catch((error: Error) => error);
    return { kind: 'batch', messages, octets, examined };
  }

  #bufferOf(octets: number): ArrayBuffer {
    if (octets > usualBuffer) return Buffer.allocUnsafeSlow(octets).buffer;
    return this.#spareBuffers.pop() ?? Buffer.allocUnsafeSlow(usualBuffer).buffer;
  }

  /** @param others - Settles once no thread has anything else to do. Absent: none has. */
  async #write(
    pending: Pending,
    reading: Reading,
    counts: Counts,
    failures: SourceFailure[],
    others?: () => Promise<unknown>,
  ): Promise<void> {
    if (pending.kind === 'failure') {
      this.#recordFailure(reading, pending.failure, counts, failures);
      return;
    }
    const { messages, octets } = pending;
    const examined = await pending.examined;
    this.#queuedOctets -= octets;
    if (examined instanceof ArchiveError) throw examined;
    if (examined instanceof Error) {
      // A thread died over this batch, or over another that lay with it: alone it shows which. So does each of its messages.
      if (others !== undefined) {
        await others();
        await this.#write(this.#send(messages, octets), reading, counts, failures);
      } else if (messages.length === 1) {
        const reason = `reading it made a worker thread fail: ${examined.message}`;
        this.#recordFailure(reading, { at: messages[0]!.at, reason }, counts, failures);
      } else {
        for (const message of messages) await this.#write(this.#send([message], message.octets.length), reading, counts, failures);
      }
      return;
    }
    for (const [index, message] of messages.entries()) this.#recordMessage(reading, message, examined.messages[index]!, counts);
    if (examined.buffer.byteLength === usualBuffer) this.#spareBuffers.push(examined.buffer);
    this.#uncommittedOctets += octets;
    const commit = this.#options.commitEvery ?? defaultCommit;
    if (this.#uncommittedOctets >= commit.octets || performance.now() - this.#committedAt >= commit.milliseconds) {
      this.#commit();
      this.#begin();
    }
  }

  #recordMessage(reading: Reading, { at, flags, folder }: SourceMessage, examined: Examined, counts: Counts): void {
    const place: Place = { reading, at, ...(flags !== undefined && { flags }), ...(folder !== undefined && { folder }) };
    counts.read++;
    this.#totals.read++;
    // The worker looked before the batches ahead of this one were written: look again.
    const known = examined.kind === 'known' ? examined.number : findMessage(this.#database, examined.message.row.sha256);
    if (known !== undefined || examined.kind === 'known') {
      recordMessagePlace(this.#database, place, known!, false);
      counts.duplicates++;
      this.#totals.duplicates++;
      return;
    }
    const { row, words, prints, passages } = examined.message;
    const number = insertMessage(this.#database, row);
    this.#index.add(number, words);
    this.#prints.add(number, prints);
    writePassages(this.#database, number, passages);
    this.#uncommitted.push({ number, prints });
    recordMessagePlace(this.#database, place, number, true);
    counts.added++;
    this.#totals.added++;
  }

  #recordFailure(reading: Reading, failure: SourceFailure, counts: Counts, failures: SourceFailure[]): void {
    recordFailurePlace(this.#database, { reading, at: failure.at }, failure.reason);
    counts.read++;
    counts.failed++;
    this.#totals.read++;
    this.#totals.failed++;
    if (failures.length < maxReportedFailures) failures.push(failure);
  }

  #begin(): void {
    this.#database.begin();
  }

  #commit(): void {
    // A full disk ends a transaction by itself: then what was added in it is gone, and so must be what is noted of it.
    if (this.#database.db.isTransaction) {
      this.#prints.flush();
      announce(this.#database, this.#earlier, this.#uncommitted);
    }
    this.#uncommitted = [];
    this.#database.commit();
    this.#uncommittedOctets = 0;
    this.#committedAt = performance.now();
  }

  #tell(source: MailSource, phase: ImportProgress['phase']): void {
    const octetsRead = phase === 'index' ? this.#totalOctets : this.#octetsBefore + source.octetsRead();
    this.#options.onProgress?.({ source: source.path, octetsRead, totalOctets: this.#totalOctets, ...this.#totals, phase });
  }
}

type Gathered =
  | { readonly kind: 'batch'; readonly messages: SourceMessage[]; readonly octets: number }
  | { readonly kind: 'failure'; readonly failure: SourceFailure };

/** Puts a source's messages into batches, in order, with its failures between them. */
async function* gather(source: MailSource): AsyncGenerator<Gathered> {
  let messages: SourceMessage[] = [];
  let octets = 0;
  for await (const item of source.items()) {
    if (item.kind === 'message') {
      messages.push(item.message);
      octets += item.message.octets.length;
      if (octets < batchOctets && messages.length < batchMessages) continue;
    }
    if (messages.length > 0) yield { kind: 'batch', messages, octets };
    messages = [];
    octets = 0;
    if (item.kind === 'failure') yield item;
  }
  if (messages.length > 0) yield { kind: 'batch', messages, octets };
}

/** What is told of mail that stood in a source before and does not now. */
function notesOf({ messages, replaced, examples }: Gone): string[] {
  if (messages === 0) return [];
  const told = examples.map(({ at, was, is }) => `${at}: another message stood here before: #${was}, which stays beside #${is}`);
  const more = replaced - examples.length;
  return [
    `no longer here, of what an earlier import read: ${messages} in number; the archive keeps them`,
    ...told,
    ...(more > 0 ? [`${more} more stand where another message stood before`] : []),
  ];
}

function describe(source: MailSource) {
  return {
    path: source.path,
    format: source.format,
    ...(source.dialect !== undefined && { dialect: source.dialect }),
    ...(source.compression !== undefined && { compression: source.compression }),
    ...(source.expected !== undefined && { expected: source.expected }),
  };
}
