import { hash } from 'node:crypto';
import { constants, getPriority, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { sumOfWords, type WordSum } from '../../search/fts5.ts';
import { openDatabase } from '../../store/database.ts';
import { sumOfFingerprints } from '../../store/fingerprints.ts';
import { archiveKeyRing } from '../../store/keys.ts';
import { findMessage, type NewMessage } from '../../store/messages.ts';
import { type PackedOctets, packOctets, readOctets, readText, unpackText } from '../../store/octets.ts';
import { holdsPassages } from '../../store/passages.ts';
import type { PackedRelation } from '../../store/relations.ts';
import { readPolicy } from '../../store/settings.ts';
import { type ChainComparer, type Concluded, createChainComparer } from '../chains/compare.ts';
import { type ExaminedMessage, examine } from '../examine.ts';
import { createNodeCrypto } from '../node-crypto.ts';
import { readable } from '../readable.ts';

/** Some messages in one buffer, for one trip to a worker. */
export interface ExamineTask {
  readonly octets: Uint8Array;
  readonly messages: readonly { readonly start: number; readonly end: number; readonly rebuilt: boolean }[];
}

/** What became of a message. */
export type Examined =
  | { readonly kind: 'known'; readonly number: number }
  | { readonly kind: 'new'; readonly message: ExaminedMessage & { readonly row: NewMessage } };

/** What became of the messages of a task, in its order. */
export interface Examination {
  readonly messages: readonly Examined[];
  /** Of the task's octets. It holds what is stored of those messages, and is free once that is written. */
  readonly buffer: ArrayBuffer;
}

/** In steps of nice: the writer waits for the processor less, and so the threads for the writer. */
const lessThanWriter = 5;

// Of other systems than Linux it would be the whole process's priority. Where a container forbids it, all only takes longer.
if (process.platform === 'linux') {
  try {
    setPriority(Math.min(getPriority() + lessThanWriter, constants.priority.PRIORITY_LOW));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR') throw error;
  }
}

// When memory first leaves this thread, the engine gives up what it has made of all code that reads any: better now than after the first batch.
new ArrayBuffer(0).transfer();

const { directory } = workerData as { directory: string };
const database = openDatabase(directory, { readOnly: true, oneOfMany: true });
const context = { keys: archiveKeyRing(database), crypto: createNodeCrypto(), policy: readPolicy(database) };

/**
 * Examines the messages that the archive does not have yet.
 *
 * What is stored of each is no longer than its octets: it is written over those of the messages that are done, and goes home in the
 * buffer that brought them. A copy of each would be three hundred megabytes in ten thousand messages, twice, for the collector to clear.
 *
 * @returns What arrives in the other thread as an {@link Examination}.
 */
export function examineAll(task: ExamineTask): unknown {
  let written = 0;
  const keep = ({ encoding, octets }: PackedOctets): PackedOctets => {
    task.octets.set(octets, written);
    written += octets.length;
    return { encoding, octets: task.octets.subarray(written - octets.length, written) };
  };
  const messages = task.messages.map(({ start, end, rebuilt }): Examined => {
    // A Buffer looks for an octet many times as fast as a plain array does.
    const octets = Buffer.from(task.octets.buffer, task.octets.byteOffset + start, end - start);
    const sha256 = hash('sha256', octets, 'buffer');
    const number = findMessage(database, sha256);
    if (number !== undefined) return { kind: 'known', number };
    const { row, ...rest } = examine(octets, rebuilt, context, sha256);
    return { kind: 'new', message: { row: { ...row, packed: keep(packOctets(octets)) }, ...rest } };
  });
  const { buffer } = task.octets;
  return move({ [transferableSymbol]: [buffer], [valueSymbol]: { messages, buffer } });
}

/** What an audit compares: what the octets of a message give, less what is as large as they are. */
export interface Reexamined {
  readonly row: Omit<NewMessage, 'packed' | 'text'>;
  /** Of what the index must hold of it. */
  readonly wordSum: WordSum;
  /** Of its fingerprints. */
  readonly printSum: string;
  /** Whether those that are stored of its passages are those that its text gives. */
  readonly hasItsPassages: boolean;
  /** Whether the stored text is the one that its octets give. */
  readonly hasItsText: boolean;
}

export function auditStored(numbers: readonly { number: number; rebuilt: boolean }[]): (Reexamined | { readonly unreadable: string })[] {
  return examineStored(numbers).map((result, index) => {
    if ('unreadable' in result) return result;
    const { text, ...row } = result.row;
    return {
      row,
      wordSum: sumOfWords(result.words),
      printSum: sumOfFingerprints(result.prints),
      hasItsPassages: readable(() => holdsPassages(database, numbers[index]!.number, result.passages)) ?? false,
      hasItsText: unpackText(text) === readable(() => readText(database, numbers[index]!.number)),
    };
  });
}

/** Examines messages of the archive again. Those whose octets cannot be read are told. */
export function examineStored(
  numbers: readonly { number: number; rebuilt: boolean }[],
): (ExaminedMessage | { readonly unreadable: string })[] {
  return numbers.map(({ number, rebuilt }) => {
    let octets: Uint8Array | undefined;
    try {
      octets = readOctets(database, number);
    } catch (error) {
      return { unreadable: (error as Error).message };
    }
    return octets === undefined ? { unreadable: 'its octets are missing' } : examine(octets, rebuilt, context);
  });
}

/** Made when first asked, once all fingerprints are stored. */
let comparer: ChainComparer | undefined;

/** For each of those messages, in the same order: what it quotes. */
export function relate(numbers: readonly number[]): PackedRelation[][] {
  comparer ??= createChainComparer(database);
  return comparer.relate(numbers);
}

/** For each of those messages, in the same order: what quotes it, weighed, and what does not fit together with it. */
export function conclude(numbers: readonly number[]): Concluded[] {
  comparer ??= createChainComparer(database);
  return comparer.conclude(numbers);
}
