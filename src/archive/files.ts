import { type AttachmentKind, attachmentKinds } from '../message/attachment-kind.ts';
import { foldText, wordsOf } from '../query/words.ts';
import type { Database } from '../store/database.ts';
import { isoSeconds } from '../store/figures.ts';
import { listAttached, listSame, listSignedWith, type Occurrence } from '../store/files.ts';
import { whileGrowing } from '../store/gathered.ts';
import { Catalogue, type FileOrder, type KnownFile, undated } from './catalogue.ts';

/** Distinct octets that are attached somewhere, as `/attachments.json` lists them; named as the earliest message names them. */
export interface FileEntry {
  /** Of the decoded octets. */
  readonly sha256: string;
  readonly name: string | null;
  /** Media type, lower-cased. */
  readonly type: string;
  readonly kind: AttachmentKind;
  /** Octets, decoded. */
  readonly size: number;
  /** Of the earliest message, by the Date fields; null where none has one. */
  readonly date: string | null;
  /** The number of that message. */
  readonly message: number;
  /** How many times they are attached. */
  readonly copies: number;
}

/** One place where octets are attached. */
export interface AttachedRecord {
  /** The number of the message. */
  readonly message: number;
  /** Section number of the part (RFC 9051 §6.4.5.1). */
  readonly part: string;
  readonly name: string | null;
  readonly type: string;
  readonly kind: AttachmentKind;
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
  /** Its sender's signature covers the whole of that message, and this with it. */
  readonly isSigned: boolean;
}

export type FileSort = '-date' | 'date' | '-size' | 'size' | 'name';

export interface FilesOptions {
  /** Words of the name, as the field `filename:` takes them: all of them, whole; those with a star as beginnings. */
  readonly words: string;
  readonly kind?: AttachmentKind;
  readonly sort: FileSort;
  readonly offset: number;
  readonly limit: number;
}

export interface FilesPage {
  /** Distinct octets, and how many times they are attached. */
  readonly total: number;
  readonly copies: number;
  /** How many have these words in their name, by kind, the kind that was asked for left aside. */
  readonly kinds: Readonly<Partial<Record<AttachmentKind, number>>>;
  readonly files: readonly FileEntry[];
}

/** What is attached to the mail, each file once; read once and kept up to date as the archive grows. */
export interface Files {
  list(options: FilesOptions): FilesPage;
  /** @returns undefined where nothing with that SHA-256 (in hex) is attached. */
  file(sha256: string): FileEntry | undefined;
  /** Where it is attached, in the order of the messages' numbers. */
  occurrences(sha256: string, offset: number, limit: number): AttachedRecord[];
  /** The first of the messages that are signed whole and have it. */
  signedWith(sha256: string, limit: number): number[];
  /** What is attached to a message, in order. */
  ofMessage(number: number): AttachedRecord[];
}

export function openFiles(database: Database): Files {
  const catalogue = whileGrowing(database, () => new Catalogue());
  return {
    list({ words, kind, sort, offset, limit }) {
      const wanted = wantedNames(words);
      const named = catalogue()
        .inOrder(orders[sort])
        .filter(({ folded }) => wanted.every((text) => folded.includes(text)));
      const found = kind === undefined ? named : named.filter((file) => file.kind === kind);
      return {
        total: found.length,
        copies: found.reduce((sum, { copies }) => sum + copies, 0),
        kinds: countKinds(named),
        files: found.slice(offset, offset + limit).map(entryOf),
      };
    },
    file(sha256) {
      const file = catalogue().find(sha256);
      return file && entryOf(file);
    },
    occurrences: (sha256, offset, limit) => listSame(database, sha256, offset, limit).map(attachedOf),
    signedWith: (sha256, limit) => listSignedWith(database, sha256, limit),
    ofMessage: (number) => listAttached(database, number).map(attachedOf),
  };
}

/** Each text between spaces as it stands in `KnownFile.folded`; one without a letter or digit asks for nothing. */
function wantedNames(words: string): string[] {
  const texts = words.split(/\s+/).map((text) => {
    const folded = Array.from(wordsOf(text), (word) => foldText(word.text)).join(' ');
    return folded === '' ? '' : ` ${folded}${text.endsWith('*') ? '' : ' '}`;
  });
  return texts.filter((text) => text !== '');
}

const orders: Readonly<Record<FileSort, FileOrder>> = {
  '-date': (a, b) => compare(newestFirst(b), newestFirst(a)) || b.message - a.message,
  date: (a, b) => compare(a.orderSeconds, b.orderSeconds) || a.message - b.message,
  '-size': (a, b) => b.size - a.size || a.message - b.message,
  size: (a, b) => a.size - b.size || a.message - b.message,
  name: (a, b) => compare(a.orderName, b.orderName) || a.message - b.message,
};

/** Those without a date come last, whichever way the dates go. */
function newestFirst({ orderSeconds }: KnownFile): number {
  return orderSeconds === undated ? -undated : orderSeconds;
}

/** Not by subtraction: infinities have no difference. */
function compare<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function countKinds(files: readonly KnownFile[]): FilesPage['kinds'] {
  const counts: Partial<Record<AttachmentKind, number>> = {};
  for (const { kind } of files) counts[kind] = (counts[kind] ?? 0) + 1;
  return Object.fromEntries(attachmentKinds.flatMap((kind) => (counts[kind] === undefined ? [] : [[kind, counts[kind]]])));
}

function entryOf({ sha256, name, type, kind, size, orderSeconds, message, copies }: KnownFile): FileEntry {
  return {
    sha256,
    name: name ?? null,
    type,
    kind,
    size,
    date: isoSeconds(orderSeconds === undated ? null : orderSeconds),
    message,
    copies,
  };
}

function attachedOf({ message, path, name, type, kind, size, sha256, md5, verdict }: Occurrence): AttachedRecord {
  const isSigned = verdict === 'verified' || verdict === 'verified-repaired';
  return { message, part: path, name: name ?? null, type, kind, size, sha256, md5, isSigned };
}
