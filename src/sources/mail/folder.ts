import { lstat } from 'node:fs/promises';
import type { MailSource, SourceItem } from '../../archive/ports.ts';
import { SourceError } from '../error.ts';
import { openMailFile } from './mail-file.ts';
import type { MboxDialect } from './mbox-quoting.ts';
import { entriesOf, isMaildir, type Met, walk } from './walk.ts';

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
  const notes: string[] = [];

  const note = (sentence: string) => void notes.push(sentence);

  async function* fileItems(met: Extract<Met, { kind: 'file' }>, signal?: AbortSignal): AsyncGenerator<SourceItem> {
    const { at, folder, flags, isInMaildir } = met;
    try {
      await using file = await openMailFile(met.path, at, { ...options, followLinks: false, saidToBeMail: isInMaildir });
      current = file;
      const place = { at, offset: (offset: number) => `${at}#offset:${offset}`, mboxFolder: isInMaildir ? folder : at, note };
      yield* file.items(definedOnly({ ...place, folder, flags }), signal);
      finishedOctets += file.size;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { kind: 'failure', failure: { at, reason: error.message } };
    } finally {
      current = undefined;
    }
  }

  return {
    path,
    format,
    totalOctets: octets,
    ...(format === 'maildir' ? { expected: files } : {}),
    octetsRead: () => finishedOctets + (current?.octetsRead() ?? 0),
    notes: () => [...notes, ...asideNote(aside)],
    async *items(signal) {
      finishedOctets = 0;
      aside.length = 0;
      notes.length = 0;
      let isEmpty = true;
      for await (const met of walk(root)) {
        signal?.throwIfAborted();
        switch (met.kind) {
          case 'file':
            for await (const item of fileItems(met, signal)) {
              isEmpty = false;
              yield item;
            }
            break;
          case 'failure':
            isEmpty = false;
            yield { kind: 'failure', failure: { at: met.at, reason: met.reason } };
            break;
          case 'aside':
            aside.push(met.at);
            break;
          default:
            met satisfies never;
        }
      }
      if (isEmpty && format === 'tree') yield { kind: 'failure', failure: { at: '.', reason: 'no mail was found in this folder' } };
    },
  };
}

/** What progress is told against. Files that vanish or grow later make it inexact, and nothing else. */
async function measure(root: Buffer): Promise<{ octets: number; files: number }> {
  let octets = 0;
  let files = 0;
  for await (const met of walk(root)) {
    if (met.kind !== 'file') continue;
    octets += (await lstat(met.path).catch(() => undefined))?.size ?? 0;
    files += 1;
  }
  return { octets, files };
}

const namedAside = 3;

function asideNote(aside: readonly string[]): string[] {
  if (aside.length === 0) return [];
  const named = aside.slice(0, namedAside).join(', ');
  const more = aside.length > namedAside ? ` and ${aside.length - namedAside} more` : '';
  return [`left aside, since mail programs and systems keep no mail in them: ${named}${more}`];
}

function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
