import { hash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { sumOfWords, type WordSum } from '../../search/fts5.ts';
import { openDatabase } from '../../store/database.ts';
import { archiveKeyRing } from '../../store/keys.ts';
import { findMessage, type NewMessage } from '../../store/messages.ts';
import { readOctets, readText, unpackText } from '../../store/octets.ts';
import { readPolicy } from '../../store/settings.ts';
import { type ExaminedMessage, examine } from '../examine.ts';
import { createNodeCrypto } from '../node-crypto.ts';

/** Some messages in one buffer, for one trip to a worker. */
export interface ExamineTask {
  readonly octets: Uint8Array;
  readonly messages: readonly { readonly start: number; readonly end: number; readonly rebuilt: boolean }[];
}

/** What became of each message, in the order of the task. */
export type Examined = { readonly kind: 'known'; readonly number: number } | { readonly kind: 'new'; readonly message: ExaminedMessage };

const { directory } = workerData as { directory: string };
const database = openDatabase(directory, { readOnly: true, oneOfMany: true });
const context = { keys: archiveKeyRing(database), crypto: createNodeCrypto(), policy: readPolicy(database) };

/** Examines the messages that the archive does not have yet. */
export function examineAll(task: ExamineTask): Examined[] {
  return task.messages.map(({ start, end, rebuilt }) => {
    // A Buffer looks for an octet many times as fast as a plain array does.
    const octets = Buffer.from(task.octets.buffer, task.octets.byteOffset + start, end - start);
    const number = findMessage(database, hash('sha256', octets, 'buffer'));
    return number === undefined ? { kind: 'new', message: examine(octets, rebuilt, context) } : { kind: 'known', number };
  });
}

/** What an audit compares: what the octets of a message give, less what is as large as they are. */
export interface Reexamined {
  readonly row: Omit<NewMessage, 'packed' | 'text'>;
  /** Of what the index must hold of it. */
  readonly wordSum: WordSum;
  /** Whether the stored text is the one that its octets give. */
  readonly hasItsText: boolean;
}

export function auditStored(numbers: readonly { number: number; rebuilt: boolean }[]): (Reexamined | { readonly unreadable: string })[] {
  return examineStored(numbers).map((result, index) => {
    if ('unreadable' in result) return result;
    const { packed: _, text, ...row } = result.row;
    return { row, wordSum: sumOfWords(result.words), hasItsText: unpackText(text) === storedText(numbers[index]!.number) };
  });
}

function storedText(number: number): string | undefined {
  try {
    return readText(database, number);
  } catch {
    return undefined;
  }
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
