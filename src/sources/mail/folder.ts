import { lstat } from 'node:fs/promises';
import type { MailSource, SourceItem } from '../../archive/ports.ts';
import { SourceError } from '../error.ts';
import { workAhead } from './ahead.ts';
import { type MailFile, openMailFile } from './mail-file.ts';
import type { MboxDialect } from './mbox-quoting.ts';
import { entriesOf, isMaildir, type Met, walk } from './walk.ts';

/** How many files are opened before their turn: it hides the disk's delay, and holds their first octets. */
const filesAhead = 4;

/** Notes on single files: a tree of any size ends in so many. */
const mostNotes = 100;

export interface FolderOptions {
  readonly mboxDialect?: MboxDialect;
  readonly maxMessageOctets: number;
}

/** A Maildir, or any tree of messages, mboxes and Maildirs; see docs/formats/maildir.md and eml.md. */
export async function openFolder(path: string, options: FolderOptions): Promise<MailSource> {
  const root = Buffer.from(path);
  const format = isMaildir(await entriesOf(root)) ? 'maildir' : 'tree';
  const { octets, files } = await measure(root);
  let finishedOctets = 0;
  let current: { octetsRead(): number } | undefined;
  const aside: string[] = [];
  let asideCount = 0;
  const notes: string[] = [];

  let unheard = 0;
  const note = (sentence: string) => {
    if (notes.length < mostNotes) notes.push(sentence);
    else unheard += 1;
  };

  async function open(met: Met): Promise<Opened> {
    if (met.kind !== 'file') return undefined;
    try {
      const { mboxDialect, ...others } = options;
      // What a control file is, its contents alone say.
      if (met.isControl) return await openMailFile(met.path, met.at, { ...others, followLinks: false });
      return await openMailFile(met.path, met.at, { ...options, followLinks: false, saidToBeMail: met.isInMaildir });
    } catch (error) {
      if (error instanceof SourceError) return error;
      throw error;
    }
  }

  async function* itemsOf(met: Met, opened: Opened, signal?: AbortSignal): AsyncGenerator<SourceItem> {
    const { at } = met;
    if (met.kind === 'failure') {
      yield { kind: 'failure', failure: { at, reason: met.reason } };
    } else if (opened instanceof SourceError) {
      yield { kind: 'failure', failure: { at, reason: opened.message } };
    } else if (met.kind === 'file' && opened !== undefined) {
      await using file = opened;
      signal?.throwIfAborted();
      current = file;
      const { folder, flags, isInMaildir } = met;
      const place = { at, offset: (offset: number) => `${at}#offset:${offset}`, mboxFolder: isInMaildir ? folder : at, note };
      yield* file.items(definedOnly({ ...place, folder, flags }), signal);
      finishedOctets += file.size;
      current = undefined;
    }
  }

  return {
    path,
    format,
    totalOctets: octets,
    ...(format === 'maildir' ? { expected: files } : {}),
    octetsRead: () => finishedOctets + (current?.octetsRead() ?? 0),
    notes: () => [...notes, ...(unheard > 0 ? [`… and ${unheard} more notes`] : []), ...asideNote(aside, asideCount)],
    async *items(signal) {
      finishedOctets = 0;
      aside.length = 0;
      asideCount = 0;
      notes.length = 0;
      unheard = 0;
      let isEmpty = true;
      for await (const [met, opened] of workAhead(walk(root), filesAhead, open, closeUnread)) {
        if (isAside(met, opened)) {
          await closeUnread(opened);
          asideCount += 1;
          if (aside.length < namedAside) aside.push(met.at);
          continue;
        }
        for await (const item of itemsOf(met, opened, signal)) {
          isEmpty = false;
          yield item;
        }
      }
      if (isEmpty && format === 'tree') yield { kind: 'failure', failure: { at: '.', reason: 'no mail was found in this folder' } };
    },
  };
}

type Opened = MailFile | SourceError | undefined;

/** A control file is looked into first: mail may have any name. */
function isAside(met: Met, opened: Opened): boolean {
  if (met.kind !== 'file' || !met.isControl) return met.kind === 'aside';
  return opened === undefined || opened instanceof SourceError || (opened.kind !== 'message' && opened.kind !== 'mbox');
}

async function closeUnread(opened: Opened): Promise<void> {
  if (opened !== undefined && !(opened instanceof SourceError)) await opened[Symbol.asyncDispose]();
}

/** What progress is told against. Files that vanish or grow later make it inexact, and nothing else. */
async function measure(root: Buffer): Promise<{ octets: number; files: number }> {
  let octets = 0;
  let files = 0;
  for await (const met of walk(root)) {
    if (met.kind !== 'file' || met.isControl) continue;
    octets += (await lstat(met.path).catch(() => undefined))?.size ?? 0;
    files += 1;
  }
  return { octets, files };
}

/** How many are named; all are counted. */
const namedAside = 50;

function asideNote(named: readonly string[], count: number): string[] {
  if (count === 0) return [];
  const more = count > named.length ? ` and ${count - named.length} more` : '';
  return [`left aside, since mail programs and systems keep no mail in them: ${named.join(', ')}${more}`];
}

function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
