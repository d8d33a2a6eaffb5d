import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { SourceError, sourceErrorOf } from '../error.ts';
import { isControlFile, isControlFolder, maildirFlags, maildirFolder, printablePath } from './file-names.ts';
import { maxFolderDepth } from './limits.ts';

/** A thing met on the way through a folder. Paths are relative to its root, as `printablePath` writes them. */
export type Met =
  | {
      readonly kind: 'file';
      /** To open it by: the octets of its whole path. */
      readonly path: Buffer;
      readonly at: string;
      readonly folder?: string;
      readonly flags?: string;
      /** In `cur` or `new` of a Maildir. */
      readonly isInMaildir: boolean;
      /** By its name, no mail: to be left aside, unless it begins as mail does. */
      readonly isControl: boolean;
    }
  | { readonly kind: 'failure'; readonly at: string; readonly reason: string }
  /** Left aside as no mail, without being a failure. */
  | { readonly kind: 'aside'; readonly at: string };

interface Folder {
  readonly path: Buffer;
  /** Relative; empty at the root. */
  readonly relative: Buffer;
  readonly depth: number;
  readonly role: 'plain' | 'maildir' | 'deliveries' | 'unfinished';
}

/** A folder being gone through: what it holds, in order, and how far it is. */
interface Visit {
  readonly folder: Folder;
  readonly isMaildir: boolean;
  readonly entries: readonly Entry[];
  next: number;
}

interface Entry {
  readonly name: Buffer;
  readonly type: 'file' | 'folder' | 'link' | 'other' | 'gone';
}

const slash = Buffer.from('/');

/**
 * Goes through a folder, deepest first, in the order of the paths' octets, so that the same folder is always read alike.
 * Symbolic links are never followed: they are failures. Holds the names of one folder and of those above it.
 *
 * Throws SourceError when the root cannot be read; a folder in it that cannot is a failure.
 */
export async function* walk(root: string | Buffer): AsyncGenerator<Met> {
  const first = await visit({ path: Buffer.from(root), relative: Buffer.alloc(0), depth: 0, role: 'plain' });
  const visits = [first];
  for (let current = visits.at(-1); current !== undefined; current = visits.at(-1)) {
    const entry = current.entries[current.next];
    current.next += 1;
    if (entry === undefined) {
      visits.pop();
      continue;
    }
    const thing = thingOf(entry, current.folder, current.isMaildir);
    if ('kind' in thing) {
      yield thing;
      continue;
    }
    try {
      const inner = await visit(thing);
      if (thing.role !== 'unfinished') visits.push(inner);
      else if (inner.entries.length > 0) yield unfinished(thing, inner.entries.length);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { kind: 'failure', at: printablePath(thing.relative), reason: 'the folder could not be read: check its permissions' };
    }
  }
}

function unfinished(folder: Folder, count: number): Met {
  return { kind: 'failure', at: printablePath(folder.relative), reason: `deliveries that were never finished, not read: ${count}` };
}

/** A Maildir has `cur`, and `new` or `tmp` as well; copies that keep no empty folder may have lost the others. */
export function isMaildir(entries: readonly Dirent<Buffer>[]): boolean {
  const folders = new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name.toString('latin1')));
  return folders.has('cur') || (folders.has('new') && folders.has('tmp'));
}

export async function entriesOf(path: Buffer): Promise<Dirent<Buffer>[]> {
  return (await readdir(path, { withFileTypes: true, encoding: 'buffer' })) as Dirent<Buffer>[];
}

async function visit(folder: Folder): Promise<Visit> {
  try {
    const found = await entriesOf(folder.path);
    const entries: Entry[] = [];
    for (const entry of found) entries.push({ name: entry.name, type: await typeOf(entry, folder.path) });
    // A folder stands where its contents will: "a/b" behind "a.eml".
    const order = ({ name, type }: Entry) => (type === 'folder' ? Buffer.concat([name, slash]) : name);
    entries.sort((a, b) => Buffer.compare(order(a), order(b)));
    return { folder, isMaildir: folder.role !== 'deliveries' && isMaildir(found), entries, next: 0 };
  } catch (error) {
    throw sourceErrorOf(error, folder.path.toString());
  }
}

function thingOf(entry: Entry, folder: Folder, isInsideMaildir: boolean): Met | Folder {
  const path = Buffer.concat([folder.path, slash, entry.name]);
  const relative = folder.depth === 0 ? entry.name : Buffer.concat([folder.relative, slash, entry.name]);
  const at = printablePath(relative);
  const name = printablePath(entry.name);
  switch (entry.type) {
    case 'folder': {
      if (isControlFolder(name)) return { kind: 'aside', at };
      if (folder.depth >= maxFolderDepth) {
        return { kind: 'failure', at, reason: `more than ${maxFolderDepth} folders lie within each other here: not read` };
      }
      const role = !isInsideMaildir ? 'plain' : name === 'cur' || name === 'new' ? 'deliveries' : name === 'tmp' ? 'unfinished' : 'maildir';
      return { path, relative, depth: folder.depth + 1, role };
    }
    case 'file': {
      const isInMaildir = folder.role === 'deliveries';
      const parent = parentOf(at);
      const above = isInMaildir ? maildirFolder(parentOf(parent)) : folder.role === 'maildir' ? maildirFolder(parent) : parent || undefined;
      const flags = maildirFlags(name);
      return {
        kind: 'file',
        path,
        at,
        isInMaildir,
        isControl: isControlFile(name),
        ...(above === undefined ? {} : { folder: above }),
        ...(flags === undefined ? {} : { flags }),
      };
    }
    case 'link':
      return { kind: 'failure', at, reason: 'a symbolic link, never followed: give what it points at as a source of its own' };
    case 'gone':
      return { kind: 'failure', at, reason: 'it was gone when it was to be read' };
    case 'other':
      return { kind: 'failure', at, reason: 'not a mail message: a pipe, socket or device' };
    default:
      return entry.type satisfies never;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function typeOf(entry: Dirent<Buffer>, folder: Buffer): Promise<Entry['type']> {
  // Some file systems do not tell the type with the name.
  const isTold = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket();
  const stat = isTold ? entry : await lstat(Buffer.concat([folder, slash, entry.name])).catch(() => undefined);
  if (stat === undefined) return 'gone';
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  return stat.isSymbolicLink() ? 'link' : 'other';
}
