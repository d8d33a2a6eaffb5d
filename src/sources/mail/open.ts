import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MailSource } from '../../archive/ports.ts';
import { sourceErrorOf } from '../error.ts';
import { openFolder } from './folder.ts';
import { maxMessageOctets } from './limits.ts';
import { openMailFile } from './mail-file.ts';
import type { MboxDialect } from './mbox-quoting.ts';

export { SourceError, type SourceErrorCode } from '../error.ts';
export { type MboxDialect, mboxDialects } from './mbox-quoting.ts';

export interface OpenOptions {
  /** Every mbox is read as this dialect, whatever it shows. */
  readonly mboxDialect?: MboxDialect;
  /** A larger message is passed over and told. */
  readonly maxMessageOctets?: number;
}

/**
 * Opens a place that mail is read from: a message, an mbox, a Maildir, or a tree of any of these; each file may be compressed
 * by gzip or zstd. What it is, is seen from its contents. Nothing stays open until `items()` is called.
 *
 * Throws SourceError when the path leads nowhere or may not be read. A file that is no mail is opened, and gives one failure.
 */
export async function openMailSource(path: string, options: OpenOptions = {}): Promise<MailSource> {
  const settings = {
    maxMessageOctets: options.maxMessageOctets ?? maxMessageOctets,
    ...(options.mboxDialect === undefined ? {} : { mboxDialect: options.mboxDialect }),
  };
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path, settings);
    return await openSingleFile(path, settings);
  } catch (error) {
    throw sourceErrorOf(error, path);
  }
}

async function openSingleFile(path: string, settings: { maxMessageOctets: number; mboxDialect?: MboxDialect }): Promise<MailSource> {
  const open = () => openMailFile(path, path, { ...settings, followLinks: true });
  await using seen = await open();
  const isMbox = seen.kind === 'mbox' || seen.kind === 'empty';
  let read = () => 0;
  const notes: string[] = [];
  return {
    path,
    format: isMbox ? 'mbox' : 'eml',
    ...(seen.dialect === undefined ? {} : { dialect: seen.dialect }),
    ...(seen.compression === undefined ? {} : { compression: seen.compression }),
    totalOctets: seen.size,
    octetsRead: () => read(),
    notes: () => notes,
    async *items(signal) {
      await using file = await open();
      read = file.octetsRead;
      notes.length = 0;
      const place = { at: basename(path), offset: (offset: number) => `offset:${offset}`, note: (note: string) => void notes.push(note) };
      yield* file.items(place, signal);
    },
  };
}
