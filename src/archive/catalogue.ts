import type { AttachmentKind } from '../message/attachment-kind.ts';
import { foldText, wordsOf } from '../query/words.ts';
import type { Database } from '../store/database.ts';
import { type Occurrence, readOccurrences } from '../store/files.ts';
import type { Gathering } from '../store/gathered.ts';

/** Distinct octets that are attached somewhere. */
export interface KnownFile {
  readonly sha256: string;
  readonly size: number;
  /** Of the earliest message that has them: by date, those without one last, then by number. */
  message: number;
  name: string | undefined;
  type: string;
  kind: AttachmentKind;
  /** The message's date; `undated` where it has none. */
  orderSeconds: number;
  copies: number;
  /** The words of every name that they have, folded, a space before and after each; a line for each name. */
  folded: string;
  orderName: string;
}

export type FileOrder = (a: KnownFile, b: KnownFile) => number;

/** Later than any date for the choice of the earliest message. */
export const undated = Number.POSITIVE_INFINITY;

/** Every distinct attachment, in memory. */
export class Catalogue implements Gathering {
  readonly #files = new Map<string, KnownFile>();

  readonly #ordered = new Map<FileOrder, readonly KnownFile[]>();

  readNew(database: Database, after: number, until: number): void {
    this.#ordered.clear();
    for (const occurrence of readOccurrences(database, after, until)) {
      const known = this.#files.get(occurrence.sha256);
      if (known === undefined) this.#files.set(occurrence.sha256, fileOf(occurrence));
      else count(known, occurrence);
    }
  }

  /** All of them, sorted once until more messages come: the sorting is most of the work of a list. */
  inOrder(order: FileOrder): readonly KnownFile[] {
    const files = this.#ordered.get(order) ?? [...this.#files.values()].sort(order);
    this.#ordered.set(order, files);
    return files;
  }

  find(sha256: string): KnownFile | undefined {
    return this.#files.get(sha256);
  }
}

function fileOf({ message, name, type, kind, size, sha256, dateSeconds }: Occurrence): KnownFile {
  const orderSeconds = dateSeconds ?? undated;
  return { sha256, size, message, name, type, kind, orderSeconds, copies: 1, folded: foldName(name), orderName: orderOf(name) };
}

function count(known: KnownFile, { message, name, type, kind, dateSeconds = undated }: Occurrence): void {
  known.copies += 1;
  const folded = name === known.name ? '' : foldName(name);
  if (!known.folded.includes(folded) && known.folded.length < maxFolded) known.folded += folded;
  if (dateSeconds < known.orderSeconds) {
    Object.assign(known, { message, name, type, kind, orderSeconds: dateSeconds, orderName: orderOf(name) });
  }
}

/** The same octets under ten thousand names are found by the first of them. In UTF-16 units. */
const maxFolded = 10_000;

function foldName(name = ''): string {
  return `\n ${Array.from(wordsOf(name.slice(0, maxFolded)), (word) => foldText(word.text)).join(' ')} `;
}

/** By what a list is sorted: without case and diacritics, those without a name last. */
function orderOf(name: string | undefined): string {
  return name === undefined || name === '' ? '\uffff' : foldText(name);
}
